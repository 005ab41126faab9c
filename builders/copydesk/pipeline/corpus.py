"""A corpus directory: which articles it holds, what is known of each, and what lies there that is none.

    corpus.json                    name, version, licence, languages
    raw/<language>/**/<id>.txt     raw articles, bytes never edited (also .html, and .jsonl with many)
    raw/**/<id>.json               sidecar: what is known of one article
    raw/**/source.json             the same for all articles below
    gold/<language>/**/<id>.json   adjudicated annotation
    gold/primary/<annotator>/**    the annotations that it was adjudicated from, gold/reasons/** why it reads as it does
    waivers.toml                   findings that are accepted
    withdrawals.jsonl              what was withdrawn and is never taken back

Nothing outside the directory is read: symbolic links are refused. The order is that of the ids, whatever the file
system says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from copydesk.check.findings import Finding
from copydesk.check.waivers import Waivers, read_waivers
from copydesk.check.withdrawals import NOTHING_WITHDRAWN, WITHDRAWALS, Withdrawals, read_withdrawals
from copydesk.errors import InputError, Place, UsageError
from copydesk.pipeline.adjudication.files import GoldFiles, find_gold_files
from copydesk.pipeline.survey import Item, Survey, find_articles, id_key, read_checked
from copydesk.resources import CORPUS_HEAD


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a corpus directory holds: items in order of id, waivers, withdrawals, findings about files that are none."""

    root: Path
    manifest: Mapping[str, Any]
    items: tuple[Item, ...]
    rejected: tuple[Finding, ...]
    skipped: tuple[Finding, ...]
    waivers: Waivers
    withdrawals: Withdrawals = NOTHING_WITHDRAWN


def open_corpus(root: Path) -> Corpus:
    """Survey a corpus directory.

    Raises:
        UsageError: it is no directory, or has no ``corpus.json``.
        InputError: its ``corpus.json`` is wrong (``json-…``, ``corpus-schema``), or a withdrawal (``withdrawal-form``).
    """
    manifest_path = root / CORPUS_HEAD
    if not root.is_dir():
        raise UsageError(f"{root}: no such directory")
    if not manifest_path.is_file():
        raise UsageError(f"{root}: no corpus; a corpus directory holds a corpus.json")
    manifest = read_checked(manifest_path, "corpus")
    survey = Survey()
    candidates = list(find_articles(root, survey))
    files = find_gold_files(root / "gold", survey, {item.id for item in candidates})
    items = tuple(_with_gold(item, files) for item in _unique(candidates, survey))
    waivers = read_waivers(root / "waivers.toml")
    withdrawals = read_withdrawals(root / WITHDRAWALS)
    return Corpus(root, manifest, items, tuple(survey.rejected), tuple(survey.skipped), waivers, withdrawals)


def _with_gold(item: Item, files: GoldFiles) -> Item:
    primaries = tuple((name, found[item.id]) for name, found in sorted(files.primaries.items()) if item.id in found)
    return replace(item, gold=files.gold.get(item.id), primaries=primaries, reasons=files.reasons.get(item.id))


def _unique(items: Sequence[Item], survey: Survey) -> list[Item]:
    """Keep the items whose id no other has; of the others none is built, and each names the rest."""
    by_key: dict[str, list[Item]] = {}
    for item in items:
        by_key.setdefault(id_key(item.id), []).append(item)
    for same in by_key.values():
        for item in same if len(same) > 1 else ():
            others = ", ".join(other.shown for other in same if other is not item)
            message = f"id {item.id!r} is also that of {others}"
            survey.reject(InputError("article-id-unique", message, Place(item.shown, pointer="/id")))
    return sorted((same[0] for same in by_key.values() if len(same) == 1), key=lambda item: item.id)
