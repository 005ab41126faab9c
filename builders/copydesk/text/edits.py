"""From raw to clean text by recorded edits, so that the raw can be rebuilt.

The clean text is the passages, joined by a blank line, in NFC. Whatever else the raw held is in an edit with a
reason: noise lines, bullets, indents, line ends, soft hyphens, the place of a split, a lost space put back.
Deletions come first and normalisation last, each NFC edit covering whole normalisation segments, so that the
text is NFC as a whole.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.record import Edit, Passage
from copydesk.text.normal_form import Replacement, may_need_nfc, nfc_replacements
from copydesk.text.pieces import LostSpace, Piece

BLANK_LINE = "\n\n"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

_PLAIN_GAPS: dict[str, tuple[str, ...]] = {BLANK_LINE: (), "\n": ("\n",)}
"""What nearly every gap is, with what must be put in behind it to make a blank line of it."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_BREAK = re.compile(f"[\r\n]|{SOFT_HYPHEN}")


@dataclass(frozen=True, slots=True)
class Assembled:
    """The clean text of one article, the passages in it, and the edits that lead back to the raw.

    ``joints`` are the code points of ``text`` where a lost space was put back.
    """

    text: str
    passages: tuple[Passage, ...]
    edits: tuple[Edit, ...]
    joints: tuple[int, ...]


class _Step(NamedTuple):
    """One replacement in raw coordinates: raw[start:end] becomes ``after``."""

    start: int
    end: int
    after: str
    reason: str


def assemble(raw: str, pieces: Sequence[Piece], lost_spaces: Iterable[LostSpace] = ()) -> Assembled:
    r"""Put the clean text together from pieces of the raw.

    Args:
        raw: the decoded raw article, unedited.
        pieces: in order, without overlap; those with a role become passages, the others are set aside.
        lost_spaces: in order of ``offset``; only those inside a piece with a role are put back.

    >>> from copydesk.text.pieces import Piece
    >>> pieces = [Piece(0, 5, "headline", None, "r"), Piece(8, 15, "paragraph", None, "r")]
    >>> made = assemble("Titre\n  Un pas.\n", pieces)
    >>> made.text
    'Titre\n\nUn pas.'
    >>> [(edit.before, edit.after, edit.reason) for edit in made.edits]
    [('', '\n', 'blank_line'), ('  ', '', 'indent'), ('\n', '', 'blank_line')]
    """
    edits = _as_edits(raw, _steps(raw, pieces, sorted(lost_spaces, key=lambda space: space.offset)))
    text = _apply(raw, edits)
    # What is lifted and put in so far leaves no character that was not there, but for spaces and line feeds.
    if may_need_nfc(raw) and (replacements := nfc_replacements(text)):
        edits = _compose(raw, text, edits, replacements)
        text = _apply(raw, edits)
    return Assembled(text, _passages(pieces, edits), tuple(edits), _joints(edits))


def _steps(raw: str, pieces: Sequence[Piece], spaces: Sequence[LostSpace]) -> list[_Step]:
    steps: list[_Step] = []
    position, wanted, next_space = 0, "", 0
    noise: list[Piece] = []
    odd_breaks = "\r" in raw or SOFT_HYPHEN in raw
    for piece in pieces:
        if piece.role is None:
            noise.append(piece)
            continue
        steps += _gap(raw, position, piece.start, noise, wanted)
        while next_space < len(spaces) and spaces[next_space].offset <= piece.start:
            next_space += 1
        first = next_space
        while next_space < len(spaces) and spaces[next_space].offset < piece.end:
            next_space += 1
        if first < next_space or odd_breaks or raw.find("\n", piece.start, piece.end) >= 0:
            steps += _inside(raw, piece, spaces[first:next_space])
        position, wanted, noise = piece.end, BLANK_LINE, []
    steps += _gap(raw, position, len(raw), noise, "")
    return steps


def _inside(raw: str, piece: Piece, spaces: Sequence[LostSpace]) -> list[_Step]:
    """Join hard-wrapped lines, lift soft hyphens, put lost spaces back, in order of place."""
    steps = list(_breaks(raw, piece))
    if not spaces:
        return steps
    taken = iter((*steps, None))
    current = next(taken)
    for space in spaces:
        while current is not None and current.end <= space.offset:
            current = next(taken)
        if current is None or space.offset <= current.start:
            steps.append(_Step(space.offset, space.offset, " ", f"lost_space:{space.reason}"))
    return sorted(steps, key=lambda step: (step.start, step.end))


def _breaks(raw: str, piece: Piece) -> Iterator[_Step]:
    """Find inner line ends with the white space about them, and soft hyphens with the line end that they hide."""
    position = piece.start
    while match := _BREAK.search(raw, position, piece.end):
        start, position = match.span()
        soft = match[0] == SOFT_HYPHEN
        while position < piece.end and raw[position].isspace():
            position += 1
        if soft and not any(end in raw[match.end() : position] for end in "\r\n"):
            position = match.end()
        while not soft and start > piece.start and raw[start - 1].isspace():
            start -= 1
        yield _Step(start, position, "" if soft else " ", "soft_hyphen" if soft else "line_wrap")


def _gap(raw: str, start: int, end: int, noise: Sequence[Piece], wanted: str) -> Iterable[_Step]:
    """Turn what stands between two passages into ``wanted``: a blank line, or nothing at either end of the raw."""
    if start == end and not wanted:
        return ()
    if not noise and wanted == BLANK_LINE and (known := _PLAIN_GAPS.get(raw[start : min(end, start + 3)])) is not None:
        return [_Step(end, end, after, "blank_line") for after in known]
    return _mended_gap(raw, start, end, noise, wanted)


def _mended_gap(raw: str, start: int, end: int, noise: Sequence[Piece], wanted: str) -> Iterator[_Step]:
    atoms = list(_atoms(raw, start, end, noise))
    line_ends = sum(reason == "line_end" for _, _, reason in atoms)
    if wanted and not line_ends:
        if not noise:
            yield _Step(start, end, wanted, "split")
            return
        yield _Step(start, start, wanted, "split")
        wanted = ""
    missing = len(wanted)
    pending: _Step | None = None
    for atom_start, atom_end, reason in atoms:
        if reason == "line_end" and missing:
            missing -= 1
            if pending:
                yield pending
                pending = None
            yield from _keep_line_end(raw, atom_start, atom_end)
            line_ends -= 1
            if missing and not line_ends:
                missing = 0
                yield _Step(atom_end, atom_end, "\n", "blank_line")
            continue
        step = _Step(atom_start, atom_end, "", "blank_line" if reason == "line_end" else reason)
        if pending and _absorbs(pending, step):
            pending = _Step(pending.start, step.end, "", pending.reason)
            continue
        if pending:
            yield pending
        pending = step
    if pending:
        yield pending


def _absorbs(before: _Step, step: _Step) -> bool:
    """Say whether white space after something lifted is lifted with it, as one edit."""
    return step.reason == before.reason or (
        before.reason.startswith("noise:") and step.reason in {"blank_line", "trailing_space"}
    )


def _keep_line_end(raw: str, start: int, end: int) -> Iterator[_Step]:
    if raw[start:end] == "\r\n":
        yield _Step(start, start + 1, "", "carriage_return")
    elif raw[start] == "\r":
        yield _Step(start, end, "\n", "carriage_return")


def _atoms(raw: str, start: int, end: int, noise: Sequence[Piece]) -> Iterator[tuple[int, int, str]]:
    """Cut a gap into noise pieces, line ends, and runs of other separators, each with its reason."""
    position = start
    for piece in noise:
        yield from _separators(raw, position, piece.start)
        yield piece.start, piece.end, f"noise:{piece.noise}"
        position = piece.end
    yield from _separators(raw, position, end)


def _separators(raw: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    position = start
    for match in _LINE_END.finditer(raw, start, end):
        if position < match.start():
            yield position, match.start(), _separator_reason(raw, position, match.start(), before_line_end=True)
        yield match.start(), match.end(), "line_end"
        position = match.end()
    if position < end:
        yield position, end, _separator_reason(raw, position, end, before_line_end=False)


def _separator_reason(raw: str, start: int, end: int, *, before_line_end: bool) -> str:
    lifted = raw[start:end]
    if lifted.strip(BYTE_ORDER_MARK) == "":
        return "byte_order_mark"
    at_line_start = start == 0 or raw[start - 1] in "\r\n"
    if lifted.isspace():
        return "indent" if at_line_start and not before_line_end else "trailing_space"
    return "bullet" if at_line_start else "separator"


def _as_edits(raw: str, steps: Sequence[_Step]) -> list[Edit]:
    edits, shift = [], 0
    for step in steps:
        start = step.start + shift
        edits.append(
            Edit(
                step.start,
                step.end,
                start,
                start + len(step.after),
                raw[step.start : step.end],
                step.after,
                step.reason,
            )
        )
        shift += len(step.after) - (step.end - step.start)
    return edits


def _apply(raw: str, edits: Sequence[Edit]) -> str:
    parts, position = [], 0
    for edit in edits:
        parts.append(raw[position : edit.raw_start])
        parts.append(edit.after)
        position = edit.raw_end
    parts.append(raw[position:])
    return "".join(parts)


def _compose(raw: str, text: str, edits: Sequence[Edit], replacements: Sequence[Replacement]) -> list[Edit]:
    """Merge the NFC replacements of ``text`` into the edits that made it; a touched edit is swallowed whole."""
    steps: list[_Step] = []
    queue, index, shift = list(replacements), 0, 0
    for replacement in queue:
        while index < len(edits) and edits[index].end <= replacement.start:
            shift = edits[index].raw_end - edits[index].end
            steps.append(_step_of(edits[index]))
            index += 1
        start, end = replacement.start, replacement.end
        raw_start = start + shift
        prefix = suffix = ""
        while index < len(edits) and edits[index].start < end:
            edit = edits[index]
            if edit.start < start:
                prefix, raw_start = text[edit.start : start], edit.raw_start
            if edit.end > end:
                suffix = text[end : edit.end]
            shift = edit.raw_end - edit.end
            index += 1
        raw_end = end + len(suffix) + shift
        steps.append(_Step(raw_start, raw_end, prefix + replacement.after + suffix, "nfc"))
    steps.extend(_step_of(edit) for edit in edits[index:])
    return _as_edits(raw, steps)


def _step_of(edit: Edit) -> _Step:
    return _Step(edit.raw_start, edit.raw_end, edit.after, edit.reason)


def _passages(pieces: Sequence[Piece], edits: Sequence[Edit]) -> tuple[Passage, ...]:
    """Find where each piece went: walk pieces and edits together, both in order.

    What is put in at the very end of a piece stands behind it.
    """
    spans = [*[(edit.raw_end, edit.raw_start) for edit in edits], (sys.maxsize, 0)]
    shifts = [0, *[edit.end - edit.raw_end for edit in edits]]
    passages, before = [], 0
    for piece in pieces:
        if piece.role is None:
            continue
        while spans[before][0] <= piece.start:
            before += 1
        start = piece.start + shifts[before]
        closing = (piece.end, piece.end)
        while spans[before] < closing:
            before += 1
        passages.append(Passage(piece.role, start, piece.end + shifts[before], piece.start, piece.end))
    return tuple(passages)


def _joints(edits: Sequence[Edit]) -> tuple[int, ...]:
    return tuple(edit.start for edit in edits if edit.reason.startswith("lost_space:"))
