"""Gold to a sheet: the numbered lines of the raw as comments, then a section a layer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copydesk.pipeline.gold import gold_of
from copydesk.record import raw_span_of
from copydesk.text.edits import Assembled
from copydesk.use.exchange.base import Base
from copydesk.use.exchange.sheet.entity_rows import write_mentions
from copydesk.use.exchange.sheet.layout_rows import write_lost_space, write_pieces
from copydesk.use.exchange.sheet.marks import marks_in, marks_of_text
from copydesk.use.exchange.sheet.places import Page, Span
from copydesk.use.exchange.sheet.quote_rows import write_no_quote, write_quote

_EMPTY = ("layout", "spacing", "entities", "quotes")


def write_sheet(gold: dict[str, Any] | None, base: Base) -> str:
    """Write the sheet of an article; without gold, one to fill in."""
    page = Page(base.raw)
    lines = ["# raw lines by number"]
    lines += [f"# {number:3d}  {base.raw[a:b]}" for number, (a, b) in enumerate(page.lines, 1) if base.raw[a:b].strip()]
    if gold is None:
        return "\n".join([*lines, *(f"\n## {name}" for name in _EMPTY), ""])
    return "\n".join([*lines, *_sections(gold, page, base), ""])


def _sections(gold: Mapping[str, Any], page: Page, base: Base) -> Iterator[str]:
    own = gold_of(gold, base.id, expected_id=base.id)
    made = base.made(own.pieces or (), own.lost_spaces)
    text_pieces = base.gold.pieces if base.gold and base.gold.pieces else own.pieces or ()
    both = (*text_pieces, *(own.pieces or ()))
    lost = {*own.lost_spaces, *(base.gold.lost_spaces if base.gold else ())}
    yield "\n## layers"
    yield from map(_layer, gold["layers"])
    if "pieces" in gold:
        yield "\n## layout"
        yield from write_pieces(page, own.pieces or ())
    if "lost_spaces" in gold:
        yield "\n## spacing"
        yield from (write_lost_space(page, offset) for offset in own.lost_spaces)
    page.borders = {*(place for piece in both for place in (piece.start, piece.end)), *lost}
    if "entities" in gold:
        yield "\n## entities"
        mentions = [*gold["entities"], *gold["non_entities"]]
        yield from write_mentions(page, [(_raw(mention, made), mention) for mention in mentions])
    if "quotes" in gold:
        yield "\n## quotes"
        yield from _quotes(gold, page, made)


def _layer(layer: Mapping[str, Any]) -> str:
    parts = (
        layer["name"],
        layer["provenance"],
        layer["tool"],
        layer["tool_version"],
        layer["guideline_version"] or "-",
    )
    return " | ".join((*parts, "; ".join(layer["resources"]) or "-"))


def _quotes(gold: Mapping[str, Any], page: Page, made: Assembled) -> Iterator[str]:
    marks = marks_of_text(made.text, made.passages)
    aside = [(span["start"], span["end"]) for span in gold["non_quotes"]]
    for quote in gold["quotes"]:
        content, own = _places(quote["content"]), _places(quote["marks"])
        inner = [
            place
            for other in gold["quotes"]
            if other["parent_id"] == quote["id"]
            for place in _places(other["content"])
        ]
        follow = marks_in(content, [*inner, *aside], marks) == own
        turn = not follow and own == content
        parts = [name for name in ("content", "cue", "source", "marks") if name != "marks" or not (follow or turn)]
        spans = {part: [_raw(span, made) for span in quote[part]] for part in parts}
        yield from write_quote(page, quote, spans, turn=turn)
    for span in gold["non_quotes"]:
        yield write_no_quote(page, _raw(span, made), span["reason"])


def _places(spans: Sequence[Mapping[str, Any]]) -> list[Span]:
    return [(span["start"], span["end"]) for span in spans]


def _raw(span: Mapping[str, Any], made: Assembled) -> Span:
    return raw_span_of(made.edits, span["start"], span["end"])
