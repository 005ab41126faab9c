"""Adjudicated annotation: read from a gold file, anchored in the clean text, never replaced by a tool."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from copydesk.check.strict_json import read_json
from copydesk.errors import InputError, Place
from copydesk.record import Article, Entity, Layer, LayerName, NonEntity, NonQuote, Quote, record_part
from copydesk.schema import schema_errors
from copydesk.text.pieces import Piece

_CONTENT: Mapping[LayerName, tuple[str, ...]] = {
    "layout": ("pieces",),
    "spacing": ("lost_spaces",),
    "entities": ("entities", "non_entities"),
    "quotes": ("quotes", "non_quotes"),
}
_SPAN_LISTS = ("entities", "non_entities", "quotes", "non_quotes")
_QUOTE_PARTS = ("content", "cue", "source", "marks")


@dataclass(frozen=True, slots=True)
class Gold:
    """The adjudicated layers of one article as their file has them; a layer that is not named is not held.

    ``pieces`` and ``lost_spaces`` count code points of the raw. ``annotation`` holds entities, quotes and their
    counterparts as JSON; their spans count code points of the clean text whose SHA-256 is ``text_sha256``.
    """

    path: str
    text_sha256: str
    layers: tuple[Layer, ...]
    pieces: tuple[Piece, ...] | None
    lost_spaces: tuple[int, ...]
    annotation: Mapping[str, Any]

    def layer(self, name: LayerName) -> Layer | None:
        """Give the layer of that name, or None where the gold does not hold it."""
        return next((layer for layer in self.layers if layer.name == name), None)


@dataclass(frozen=True, slots=True)
class Anchored:
    """Adjudicated annotation in one clean text; empty where the gold does not hold the layer."""

    entities: tuple[Entity, ...]
    non_entities: tuple[NonEntity, ...]
    quotes: tuple[Quote, ...]
    non_quotes: tuple[NonQuote, ...]


def read_gold(data: bytes, path: str, *, expected_id: str) -> Gold:
    """Read the gold file of one article.

    Raises:
        InputError: no JSON (``json-…``), not after the schema (``gold-schema``), made for another article
            (``gold-id``), or a layer without its contents or contents without their layer (``gold-layers``).
    """
    return gold_of(read_json(data, path), path, expected_id=expected_id)


def gold_of(value: Any, path: str, *, expected_id: str) -> Gold:
    """Take JSON for the gold of one article; see ``read_gold``."""
    for pointer, message in schema_errors("gold", value):
        raise InputError("gold-schema", message, Place(path, pointer=pointer or "/"))
    if value["id"] != expected_id:
        raise InputError("gold-id", f"is gold for {value['id']!r}, not {expected_id!r}", Place(path, pointer="/id"))
    _check_layers(value, path)
    pieces = value.get("pieces")
    return Gold(
        path=path,
        text_sha256=value["text_sha256"],
        layers=tuple(record_part(Layer, layer) for layer in value["layers"]),
        pieces=None if pieces is None else tuple(_piece(piece) for piece in pieces),
        lost_spaces=tuple(value.get("lost_spaces", ())),
        annotation={name: value.get(name, []) for name in _SPAN_LISTS},
    )


def anchored(gold: Gold, text: str) -> Anchored:
    """Give the annotation with its spans in ``text``.

    Where the text is the one that the gold was made on, the spans stay, each surface compared. Where cleaning has
    changed the text since, a span is moved only if its surface stands exactly once.

    Raises:
        InputError: ``gold-surface`` where a surface does not stand at its span, ``gold-drift`` where the text has
            changed and a surface stands nowhere or more than once.
    """
    same_text = hashlib.sha256(text.encode()).hexdigest() == gold.text_sha256
    for pointer, span in _spans(gold.annotation):
        place = Place(gold.path, pointer=pointer)
        if same_text:
            _compare(span, text, place)
    annotation = gold.annotation if same_text else _moved(gold.annotation, text, gold.path)
    return Anchored(
        entities=tuple(record_part(Entity, value) for value in annotation["entities"]),
        non_entities=tuple(record_part(NonEntity, value) for value in annotation["non_entities"]),
        quotes=tuple(record_part(Quote, value) for value in annotation["quotes"]),
        non_quotes=tuple(record_part(NonQuote, value) for value in annotation["non_quotes"]),
    )


def with_annotation(article: Article, gold: Gold, found: Anchored) -> Article:
    """Give the article with this annotation in place of its own; passages and text stay."""
    return replace(
        article,
        entities=found.entities,
        non_entities=found.non_entities,
        quotes=found.quotes,
        non_quotes=found.non_quotes,
        layers=gold.layers,
    )


def _check_layers(value: Mapping[str, Any], path: str) -> None:
    named = {layer["name"] for layer in value["layers"]}
    for layer, contents in _CONTENT.items():
        for content in contents:
            if layer in named and content not in value:
                message = f"layer {layer!r} is named but {content!r} is missing; an empty list says that there is none"
                raise InputError("gold-layers", message, Place(path, pointer="/layers"))
            if content in value and layer not in named:
                raise InputError("gold-layers", f"layer {layer!r} is not named", Place(path, pointer=f"/{content}"))


def _piece(value: Mapping[str, Any]) -> Piece:
    return Piece(value["start"], value["end"], value.get("role"), value.get("noise"), "gold")


def _spans(annotation: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk every span that counts in the clean text, with a JSON pointer to it."""
    for name in _SPAN_LISTS:
        for index, value in enumerate(annotation[name]):
            if "start" in value:
                yield f"/{name}/{index}", value
            for part in _QUOTE_PARTS:
                for position, span in enumerate(value.get(part, ())):
                    yield f"/{name}/{index}/{part}/{position}", span


def _compare(span: Mapping[str, Any], text: str, place: Place) -> None:
    found = text[span["start"] : span["end"]]
    if found != span["text"]:
        message = f"surface {span['text']!r} is not what stands at [{span['start']}, {span['end']}): {found!r}"
        raise InputError("gold-surface", message, place)


def _moved(annotation: Mapping[str, Any], text: str, path: str) -> Mapping[str, Any]:
    """Copy the annotation with each span where its surface stands now."""
    copied = {name: [_copied(value) for value in annotation[name]] for name in _SPAN_LISTS}
    for pointer, span in _spans(copied):
        surface = span["text"]
        first = text.find(surface)
        if first < 0 or text.find(surface, first + 1) >= 0:
            times = "nowhere" if first < 0 else "more than once"
            message = f"the text has changed since, and {surface!r} stands {times}; annotate it again"
            raise InputError("gold-drift", message, Place(path, pointer=pointer))
        span["start"], span["end"] = first, first + len(surface)
    return copied


def _copied(value: Mapping[str, Any]) -> dict[str, Any]:
    parts = {part: [dict(span) for span in value[part]] for part in _QUOTE_PARTS if part in value}
    return {**value, **parts}
