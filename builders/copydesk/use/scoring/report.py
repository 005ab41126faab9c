"""The shape every scorer answers in: rows of named numbers, for a table or for JSON."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """Numbers of one measure over one group of documents.

    Attributes:
        group: ``all``, ``language=fr``, ``publisher=…`` or ``document=…``.
        measure: what was measured, such as ``body`` or ``direct content``.
        values: named numbers; shares lie in 0..1, counts are whole; ``f1_low`` and ``f1_high`` bound a 95 %
            bootstrap interval over documents.
    """

    group: str
    measure: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The answer of one scorer over one file."""

    layer: str
    documents: int
    rows: tuple[ScoreRow, ...]
    notes: tuple[str, ...] = ()
