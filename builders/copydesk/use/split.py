"""Give the articles of a corpus their splits, and write ``splits.jsonl``; who has one keeps it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from copydesk.check.articles import facts_of
from copydesk.check.rules.near_duplicates import near_pairs
from copydesk.check.rules.rule import ArticleFacts
from copydesk.errors import UsageError
from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from copydesk.release.declared_splits import SPLITS_FILE, read_splits
from copydesk.release.quotas import Group, assigned, counts_by_language
from copydesk.release.splits import Split
from copydesk.release.store import write_file
from copydesk.use.frozen_splits import released_splits

_BARE = Options(entities=None, quotes=False, detect_language=False)


@dataclass(frozen=True, slots=True)
class SplitCorpus:
    """What was written: the number of articles of each language in each split, and how many were given one now."""

    counts: Mapping[str, Mapping[Split, int]]
    given: int


def split_corpus(root: Path, *, anew: bool = False, pins: Mapping[str, Split] | None = None) -> SplitCorpus:
    """Write the split of every sound article of a corpus into its ``splits.jsonl``.

    Lines of articles that are no longer there stay: ids are never used again.

    Args:
        root: the corpus.
        anew: forget the splits that ``splits.jsonl`` gives; below 1.0.0 that is allowed.
        pins: articles that belong into a certain split.

    Raises:
        UsageError: a pin names no article or moves one, or ``anew`` would move what was released from 1.0.0 on.
        CopydeskError: the corpus cannot be opened, or the disk said no.
    """
    frozen = released_splits(root / "editions")
    if anew and frozen:
        raise UsageError(f"{root}: splits are frozen since {next(iter(frozen.values()))[1]}; they cannot be made anew")
    declared = read_splits(root / SPLITS_FILE)
    fixed = {name: split for name, (split, _) in frozen.items()} | ({} if anew else declared)
    groups = _groups(root)
    present = {name for group in groups for name in group.ids}
    for name, split in (pins or {}).items():
        if name not in present:
            raise UsageError(f"{root}: there is no article {name!r} to pin")
        if fixed.get(name, split) != split:
            raise UsageError(f"{root}: {name!r} is in {fixed[name]!r} already; --anew gives splits anew")
    splits = assigned(groups, {**fixed, **(pins or {})})
    kept = {name: split for name, split in declared.items() if name not in present}
    _write(root / SPLITS_FILE, kept | splits)
    given = sum(name not in fixed for name in present)
    return SplitCorpus(counts_by_language(groups, splits), given)


def _groups(root: Path) -> list[Group]:
    """Build the articles without annotating them, and put those together that are nearly or wholly the same."""
    outcomes = build_articles(open_corpus(root), _BARE)
    articles = [outcome.article for outcome in outcomes if isinstance(outcome, Built)]
    languages = {article.id: article.language for article in articles}
    leader = {article.id: article.id for article in articles}
    for one, other in _same([facts_of(article) for article in articles]):
        kept, gone = sorted((_leader(leader, one), _leader(leader, other)))
        leader[gone] = kept
    members: dict[str, list[str]] = {}
    for name in sorted(leader):
        members.setdefault(_leader(leader, name), []).append(name)
    return [Group(languages[first], tuple(names)) for first, names in members.items()]


def _same(facts: list[ArticleFacts]) -> Iterable[tuple[str, str]]:
    first: dict[bytes, ArticleFacts] = {}
    for fact in facts:
        if fact.digest:
            yield fact.id, first.setdefault(fact.digest, fact).id
    for fact, near in near_pairs(facts):
        yield fact.id, near.id


def _leader(leader: dict[str, str], name: str) -> str:
    """Follow an article to the one that its group is named after, and shorten the way for the next."""
    while leader[name] != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name


def _write(path: Path, splits: Mapping[str, Split]) -> None:
    lines = (json.dumps({"id": name, "split": split}) for name, split in sorted(splits.items()))
    write_file(path, "".join(f"{line}\n" for line in lines).encode())
