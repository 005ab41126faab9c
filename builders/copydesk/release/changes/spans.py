"""The layers of spans of a record, and their spans in one form that can be matched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Offsets = tuple[tuple[int, int], ...]
Naming = Mapping[str, str]
"""By what name the new article refers to what the old one calls so."""


@dataclass(frozen=True, slots=True)
class SpanLayer:
    """One list of annotations of a record.

    Attributes:
        field: the name of the list.
        content: the part whose spans are the place of the annotation; None where it is a span itself.
        labels: what it says of the place; the first is its type.
        parts: further spans or offsets that belong to it.
        references: labels that name an entity or another annotation of the article, and the layer that is named.
    """

    field: str
    content: str | None
    labels: tuple[str, ...]
    parts: tuple[str, ...] = ()
    references: Mapping[str, str] | None = None


SPAN_LAYERS: tuple[SpanLayer, ...] = (
    SpanLayer("passages", None, ("role",), ("raw_start", "raw_end")),
    SpanLayer("entities", None, ("type", "entity_id", "kb_id", "kb_status"), (), {"entity_id": "entities"}),
    SpanLayer("non_entities", None, ("reason",)),
    SpanLayer(
        "quotes",
        "content",
        ("type", "source_kind", "attribution", "factual", "speaker_entity_id", "level", "parent_id"),
        ("cue", "source", "marks"),
        {"speaker_entity_id": "entities", "parent_id": "quotes"},
    ),
    SpanLayer("non_quotes", None, ("reason",)),
)
"""In the order in which they are compared: entities are named before quotes refer to them."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One annotation: where it stands, the characters there, its labels and parts, and itself as JSON.

    Attributes:
        place: the offsets of its spans, in code points of the text.
        surface: the characters of each of them.
        labels: the values of the layer's labels; references in the words of the new article.
        parts: the values of the layer's parts, hashable.
    """

    place: Offsets
    surface: tuple[str, ...]
    labels: tuple[Any, ...]
    parts: tuple[Any, ...]
    item: Mapping[str, Any]

    @property
    def hull(self) -> tuple[int, int]:
        """The characters from the first to the last."""
        return min(start for start, _ in self.place), max(end for _, end in self.place)


class SpanFormError(ValueError):
    """An annotation does not have the form of its layer."""


def known_layers(fields: frozenset[str]) -> tuple[SpanLayer, ...]:
    """Give the layers that two schemas share, with the labels and parts that both declare.

    ``fields`` are the paths that both declare. A layer without its place or type is left to be compared as a field.
    """
    layers = []
    for layer in SPAN_LAYERS:
        spans = f"{layer.field}[].{layer.content}[]" if layer.content else f"{layer.field}[]"
        if {f"{spans}.start", f"{spans}.end", f"{layer.field}[].{layer.labels[0]}"} <= fields:
            labels, parts = (
                tuple(name for name in names if f"{layer.field}[].{name}" in fields)
                for names in (layer.labels, layer.parts)
            )
            layers.append(replace(layer, labels=labels, parts=parts))
    return tuple(layers)


def occurrences(items: Any, layer: SpanLayer, text: str, names: Mapping[str, Naming] | None = None) -> list[Occurrence]:
    """Put the annotations of one article into the form that can be matched.

    Args:
        items: the list as it stands in the row.
        layer: which layer it is.
        text: the text that its offsets count in.
        names: for annotations of the old article: the new names of what they refer to, by layer.

    Raises:
        SpanFormError: an annotation has no sound place, or a label that is no plain value.
    """
    if not isinstance(items, list):
        raise SpanFormError(f"{layer.field} is no list")
    found = []
    for number, item in enumerate(items):
        try:
            found.append(_occurrence(item, layer, text, names))
        except (KeyError, TypeError, ValueError) as error:
            raise SpanFormError(f"{layer.field}[{number}] is no annotation: {error}") from error
    return found


def _occurrence(item: Any, layer: SpanLayer, text: str, names: Mapping[str, Naming] | None) -> Occurrence:
    place = tuple(_offsets(span) for span in (item[layer.content] if layer.content else (item,)))
    if not place:
        raise ValueError("it stands nowhere")
    surface = tuple(text[start:end] for start, end in place)
    labels = tuple(_label(item[name], name, layer, names) for name in layer.labels)
    return Occurrence(place, surface, labels, tuple(_part(item[name]) for name in layer.parts), item)


def _label(value: Any, name: str, layer: SpanLayer, names: Mapping[str, Naming] | None) -> Any:
    if isinstance(value, list | dict):
        raise TypeError(f"{name} is no plain value")
    target = (layer.references or {}).get(name)
    if value is None or target is None or names is None or target not in names:
        return value
    return names[target].get(value, ("unnamed", value))


def _part(value: Any) -> Any:
    return tuple(_offsets(span) for span in value) if isinstance(value, list) else int(value)


def _offsets(span: Any) -> tuple[int, int]:
    start, end = span["start"], span["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
        raise ValueError(f"[{start}, {end}) is no span")
    return start, end


def item_names(occurrence: Occurrence, field: str) -> Sequence[str]:
    """Give the name under a field of an annotation, or nothing where it has none."""
    value = occurrence.item.get(field)
    return (value,) if isinstance(value, str) else ()
