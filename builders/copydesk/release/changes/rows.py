"""Compare two rows of the same article: which fields differ, and what became of the spans."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.release.changes.matching import SpanChange, naming, span_changes
from copydesk.release.changes.schema_changes import VERSION_FIELD, Declaration
from copydesk.release.changes.spans import Naming, Occurrence, SpanLayer, known_layers, occurrences

_NAMED_BY = {"entities": "entity_id", "quotes": "id"}
"""The field that names what other annotations refer to, by layer."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What differs between two rows: the fields, and in the layers of spans each span."""

    fields: tuple[str, ...]
    spans: Mapping[str, list[SpanChange]]


@dataclass(frozen=True, slots=True)
class RowComparison:
    """What two editions have in common, and so can be compared.

    Attributes:
        fields: the top-level fields of both but the version of the schema.
        layers: the layers of spans of both.
        same_shape: whether both declare exactly the same fields; otherwise values are compared in their common parts.
    """

    fields: tuple[str, ...]
    layers: tuple[SpanLayer, ...]
    same_shape: bool

    def compare(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> RowChange | None:
        """Compare two rows; None where nothing differs.

        Raises:
            SpanFormError: an annotation of a changed layer does not have the form of its layer.
        """
        if old == new:
            return None
        fields = tuple(name for name in self.fields if self._differ(old.get(name), new.get(name)))
        return RowChange(fields, self._spans(old, new, frozenset(fields))) if fields else None

    def _differ(self, old: Any, new: Any) -> bool:
        return bool(old != new) and (self.same_shape or _common_parts_differ(old, new))

    def _spans(
        self, old: Mapping[str, Any], new: Mapping[str, Any], changed: frozenset[str]
    ) -> dict[str, list[SpanChange]]:
        names: dict[str, Naming] = {}
        found: dict[str, list[SpanChange]] = {}
        text_changed = "text" in changed
        for layer in self.layers:
            refers = {*(layer.references or {}).values()} & names.keys()
            if layer.field not in changed and not text_changed and not refers:
                continue
            before, after = _plain(old, layer), _plain(new, layer)
            if layer.field in _NAMED_BY:
                names[layer.field] = naming(before, after, _NAMED_BY[layer.field])
            renamed = occurrences(old.get(layer.field), layer, _text(old), names)
            if changes := span_changes(renamed, after, layer):
                found[layer.field] = changes
        return found


def row_comparison(old: Mapping[str, Declaration], new: Mapping[str, Declaration]) -> RowComparison:
    """Find out what the rows under two schemas have in common."""
    common = old.keys() & new.keys()
    fields = tuple(path for path in old if path in common and path != VERSION_FIELD and not old[path].depth)
    return RowComparison(fields, known_layers(frozenset(common)), old.keys() == new.keys())


def _plain(record: Mapping[str, Any], layer: SpanLayer) -> list[Occurrence]:
    return occurrences(record.get(layer.field), layer, _text(record))


def _text(record: Mapping[str, Any]) -> str:
    text = record.get("text")
    return text if isinstance(text, str) else ""


def _common_parts_differ(old: Any, new: Any) -> bool:
    """Compare two values where both have the same parts."""
    if isinstance(old, dict) and isinstance(new, dict):
        return any(_common_parts_differ(old[name], new[name]) for name in old.keys() & new.keys())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) != len(new) or any(map(_common_parts_differ, old, new))
    return bool(old != new)
