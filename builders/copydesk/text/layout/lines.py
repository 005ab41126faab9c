"""The lines of a raw article: where each stands, what bullet and blank line came before it, hard wrapping undone."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

BULLETS = frozenset(
    "\N{BULLET}\N{TRIANGULAR BULLET}\N{HYPHEN BULLET}\N{WHITE BULLET}\N{BULLET OPERATOR}\N{MIDDLE DOT}"
    "\N{BLACK SMALL SQUARE}\N{WHITE SMALL SQUARE}\N{BLACK SQUARE}\N{BLACK CIRCLE}\N{WHITE CIRCLE}"
    "\N{BLACK RIGHT-POINTING TRIANGLE}\N{BLACK RIGHT-POINTING SMALL TRIANGLE}\N{BLACK RIGHT-POINTING POINTER}"
    "\N{RIGHTWARDS ARROW}\N{BLACK RIGHTWARDS ARROWHEAD}\N{BLACK DIAMOND}\N{HEAVY CHECK MARK}\N{CHECK MARK}*>"
)
DASHES = "-\N{EN DASH}\N{EM DASH}"
OPENING = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
CLOSING = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
SPACE = " \t\xa0"
EDGES = "\N{ZERO WIDTH NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}"
"""Characters without width that may stand at either end of a line and belong to no piece."""

WRAP_WIDTHS = range(40, 101)
"""Hard-wrapped text is set to a width within these; shorter lines are lists, longer ones paragraphs."""

_LINE = re.compile(r"[^\r\n]+")


class Line(NamedTuple):
    """One line with something on it: half-open code points of the raw text, without bullet and outer space.

    A hard-wrapped paragraph is one line: its ``text`` has one space where the raw has a line end and an indent, and
    ``joins`` says for each of its raw lines where it begins in ``text`` and where in the raw.
    """

    start: int
    end: int
    text: str
    bullet: str
    after_blank: bool
    joins: tuple[tuple[int, int], ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the code points of the raw that ``text[start:end]`` comes from; the span is not empty."""
        return self._raw(start), self._raw(end - 1) + 1

    def _raw(self, offset: int) -> int:
        if not self.joins:
            return self.start + offset
        begins, raw = self.joins[bisect_right(self.joins, offset, key=itemgetter(0)) - 1]
        return raw + offset - begins


def read_lines(raw: str) -> list[Line]:
    """Find the lines of ``raw`` that hold more than white space, in order.

    Lines end at CR, LF or CRLF. A bullet is cut off with the space after it; a dash opens a dialogue, not a list,
    and stays, as does a closing guillemet that carries on the quotation of the line before.
    """
    lines: list[Line] = []
    previous_end = 0
    previous = ""
    after_blank = True
    for line_start, whole in _raw_lines(raw):
        text = whole.strip()
        if text and (text[0] in EDGES or text[-1] in EDGES):
            text = _strip_edges(text)
        if not text:
            after_blank = True
            continue
        start = line_start + (0 if len(text) == len(whole) else whole.find(text[0]))
        blank = after_blank or (line_start - previous_end > 1 and _is_blank_between(raw, previous_end, line_start))
        bullet = text[0] if text[0] in BULLETS or (text[0] == CLOSING and _is_bullet_guillemet(text, previous)) else ""
        if bullet:
            rest = text.lstrip(bullet + SPACE)
            if rest:
                start += len(text) - len(rest)
                text = rest
            else:
                bullet = ""
        lines.append(Line(start, start + len(text), text, bullet, blank))
        previous, previous_end, after_blank = text, line_start + len(whole), False
    return lines


def _raw_lines(raw: str) -> Iterator[tuple[int, str]]:
    """Give the lines that are not empty, each with its place; most texts know LF alone, which is found fast."""
    if "\r" in raw:
        yield from ((match.start(), match.group()) for match in _LINE.finditer(raw))
        return
    start = 0
    for line in raw.split("\n"):
        if line:
            yield start, line
        start += len(line) + 1


def _strip_edges(text: str) -> str:
    stripped = text.strip(EDGES).strip()
    while stripped != text:
        text, stripped = stripped, stripped.strip(EDGES).strip()
    return text


def _is_blank_between(raw: str, start: int, end: int) -> bool:
    return raw.count("\n", start, end) > 1 or raw.count("\r", start, end) > 1


def _is_bullet_guillemet(text: str, previous: str) -> bool:
    """Tell a lone closing guillemet at a line start (a bullet) from one that carries on or opens a quotation."""
    is_open = previous.count(OPENING) > previous.count(CLOSING) or previous.startswith(CLOSING)
    return not is_open and not _is_turned_round(text)


def _is_turned_round(text: str) -> bool:
    """Tell whether a line opens with a quotation whose marks point inwards, as German sets them."""
    end = text.find(OPENING)
    return end > 1 and not text[1].isspace() and not text[end - 1].isspace()


def unwrap(lines: Sequence[Line]) -> Sequence[Line]:
    """Put the lines of hard-wrapped paragraphs together, where the page as a whole is hard-wrapped.

    A page is hard-wrapped when its lines keep to one width and most lines that another follows without a blank
    line between are full: the first word of the next would not have fitted.
    """
    width = max((len(line.text) for line in lines), default=0)
    if width not in WRAP_WIDTHS or len(lines) < 3:
        return lines
    pairs = [(line, following) for line, following in pairwise(lines) if _may_go_on(following)]
    full = [line for line, following in pairs if _is_full(line, following, width)]
    if len(full) < 3 or 2 * len(full) < len(pairs):
        return lines
    joined: list[Line] = []
    parts: list[Line] = []
    for line in lines:
        if parts and not (_may_go_on(line) and _is_full(parts[-1], line, width)):
            joined.append(_join(parts))
            parts = []
        parts.append(line)
    joined.append(_join(parts))
    return joined


def _may_go_on(following: Line) -> bool:
    return not following.after_blank and not following.bullet and following.text[0] not in DASHES


def _is_full(line: Line, following: Line, width: int) -> bool:
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width - width // 10


def _join(parts: Sequence[Line]) -> Line:
    if len(parts) == 1:
        return parts[0]
    first, joins, begins = parts[0], [], 0
    for part in parts:
        joins.append((begins, part.start))
        begins += len(part.text) + 1
    text = " ".join(part.text for part in parts)
    return Line(first.start, parts[-1].end, text, first.bullet, first.after_blank, tuple(joins))
