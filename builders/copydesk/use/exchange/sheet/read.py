"""A sheet to gold: rows to places in the raw, those to places in the clean text, and all of it held to the schema."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from copydesk.errors import InputError
from copydesk.pipeline.gold import gold_of
from copydesk.record import LayerName, text_span_of
from copydesk.text.edits import Assembled
from copydesk.text.pieces import Piece
from copydesk.use.exchange.base import Base
from copydesk.use.exchange.sheet.entity_rows import read_mentions
from copydesk.use.exchange.sheet.layout_rows import read_lost_space, read_pieces, uncovered
from copydesk.use.exchange.sheet.marks import marks_in, marks_of_text
from copydesk.use.exchange.sheet.places import Page, SheetError, Span
from copydesk.use.exchange.sheet.quote_rows import NOT, DraftQuote, read_head, read_no_quote, read_span
from copydesk.use.exchange.sheet.sections import Row, WrongSheetError, read_sections, sheet_error

Said = tuple[int, Span, dict[str, Any]]
"""A row, a place in the raw, and what is said of it."""

Result = TypeVar("Result")
_LAYERS: tuple[LayerName, ...] = ("layout", "spacing", "entities", "quotes")


@dataclass(slots=True)
class _Reading:
    """What is read of a sheet, and what is wrong with it."""

    page: Page
    errors: list[InputError]

    def rows(self, rows: Sequence[Row], read: Callable[[Row], Result]) -> Iterator[tuple[int, Result]]:
        """Read row by row; what is wrong with one is kept, and the next is read."""
        for row in rows:
            try:
                yield row.number, read(row)
            except SheetError as error:
                self.errors.append(sheet_error(str(error), row.number))


def read_sheet(text: str, base: Base) -> dict[str, Any]:
    """Read a sheet as gold, in JSON values; layers without a section are left out.

    Raises:
        WrongSheetError: everything that is wrong with it, with the number of the row.
    """
    sections = read_sections(text)
    reading = _Reading(Page(base.raw), [])
    pieces = [piece for _, found in reading.rows(sections.get("layout", []), _pieces(reading)) for piece in found]
    pieces.sort(key=lambda piece: piece.start)
    if "layout" in sections:
        reading.errors += [sheet_error(f"line {line}: {why}") for line, why in uncovered(reading.page, pieces)]
    lost = sorted({at for _, at in reading.rows(sections.get("spacing", []), _lost(reading))})
    _require(reading.errors)
    made = base.made(pieces, lost)
    own = base.gold
    borders = [place for piece in (*pieces, *((own.pieces or ()) if own else ())) for place in (piece.start, piece.end)]
    reading.page.borders = {*borders, *lost, *(own.lost_spaces if own else ())}
    mentions = _mentions(reading, sections.get("entities", []))
    drafts, no_quotes = _quotes(reading, sections.get("quotes", []))
    _require(reading.errors)
    gold: dict[str, Any] = {
        "id": base.id,
        "schema_version": "1.0",
        "text_sha256": hashlib.sha256(made.text.encode()).hexdigest(),
        "layers": _layers(sections, base),
    }
    if "layout" in sections:
        gold["pieces"] = list(map(_piece_values, pieces))
    if "spacing" in sections:
        gold["lost_spaces"] = lost
    if "entities" in sections:
        gold |= _entity_values(mentions, made)
    if "quotes" in sections:
        gold |= _quote_values(drafts, no_quotes, made, reading.errors)
    _require(reading.errors)
    try:
        gold_of(gold, "", expected_id=base.id)
    except InputError as error:
        raise WrongSheetError([sheet_error(str(error))]) from error
    return gold


def _require(errors: list[InputError]) -> None:
    if errors:
        raise WrongSheetError(errors)


def _pieces(reading: _Reading) -> Callable[[Row], list[Piece]]:
    return lambda row: list(read_pieces(reading.page, row.text))


def _lost(reading: _Reading) -> Callable[[Row], int]:
    return lambda row: read_lost_space(reading.page, row.text)


def _mentions(reading: _Reading, rows: Sequence[Row]) -> list[Said]:
    found = reading.rows(rows, lambda row: list(read_mentions(reading.page, row.text)))
    return [(number, span, said) for number, mentions in found for span, said in mentions]


def _quotes(reading: _Reading, rows: Sequence[Row]) -> tuple[list[DraftQuote], list[Said]]:
    drafts: list[DraftQuote] = []
    no_quotes: list[Said] = []

    def read(row: Row) -> None:
        if row.text.startswith(NOT):
            no_quotes.append((row.number, *read_no_quote(reading.page, row.text)))
        elif row.text[0].isspace():
            if not drafts:
                raise SheetError("stands below no quote")
            read_span(reading.page, row.text, drafts[-1])
        else:
            drafts.append(read_head(row.number, row.text))

    for _ in reading.rows(rows, read):
        pass
    return drafts, no_quotes


def _layers(sections: Mapping[str, Sequence[Row]], base: Base) -> list[dict[str, Any]]:
    """Give the layers that have a section, by the rows of *layers* where there are, else by whoever annotated."""
    told: dict[str, dict[str, Any]] = {}
    for row in sections.get("layers", ()):
        parts = [part.strip() for part in row.text.split(" | ")]
        if len(parts) != 6 or parts[0] not in _LAYERS:
            raise WrongSheetError(
                [sheet_error("expected LAYER | PROVENANCE | TOOL | VERSION | GUIDELINE | RESOURCES", row.number)]
            )
        name, provenance, tool, version, guideline, resources = parts
        told[name] = {
            "name": name,
            "provenance": provenance,
            "tool": tool,
            "tool_version": version,
            "guideline_version": None if guideline == "-" else guideline,
            "resources": [] if resources == "-" else resources.split("; "),
        }
    ordered = sorted((name for name in _LAYERS if name in sections), key=(*told, *_LAYERS).index)
    return [told.get(name) or base.layer(name) for name in ordered]


def _piece_values(piece: Piece) -> dict[str, Any]:
    return {"start": piece.start, "end": piece.end, "role": piece.role, "noise": piece.noise}


def _entity_values(mentions: Sequence[Said], made: Assembled) -> dict[str, Any]:
    placed = [(placed, said) for _, raw, said in mentions if (placed := _in_text(raw, made))]
    entities = sorted(((span, said) for span, said in placed if "type" in said), key=lambda one: _outer_first(one[0]))
    look_alikes = sorted(((span, said) for span, said in placed if "type" not in said), key=lambda one: one[0])
    return {
        "entities": [
            {"id": f"e{number}", "type": said["type"], **_surface(span, made), **_without(said, "type")}
            for number, (span, said) in enumerate(entities, start=1)
        ],
        "non_entities": [{**_surface(span, made), **said} for span, said in look_alikes],
    }


def _quote_values(
    drafts: Sequence[DraftQuote], no_quotes: Sequence[Said], made: Assembled, errors: list[InputError]
) -> dict[str, Any]:
    placed = {draft.name: _placed(draft, made) for draft in drafts}
    if len(placed) != len(drafts):
        errors.append(sheet_error("two quotes have one name"))
    aside = [(span, said) for _, raw, said in no_quotes if (span := _in_text(raw, made))]
    marks = marks_of_text(made.text, made.passages)
    kept = [draft for draft in drafts if placed[draft.name]["content"]]
    for draft in drafts:
        if draft.parent and draft.parent not in placed:
            errors.append(sheet_error(f"there is no quote {draft.parent!r} around it", draft.number))
        if draft not in kept:
            errors.append(sheet_error("has no content in the clean text", draft.number))
    if errors:
        return {}
    for draft in kept:
        spans = placed[draft.name]
        inner = [span for other in kept if other.parent == draft.name for span in placed[other.name]["content"]]
        if not spans["marks"]:
            spans["marks"] = (
                spans["content"]
                if draft.turn
                else marks_in(spans["content"], [*inner, *(span for span, _ in aside)], marks)
            )
    levels = {draft.name: _level(draft, {one.name: one for one in kept}) for draft in kept}
    kept.sort(key=lambda draft: (*_outer_first(_extent(placed[draft.name]["content"])), levels[draft.name]))
    numbers = {draft.name: f"q{number}" for number, draft in enumerate(kept, start=1)}
    return {
        "quotes": [_one_quote(draft, placed[draft.name], numbers, levels, made) for draft in kept],
        "non_quotes": [{**_surface(span, made), **said} for span, said in sorted(aside, key=lambda one: one[0])],
    }


def _one_quote(
    draft: DraftQuote,
    spans: Mapping[str, Sequence[Span]],
    numbers: Mapping[str, str],
    levels: Mapping[str, int],
    made: Assembled,
) -> dict[str, Any]:
    parts = {part: [_surface(span, made) for span in found] for part, found in spans.items()}
    return {
        "id": numbers[draft.name],
        "type": draft.labels["type"],
        **{part: parts[part] for part in ("content", "cue", "source", "marks")},
        **_without(draft.labels, "type"),
        "level": levels[draft.name],
        "parent_id": numbers[draft.parent] if draft.parent else None,
    }


def _placed(draft: DraftQuote, made: Assembled) -> dict[str, list[Span]]:
    return {part: sorted(span for raw in spans if (span := _in_text(raw, made))) for part, spans in draft.spans.items()}


def _level(draft: DraftQuote, drafts: Mapping[str, DraftQuote]) -> int:
    level, seen = 1, {draft.name}
    while draft.parent and draft.parent not in seen:
        level += 1
        seen.add(draft.parent)
        draft = drafts[draft.parent]
    return level


def _in_text(raw: Span, made: Assembled) -> Span | None:
    """Give a place of the raw in the clean text, white space at its edges cut off; None where it was set aside."""
    span = text_span_of(made.edits, *raw)
    if span is None:
        return None
    start, end = span
    while start < end and made.text[start].isspace():
        start += 1
    while end > start and made.text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _surface(span: Span, made: Assembled) -> dict[str, Any]:
    return {"start": span[0], "end": span[1], "text": made.text[span[0] : span[1]]}


def _without(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != name}


def _extent(spans: Sequence[Span]) -> Span:
    return spans[0][0], spans[-1][1]


def _outer_first(span: Span) -> Span:
    return span[0], -span[1]
