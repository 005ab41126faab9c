"""From a raw news page to its pieces: the one call that the rest of the package knows."""

from collections.abc import Iterator, Sequence

from copydesk.errors import InputError, Place
from copydesk.text.layout.certain import certain
from copydesk.text.layout.cues import cues
from copydesk.text.layout.furniture import furniture
from copydesk.text.layout.lines import Line, read_lines, unwrap
from copydesk.text.layout.model import Labelled, label_lines
from copydesk.text.layout.page import Page, Verdict, as_role, page_of
from copydesk.text.layout.plain import plain_page
from copydesk.text.layout.shape import Shape, shape_of
from copydesk.text.layout.splits import kicker_end, ordinary_word_end, split_caption, split_dateline
from copydesk.text.pieces import Layout, Piece
from copydesk.text.remarks import Remark

SMALL = 6
"""Pages of fewer lines than this have no furniture worth a model."""


def read_layout(raw: str) -> Layout:
    """Read a raw article: give every line that is not blank a role, or set it aside with a reason.

    Args:
        raw: the decoded raw article, unedited.

    Raises:
        InputError: ``layout-no-article`` where nothing but menus is there; ``layout-no-body`` where there is a
            headline alone.
    """
    lines = unwrap(read_lines(raw), raw)
    if not lines:
        raise InputError("layout-no-article", "nothing but white space", Place(line=1, column=1))
    verdicts = _verdicts(lines)
    pieces = tuple(piece for line, verdict, kicked in _with_kickers(lines, verdicts) for piece in _pieces(line, verdict, kicked))
    return Layout(pieces, tuple(_remarks(pieces)))


def _verdicts(lines: Sequence[Line]) -> list[Verdict]:
    settled = certain(lines)
    free = len(lines) - len(settled)
    labelled = label_lines(lines, {index: _label_of(verdict) for index, verdict in settled.items()}) if free >= SMALL else []
    if any(line.label == "body" for line in labelled):
        page = page_of(labelled)
        return [settled.get(index) or _verdict(page, index) for index in range(len(lines))]
    rest = [index for index in range(len(lines)) if index not in settled]
    if not rest:
        return list(settled.values())
    plain = dict(zip(rest, plain_page([lines[index] for index in rest], _shapes(lines, rest)), strict=True))
    return [settled.get(index) or plain[index] for index in range(len(lines))]


def _label_of(verdict: Verdict) -> str:
    return "body" if verdict.role == "paragraph" else "other"


def _shapes(lines: Sequence[Line], indices: Sequence[int]) -> list[Shape]:
    return [shape_of(lines[index].text) for index in indices]


def _verdict(page: Page, index: int) -> Verdict:
    line = page.lines[index]
    return furniture(page, index) if line.label == "other" else _story(line)


def _story(line: Labelled) -> Verdict:
    match line.label:
        case "headline":
            return as_role("headline", "model-headline")
        case "dek":
            return as_role("dek", "model-dek")
        case "caption":
            return as_role("caption", "model-caption")
        case "subhead":
            return as_role("subhead", "model-subhead")
        case _:
            return as_role("paragraph", "model-body")


def _with_kickers(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> Iterator[tuple[Line, Verdict, int]]:
    """Find the kicker of each related title; an ordinary word is one where a sibling in the list has a known one."""
    index = 0
    while index < len(lines):
        last = index
        while last < len(lines) and verdicts[last].role == "related_item":
            last += 1
        if last == index:
            yield lines[index], verdicts[index], 0
            index += 1
            continue
        ends = [kicker_end(line.text) for line in lines[index:last]]
        for line, verdict, end in zip(lines[index:last], verdicts[index:last], ends, strict=True):
            yield line, verdict, end or (ordinary_word_end(line.text) if any(ends) else 0)
        index = last


def _pieces(line: Line, verdict: Verdict, kicked: int) -> Iterator[Piece]:
    if kicked:
        title = kicked + len(line.text) - kicked - len(line.text[kicked:].lstrip(" :|-\xa0\N{EN DASH}\N{EM DASH}"))
        yield Piece(line.start, line.start + kicked, "kicker", None, "kicker-before-title")
        yield Piece(line.start + title, line.end, "related_item", None, verdict.rule)
    elif verdict.role == "caption":
        for part in split_caption(line.text):
            yield Piece(line.start + part.start, line.start + part.end, part.role, None, part.rule)
    elif verdict.role == "paragraph" and (cut := split_dateline(line.text)):
        rest = cut + len(line.text) - cut - len(line.text[cut:].lstrip())
        yield Piece(line.start, line.start + cut, "dateline", None, "dateline-at-head")
        yield Piece(line.start + rest, line.end, "paragraph", None, verdict.rule)
    else:
        yield Piece(line.start, line.end, verdict.role, verdict.noise, verdict.rule)


def _remarks(pieces: Sequence[Piece]) -> Iterator[Remark]:
    if not any(piece.role == "headline" for piece in pieces):
        yield Remark("layout-no-headline", "no headline was found", pieces[0].start, pieces[0].end)


def warm_up() -> None:
    """Compile the cue words now rather than at the first article."""
    cues()
