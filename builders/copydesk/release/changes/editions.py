"""Open an edition for comparison and stream its full rows in the order of their ids, through the safe reader."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from operator import attrgetter
from pathlib import Path
from typing import Any

from copydesk.errors import UsageError, VerificationError
from copydesk.release.changes.join import OrderError, ascending
from copydesk.release.checksums import read_checksums
from copydesk.release.layout import ARTICLE_SCHEMA, CHECKSUMS, MANIFEST, TablePlace, table_place
from copydesk.release.manifest import MAX_BYTES, Manifest, open_manifest
from copydesk.release.parquet_reading import UNREADABLE, TooLargeError, read_rows
from copydesk.release.splits import Split, bucket_of
from copydesk.release.verify import require_sound

_FULL = "full"


@dataclass(frozen=True, slots=True)
class Row:
    """One article of an edition, as it stands in ``data/full``."""

    id: str
    split: Split
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OpenEdition:
    """An edition whose files were looked at, and whose rows were not read yet.

    Attributes:
        tables: the number of rows of each full table, as the manifest gives it.
        digests: the SHA-256 of each file, as SHA256SUMS gives it.
        verified: whether the files were found to have these digests.
        schema: the JSON Schema of the records.
    """

    directory: Path
    manifest: Manifest
    tables: dict[TablePlace, int]
    digests: dict[str, str]
    verified: bool
    schema: Any


def open_edition(directory: Path, *, verify: bool = True) -> OpenEdition:
    """Look at an edition.

    Args:
        directory: a release or a build.
        verify: whether every file is compared with its checksum first. Without it nothing protects from files that
            were changed, on purpose or by a disk.

    Raises:
        UsageError: the directory holds no edition.
        VerificationError: a file is not what the checksums say, or the edition contradicts itself.
    """
    if not (directory / MANIFEST).is_file():
        raise UsageError(f"{directory} is no edition: it holds no {MANIFEST}")
    if verify:
        require_sound(directory, rows=False)
    manifest = open_manifest(directory)
    if manifest.buckets < 1:
        raise VerificationError(f"{directory / MANIFEST}: its number of buckets is not positive [release-manifest]")
    places = {place: rows for path, rows in manifest.rows.items() if (place := table_place(path))}
    return OpenEdition(
        directory,
        manifest,
        {place: rows for place, rows in sorted(places.items()) if place.view == _FULL},
        _read(directory / CHECKSUMS, "release-checksums-form", read_checksums),
        verify,
        _read(directory / ARTICLE_SCHEMA, "release-schema", json.loads),
    )


def edition_rows(edition: OpenEdition, places: Iterable[TablePlace]) -> Iterator[Row]:
    """Read the rows of some tables in the order of their ids.

    Each open table keeps one row group in memory.

    Raises:
        VerificationError: a table cannot be read, would not fit into bounded memory, or holds a row that does not
            belong into it; or an id stands in two tables.
    """
    rows = merge(*(_table_rows(edition, place) for place in places), key=attrgetter("id"))
    try:
        yield from ascending(rows)
    except OrderError as error:
        raise VerificationError(
            f"{edition.directory}: an id stands in more than one row: {error} [release-unique-ids]"
        ) from error


def _table_rows(edition: OpenEdition, place: TablePlace) -> Iterator[Row]:
    path = edition.directory / place.path
    previous = ""
    try:
        for record in read_rows(path):
            article_id = record.get("id")
            if not _belongs(article_id, previous, place, edition.manifest.buckets):
                raise VerificationError(f"{path}: the row {article_id!r} has no place here [release-row-place]")
            previous = str(article_id)
            yield Row(previous, place.split, record)
    except TooLargeError as error:
        raise VerificationError(f"{path}: {error} [release-too-large]") from error
    except UNREADABLE as error:
        raise VerificationError(f"{path}: {' '.join(str(error).split())} [release-table-readable]") from error


def _belongs(article_id: object, previous: str, place: TablePlace, buckets: int) -> bool:
    return isinstance(article_id, str) and article_id > previous and bucket_of(article_id, buckets) == place.bucket


def _read(path: Path, rule: str, parse: Any) -> Any:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise VerificationError(f"{path}: is larger than {MAX_BYTES} bytes [release-too-large]")
        return parse(path.read_bytes().decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise VerificationError(f"{path}: cannot be read: {error} [{rule}]") from error
