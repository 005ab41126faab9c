"""From a raw news page to its pieces: the one call that the rest of the package knows."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from copydesk.errors import InputError, Place
from copydesk.record import Role
from copydesk.text.layout.certain import certain
from copydesk.text.layout.credits import credit_start, is_credit
from copydesk.text.layout.cues import SENTENCE_ENDS, SIGNING_ROLES
from copydesk.text.layout.furniture import furniture
from copydesk.text.layout.lines import Line, read_lines, unwrap
from copydesk.text.layout.model import Labelled, label_lines
from copydesk.text.layout.page import Page, page_of, time_end
from copydesk.text.layout.plain import plain_page
from copydesk.text.layout.shape import shape_of
from copydesk.text.layout.signed import split_signed
from copydesk.text.layout.splits import (
    capitals_end,
    end_with_mark,
    headline_kicker_end,
    kicker_end,
    ordinary_word_end,
    split_caption,
    split_dateline,
    split_opening_place,
)
from copydesk.text.layout.spoken import is_speech
from copydesk.text.layout.verdicts import Verdict, as_role
from copydesk.text.pieces import Layout, Piece
from copydesk.text.remarks import Remark

PAGE = 60_000
"""So many characters of a page are searched for the place that opens its first paragraph."""

SIGNED_BELOW = 4
"""So many lines below the last paragraph may still sign the story."""

SIGNED_NOISE = frozenset({"reading_time", "share_bar", "comments", "other"})
"""Lines of these kinds may hold a byline or a date beside what they are named for."""

TITLE_LOOSE = " :|-\xa0\N{EN DASH}\N{EM DASH}"
"""What stands between a label and the title behind it."""

TICKER_ENTRY = "ticker-entry"
"""The rule for a paragraph of a live ticker with its time before it."""

SMALL = 4
"""Pages of fewer lines than this have no furniture worth a model."""

SAMPLE = 5000
"""So many characters tell the script of a page."""

PROSE = 50
"""A page none of whose lines of story is this long has no layout to learn from: a poem, a list, a form."""

STORY = 400
"""So many characters are a story."""

FEW = 2
"""So many lines of known furniture may stand on a page that is plain all the same."""


_Named = tuple[Role, str]
"""What a part of a line is, and the rule that says so."""


def read_layout(raw: str) -> Layout:
    """Read a raw article: give every line that is not blank a role, or set it aside with a reason.

    Args:
        raw: the decoded raw article, unedited.

    Raises:
        InputError: ``layout-no-article`` where nothing but menus is there; ``layout-no-body`` where there is a
            headline alone.
    """
    lines = unwrap(read_lines(raw))
    if not lines:
        raise InputError("layout-no-article", "nothing but white space", Place(line=1, column=1))
    verdicts = _verdicts(raw, lines)
    story = [index for index, verdict in enumerate(verdicts) if verdict.role == "paragraph"]
    opening, last = (story[0], story[-1]) if story else (-1, len(lines))
    kicked = _kicked(lines, verdicts)
    pieces: list[Piece] = []
    for index, (line, verdict) in enumerate(zip(lines, verdicts, strict=True)):
        parts = _signed_pieces(line, verdict) if index < last + SIGNED_BELOW else ()
        pieces += parts or _pieces(line, verdict, kicked.get(index, 0), raw[:PAGE] if index == opening else "")
    return Layout(tuple(pieces), tuple(_remarks(pieces)))


def _verdicts(raw: str, lines: Sequence[Line]) -> list[Verdict]:
    settled = certain(lines)
    has_story = any(len(line.text) >= PROSE for line in lines)
    if has_story and len(lines) >= SMALL and len(settled) < len(lines) and has_case(raw):
        labelled = label_lines(raw, lines, {index: _label_of(verdict) for index, verdict in settled.items()})
        if any(line.label == "body" and len(line.line.text) >= PROSE for line in labelled):
            page = page_of(labelled)
            verdicts = _with_speech(lines, [settled.get(index) or _verdict(page, index) for index in range(len(lines))])
            if not _is_riddle(lines, verdicts):
                return verdicts
    return _plain(lines, settled)


def _with_speech(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Keep a line of speech right below a paragraph in the story, where only the model would set it aside."""
    kept: list[Verdict] = []
    for line, verdict in zip(lines, verdicts, strict=True):
        goes_on = verdict.rule == "model-other" and bool(kept) and kept[-1].role == "paragraph" and is_speech(line.text)
        kept.append(as_role("paragraph", "speech-below-paragraph") if goes_on else verdict)
    return kept


def has_case(raw: str) -> bool:
    """Tell whether a page is in a script with upper and lower case; in others the line model has learned nothing."""
    return any(map(str.islower, raw[:SAMPLE]))


def _is_riddle(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> bool:
    """Tell whether more than half of a page without any known furniture would be set aside on the model's word.

    Where a whole story is left, only lost sentences count: a long tail of titles is no riddle.
    """
    whole = lost = story = 0
    for line, verdict in zip(lines, verdicts, strict=True):
        size = len(line.text)
        whole += size
        if verdict.role is not None:
            story += size
        elif verdict.rule == "model-other":
            lost += size
    if 2 * lost <= whole:
        return False
    if story >= STORY and 2 * sum(map(len, _lost_sentences(lines, verdicts))) <= whole:
        return False
    return sum(verdict.noise is not None and verdict.rule != "model-other" for verdict in verdicts) <= FEW


def _lost_sentences(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> Iterator[str]:
    for line, verdict in zip(lines, verdicts, strict=True):
        if verdict.rule == "model-other" and line.text[-1] in SENTENCE_ENDS:
            yield line.text


def _plain(lines: Sequence[Line], settled: dict[int, Verdict]) -> list[Verdict]:
    """Read a page without any furniture; bulleted lines are of the story there."""
    kept = {index: verdict for index, verdict in settled.items() if not lines[index].bullet}
    rest = [index for index in range(len(lines)) if index not in kept]
    if not rest:
        return list(kept.values())
    story = [lines[index] for index in rest]
    told = any(verdict.role == "paragraph" for verdict in kept.values())
    plain = dict(zip(rest, plain_page(story, [shape_of(line.text)[0] for line in story], told=told), strict=True))
    return [kept.get(index) or plain[index] for index in range(len(lines))]


def _label_of(verdict: Verdict) -> str:
    return "body" if verdict.role == "paragraph" else "other"


def _verdict(page: Page, index: int) -> Verdict:
    line = page.lines[index]
    if index in page.asked:
        return as_role("paragraph", "interview-question")
    if page.is_ticker and line.label == "body" and time_end(line.line.text, dotted=page.has_dotted_times):
        return as_role("paragraph", TICKER_ENTRY)
    return furniture(page, index) if line.label == "other" else _story(line)


def _story(line: Labelled) -> Verdict:
    match line.label:
        case "headline":
            return as_role("headline", "model-headline")
        case "dek":
            return as_role("dek", "model-dek")
        case "caption":
            is_maker = credit_start(line.line.text) <= 0 and is_credit(line.line.text)
            return as_role("credit", "credit-alone") if is_maker else as_role("caption", "model-caption")
        case "subhead":
            return as_role("subhead", "model-subhead")
        case _:
            return as_role("paragraph", "model-body")


def _kicked(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> dict[int, int]:
    """Find where the kicker of each related title ends that has one.

    An ordinary word is a kicker where a sibling in the list has a known one.
    """
    found: dict[int, int] = {}
    items = [index for index, verdict in enumerate(verdicts) if verdict.role == "related_item"]
    for _, numbered in groupby(enumerate(items), lambda pair: pair[1] - pair[0]):
        listed = [index for _, index in numbered]
        texts = [lines[index].text for index in listed]
        ends = list(map(kicker_end, texts))
        capitals = list(map(capitals_end, texts))
        if sum(map(bool, capitals)) > 1:
            ends = [end or capital for end, capital in zip(ends, capitals, strict=True)]
        for index, text, end in zip(listed, texts, ends, strict=True):
            found[index] = end_with_mark(text, end or (ordinary_word_end(text) if any(ends) else 0))
    return found


def _signed_pieces(line: Line, verdict: Verdict) -> list[Piece]:
    """Split a line about the story that says who wrote it, when, and more; give nothing where it is one piece."""
    if verdict.role not in SIGNING_ROLES and verdict.noise not in SIGNED_NOISE:
        return []
    return [
        Piece(*line.place(start, end), own.role, own.noise, own.rule) for start, end, own in split_signed(line.text)
    ]


def _pieces(line: Line, verdict: Verdict, kicked: int, page: str) -> Sequence[Piece]:
    """Split a line where it holds several things; ``page`` is given for the first paragraph alone."""
    text, rule = line.text, verdict.rule
    match verdict.role:
        case "headline" if cut := headline_kicker_end(text):
            return _cut(line, cut, TITLE_LOOSE, ("kicker", "kicker-before-headline"), ("headline", rule))
        case "paragraph" if rule == TICKER_ENTRY:
            return _cut(line, time_end(text, dotted=True), None, ("subhead", "ticker-time"), ("paragraph", rule))
        case "related_item" if kicked:
            return _cut(line, kicked, TITLE_LOOSE, ("kicker", "kicker-before-title"), ("related_item", rule))
        case "caption":
            return [
                Piece(*line.place(part.start, part.end), part.role, None, part.rule) for part in split_caption(text)
            ]
        case "paragraph" if cut := split_dateline(text) or (split_opening_place(text, page) if page else 0):
            return _cut(line, cut, None, ("dateline", "dateline-at-head"), ("paragraph", rule))
        case _:
            return (Piece(line.start, line.end, verdict.role, verdict.noise, rule),)


def _cut(line: Line, cut: int, loose: str | None, before: _Named, behind: _Named) -> tuple[Piece, Piece]:
    """Cut a line in two; ``loose`` are the signs between the two that belong to neither, white space where None."""
    rest = len(line.text) - len(line.text[cut:].lstrip(loose))
    return (
        Piece(*line.place(0, cut), before[0], None, before[1]),
        Piece(*line.place(rest, len(line.text)), behind[0], None, behind[1]),
    )


def _remarks(pieces: Sequence[Piece]) -> Iterator[Remark]:
    headlines = [piece for piece in pieces if piece.role == "headline"]
    if not headlines:
        yield Remark("layout-no-headline", "no headline was found", pieces[0].start, pieces[0].end)
    second = _second_article(pieces)
    if second is not None:
        yield Remark("layout-two-articles", "a second article seems to begin here", second.start, second.end)


def _second_article(pieces: Sequence[Piece]) -> Piece | None:
    """Find a short line below the story with a date or author at once under it, and a story of its own."""
    seen = 0
    for index, piece in enumerate(pieces):
        if piece.role == "paragraph":
            seen += 1
        elif seen >= 2 and piece.role in {"subhead", None, "related_item"} and piece.end - piece.start >= 20:
            after = [other.role for other in pieces[index + 1 : index + 6]]
            if {"update_line", "byline"}.intersection(after[:2]) and after.count("paragraph") >= 2:
                return piece
    return None
