"""Pair the quotation marks of a text: a second opinion, independent of the annotator, for the rules to check with.

One pass with a stack, passage by passage. A mark that is not closed closes at its passage's end; that is a
continuation where the next passage opens with a mark of the same family again, and else it is reported. Single
marks are told from apostrophes by their neighbours; where that leaves doubt, they are no marks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from copydesk.record import Article

_DOUBLE_LEFT, _DOUBLE_RIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
_SINGLE_LEFT, _SINGLE_RIGHT = "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"
_DOUBLE_LOW, _SINGLE_LOW = "\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{SINGLE LOW-9 QUOTATION MARK}"
_GUILLEMET_LEFT = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
_GUILLEMET_RIGHT = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
_ANGLE_LEFT = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
_ANGLE_RIGHT = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"

_BACKTICKS, _TWO_SINGLES = "``", "''"
"""Marks of typesetters, of two characters each; the second may also be two typewriter apostrophes for one mark."""

_OPENED_BY = {
    _GUILLEMET_LEFT: (_GUILLEMET_RIGHT,),
    _GUILLEMET_RIGHT: (_GUILLEMET_LEFT,),
    _ANGLE_LEFT: (_ANGLE_RIGHT,),
    _ANGLE_RIGHT: (_ANGLE_LEFT,),
    _DOUBLE_LEFT: (_DOUBLE_LOW,),
    _DOUBLE_RIGHT: (_DOUBLE_LEFT, _DOUBLE_LOW, _DOUBLE_RIGHT, '"', _BACKTICKS),
    '"': ('"', _DOUBLE_LOW, _BACKTICKS),
    _TWO_SINGLES: (_TWO_SINGLES, _BACKTICKS),
    _SINGLE_LEFT: (_SINGLE_LOW,),
    _SINGLE_RIGHT: (_SINGLE_LEFT, _SINGLE_LOW),
    "'": ("'",),
}
"""For each mark that can close, the marks that it closes, likelier ones first."""

_OPENED_BY_IF_SHAPED = {'"': (_DOUBLE_LEFT,), _DOUBLE_LEFT: (_DOUBLE_LEFT, _DOUBLE_RIGHT)}
"""What a mark closes only where it stands like a closing one: behind a word, and before none."""

_ALWAYS_OPENS = frozenset({_GUILLEMET_LEFT, _ANGLE_LEFT, _DOUBLE_LEFT, _DOUBLE_LOW, _BACKTICKS})
_STOPS = frozenset(".,;:!?)")
_SINGLE = frozenset({_SINGLE_LEFT, _SINGLE_RIGHT, _SINGLE_LOW, "'"})
_ONE_CHARACTER = "".join(sorted({*_OPENED_BY, *_ALWAYS_OPENS, *_SINGLE} - {_BACKTICKS, _TWO_SINGLES}))
_MARK = re.compile(
    rf"[{_ONE_CHARACTER}`](?!(?<=[^\W_][{''.join(sorted(_SINGLE))}])[^\W_])(?:(?<=')(?!''(?!'))'|(?<=`)`)?"
)
"""One mark: of three apostrophes in a row the first is a mark of its own; a single mark inside a word is none.

It begins with the set of all marks, which the engine then looks for at one character a step.
"""

_REOPENS = {_GUILLEMET_LEFT: _GUILLEMET_RIGHT, _DOUBLE_LEFT: _DOUBLE_RIGHT}
"""Closing marks that some houses set at the start of a paragraph to say that the quotation goes on."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A stretch between two marks, marks included.

    One that was not ``closed`` ends with its passage. One that is not ``certain`` stands between typewriter
    apostrophes, which may be marks or not.
    """

    start: int
    end: int
    closed: bool = True
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Marks:
    """The pairs of a text, ordered by (start, -end), and the marks that found no partner."""

    pairs: tuple[Pair, ...]
    unclosed: tuple[int, ...]
    unopened: tuple[int, ...]


@dataclass(slots=True)
class _Pairing:
    """What is known while one text is read."""

    text: str
    pairs: list[Pair] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)
    opened: list[tuple[int, str]] = field(default_factory=list)
    counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


def marks_of(article: Article) -> Marks:
    """Pair the quotation marks of an article; several rules ask, so the last answer is kept."""
    return _kept(article.text, tuple((passage.start, passage.end) for passage in article.passages))


@lru_cache(maxsize=1)
def _kept(text: str, passages: tuple[tuple[int, int], ...]) -> Marks:
    return pair_marks(text, passages)


def pair_marks(text: str, passages: Iterable[tuple[int, int]]) -> Marks:
    """Pair the quotation marks of each passage; ``passages`` are ordered spans of ``text``.

    >>> pair_marks('Il dit "oui".', [(0, 13)]).pairs
    (Pair(start=7, end=12, closed=True, certain=True),)
    """
    state = _Pairing(text)
    left_open = ""
    for start, end in passages:
        first = text[start : start + 1]
        if left_open and not _continues(left_open, first):
            state.unclosed.append(state.pairs[-1].start)
        reopened = bool(left_open) and first == _REOPENS.get(left_open)
        if reopened:
            _open(state, start, left_open)
        for match in _MARK.finditer(text[start:end], reopened):
            if match[0] != "`":
                _read(state, match[0], start + match.start(), start, end)
        left_open = _close_passage(state, end)
    if left_open:
        state.unclosed.append(state.pairs[-1].start)
    pairs = sorted(state.pairs, key=lambda pair: (pair.start, -pair.end))
    return Marks(tuple(pairs), tuple(sorted(state.unclosed)), tuple(state.unopened))


def _read(state: _Pairing, mark: str, position: int, start: int, end: int) -> None:
    """Let a mark open, close, or stand alone."""
    behind = position + len(mark)
    before = state.text[position - 1] if position > start else " "
    after = state.text[behind] if behind < end else " "
    if opener := _opener(state, mark, before, after):
        _close(state, position, behind, opener)
    elif _opens(mark, before, after):
        _open(state, position, mark)
    elif mark not in _SINGLE and not _is_bullet(mark, position == start, after) and not _is_inch(mark, before):
        state.unopened.append(position)


def _opener(state: _Pairing, mark: str, before: str, after: str) -> str | None:
    """Give the kind of mark that this one closes, or None where it closes nothing."""
    if mark in _SINGLE and (before.isspace() or after.isalnum()):
        return None
    possible = _OPENED_BY.get(mark, ())
    if not before.isspace() and not after.isalnum():
        possible += _OPENED_BY_IF_SHAPED.get(mark, ())
    return next((opener for opener in possible if state.counts[opener]), None)


def _opens(mark: str, before: str, after: str) -> bool:
    """Say whether a mark opens: most opening marks do always, the others where they stand like one."""
    if mark in _ALWAYS_OPENS:
        return True
    shaped = not before.isalnum() and before not in _STOPS and not after.isspace() and after not in _STOPS
    return shaped and mark != _SINGLE_RIGHT


def _is_bullet(mark: str, first: bool, after: str) -> bool:
    return mark in {_GUILLEMET_RIGHT, _ANGLE_RIGHT} and first and after.isspace()


def _is_inch(mark: str, before: str) -> bool:
    return mark == '"' and before.isdigit()


def _open(state: _Pairing, position: int, mark: str) -> None:
    state.opened.append((position, mark))
    state.counts[mark] += 1


def _close(state: _Pairing, position: int, behind: int, opener: str) -> None:
    """Close the innermost mark of the kind ``opener``; what was opened inside it stays unclosed."""
    while True:
        opened, mark = state.opened.pop()
        state.counts[mark] -= 1
        if mark == opener:
            state.pairs.append(Pair(opened, behind, certain=mark not in {"'", _TWO_SINGLES}))
            return
        if mark not in _SINGLE:
            state.unclosed.append(opened)
            state.pairs.append(Pair(opened, position, closed=False))


def _close_passage(state: _Pairing, end: int) -> str:
    """Close what is open at a passage's end; give the outermost open mark, whose pair is then the last one."""
    if not state.opened:
        return ""
    opened = [(position, mark) for position, mark in state.opened if mark not in _SINGLE]
    state.opened.clear()
    state.counts.clear()
    for position, _ in reversed(opened):
        state.pairs.append(Pair(position, end, closed=False))
    state.unclosed.extend(position for position, _ in opened[1:])
    return opened[0][1] if opened else ""


def _continues(opened: str, first: str) -> bool:
    """Say whether a passage that starts with ``first`` goes on with the quotation that ``opened`` began."""
    return first in {opened, _REOPENS.get(opened)}
