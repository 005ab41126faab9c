"""Count what became of articles while they stream by; memory grows with the kinds of change and not with the rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from copydesk.release.changes.difference import (
    SPAN_KINDS,
    Difference,
    Sample,
    SchemaChange,
    Side,
    SpanCounts,
    SpanKind,
    SplitMoves,
)
from copydesk.release.changes.matching import SpanChange
from copydesk.release.digest import LAYER_FIELDS

_LAYER_OF = {name: layer for layer, names in LAYER_FIELDS.items() for name in names}
_NO_LAYER = "other"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of two editions beside their rows; what a receipt cannot tell is None."""

    versions: tuple[str | None, str | None]
    digests: tuple[str | None, str | None] = (None, None)
    schema: tuple[SchemaChange, ...] | None = None
    files_changed: bool | None = None


@dataclass(slots=True)
class DifferenceTally:
    """What was counted so far."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    same: int = 0
    both: int = 0
    splits: Counter[tuple[str, str]] = field(default_factory=Counter)
    layers: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[SpanKind]] = field(default_factory=dict)
    details: dict[str, Counter[str]] = field(default_factory=dict)

    def add_kept(self, *, changed: bool, old_split: str, new_split: str) -> None:
        """Count an article that both editions hold."""
        self.both += 1
        self.changed += changed
        if old_split != new_split:
            self.splits[old_split, new_split] += 1
        elif not changed:
            self.same += 1

    def add_identical(self, rows: int) -> None:
        """Count the rows of a table that is the same file in both editions."""
        self.both += rows
        self.same += rows

    def add_fields(self, names: Iterable[str]) -> None:
        """Count the fields in which an article differs, and their layers."""
        names = tuple(names)
        self.fields.update(names)
        self.layers.update({_LAYER_OF.get(name, _NO_LAYER) for name in names})

    def add_span(self, layer: str, change: SpanChange) -> None:
        """Count what became of one span."""
        self.kinds.setdefault(layer, Counter())[change.kind] += 1
        self.details.setdefault(layer, Counter()).update(change.details)

    def difference(self, known: Known, samples: tuple[Sample, ...] = (), *, rows_seen: bool) -> Difference:
        """Give the counts; ``rows_seen`` tells whether rows were compared and not their digests alone."""
        (old_version, new_version), (old_digest, new_digest) = known.versions, known.digests
        return Difference(
            old=Side(old_version, self.both + self.removed, old_digest),
            new=Side(new_version, self.both + self.added, new_digest),
            added=self.added,
            removed=self.removed,
            changed=self.changed,
            same=self.same,
            split_moves=tuple(SplitMoves(old, new, number) for (old, new), number in sorted(self.splits.items())),
            layers=_sorted(self.layers),
            fields=_sorted(self.fields) if rows_seen else None,
            spans=self._spans() if rows_seen else None,
            schema=known.schema,
            files_changed=known.files_changed,
            samples=samples,
        )

    def _spans(self) -> dict[str, SpanCounts]:
        return {
            layer: SpanCounts({kind: counts[kind] for kind in SPAN_KINDS}, _sorted(self.details[layer]))
            for layer, counts in sorted(self.kinds.items())
        }


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))
