"""Compare two editions row by row, in one pass over the rows of both.

Tables that are the same file in both are not read. Of the others, those that may hold the same ids are read side by
side, so that at most one row group of each of a bucket's tables is in memory. Time grows linearly with the rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import gcd
from pathlib import Path

from copydesk.engines import collector_at_rest
from copydesk.errors import VerificationError
from copydesk.release.changes.difference import Difference
from copydesk.release.changes.editions import OpenEdition, Row, edition_rows, open_edition
from copydesk.release.changes.join import merge_join
from copydesk.release.changes.rows import RowChange, RowComparison, row_comparison
from copydesk.release.changes.samples import SampleBox, article_sample, field_sample, span_sample
from copydesk.release.changes.schema_changes import declarations, schema_changes
from copydesk.release.changes.spans import SpanFormError
from copydesk.release.changes.tally import DifferenceTally, Known
from copydesk.release.layout import TablePlace

SAMPLES = 3
"""How many changes of each kind are shown where nobody asks for another number."""


def compare_editions(old: Path, new: Path, *, verify: bool = True, samples: int = SAMPLES) -> Difference:
    """Compare two editions.

    Args:
        old: a release or a build.
        new: another one, such as its successor.
        verify: whether the files of both are compared with their checksums first.
        samples: how many changes of each kind are kept to be shown.

    Raises:
        UsageError: one of them is no edition.
        VerificationError: one of them is not what it says, or its rows do not have the form of its schema.
    """
    one, other = open_edition(old, verify=verify), open_edition(new, verify=verify)
    before, after = declarations(one.schema), declarations(other.schema)
    run = _Run(row_comparison(before, after), SampleBox(samples))
    identical = _identical(one, other)
    run.tally.add_identical(sum(one.tables[place] for place in identical))
    for places, others in _side_by_side(one, other, identical):
        run.compare(one, places, other, others)
    known = Known(
        versions=(one.manifest.version, other.manifest.version),
        digests=(one.manifest.content_digest, other.manifest.content_digest),
        schema=schema_changes(before, after),
        files_changed=one.digests != other.digests,
    )
    return run.tally.difference(known, run.samples.all(), rows_seen=True)


def _identical(one: OpenEdition, other: OpenEdition) -> frozenset[TablePlace]:
    """Name the tables that are the same file in both; none where files were not compared with their checksums."""
    if not (one.verified and other.verified):
        return frozenset()
    common = one.tables.keys() & other.tables.keys()
    return frozenset(place for place in common if one.digests[place.path] == other.digests[place.path])


def _side_by_side(
    one: OpenEdition, other: OpenEdition, identical: frozenset[TablePlace]
) -> Iterator[tuple[list[TablePlace], list[TablePlace]]]:
    """Group the tables so that an id is in the same group on both sides.

    A bucket is a hash modulo the number of buckets; by their greatest common divisor both sides are divided alike.
    """
    divisor = gcd(one.manifest.buckets, other.manifest.buckets)
    groups: dict[int, tuple[list[TablePlace], list[TablePlace]]] = {}
    for side, edition in enumerate((one, other)):
        for place in edition.tables:
            if place not in identical:
                groups.setdefault(place.bucket % divisor, ([], []))[side].append(place)
    for _, group in sorted(groups.items()):
        yield group


@dataclass(slots=True)
class _Run:
    """What is counted and kept while rows stream by."""

    comparison: RowComparison
    samples: SampleBox
    tally: DifferenceTally = field(default_factory=DifferenceTally)

    def compare(self, one: OpenEdition, places: list[TablePlace], other: OpenEdition, others: list[TablePlace]) -> None:
        """Compare the rows of the tables of a bucket, which hold no cycles for the collector to look for."""
        with collector_at_rest():
            for old, new in merge_join(edition_rows(one, places), edition_rows(other, others)):
                self._article(old, new)

    def _article(self, old: Row | None, new: Row | None) -> None:
        if old is not None and new is not None:
            self._kept(old, new)
        elif old is not None:
            self.tally.removed += 1
            self._sample_article("article removed", old)
        elif new is not None:
            self.tally.added += 1
            self._sample_article("article added", new)

    def _kept(self, old: Row, new: Row) -> None:
        try:
            change = self.comparison.compare(old.record, new.record)
        except SpanFormError as error:
            raise VerificationError(f"the row {old.id!r}: {error} [release-table-schema]") from error
        self.tally.add_kept(changed=change is not None, old_split=old.split, new_split=new.split)
        if old.split != new.split and self.samples.wants("article in another split", old.id):
            splits = f"{old.split} -> {new.split}"
            self.samples.add(article_sample("article in another split", old.id, splits))
        if change:
            self._changed(old, new, change)

    def _changed(self, old: Row, new: Row, change: RowChange) -> None:
        self.tally.add_fields(change.fields)
        for name in change.fields:
            kind = f"field {name}"
            if name not in change.spans and self.samples.wants(kind, old.id):
                self.samples.add(field_sample(kind, old.id, old.record.get(name), new.record.get(name)))
        texts = str(old.record.get("text")), str(new.record.get("text"))
        for layer in self.comparison.layers:
            for one in change.spans.get(layer.field, ()):
                self.tally.add_span(layer.field, one)
                kind = f"{layer.field} {one.kind}"
                if self.samples.wants(kind, old.id):
                    self.samples.add(span_sample(kind, old.id, one, texts, layer))

    def _sample_article(self, kind: str, row: Row) -> None:
        if self.samples.wants(kind, row.id):
            headline = row.record.get("headline")
            self.samples.add(article_sample(kind, row.id, headline if isinstance(headline, str) else ""))
