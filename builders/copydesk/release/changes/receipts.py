"""Compare editions by their receipts: digests of rows and layers, without any old row at hand.

A receipt tells which articles differ and in which layers, and nothing of fields, spans and the schema. Where a column
was added every row has another digest, so that receipts alone make a major version due; the editions themselves are
compared then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol

from copydesk.record import Article
from copydesk.release.changes.difference import Difference
from copydesk.release.changes.editions import edition_rows, open_edition
from copydesk.release.changes.join import merge_join
from copydesk.release.changes.tally import DifferenceTally, Known
from copydesk.release.changes.versions import version_numbers
from copydesk.release.digest import layer_digests, row_digest
from copydesk.release.receipts import ReceiptRow
from copydesk.release.splits import Split, split_of


class Digested(Protocol):
    """A row as its digests: a line of a receipt, or a member of an edition in the making."""

    @property
    def id(self) -> str:
        """The id of the article."""

    @property
    def split(self) -> Split:
        """The split it stands in."""

    @property
    def row_digest(self) -> str:
        """The digest of the whole row."""

    @property
    def layer_digests(self) -> Mapping[str, str]:
        """The digest of each layer."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An article that stands in another split than before."""

    id: str
    old: Split
    new: Split


def article_rows(articles: Iterable[Article], splits: Mapping[str, Split]) -> Iterator[ReceiptRow]:
    """Give the lines that the receipt of some articles would have, in their order; ``splits`` are those declared."""
    for article in articles:
        yield _record_row(article.to_dict(), split_of(article.id, splits))


def edition_receipt(directory: Path, *, verify: bool = True) -> list[ReceiptRow]:
    """Give the lines that the receipt of an edition has, computed from its rows; about one kilobyte an article.

    Raises:
        UsageError: the directory holds no edition.
        VerificationError: the edition is not what it says.
    """
    edition = open_edition(directory, verify=verify)
    by_bucket = groupby(sorted(edition.tables, key=attrgetter("bucket")), attrgetter("bucket"))
    rows = [_record_row(row.record, row.split) for _, places in by_bucket for row in edition_rows(edition, places)]
    return sorted(rows, key=attrgetter("id"))


def difference_from_receipts(
    previous: Iterable[Digested],
    rows: Iterable[Digested],
    *,
    versions: tuple[str | None, str | None] = (None, None),
) -> Difference:
    """Compare two editions by the digests of their rows; both in the order of the ids, taken one at a time.

    Raises:
        OrderError: the ids of a side do not ascend.
    """
    tally = DifferenceTally()
    for old, new in merge_join(previous, rows):
        if old is None or new is None:
            tally.added += old is None
            tally.removed += new is None
            continue
        changed = old.row_digest != new.row_digest
        tally.add_kept(changed=changed, old_split=old.split, new_split=new.split)
        if changed:
            layers = old.layer_digests.keys() | new.layer_digests.keys()
            tally.layers.update(
                layer for layer in layers if old.layer_digests.get(layer) != new.layer_digests.get(layer)
            )
    return tally.difference(Known(versions), rows_seen=False)


def split_moves(previous: Iterable[Digested], rows: Iterable[Digested]) -> Iterator[Moved]:
    """Name the articles that stand in another split than before, in the order of the ids."""
    for old, new in merge_join(previous, rows):
        if old is not None and new is not None and old.split != new.split:
            yield Moved(old.id, old.split, new.split)


def frozen_split_moves(
    previous: Iterable[Digested], rows: Iterable[Digested], *, previous_version: str, version: str
) -> Iterator[Moved]:
    """Name the articles that move between splits although these are frozen.

    Splits are frozen from 1.0.0 on within one major version, so that what a model was tested on is never trained on.

    Raises:
        UsageError: one of them is no version.
        OrderError: the ids of a side do not ascend.
    """
    before, after = version_numbers(previous_version), version_numbers(version)
    if before[0] > 0 and before[0] == after[0]:
        yield from split_moves(previous, rows)


def _record_row(record: Mapping[str, Any], split: Split) -> ReceiptRow:
    return ReceiptRow(record["id"], split, row_digest(record), layer_digests(record))
