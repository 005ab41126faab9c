"""Quotation marks of one text, paired by one scan with a stack.

Every kind of mark of the six languages is read, with or without (no-break) spaces inside. A mark that is an
apostrophe, an inch sign or a bullet is no quotation mark. A pair never leaves its paragraph: an open mark that a
re-opening mark of the next paragraph continues is closed in silence, any other is reported.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from copydesk.annotate.quotes.glyphs import (
    ALWAYS_OPEN,
    ANGLE_RIGHT,
    APOSTROPHES,
    CLOSERS_OF,
    DASHES,
    DOUBLE_RIGHT,
    GUILLEMET_LEFT,
    GUILLEMET_RIGHT,
    OPENERS_CLOSED_BY,
    SINGLE_LEFT,
    STRAIGHT,
    STRAIGHT_SINGLE,
    UNSURE,
)

_GLYPHS = "".join(sorted(APOSTROPHES.union(glyph for glyph in CLOSERS_OF if len(glyph) == 1)))
_APOSTROPHE = f"[{''.join(sorted(APOSTROPHES))}]"
_MARK = re.compile(
    # one class of characters comes first, so that the scan leaps from one that may be a mark to the next
    rf"[`{_GLYPHS}](?:(?<=`)`|(?<!`)(?<!{_APOSTROPHE})"
    # an apostrophe between two letters is none; two straight ones are a mark, but for the last two of three
    rf"|(?<={_APOSTROPHE})(?:(?<![^\W_]{_APOSTROPHE})|(?![^\W_]))(?:(?<=')(?!''(?!'))')?)"
)
_RUNNING = frozenset((SINGLE_LEFT, GUILLEMET_RIGHT, ANGLE_RIGHT))
_SENTENCE_MARKS = frozenset(".,!?")
_BEFORE_OPENING = frozenset("([{/-" + DASHES)


class Marked(NamedTuple):
    """A stretch between quotation marks, marks included.

    Attributes:
        start: code point of the opening mark.
        end: code point after the closing mark, or where the paragraph ends if the mark never closes.
        inner_start: code point after the opening mark.
        inner_end: code point of the closing mark.
        parent: index of the stretch around this one in the list of all, or -1.
        depth: 0 for outermost.
        closed: a closing mark stands there.
        continues: no closing mark, but the next paragraph opens again.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    parent: int
    depth: int
    closed: bool
    continues: bool


@dataclass(slots=True)
class _Open:
    """An open mark on the stack; ``tentative`` is a plural's apostrophe that closes it if nothing better comes."""

    glyph: str
    start: int
    end: int
    slot: int
    tentative: tuple[int, int] | None = None


@dataclass(slots=True)
class _Scan:
    """The state of the scan: open marks, and a slot for each mark that ever opened."""

    text: str
    stack: list[_Open] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=lambda: {glyph: [] for glyph in CLOSERS_OF})
    slots: list[Marked | None] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)

    def open(self, glyph: str, start: int, end: int) -> None:
        self.parents.append(self.stack[-1].slot if self.stack else -1)
        self.places[glyph].append(len(self.stack))
        self.stack.append(_Open(glyph, start, end, len(self.slots)))
        self.slots.append(None)

    def pop(self) -> _Open:
        mark = self.stack.pop()
        self.places[mark.glyph].pop()
        return mark

    def close(self, start: int, end: int, *, closed: bool = True, continues: bool = False) -> None:
        mark = self.pop()
        self.slots[mark.slot] = Marked(mark.start, end, mark.end, start, -1, 0, closed, continues)

    def give_up(self, at: int, *, continues: bool = False) -> None:
        """Close the innermost open mark without a closing mark: at ``at``, or never if it was no mark at all."""
        mark = self.stack[-1]
        if mark.tentative is not None:
            self.close(*mark.tentative)
        elif mark.glyph in UNSURE:
            self.pop()
        else:
            self.close(at, at, closed=False, continues=continues)

    def openable_by(self, closer: str) -> str:
        """Give the innermost open glyph that ``closer`` may close, or an empty string."""
        best, depth = "", -1
        for opener in OPENERS_CLOSED_BY.get(closer, ()):
            places = self.places[opener]
            if places and places[-1] > depth:
                best, depth = opener, places[-1]
        return best


def find_marked(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Marked]:
    """Pair the marks of each paragraph; the stretches are ordered by start. Linear in the number of marks.

    >>> [(m.start, m.end, m.depth) for m in find_marked('A "b" «c “d” e»', [(0, 15)])]
    [(2, 5, 0), (6, 15, 0), (9, 12, 1)]
    """
    scan = _Scan(text)
    carried = ""
    for number, (start, end) in enumerate(paragraphs):
        first = _reopen(scan, carried, start)
        for match in _MARK.finditer(text, first, end):
            _read_mark(scan, match.group(), match.start(), start, end)
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        carried = _close_paragraph(scan, start, end, following)
    return _kept(scan)


def _reopen(scan: _Scan, carried: str, start: int) -> int:
    """Take the re-opening mark of a paragraph that continues a quotation; give where to read on."""
    if not carried:
        return start
    scan.open(carried, start, start + 1)
    return start + 1


def _read_mark(scan: _Scan, glyph: str, at: int, start: int, end: int) -> None:
    text, after = scan.text, at + len(glyph)
    before = text[at - 1] if at > start else " "
    next_ = text[after] if after < end else " "
    inside = bool(scan.stack) and scan.stack[-1].end == at
    opens_here = (before.isspace() or before in _BEFORE_OPENING or inside) and not next_.isspace()
    opener = scan.openable_by(glyph)
    if not opener and glyph == DOUBLE_RIGHT and at == start:
        # a closing mark that opens a paragraph was meant to open (*” … and then*)
        scan.open(glyph, at, after)
        return
    if opener and _closes(glyph, opener, before, next_, opens_here):
        if glyph in APOSTROPHES and before in "sS" and next_ == " " and opener == scan.stack[-1].glyph:
            scan.stack[-1].tentative = (at, after)
            return
        _close_down_to(scan, opener, at, after)
    elif glyph in APOSTROPHES and scan.stack and before in _SENTENCE_MARKS and not next_.isalnum():
        # a single mark where the double one should close: taken if no double one follows
        typed_for_a_set_one = glyph == STRAIGHT_SINGLE and scan.stack[-1].glyph == SINGLE_LEFT
        if scan.stack[-1].tentative is None and not typed_for_a_set_one:
            scan.stack[-1].tentative = (at, after)
    elif _opens(glyph, before, next_, opens_here):
        if scan.stack and scan.stack[-1].tentative is not None and scan.stack[-1].glyph in UNSURE:
            scan.give_up(at)
        scan.open(glyph, at, after)


def _closes(glyph: str, opener: str, before: str, next_: str, opens_here: bool) -> bool:
    if glyph in APOSTROPHES:
        return not before.isspace() and not next_.isalnum()
    if opener == glyph and glyph in ALWAYS_OPEN:
        return not opens_here and not next_.isalnum()
    if glyph in (opener, STRAIGHT):
        return not (opens_here and before.isspace())
    return True


def _opens(glyph: str, before: str, next_: str, opens_here: bool) -> bool:
    if glyph not in CLOSERS_OF or next_ == "":
        return False
    if glyph in ALWAYS_OPEN:
        return True
    if glyph in UNSURE:
        return opens_here and not (glyph in APOSTROPHES and next_.isdigit())
    return opens_here or (not before.isdigit() and next_.isalnum() and not before.isalnum())


def _close_down_to(scan: _Scan, opener: str, at: int, after: int) -> None:
    while scan.stack[-1].glyph != opener:
        scan.give_up(at)
    scan.close(at, after)


def _close_paragraph(scan: _Scan, start: int, end: int, following: int) -> str:
    """Close what is still open; give the mark that the next paragraph takes up again, or an empty string."""
    carried = ""
    while scan.stack:
        glyph = scan.stack[-1].glyph
        if len(scan.stack) == 1 and _runs_on(scan, start, following):
            carried = glyph
            scan.close(end, end, closed=False, continues=True)
        else:
            scan.give_up(end)
    return carried


def _runs_on(scan: _Scan, start: int, following: int) -> bool:
    """Say whether the next paragraph opens with the mark that is left open in this one, which starts at ``start``.

    Two paragraphs that start with the same bullet do so too: there the next one must close the mark.
    """
    mark, text = scan.stack[0], scan.text
    if mark.glyph in UNSURE:
        if mark.glyph not in _RUNNING or not text.startswith(mark.glyph, following):
            return False
        line_end = text.find("\n", following)
        closers = CLOSERS_OF[mark.glyph] if mark.glyph != SINGLE_LEFT and mark.start == start else ()
        return not closers or text.find(closers[0], following, line_end if line_end >= 0 else len(text)) >= 0
    return text.startswith(mark.glyph, following) or (
        mark.glyph == GUILLEMET_LEFT and text.startswith(GUILLEMET_RIGHT, following)
    )


def _kept(scan: _Scan) -> list[Marked]:
    """Leave out what was no mark, and point each stretch at the nearest kept one around it."""
    kept: list[Marked] = []
    numbers: list[int] = []
    for marked, parent in zip(scan.slots, scan.parents, strict=True):
        above = numbers[parent] if parent >= 0 else -1
        if above >= 0 and marked is not None and marked.start >= kept[above].end:
            above = kept[above].parent
        if marked is None:
            numbers.append(above)
            continue
        numbers.append(len(kept))
        depth = kept[above].depth + 1 if above >= 0 else 0
        kept.append(marked._replace(parent=above, depth=depth) if above >= 0 else marked)
    return kept
