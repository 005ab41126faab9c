"""One article as copydesk knows it: frozen dataclasses, written out for readers.

``schema/article.schema.json`` is the contract; a test holds these classes equal to it in names, order, types,
nullability and label sets, both ways. Every span is half-open and counts Unicode code points of ``Article.text``;
``raw_*`` offsets count code points of the decoded raw article.
"""

import json
import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Self, cast, get_args, get_origin, get_type_hints

SCHEMA_VERSION = "1.0"

_PLAIN = frozenset({int, str, float, bool, NoneType})

Role = Literal[
    "headline",
    "dek",
    "byline",
    "dateline",
    "update_line",
    "caption",
    "credit",
    "kicker",
    "related_heading",
    "related_item",
    "subhead",
    "paragraph",
    "document_id",
]
EntityType = Literal["PER", "LOC", "ORG", "PROD", "EVENT", "MISC"]
KbStatus = Literal["linked", "nil", "unlinked", "ambiguous"]
QuoteType = Literal["direct", "indirect", "mixed"]
SourceKind = Literal["person", "organization", "group", "pronoun", "document", "none"]
Attribution = Literal["explicit", "anaphoric", "implicit", "unknown"]
NonQuoteReason = Literal["scare_quote", "title", "term", "nickname", "motto", "emphasis", "other"]
NonEntityReason = Literal["common_noun", "other_name", "adjective", "other"]
LayerName = Literal["language", "layout", "spacing", "entities", "quotes"]
Provenance = Literal["manual", "model", "automatic", "automatic-with-corrections"]
Newline = Literal["lf", "crlf", "cr", "mixed", "none"]
Origin = Literal["supplied-by-owner", "written-for-corpus", "collected", "unknown"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of ``Article.text`` and what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with one role in the article, and where it came from in the raw."""

    role: Role
    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Image:
    """An image as the page showed it in words: its caption, its credit, or both."""

    caption: str | None
    credit: str | None
    caption_span: Span | None
    credit_span: Span | None


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A teaser for another article, with the label ("Video") that stood before its title."""

    kicker: str | None
    title: str
    url: str | None
    kicker_span: Span | None
    title_span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """One mention of a named thing; mentions of the same thing share ``entity_id``."""

    id: str
    type: EntityType
    start: int
    end: int
    text: str
    entity_id: str
    kb_id: str | None
    kb_status: KbStatus


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution: what was said, the words that say so, and who said it."""

    id: str
    type: QuoteType
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    marks: tuple[Span, ...]
    source_kind: SourceKind
    attribution: Attribution
    factual: bool
    speaker_entity_id: str | None
    level: int
    parent_id: str | None


@dataclass(frozen=True, slots=True)
class NonQuote:
    """A pair of quotation marks, with what stands between them, that is nobody's speech."""

    start: int
    end: int
    text: str
    reason: NonQuoteReason


@dataclass(frozen=True, slots=True)
class NonEntity:
    """A look-alike of an entity of this article that is none."""

    start: int
    end: int
    text: str
    reason: NonEntityReason


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from raw to text: ``before`` stood in the raw, ``after`` stands in the text."""

    raw_start: int
    raw_end: int
    start: int
    end: int
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Layer:
    """Where one layer of the record comes from."""

    name: LayerName
    provenance: Provenance
    tool: str
    tool_version: str
    guideline_version: str | None
    resources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the raw article comes from and who may use it."""

    path: str | None
    sha256: str
    bytes: int
    encoding: str
    newline: Newline
    origin: Origin
    publisher: str | None
    url: str | None
    retrieved: str | None
    licence: str
    rights_holder: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: clean text, its parts, its annotation, and the way back to the raw."""

    id: str
    schema_version: str
    language: str
    language_detected: str
    language_probability: float
    text: str
    headline: str | None
    kicker: str | None
    dek: str | None
    body: str
    byline: str | None
    dateline: str | None
    update_line: str | None
    date_published: str | None
    date_modified: str | None
    images: tuple[Image, ...]
    related_links: tuple[RelatedLink, ...]
    passages: tuple[Passage, ...]
    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]
    non_quotes: tuple[NonQuote, ...]
    non_entities: tuple[NonEntity, ...]
    edits: tuple[Edit, ...]
    layers: tuple[Layer, ...]
    source: Source

    @property
    def raw(self) -> str:
        """The decoded raw article, rebuilt from ``text`` and ``edits``."""
        return undo(self.text, self.edits)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Map code points of ``text`` to code points of ``raw``, widened to whole edits.

        What was set aside just before or just after the span stays outside.

        Raises:
            ValueError: the span does not lie inside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"[{start}, {end}) does not lie inside a text of {len(self.text)} code points")
        return raw_span_of(self.edits, start, end)

    def text_span(self, raw_start: int, raw_end: int) -> tuple[int, int] | None:
        """Map code points of ``raw`` to code points of ``text``, widened to whole edits.

        Returns:
            The span of ``text``, or None where all of the raw span was set aside.

        Raises:
            ValueError: the span is not ordered or starts before the raw text.
        """
        if not 0 <= raw_start <= raw_end:
            raise ValueError(f"[{raw_start}, {raw_end}) is no span of the raw text")
        return text_span_of(self.edits, raw_start, raw_end)

    def to_dict(self) -> dict[str, Any]:
        """Give the article as JSON-ready dictionaries and lists, in the order of the schema."""
        return cast("dict[str, Any]", _to_json(self))

    def to_json(self) -> str:
        """Give the article as one line of canonical JSON (see ``canonical_json``)."""
        return canonical_json(self.to_dict())

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Self:
        """Build the article from what ``to_dict`` gives; the record must have passed the schema.

        Raises:
            KeyError: a field is missing.
            TypeError: a field has the wrong shape.
        """
        return cast("Self", record_part(cls, record))


def undo(text: str, edits: tuple[Edit, ...]) -> str:
    """Give the raw text back: put each edit's ``before`` where its ``after`` stands.

    ``edits`` are ordered by ``start`` and do not overlap. Offsets are code points of ``text``.
    """
    parts, position = [], 0
    for edit in edits:
        parts.append(text[position : edit.start])
        parts.append(edit.before)
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical_json(value: Any) -> str:
    """Write JSON in its one canonical form: keys sorted, no white space, UTF-8 kept, no NaN.

    >>> canonical_json({"b": 1, "a": [None, "é"]})
    '{"a":[null,"é"],"b":1}'
    """
    return _CANONICAL.encode(value)


@cache
def _field_names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


def _to_json(value: Any) -> Any:
    kind: Any = type(value)
    if kind is str or kind is int or value is None:
        return value
    if kind is tuple:
        # every tuple of a record holds parts of one class, so that its first item speaks for all of them
        item: Any = type(value[0]) if value else None
        if not _is_part(item) or not _is_flat(item):
            return [_to_json(part) for part in value]
        names = _field_names(item)
        return [dict(zip(names, values, strict=True)) for values in map(_field_values(item), value)]
    if _is_part(kind):
        values = _field_values(kind)(value)
        return dict(zip(_field_names(kind), values if _is_flat(kind) else map(_to_json, values), strict=True))
    return value


@cache
def _field_values(cls: Any) -> Callable[[Any], tuple[Any, ...]]:
    return operator.attrgetter(*_field_names(cls))


@cache
def _is_flat(cls: Any) -> bool:
    """Tell whether no field of a part holds parts: spans, passages and edits, of which an article has thousands."""
    kinds = (option for _, kind in _field_types(cls) for option in get_args(kind) or (kind,))
    return all(option in _PLAIN or isinstance(option, str) for option in kinds)


@cache
def _field_types(cls: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(cls)
    return tuple((name, hints[name]) for name in _field_names(cls))


def _is_part(annotation: Any) -> bool:
    return hasattr(annotation, "__dataclass_fields__")


def record_part(annotation: Any, value: Any) -> Any:
    """Build a part of a record, such as an ``Entity``, from JSON that has passed the schema.

    Raises:
        KeyError: a field is missing.
        TypeError: a field is unknown.
    """
    if get_origin(annotation) is UnionType:
        if value is None:
            return None
        annotation = next(option for option in get_args(annotation) if option is not type(None))
    if get_origin(annotation) is tuple:
        item = get_args(annotation)[0]
        return tuple(record_part(item, entry) for entry in value)
    if _is_part(annotation):
        if unknown := value.keys() - set(_field_names(annotation)):
            raise TypeError(f"unknown field {min(unknown)!r} in {annotation.__name__}")
        return annotation(**{name: record_part(kind, value[name]) for name, kind in _field_types(annotation)})
    return value


def raw_span_of(edits: Sequence[Edit], start: int, end: int) -> tuple[int, int]:
    """Map code points of a clean text to those of its raw; see ``Article.raw_span``."""
    ends = [edit.end for edit in edits]
    first = bisect_right(ends, start)
    if first < len(ends) and edits[first].start < start:
        raw_start = edits[first].raw_start
    else:
        raw_start = start + (edits[first - 1].raw_end - ends[first - 1] if first else 0)
    last = bisect_left([edit.start for edit in edits], end) - 1
    if last < 0 or start == end:
        return raw_start, raw_start if start == end else end
    edit = edits[last]
    return raw_start, edit.raw_end if edit.end > end else end + edit.raw_end - edit.end


def text_span_of(edits: Sequence[Edit], raw_start: int, raw_end: int) -> tuple[int, int] | None:
    """Map code points of a raw to those of its clean text; see ``Article.text_span``."""
    ends = [edit.raw_end for edit in edits]
    first = bisect_right(ends, raw_start)
    if first < len(ends) and edits[first].raw_start < raw_start:
        start = edits[first].start
    else:
        start = raw_start + (edits[first - 1].end - ends[first - 1] if first else 0)
    last = bisect_left([edit.raw_start for edit in edits], raw_end) - 1
    if last < 0:
        return start, raw_end
    edit = edits[last]
    end = edit.end if edit.raw_end > raw_end else raw_end + edit.end - edit.raw_end
    return None if end <= start and raw_end > raw_start else (start, max(start, end))
