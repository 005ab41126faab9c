"""Check files of articles, and folders of them: every finding with its file and place, never a traceback."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from copydesk.check.articles import HIGHEST_LEVEL, check_article, check_corpus, check_rule_names, read_record
from copydesk.check.facts_aside import FactsAside
from copydesk.check.findings import Finding
from copydesk.check.readers import READERS, Read
from copydesk.check.report import Report
from copydesk.check.rules import RULES
from copydesk.check.rules.corpus import article_facts
from copydesk.check.rules.rule import ArticleFacts, finding
from copydesk.check.shards import SHARDS, Shard
from copydesk.engines import ENGINES
from copydesk.errors import Place, UsageError
from copydesk.text.containers import suffix_of

Progress = Callable[[int, int], None]
"""Called as the work goes on with how much is done and how much there is."""


def unseen(_done: int, _total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in some records, and what the corpus rules need of one where its shape holds."""

    findings: tuple[Finding, ...]
    facts: ArticleFacts | None
    records: int = 1


@dataclass(frozen=True, slots=True)
class _Choice:
    level: int
    only: Collection[str]
    exclude: Collection[str]


def check_path(
    path: Path, *, level: int = HIGHEST_LEVEL, only: Collection[str] = (), exclude: Collection[str] = ()
) -> Iterator[Finding]:
    """Check an article file (.json), lines (.jsonl, .jsonl.zst), a Parquet file of full rows, or a folder of these.

    Findings come file by file, in the order of the records; those of the corpus rules come last. What makes a file
    unreadable is always reported, whatever ``only`` and ``exclude`` say.

    Raises:
        UsageError: there is no such path, no reader for it, or no such rule.
    """
    return (found for item in _check_all([path], _Choice(level, only, exclude)) for found in item.findings)


def check_paths(  # noqa: PLR0913  each is one thing that a caller chooses
    paths: Iterable[Path],
    *,
    level: int = HIGHEST_LEVEL,
    only: Collection[str] = (),
    exclude: Collection[str] = (),
    workers: int = 1,
    progress: Progress = unseen,
) -> Report:
    """Check several paths as one corpus, and count what was checked; see ``check_path``.

    The report does not depend on ``workers``, the number of processes that read; ``progress`` is told how many bytes
    of how many are done.
    """
    findings: list[Finding] = []
    checked = 0
    for item in _check_all(paths, _Choice(level, only, exclude), workers, progress):
        findings.extend(item.findings)
        checked += item.records
    return Report(tuple(findings), checked)


def _check_all(
    paths: Iterable[Path], choice: _Choice, workers: int = 1, progress: Progress = unseen
) -> Iterator[Checked]:
    check_rule_names((*choice.only, *choice.exclude))
    files = [file for path in paths for file in _files(path)]
    facts = FactsAside()
    done, total = 0, sum(file.stat().st_size for file in files if file.is_file())
    for size, items in _check_files(files, choice, workers):
        for item in items:
            if item.facts:
                facts.append(item.facts)
            yield item
        done += size
        progress(done, total)
    if choice.level >= HIGHEST_LEVEL:
        found = check_corpus(facts, only=choice.only, exclude=choice.exclude)
        yield Checked(tuple(found), None, records=0)


def _check_files(files: list[Path], choice: _Choice, workers: int) -> Iterator[tuple[int, Iterable[Checked]]]:
    """Check shard by shard: record by record in this process, or a few shards at a time in others."""
    shards = (shard for file in files for shard in _shards(file))
    if workers <= 1:
        for shard in shards:
            yield shard.size, _check_shard(shard, choice)
    else:
        yield from ENGINES["local"](partial(_check_whole_shard, choice=choice), shards, workers)


def _check_whole_shard(shard: Shard, choice: _Choice) -> tuple[int, list[Checked]]:
    return shard.size, list(_check_shard(shard, choice))


def _shards(path: Path) -> Iterator[Shard]:
    try:
        if path.is_file():
            yield from SHARDS[suffix_of(path)](path)
        else:
            yield Shard(path, 0)
    except OSError:
        yield Shard(path, 0)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if suffix_of(file) in READERS and file.is_file())
    if not path.exists():
        raise UsageError(f"there is no file or folder {str(path)!r}")
    if suffix_of(path) not in READERS:
        raise UsageError(f"{str(path)!r} is no article file: its name must end in {', '.join(READERS)}")
    return [path]


def _check_shard(shard: Shard, choice: _Choice) -> Iterator[Checked]:
    path = shard.path
    if not path.is_file():
        yield Checked((finding(RULES["file-unreadable"], Place(str(path)), "is no plain file"),), None)
        return
    try:
        for read in READERS[suffix_of(path)](shard):
            yield _check_one(read, str(path), choice)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        yield Checked((finding(RULES["file-unreadable"], Place(str(path)), message),), None)


def _check_one(read: Read, path: str, choice: _Choice) -> Checked:
    if read.refused:
        refused = read.refused
        return Checked((finding(RULES[refused.rule], refused.place, refused.message),), None)
    article, found = read_record(read.record, path=path)
    if article is not None:
        found = check_article(article, path=path, levels=choice.level, only=choice.only, exclude=choice.exclude)
    places = read.locate([item.place.pointer or "" for item in found]) if found else []
    moved = tuple(replace(item, place=place) for item, place in zip(found, places, strict=True))
    return Checked(moved, article_facts(article, read.place) if article is not None else None)
