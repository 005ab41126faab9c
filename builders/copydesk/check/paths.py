"""Check files of articles, and folders of them: every finding with its file and place, never a traceback."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from copydesk.check.articles import HIGHEST_LEVEL, check_corpus, check_record, check_rule_names
from copydesk.check.findings import Finding
from copydesk.check.readers import READERS, Read
from copydesk.check.report import Report
from copydesk.check.rules import RULES
from copydesk.check.rules.corpus import article_facts
from copydesk.check.rules.rule import ArticleFacts, finding
from copydesk.errors import Place, UsageError
from copydesk.record import Article


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
    """Check an article file (.json), JSON lines (.jsonl), a Parquet file of full rows, or a folder of such files.

    Findings come file by file, in the order of the records; those of the corpus rules come last. What makes a file
    unreadable is always reported, whatever ``only`` and ``exclude`` say.

    Raises:
        UsageError: there is no such path, no reader for it, or no such rule.
    """
    return (found for item in _check_all([path], _Choice(level, only, exclude)) for found in item.findings)


def check_paths(
    paths: Iterable[Path], *, level: int = HIGHEST_LEVEL, only: Collection[str] = (), exclude: Collection[str] = ()
) -> Report:
    """Check several paths as one corpus, and count what was checked; see ``check_path``."""
    findings: list[Finding] = []
    checked = 0
    for item in _check_all(paths, _Choice(level, only, exclude)):
        findings.extend(item.findings)
        checked += item.records
    return Report(tuple(findings), checked)


def _check_all(paths: Iterable[Path], choice: _Choice) -> Iterator[Checked]:
    check_rule_names((*choice.only, *choice.exclude))
    facts: list[ArticleFacts] = []
    for file in [file for path in paths for file in _files(path)]:
        for item in _check_file(file, choice):
            if item.facts:
                facts.append(item.facts)
            yield item
    if choice.level >= HIGHEST_LEVEL:
        found = check_corpus(facts, only=choice.only, exclude=choice.exclude)
        yield Checked(tuple(found), None, records=0)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix in READERS and file.is_file())
    if not path.exists():
        raise UsageError(f"there is no file or folder {str(path)!r}")
    if path.suffix not in READERS:
        raise UsageError(f"{str(path)!r} is no article file: its name must end in {', '.join(READERS)}")
    return [path]


def _check_file(path: Path, choice: _Choice) -> Iterator[Checked]:
    if not path.is_file():
        yield Checked((finding(RULES["file-unreadable"], Place(str(path)), "is no plain file"),), None)
        return
    try:
        for read in READERS[path.suffix](path):
            yield _check_one(read, str(path), choice)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        yield Checked((finding(RULES["file-unreadable"], Place(str(path)), message),), None)


def _check_one(read: Read, path: str, choice: _Choice) -> Checked:
    if read.refused:
        refused = read.refused
        return Checked((finding(RULES[refused.rule], refused.place, refused.message),), None)
    found = check_record(read.record, path=path, levels=choice.level, only=choice.only, exclude=choice.exclude)
    places = read.locate([item.place.pointer or "" for item in found]) if found else []
    moved = tuple(replace(item, place=place) for item, place in zip(found, places, strict=True))
    if any(item.rule == "schema" for item in found):
        return Checked(moved, None)
    return Checked(moved, article_facts(Article.from_dict(read.record), read.place))
