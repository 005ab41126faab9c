"""The kinds of file that hold raw articles: plain text, HTML pages, JSON Lines with a text column."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from copydesk.check.strict_json import read_json
from copydesk.errors import InputError, Place
from copydesk.pipeline.facts import Facts
from copydesk.record import Layer
from copydesk.schema import schema_errors
from copydesk.text.containers import COMPRESSED_LINES, LINES, Line, compressed_lines, suffix_of
from copydesk.text.expanded import expanded_line
from copydesk.text.intake import MAX_BYTES, RawArticle, decode, from_text, read_bytes
from copydesk.text.markup import Page, read_html
from copydesk.text.pieces import Layout

TEXT_SUFFIXES = frozenset({".txt"})
PAGE_SUFFIXES = frozenset({".html", ".htm"})
TABLE_SUFFIXES = frozenset({LINES, COMPRESSED_LINES})
ARTICLE_SUFFIXES = TEXT_SUFFIXES | PAGE_SUFFIXES
"""Files that hold one article each."""

TEXT_COLUMN = "text"
_FACT_NAMES = frozenset(field.name for field in fields(Facts))


@dataclass(frozen=True, slots=True)
class Input:
    """One raw article with what its file says of it; layout and layer are given where the file has its own."""

    raw: RawArticle
    facts: Facts
    layout: Layout | None = None
    layer: Layer | None = None


def read_input(file: Path, facts: Facts, *, shown: str, line: Line | None = None, follow_links: bool = False) -> Input:
    """Read one raw article from its file.

    What is known of it beforehand (``facts``) wins over what the file says of itself.

    Raises:
        InputError: the file cannot be read, or holds no article.
    """
    if line is not None:
        return _row_input(_row(file, line), facts, Place(str(file), line=line.number, pointer=f"/{TEXT_COLUMN}"))
    data = read_bytes(file, shown=shown, follow_links=follow_links)
    if suffix_of(file) in PAGE_SUFFIXES:
        return _page_input(read_html(data, path=shown), facts)
    return Input(decode(data, path=shown), facts)


def rows(file: Path, *, shown: str) -> Iterator[tuple[Line, Facts | InputError]]:
    """Walk a JSON Lines file: where each article stands, and its facts or why it cannot be used.

    Each line is an object with a text column ``text`` and, beside it, the properties of a sidecar; ``id`` is required.
    A file whose name ends in ``.jsonl.zst`` is expanded on the way; where that fails, the walk ends with the reason.
    Memory is bounded by the longest line.
    """
    offset = 0
    try:
        for number, data in enumerate(table_lines(file, shown=shown), start=1):
            line = Line(number, offset, len(data))
            offset += len(data)
            if data.strip():
                yield line, _facts_or_error(data, shown, line)
    except InputError as error:
        yield Line(error.place.line or 1, offset, 0), error


def facts_from(values: dict[str, Any]) -> dict[str, Any]:
    """Keep what a sidecar says that is a fact of an article."""
    return {name: value for name, value in values.items() if name in _FACT_NAMES}


def table_lines(file: Path, *, shown: str) -> Iterator[bytes]:
    """Read the lines of a JSON Lines file, compressed or not, each with its line end.

    Raises:
        InputError: a compressed file is broken, or expands beyond measure.
    """
    if suffix_of(file) == COMPRESSED_LINES:
        yield from compressed_lines(file, shown=shown, longest=MAX_BYTES)
        return
    with file.open("rb") as stream:
        yield from stream


def _facts_or_error(data: bytes, shown: str, line: Line) -> Facts | InputError:
    try:
        return _row_facts(_parsed(data, shown, line), shown, line)
    except InputError as error:
        return error


def _page_input(page: Page, facts: Facts) -> Input:
    filled = replace(
        facts,
        url=facts.url or page.url,
        publisher=facts.publisher or page.publisher,
        date_published=facts.date_published or page.date_published,
        date_modified=facts.date_modified or page.date_modified,
    )
    return Input(page.raw, filled, page.layout, page.layer)


def _row_input(row: dict[str, Any], facts: Facts, place: Place) -> Input:
    try:
        return Input(from_text(row[TEXT_COLUMN]), facts)
    except InputError as error:
        within = f" (line {error.place.line}, column {error.place.column} of the text)" if error.place.line else ""
        raise InputError(error.rule, error.message + within, place) from error


def _row(file: Path, line: Line) -> dict[str, Any]:
    if suffix_of(file) == COMPRESSED_LINES:
        return _parsed(expanded_line(file, line, shown=str(file), longest=MAX_BYTES), str(file), line)
    try:
        with file.open("rb") as stream:
            stream.seek(line.offset)
            data = stream.read(line.length)
    except OSError as error:
        place = Place(str(file), line.number)
        raise InputError("file-unreadable", error.strerror or "cannot be read", place) from error
    return _parsed(data, str(file), line)


def _parsed(data: bytes, shown: str, line: Line) -> dict[str, Any]:
    if len(data) > MAX_BYTES:
        raise InputError("file-too-large", f"a line of {len(data)} bytes", Place(shown, line=line.number))
    try:
        value = read_json(data, shown)
    except InputError as error:
        column = error.place.column if error.place.line == 1 else None
        raise InputError(error.rule, error.message, Place(shown, line=line.number, column=column)) from error
    if not isinstance(value, dict) or not isinstance(value.get(TEXT_COLUMN), str) or "id" not in value:
        message = f"each line is an object with an id and a text column {TEXT_COLUMN!r}"
        raise InputError("source-schema", message, Place(shown, line=line.number))
    return value


def _row_facts(row: dict[str, Any], shown: str, line: Line) -> Facts:
    known = {name: value for name, value in row.items() if name != TEXT_COLUMN}
    for pointer, message in schema_errors("source", known):
        rule = "id-invalid" if pointer == "/id" else "source-schema"
        raise InputError(rule, message, Place(shown, line=line.number, pointer=pointer or "/"))
    return Facts(**facts_from(known))
