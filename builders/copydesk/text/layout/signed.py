"""Where one line about the story holds several things: byline, date and reading time, side by side or run together."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from copydesk.text.layout.cues import WORD, class_bit, cues, fold
from copydesk.text.layout.shape import STOPS, Shape, shape_of
from copydesk.text.layout.verdicts import Verdict, as_noise, as_role

SIGNED_LENGTH = 160
"""A line that signs an article is no longer than this."""

LOOSE = " ,;|/\N{MIDDLE DOT}\N{BULLET}\xa0\t"
"""What stands between two parts and belongs to none."""

BYLINE = as_role("byline", "part-byline")
CREDIT = as_role("credit", "part-credit")
MOMENT = as_role("update_line", "part-moment")
READING = as_noise("reading_time", "part-reading-time")
SIGNING_VERDICTS = frozenset({BYLINE, MOMENT})

_SIDE_BY_SIDE = re.compile(r" ?[|\N{MIDDLE DOT}\N{BULLET}] ?| / | {2,}|\t")
_NUMBER = re.compile(r"\d[\d.:/h,-]*")
_WORD_START = re.compile(r"(?<![^\W_])[^\W_]|(?<=[^\W\d_A-Z])[A-Z]")


class SignedPart(NamedTuple):
    """Characters of a line with what they are; ``start`` and ``end`` count from the start of the line."""

    start: int
    end: int
    verdict: Verdict


def split_signed(text: str) -> list[SignedPart]:
    """Split a line such as "By Ida Moll | 3 May 2024 | 4 min read"; give nothing where it is one piece.

    Every part has to say what it is, and one of them has to be a byline or a date.
    """
    if len(text) > SIGNED_LENGTH or not any(map(str.isdigit, text)):
        return []
    parts: list[_Part] = []
    for start, end in _side_by_side(text):
        parts += _named(text, start, end)
        if parts and parts[-1].verdict is None:
            return []
    verdicts = {part.verdict for part in parts}
    if len(verdicts) < 2 or SIGNING_VERDICTS.isdisjoint(verdicts):
        return []
    return [
        SignedPart(group[0].start, group[-1].end, verdict)
        for verdict, found in groupby(parts, lambda part: part.verdict)
        if verdict is not None and (group := list(found))
    ]


class _Part(NamedTuple):
    start: int
    end: int
    verdict: Verdict | None


def _side_by_side(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SIDE_BY_SIDE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _named(text: str, start: int, end: int) -> Iterator[_Part]:
    start, end = _trimmed(text, start, end)
    if start >= end:
        return
    part = text[start:end]
    verdict = _verdict(part)
    cut = _moment_start(part) if verdict in {None, BYLINE} else 0
    if cut:
        yield _Part(*_trimmed(text, start, start + cut), BYLINE)
        yield _Part(start + cut, end, MOMENT)
    else:
        yield _Part(start, end, verdict)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip(LOOSE)), start + len(part.rstrip(LOOSE))


def _verdict(part: str) -> Verdict | None:
    shape, words = shape_of(part)
    if shape.label == "reading_time" or shape.opening == "reading_time":
        return READING
    if shape.label == "update_line" or shape.numbers == "date" or _is_moment(words):
        return MOMENT
    if shape.opening == "update_line" and shape.numbers:
        return MOMENT
    if _is_read(shape):
        return READING
    if shape.opening == "credit" and shape.signs == "colon":
        return CREDIT
    return BYLINE if is_byline(shape) or (shape.case == "name" and not shape.label) else None


def is_byline(shape: Shape) -> bool:
    """Tell whether a line begins as a byline does, and is as short as one."""
    return shape.opening == "byline" and shape.start != "bracket" and shape.length <= 8 and shape.end not in STOPS


def _is_moment(words: list[str]) -> bool:
    """Tell whether words say nothing but when: "2 days ago"."""
    known = cues().date_words
    numbers = sum(_NUMBER.fullmatch(word) is not None for word in words)
    others = sum(word in known for word in words)
    return numbers > 0 and numbers + others == len(words) and others > 0


def _is_read(shape: Shape) -> bool:
    is_told = bool((shape.words | shape.tail) & class_bit("reading_time"))
    return is_told and shape.numbers in {"number", "some"} and shape.length <= 3


def _moment_start(part: str) -> int:
    """Find where a date begins behind the names of a byline; 0 where there is none."""
    for match in _WORD_START.finditer(part):
        start = match.start()
        if not start or not _may_date(part[start:]) or part[:start].strip(LOOSE).endswith(tuple("0123456789")):
            continue
        if _dates(part[start:]):
            head, _ = shape_of(part[:start].strip(LOOSE) or "-")
            return start if is_byline(head) or head.case == "name" else 0
    return 0


def _may_date(rest: str) -> bool:
    """Tell from the first word alone whether a date may begin here; most words need no further look."""
    known = cues()
    first = WORD.findall(fold(rest.split(maxsplit=1)[0]))[0]
    return (
        first[0].isdigit()
        or first in known.date_words
        or any(kind == "update_line" for _, kind in known.openings.get(first, ()))
    )


def _dates(rest: str) -> bool:
    shape, words = shape_of(rest)
    return shape.numbers == "date" or (shape.opening == "update_line" and bool(shape.numbers)) or _is_moment(words)
