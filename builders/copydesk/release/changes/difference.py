"""The difference of two editions, as numbers and a few samples."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Bump = Literal["none", "patch", "minor", "major"]
BUMPS: tuple[Bump, ...] = get_args(Bump)
"""From the least to the greatest."""

SpanKind = Literal["added", "removed", "moved", "relabelled", "reworded", "renumbered"]
SPAN_KINDS: tuple[SpanKind, ...] = get_args(SpanKind)
"""What can become of a span between two editions.

``moved``: the same label at other offsets, or with a part (a quote's cue, source or marks) at other offsets;
``relabelled``: the same place under another label; ``reworded``: the same place and label, other characters;
``renumbered``: nothing but the names by which the article refers to it. What is at another place under another type
is a removal and an addition.
"""

SchemaKind = Literal["added", "removed", "retyped", "narrowed", "widened", "renamed"]
SCHEMA_BUMPS: dict[SchemaKind, Bump] = {
    "added": "minor",
    "removed": "major",
    "retyped": "major",
    "narrowed": "major",
    "widened": "minor",
    "renamed": "minor",
}
"""What each change of the schema demands; ``renamed`` is another version number of the schema itself."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two editions; what is not known of it is None."""

    version: str | None
    articles: int
    content_digest: str | None = None


@dataclass(frozen=True, slots=True)
class SplitMoves:
    """How many articles went from one split to another."""

    old: str
    new: str
    articles: int


@dataclass(frozen=True, slots=True)
class SpanCounts:
    """What became of the spans of one layer.

    Attributes:
        kinds: number of spans by kind; each span counts once.
        details: number of kept spans by the label or part in which they differ.
    """

    kinds: Mapping[SpanKind, int]
    details: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A field whose declaration changed: ``entities[].type``, what happened, and the old and new words for it."""

    field: str
    kind: SchemaKind
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Sample:
    """One change for people to look at; every string is printable and short.

    Attributes:
        kind: such as ``article added``, ``text`` (a field) or ``entities moved``.
        id: the article.
        what: the labels that differ, or the place; may be empty.
        old: the old characters in their context; None where there are none.
        new: the new ones.
    """

    kind: str
    id: str
    what: str = ""
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of the articles of an edition in another one.

    An article whose fields differ is ``changed``, whatever its split; one in another split counts in
    ``split_moves``, whatever its fields; ``same`` counts those that are neither. ``schema_version`` is no content
    and makes no article changed. Where only receipts were compared, what they cannot tell is None.

    Attributes:
        layers: changed articles by layer of the record (see ``copydesk.release.digest.LAYER_FIELDS``).
        fields: changed articles by field; None from receipts.
        spans: what became of the spans, by field, where any did; None from receipts.
        schema: changed declarations; None from receipts.
        files_changed: whether any byte of the edition differs; None from receipts.
    """

    old: Side
    new: Side
    added: int
    removed: int
    changed: int
    same: int
    split_moves: tuple[SplitMoves, ...]
    layers: Mapping[str, int]
    fields: Mapping[str, int] | None
    spans: Mapping[str, SpanCounts] | None
    schema: tuple[SchemaChange, ...] | None
    files_changed: bool | None
    samples: tuple[Sample, ...]

    @property
    def moved(self) -> int:
        """How many articles stand in another split."""
        return sum(move.articles for move in self.split_moves)


def bump_due(difference: Difference) -> Bump:
    """Tell which kind of version a difference makes due, as Croissant 1.1 defines the versions of data.

    ``major``: articles edited, removed or moved between splits, or the schema narrowed; ``minor``: articles or
    fields added, the old ones as they were; ``patch``: the same rows in other files; ``none``: the same bytes (from
    receipts: the same rows).
    """
    if difference.changed or difference.removed or difference.split_moves:
        return "major"
    demanded = [SCHEMA_BUMPS[change.kind] for change in difference.schema or ()]
    if difference.added:
        demanded.append("minor")
    if difference.files_changed:
        demanded.append("patch")
    return max(demanded, key=BUMPS.index, default="none")
