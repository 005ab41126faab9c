"""Places in a raw article by the number of a line and the words that stand there.

Words are matched letter by letter; white space, soft hyphens and the shape of apostrophes, quotes and dashes do not
count. Where the words stand more than once, ``#2`` takes the second. ``[...]`` stands for the words between. Where
words do not say it, ``=start-end`` does: code points of the raw.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

Span = tuple[int, int]

GAP = "[...]"
_NUMBER = re.compile(r"[ \t]#([1-9][0-9]*)\Z")
_LINES = re.compile(r"([1-9][0-9]*)(?:-([1-9][0-9]*))?\Z")
_EXACT = re.compile(r"=([0-9]+)-([0-9]+)\Z")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SAME = str.maketrans(
    {
        **dict.fromkeys(
            "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}", "'"
        ),
        **dict.fromkeys(
            "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
            "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
            '"',
        ),
        **dict.fromkeys("\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}\N{HYPHEN}\N{MINUS SIGN}", "-"),
    }
)
_NOTHING = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}\N{VARIATION SELECTOR-16}"


class SheetError(ValueError):
    """A row of a sheet is wrong; the message says how."""


@dataclass(slots=True)
class Page:
    """A raw article by lines, from 1. At ``borders`` a word may begin or end though letters touch there."""

    raw: str
    borders: set[int] = field(default_factory=set)
    lines: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        """Find the lines."""
        ends = [match.span() for match in _LINE_END.finditer(self.raw)]
        starts = [0, *(end for _, end in ends)]
        self.lines = list(zip(starts, [*(start for start, _ in ends), len(self.raw)], strict=True))

    def line_of(self, offset: int) -> int:
        """Give the number of the line that holds a code point."""
        return bisect_right(self.lines, offset, key=lambda line: line[0])

    def line(self, number: int) -> Span:
        """Give the span of a line.

        Raises:
            SheetError: there is none of this number.
        """
        if not 1 <= number <= len(self.lines):
            raise SheetError(f"there is no line {number}")
        return self.lines[number - 1]

    def bounds(self, where: str) -> Span:
        """Read where to look: ``12``, ``12-14`` or, exactly, ``=120-141``.

        Raises:
            SheetError: it is none of these, or there is no such line.
        """
        if exact := _EXACT.match(where):
            start, end = int(exact[1]), int(exact[2])
            if not start < end <= len(self.raw):
                raise SheetError(f"{where}: no span of the raw article")
            return start, end
        lines = _LINES.match(where)
        if lines is None:
            raise SheetError(f"{where!r} is no line")
        return self.line(int(lines[1]))[0], self.line(int(lines[2] or lines[1]))[1]

    def find(self, bounds: Span, words: str, *, whole: bool) -> list[Span]:
        """Find all places of some words; ``whole`` where they must be no part of longer ones."""
        found = self.find_letters(bounds, words)
        return [span for span in found if self.is_edge(span[0]) and self.is_edge(span[1])] if whole else found

    def find_letters(self, bounds: Span, words: str) -> list[Span]:
        """Find all places of some letters, inside words too.

        Raises:
            SheetError: there are none to look for.
        """
        there = list(folded(self.raw, *bounds))
        wanted = "".join(letter for letter, _, _ in folded(words, 0, len(words)))
        if not wanted:
            raise SheetError("there are no words")
        text, found = "".join(letter for letter, _, _ in there), []
        at = text.find(wanted)
        while at >= 0:
            found.append((there[at][1], there[at + len(wanted) - 1][2]))
            at = text.find(wanted, at + 1)
        return found

    def is_edge(self, offset: int) -> bool:
        """Say whether a word can begin or end at a place."""
        if offset <= 0 or offset >= len(self.raw) or offset in self.borders:
            return True
        left, right = self.raw[offset - 1], self.raw[offset]
        joins = right.isalnum() or right in _NOTHING or bool(unicodedata.combining(right))
        return not ((left.isalnum() or left in _NOTHING) and joins)

    def place(self, where: str, words: str, *, whole: bool = True) -> Span:
        """Read the place that a row gives.

        Raises:
            SheetError: the words do not stand there, or more than once without a number.
        """
        bounds = self.bounds(where)
        if where.startswith("="):
            return bounds
        number = 0
        if match := _NUMBER.search(words):
            number, words = int(match[1]), words[: match.start()]
        head, gap, tail = words.partition(GAP)
        if gap:
            starts = [span for span in self.find_letters(bounds, head) if not whole or self.is_edge(span[0])]
        else:
            starts = self.find(bounds, head, whole=whole)
        first = _chosen(starts, number, where, head)
        if not gap:
            return first
        ends = [span[1] for span in self.find_letters((first[1], bounds[1]), tail)]
        end = next((end for end in ends if not whole or self.is_edge(end)), None)
        if end is None:
            raise SheetError(f"line {where}: {tail.strip()!r} does not stand after {head.strip()!r}")
        return first[0], end


def folded(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Walk the letters that count, composed, each with the stretch that it stands for."""
    at = start
    while at < end:
        after = at + 1
        while after < end and unicodedata.combining(text[after]):
            after += 1
        if not (text[at].isspace() or text[at] in _NOTHING):
            for letter in unicodedata.normalize("NFC", text[at:after]).translate(_SAME):
                yield letter, at, after
        at = after


def _chosen(found: list[Span], number: int, where: str, words: str) -> Span:
    shown = words.strip()
    if not found:
        raise SheetError(f"line {where}: {shown!r} does not stand there as a word; is a lost space missing?")
    if number > len(found):
        raise SheetError(f"line {where}: {shown!r} stands only {len(found)} times")
    if len(found) > 1 and not number:
        raise SheetError(f"line {where}: {shown!r} stands {len(found)} times; add #1, #2, …")
    return found[(number or 1) - 1]
