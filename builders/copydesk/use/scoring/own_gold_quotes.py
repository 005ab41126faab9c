"""Read articles of our own record, with an adjudicated quote layer, as texts to score against.

A line is an article as ``copydesk parse`` and ``copydesk build`` write it, or a full row of an edition. It may hold
``predicted``, the record of the same article from elsewhere: its quotes are then scored in place of the engine's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.errors import InputError, Place
from copydesk.record import Entity, Passage, Quote, Span, record_part
from copydesk.use.scoring.quote_matches import INNER, ScoredQuote


@dataclass(frozen=True, slots=True)
class GoldText:
    """One annotated article: text, language, quotes, entity mentions, and whether marked stretches stand alone."""

    id: str
    language: str
    raw: str
    quotes: tuple[ScoredQuote, ...]
    entities: tuple[Entity, ...]
    passages: tuple[Passage, ...]
    by_stretch: bool


def is_own_record(record: Mapping[str, Any]) -> bool:
    """Say whether a line is an article of ours; the lines of other sets name no schema."""
    return "schema_version" in record


def own_gold_text(record: Mapping[str, Any], place: Place) -> GoldText:
    """Give the gold of one article; offsets count code points of its ``text``.

    Args:
        record: the article, in JSON types.
        place: the line, for errors.

    Raises:
        InputError: its quote layer is ``automatic`` or absent, or a span does not say what stands in the text.
        KeyError, TypeError: a field is missing or has the wrong shape.
    """
    if not _is_adjudicated(record["layers"]):
        raise InputError("score-input", "the quotes of this article are automatic: they are no gold", place)
    text = record["text"]
    entities = tuple(record_part(Entity, entity) for entity in record["entities"])
    passages = tuple(record_part(Passage, passage) for passage in record["passages"])
    quotes = _scored(record["quotes"], text, place)
    return GoldText(str(record["id"]), record["language"], text, quotes, entities, passages, by_stretch=False)


def own_predicted(record: Mapping[str, Any], place: Place) -> tuple[ScoredQuote, ...]:
    """Give the quotes of the article's ``predicted`` record.

    Raises:
        InputError: they were made on another text.
        KeyError, TypeError: a field is missing or has the wrong shape.
    """
    predicted = record["predicted"]
    if predicted["text"] != record["text"]:
        raise InputError("text-mismatch", "predicted on another text than the gold's", place)
    return _scored(predicted["quotes"], record["text"], place)


def scored_quote(quote: Quote) -> ScoredQuote:
    """Give a quote of the record as the scores see it; one inside another is of a type of its own."""
    return ScoredQuote(
        quote.type if quote.level == 1 else INNER,
        tuple((span.start, span.end) for span in quote.content),
        tuple((span.start, span.end) for span in quote.cue),
        tuple((span.start, span.end) for span in quote.source),
        quote.speaker_entity_id,
    )


def _is_adjudicated(layers: Iterable[Mapping[str, Any]]) -> bool:
    return any(layer["name"] == "quotes" and layer["provenance"] != "automatic" for layer in layers)


def _scored(records: Iterable[Mapping[str, Any]], text: str, place: Place) -> tuple[ScoredQuote, ...]:
    quotes = tuple(record_part(Quote, record) for record in records)
    for quote in quotes:
        for span in (*quote.content, *quote.cue, *quote.source):
            _compare(span, text, quote.id, place)
    return tuple(map(scored_quote, quotes))


def _compare(span: Span, text: str, name: str, place: Place) -> None:
    if text[max(span.start, 0) : span.end] != span.text:
        message = f"{name}: [{span.start}, {span.end}) of the text is not {span.text!r}"
        raise InputError("text-mismatch", message, place)
