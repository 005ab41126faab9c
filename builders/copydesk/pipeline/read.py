"""The first half of the way: raw article to clean text with its parts, before anything is annotated."""

from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.annotate.document import Document
from copydesk.errors import InputError, Place
from copydesk.pipeline.facts import DEFAULT_OPTIONS, Facts, Options, automatic_layer, language_layer
from copydesk.pipeline.gold import Gold
from copydesk.pipeline.inputs import Input
from copydesk.record import Layer, Role
from copydesk.text.dates import read_dates
from copydesk.text.edits import Assembled, assemble
from copydesk.text.fields import BODY_ROLES
from copydesk.text.intake import RawArticle
from copydesk.text.language import UNDETERMINED, Detected, detect
from copydesk.text.layout import read_layout
from copydesk.text.pieces import Layout, LostSpace, Piece
from copydesk.text.remarks import Remark
from copydesk.text.spacing import find_lost_spaces

PROSE_ROLES: frozenset[Role] = frozenset(
    {"headline", "dek", "caption", "related_item", "related_heading", "subhead", "paragraph"}
)
"""Where lost spaces are looked for: running words, not names in bylines and credits."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that has been read but not annotated."""

    raw: RawArticle
    facts: Facts
    shown: str
    pieces: tuple[Piece, ...]
    assembled: Assembled
    document: Document
    detected: Detected
    date_published: str | None
    date_modified: str | None
    layers: tuple[Layer, ...]
    remarks: tuple[Remark, ...]
    gold: Gold | None


def read(given: Input, options: Options = DEFAULT_OPTIONS, gold: Gold | None = None, *, shown: str = "") -> Draft:
    """Read one article: layout, language, lost spaces, edits, dates.

    Where ``gold`` holds a layout or spacing layer, that stands in the place of the automatic one. ``shown`` is the
    path as messages name it.

    Raises:
        InputError: no article was found in the text.
    """
    raw, facts = given.raw, given.facts
    layout, layout_layer = _layout(given, gold, shown)
    detected, language_layers = _language(raw.text, layout.pieces, options)
    language = facts.language or detected.language
    lost, spacing_layer = _lost_spaces(raw.text, layout.pieces, language, gold)
    assembled = assemble(raw.text, layout.pieces, lost)
    if not assembled.text:
        raise InputError("layout-no-article", "all of it is menus, labels and ornament", Place(shown, 1, 1))
    published, modified, date_remarks = _dates(raw.text, layout.pieces, facts, language)
    return Draft(
        raw=raw,
        facts=facts,
        shown=shown,
        pieces=layout.pieces,
        assembled=assembled,
        document=Document(assembled.text, language, assembled.passages, assembled.joints),
        detected=detected,
        date_published=published,
        date_modified=modified,
        layers=(*language_layers, layout_layer, spacing_layer),
        remarks=(*layout.remarks, *date_remarks),
        gold=gold,
    )


def _layout(given: Input, gold: Gold | None, shown: str) -> tuple[Layout, Layer]:
    if gold is not None and gold.pieces is not None and (layer := gold.layer("layout")):
        return Layout(gold.pieces, ()), layer
    if given.layout is not None and given.layer is not None:
        return given.layout, given.layer
    try:
        return read_layout(given.raw.text), automatic_layer("layout")
    except InputError as error:
        raise error.at(shown) from error


def _language(raw: str, pieces: Sequence[Piece], options: Options) -> tuple[Detected, tuple[Layer, ...]]:
    if not options.detect_language:
        return Detected(UNDETERMINED, 0.0), ()
    body = "\n\n".join(raw[piece.start : piece.end] for piece in pieces if piece.role in BODY_ROLES)
    return detect(body), (language_layer(),)


def _lost_spaces(
    raw: str, pieces: Sequence[Piece], language: str, gold: Gold | None
) -> tuple[Sequence[LostSpace], Layer]:
    gold_layer = gold.layer("spacing") if gold else None
    if gold is not None and gold_layer is not None:
        return [LostSpace(offset, "gold") for offset in gold.lost_spaces], gold_layer
    prose = [(piece.start, piece.end) for piece in pieces if piece.role in PROSE_ROLES]
    return find_lost_spaces(raw, prose, language), automatic_layer("spacing")


def _dates(
    raw: str, pieces: Sequence[Piece], facts: Facts, language: str
) -> tuple[str | None, str | None, tuple[Remark, ...]]:
    lines = [piece for piece in pieces if piece.role == "update_line"]
    dates = read_dates([raw[piece.start : piece.end] for piece in lines], language=language)
    remarks = tuple(
        Remark(rule, message, lines[index].start, lines[index].end) for rule, message, index in dates.remarks
    )
    return facts.date_published or dates.published, facts.date_modified or dates.modified, remarks
