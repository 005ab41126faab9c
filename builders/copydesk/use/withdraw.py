"""Withdraw an article from a corpus, or a released version as a whole: a tombstone first, then the files.

The order matters: a process that dies in between leaves a tombstone beside files that no build takes any more, and
the same call again removes them. The line of ``splits.jsonl`` stays: it holds no text, the id is never used again, and
from 1.0.0 on the receipts of earlier versions are held to it.
"""

from dataclasses import dataclass
from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.check.withdrawals import (
    WITHDRAWALS,
    Register,
    Tombstone,
    WithdrawnVersion,
    read_withdrawals,
    text_digest,
    tombstone_line,
)
from copydesk.errors import UsageError
from copydesk.pipeline.inputs import TABLE_SUFFIXES, read_input, table_lines
from copydesk.pipeline.survey import Item, Survey, find_articles, regular_files
from copydesk.release.checksums import file_digest
from copydesk.release.store import disk_errors, write_file
from copydesk.resources import CORPUS_HEAD
from copydesk.text.containers import COMPRESSED_LINES, Line, compress, sidecar_of, suffix_of
from copydesk.text.intake import RawArticle
from copydesk.use.quoted import quoting_files


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did: the tombstone, the files that were removed or (JSON Lines) lost a line.

    ``quoting`` are findings about files that still repeat the text, and that people must change.
    """

    tombstone: Tombstone
    removed: tuple[Path, ...]
    quoting: tuple[Finding, ...]


def withdraw_article(corpus: Path, article_id: str, *, reason: str, day: str) -> Withdrawn:
    """Write the tombstone of an article, and remove its raw file, sidecar and gold from the corpus.

    Args:
        corpus: the directory of the corpus.
        article_id: the id of the article.
        reason: one of the codes in ``schema/withdrawal.schema.json``.
        day: the day of the withdrawal, as in 2026-03-01.

    Raises:
        UsageError: there is no corpus, or not exactly one article of this id.
        InputError: the article cannot be read, or the tombstone is not after its schema.
        WriteError: the disk said no.
    """
    _require_corpus(corpus)
    items = [item for item in find_articles(corpus, Survey()) if item.id == article_id]
    register = corpus / WITHDRAWALS
    known = Register.of(read_withdrawals(register).articles).ids.get(article_id)
    if len(items) != 1:
        raise UsageError(_not_one(corpus, article_id, items, known))
    raw = read_input(items[0].file, items[0].facts, shown=items[0].shown, line=items[0].line).raw
    tombstone = known or _tombstone(items[0], raw, reason, day)
    if known is None:
        _append(register, tombstone)
    return Withdrawn(tombstone, _remove(corpus, items[0]), tuple(quoting_files(corpus, raw.text)))


def withdraw_version(corpus: Path, version: str, *, reason: str, day: str) -> WithdrawnVersion:
    """Write that a released version is not to be used any more; articles stay where they are.

    Raises:
        UsageError: there is no corpus, or the version is withdrawn already.
        InputError: the line is not after its schema.
        WriteError: the disk said no.
    """
    _require_corpus(corpus)
    register = corpus / WITHDRAWALS
    if known := read_withdrawals(register).version(version):
        raise UsageError(f"version {version} was withdrawn on {known.date} already")
    entry = WithdrawnVersion(version, day, reason)
    _append(register, entry)
    return entry


def _require_corpus(corpus: Path) -> None:
    if not (corpus / CORPUS_HEAD).is_file():
        raise UsageError(f"{corpus}: no corpus; a corpus directory holds a corpus.json")


def _not_one(corpus: Path, article_id: str, items: list[Item], known: Tombstone | None) -> str:
    if items:
        return f"{article_id!r} is the id of {', '.join(item.shown for item in items)}; leave it to one of them first"
    if known:
        return f"{article_id!r} was withdrawn on {known.date} already, and nothing of it is left in {corpus}"
    return f"there is no article {article_id!r} in {corpus}"


def _tombstone(item: Item, raw: RawArticle, reason: str, day: str) -> Tombstone:
    sha256 = raw.sha256 if item.line else file_digest(item.file)
    return Tombstone(item.id, sha256, text_digest(raw.text), day, reason)


def _append(register: Path, entry: Tombstone | WithdrawnVersion) -> None:
    line = tombstone_line(entry)
    before = register.read_bytes() if register.is_file() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    write_file(register, before + line)


def _remove(corpus: Path, item: Item) -> tuple[Path, ...]:
    """Remove what the corpus holds of an article; the raw file last, since the article is found by it."""
    golds = [path for path in regular_files(corpus / "gold", Survey()) if path.name == f"{item.id}.json"]
    sidecar = sidecar_of(item.file)
    own = [sidecar] if sidecar.is_file() and suffix_of(item.file) not in TABLE_SUFFIXES else []
    for path in (*golds, *own):
        _unlink(path)
    if item.line is None:
        _unlink(item.file)
    else:
        _cut(item.file, item.line)
    return (*golds, *own, item.file)


def _cut(table: Path, line: Line) -> None:
    """Take one line out of a JSON Lines file; a file without another line goes too."""
    kept = [data for number, data in enumerate(table_lines(table, shown=str(table)), start=1) if number != line.number]
    if any(data.strip() for data in kept):
        write_file(table, compress(kept) if suffix_of(table) == COMPRESSED_LINES else b"".join(kept))
    else:
        _unlink(table)


def _unlink(path: Path) -> None:
    with disk_errors(path):
        path.unlink()
