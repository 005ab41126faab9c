"""The rows of the sections *layout* and *spacing*: pieces by line and opening words, lost spaces by what they part."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import get_args

from copydesk.record import Role
from copydesk.text.layout.lines import BULLETS
from copydesk.text.pieces import Noise, Piece
from copydesk.use.exchange.sheet.places import Page, SheetError, Span, folded

LOST = "\N{BROKEN BAR}"
"""Stands in a row of *spacing* where the space was lost."""

ROLES: tuple[str, ...] = get_args(Role)
NOISE: tuple[str, ...] = get_args(Noise)
_DASHES = "-\N{EN DASH}\N{EM DASH}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
_SEPARATORS = frozenset("|/+")
"""What stands alone between two pieces of one line, or before an item; in neither, as the guideline says."""
_BULLET = frozenset(BULLETS) | frozenset("\N{BLACK RIGHT-POINTING POINTER}\N{ZERO WIDTH NO-BREAK SPACE}")
_LISTED = frozenset({"related_item", "dek", "menu", "table_of_contents", "kicker"})
"""What stands in lists: there a dash before a space is a bullet."""

_LAYOUT_ROW = re.compile(r"([1-9][0-9]*)(?:([-~])([1-9][0-9]*))?[ \t]+([a-z_]+)\Z")
_EXACT = re.compile(r"(=[0-9]+-[0-9]+)[ \t]+([a-z_]+)\Z")
_SPLIT = " | "
_OPENING_WORDS = 8


def read_pieces(page: Page, row: str) -> Iterator[Piece]:
    """Give the pieces of one row: ``12 headline``, ``1-4 menu``, ``9~11 paragraph``, ``7 caption | credit Photo Yann``.

    Raises:
        SheetError: it is none of these, or its words do not stand there.
    """
    if exact := _EXACT.match(row):
        yield _piece(page.bounds(exact[1]), exact[2])
        return
    first, *openings = row.split(_SPLIT)
    found = _LAYOUT_ROW.match(first.strip())
    if found is None:
        raise SheetError("expected LINE ROLE, LINE-LINE ROLE or LINE~LINE ROLE, then | ROLE OPENING WORDS")
    begin, end, role = int(found[1]), int(found[3] or found[1]), found[4]
    if found[2] == "~":
        spans = [(page.line(begin)[0], page.line(end)[1])]
    else:
        spans = [page.line(number) for number in range(begin, end + 1)]
    for span in spans:
        start, last = _without_bullet(page.raw, _trimmed(page.raw, span), role)
        if start < last:
            yield from _split(page, (start, last), role, [opening.strip() for opening in openings])


def read_lost_space(page: Page, row: str) -> int:
    """Give the place of a lost space, from the words before and after it.

    Raises:
        SheetError: they do not touch there, or in more than one place.
    """
    where, _, words = row.strip().partition(" ")
    left, mark, right = words.partition(LOST)
    if where.startswith("="):
        return page.bounds(where)[0]
    if not mark:
        raise SheetError(f"expected LINE left{LOST}right")
    number = len(list(folded(left, 0, len(left))))
    start, end = page.place(where, left + right, whole=False)
    offset = list(folded(page.raw, start, end))[number][1]
    if page.raw[offset - 1].isspace():
        raise SheetError(f"{left!r} and {right!r} do not touch")
    return offset


def write_pieces(page: Page, pieces: Sequence[Piece]) -> list[str]:
    """Write pieces as rows; by offsets where lines and words would say something else."""
    rows: list[tuple[str, list[Piece]]] = []
    for group in _by_line(page, pieces):
        row = _row(page, group)
        if _reads_as(page, row, group):
            rows.append((row, group))
        else:
            rows += [(f"={piece.start}-{piece.end} {_name(piece)}", [piece]) for piece in group]
    return _ranges(rows)


def write_lost_space(page: Page, offset: int) -> str:
    """Write the place of a lost space with the words beside it."""
    number = page.line_of(offset)
    start, end = page.line(number)
    before = page.raw[start:offset].split()[-1:] or [""]
    after = page.raw[offset:end].split()[:1] or [""]
    row = f"{number} {before[0]}{LOST}{after[0]}"
    for candidate in (row, *(f"{row} #{nth}" for nth in range(1, 10))):
        try:
            if read_lost_space(page, candidate) == offset:
                return candidate
        except SheetError:
            continue
    return f"={offset}-{offset + 1} {before[0]}{LOST}{after[0]}"


def uncovered(page: Page, pieces: Iterable[Piece]) -> Iterator[tuple[int, str]]:
    """Find what no piece holds, bullets aside, and pieces that overlap: the line and words."""
    ordered = sorted(pieces, key=lambda piece: piece.start)
    for one, other in pairwise(ordered):
        if other.start < one.end:
            yield page.line_of(other.start), "stands in two pieces"
    spans = iter([(piece.start, piece.end) for piece in ordered])
    current = next(spans, None)
    for number, (start, end) in enumerate(page.lines, start=1):
        for offset in range(start, end):
            while current and current[1] <= offset:
                current = next(spans, None)
            free = not (current and current[0] <= offset)
            sign = page.raw[offset]
            if free and not (sign.isspace() or sign in _BULLET or sign in _DASHES or sign in _SEPARATORS):
                yield number, f"{page.raw[offset:end][:40]!r} has no role"
                break


def _split(page: Page, span: Span, role: str, openings: Sequence[str]) -> Iterator[Piece]:
    start, end = span
    for opening in openings:
        name, _, words = opening.partition(" ")
        found = [place for place in page.find_letters((start, end), words) if place[0] > start]
        if not found:
            raise SheetError(f"{words!r} does not stand on the line")
        yield _piece(_trimmed(page.raw, (start, found[0][0])), role)
        start, role = found[0][0], name
    yield _piece((start, end), role)


def _piece(span: Span, name: str) -> Piece:
    if name in ROLES:
        return Piece(*span, next(role for role in get_args(Role) if role == name), None, "gold")
    if name in NOISE:
        return Piece(*span, None, next(noise for noise in get_args(Noise) if noise == name), "gold")
    raise SheetError(f"{name!r} is neither a role nor a kind of noise")


def _name(piece: Piece) -> str:
    return piece.role or piece.noise or ""


def _trimmed(raw: str, span: Span) -> Span:
    start, end = span
    while start < end and (raw[start].isspace() or raw[start] == "\N{ZERO WIDTH NO-BREAK SPACE}"):
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    return start, end


def _without_bullet(raw: str, span: Span, role: str) -> Span:
    start, end = span
    if role in _LISTED and start + 1 < end and raw[start] in _DASHES and raw[start + 1].isspace():
        start += 1
    while start < end and (raw[start] in _BULLET or raw[start].isspace()):
        start += 1
    return start, end


def _by_line(page: Page, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Gather the pieces that begin on the same line."""
    group: list[Piece] = []
    for piece in pieces:
        if group and page.line_of(group[-1].start) != page.line_of(piece.start):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _row(page: Page, group: Sequence[Piece]) -> str:
    first = group[0]
    begin, end = page.line_of(first.start), page.line_of(group[-1].end - 1)
    where = str(begin) if begin == end else f"{begin}~{end}"
    openings = (f"{_SPLIT}{_name(piece)} {_opening(page, first.start, piece)}" for piece in group[1:])
    return f"{where} {_name(first)}{''.join(openings)}"


def _opening(page: Page, start: int, piece: Piece) -> str:
    """Give the fewest opening words of a piece that stand there first."""
    words = page.raw[piece.start : piece.end].split()
    for number in range(1, min(len(words), _OPENING_WORDS) + 1):
        opening = " ".join(words[:number])
        found = page.find_letters((start, piece.end), opening)
        if len(opening) > 1 and found and found[0][0] == piece.start:
            return opening
    return " ".join(words)


def _reads_as(page: Page, row: str, group: Sequence[Piece]) -> bool:
    try:
        return [(p.start, p.end, _name(p)) for p in read_pieces(page, row)] == [
            (p.start, p.end, _name(p)) for p in group
        ]
    except SheetError:
        return False


def _ranges(rows: Sequence[tuple[str, list[Piece]]]) -> list[str]:
    """Write lines of the same role that follow each other as one range."""
    written: list[str] = []
    last: tuple[int, int, str] | None = None
    for row, group in rows:
        number, _, role = row.partition(" ")
        simple = number.isdigit() and len(group) == 1
        if simple and last and last[2] == role and last[1] + 1 == int(number):
            last = (last[0], int(number), role)
            written[-1] = f"{last[0]}-{last[1]} {role}"
        else:
            last = (int(number), int(number), role) if simple else None
            written.append(row)
    return written
