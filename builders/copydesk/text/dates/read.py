"""Publication and update dates from the update lines of an article."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from copydesk.text.dates.moment import Moment, Problem, read_moment
from copydesk.text.dates.words import date_words, fold

Kind = Literal["published", "modified", ""]

LINE_LIMIT = 400
"""Characters of a line that are read; an update line is never longer."""


class DateRemark(NamedTuple):
    """Why a date stayed null: rule id, words for people, index of the line."""

    rule: str
    message: str
    line: int


class Dates(NamedTuple):
    """When the article was published and last changed, as ISO 8601 dates or local date-times, or null.

    An offset is there only where the line states one.
    """

    published: str | None
    modified: str | None
    remarks: tuple[DateRemark, ...]


class Statement(NamedTuple):
    """What one part of a line says: published or modified (or neither word), and when."""

    kind: Kind
    found: Moment | Problem
    line: int


def read_dates(lines: Sequence[str], *, language: str = "und") -> Dates:
    """Read the update lines of one article.

    Args:
        lines: the lines, in the order of the page.
        language: BCP-47 tag; decides how ``03/04/2025`` is read where the lines themselves do not tell. Without it,
            and in English, such a date is ambiguous and stays null.

    >>> read_dates(["Mis \N{LATIN SMALL LETTER A WITH GRAVE} jour dimanche 17 septembre 2023 - 11h01"]).modified
    '2023-09-17T11:01'
    """
    day_first = _is_day_first(lines, language)
    statements = _joined([found for index, line in enumerate(lines) for found in _statements(line, index, day_first)])
    remarks = tuple(
        DateRemark(statement.found.rule, statement.found.message, statement.line)
        for statement in statements
        if isinstance(statement.found, Problem)
    )
    published = next((s.found for s in statements if s.kind != "modified" and isinstance(s.found, Moment)), None)
    modified = next((s.found for s in statements if s.kind == "modified" and isinstance(s.found, Moment)), None)
    return Dates(published.iso() if published else None, modified.iso() if modified else None, remarks)


def _is_day_first(lines: Sequence[str], language: str) -> bool:
    known = date_words()
    base = language.split("-", maxsplit=1)[0]
    if base in known.languages:
        return known.languages[base] == "dmy"
    words = {word for line in lines for word in _WORD.findall(fold(line[:LINE_LIMIT]))}
    return bool(words & known.day_first) and not words & known.two_orders


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def _statements(line: str, index: int, day_first: bool) -> Iterator[Statement]:
    """Cut a line at the words that say published or modified, and read each part."""
    folded = fold(line[:LINE_LIMIT])
    marks = [(0, ""), *_cues(folded)]
    base: Moment | None = None
    for number, (start, kind) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(folded)
        part = folded[start:end]
        if not any(sign.isdigit() for sign in part) and not (kind and number + 1 == len(marks) and base is None):
            continue
        found = read_moment(part, day_first=day_first, same_day=base)
        if found is None:
            continue
        if isinstance(found, Moment) and found.is_complete:
            base = found
        yield Statement(_kind(kind), found, index)


def _kind(name: str) -> Kind:
    return "modified" if name == "modified" else "published" if name == "published" else ""


def _cues(folded: str) -> list[tuple[int, str]]:
    """Find the published and modified words of a line, in order; the longer of two that overlap counts."""
    known = date_words()
    found: dict[int, tuple[int, str]] = {}
    for kind, phrases in (("modified", known.modified), ("published", known.published)):
        for match in phrases.finditer(folded):
            if match.start() not in found or match.end() > found[match.start()][0]:
                found[match.start()] = (match.end(), kind)
    marks: list[tuple[int, str]] = []
    position = 0
    for start in sorted(found):
        end, kind = found[start]
        if start >= position:
            marks.append((start, kind))
            position = end
    return marks


def _joined(statements: Sequence[Statement]) -> list[Statement]:
    """Give a time on a line of its own to the date on the line before; say what stayed incomplete."""
    joined: list[Statement] = []
    for statement in statements:
        found = statement.found
        last = joined[-1] if joined else None
        if isinstance(found, Problem) or found.is_complete:
            joined.append(statement)
        elif (
            last and not statement.kind and found.is_time and isinstance(last.found, Moment) and last.found.hour is None
        ):
            joined[-1] = last._replace(found=last.found.at(found))
        else:
            message = "a time without a date" if found.is_time else "a date without a year"
            joined.append(statement._replace(found=Problem("date-incomplete", message)))
    return joined
