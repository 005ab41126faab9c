"""The Parquet tables of an edition: rows in the order of their ids, one pinned schema, the same bytes every time.

Bytes are the same for the same rows under the same version of pyarrow, whatever the process, locale, time zone or
hash seed: the schema is given and not inferred, row groups are cut where ids say so, and each is one chunk when it is
written. Pages carry checksums, since a flipped bit in a compressed page is otherwise read back as
other text more often than not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.release.feature_types import pinned_schema
from copydesk.release.layout import TablePlace
from copydesk.release.row_groups import ArticleLines, row_groups
from copydesk.release.spill import Member, Spilled, flat_lines, read_lines
from copydesk.release.splits import Split
from copydesk.release.store import disk_errors
from copydesk.schema import FLAT_VIEWS, VIEWS, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa

_BUFFER = 1 << 20
"""Bytes that are gathered before the system is asked to write: pyarrow alone asks for each header and each page."""


_BLOCK = 1 << 20
"""Bytes of JSON that are parsed at a time, in several times as much memory; a longer line is a block of its own."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """One table of an edition.

    Attributes:
        rows: how many rows it holds: articles, or in the flat views their parts.
        arrow_bytes: their size in memory as Arrow counts it; the Hub shows it as the size of the split.
    """

    place: TablePlace
    rows: int
    arrow_bytes: int


def write_tables(spilled: Spilled, directory: Path) -> tuple[TableFile, ...]:
    """Write every view of the articles below ``directory``: a file for each language, split and bucket with rows.

    At most one row group is in memory at a time.

    Raises:
        WriteError: the disk said no.
    """
    ordered = sorted(spilled.members, key=_group)
    files = []
    for view in (*VIEWS, *FLAT_VIEWS):
        for (language, split, bucket), members in groupby(ordered, key=_group):
            place = TablePlace(view, language, split, bucket)
            groups = row_groups(_article_lines(view, spilled, members))
            first = next(groups, None)
            if first is not None:
                files.append(_write_table(directory / place.path, place, chain((first,), groups)))
    return tuple(sorted(files, key=lambda file: file.place))


def _group(member: Member) -> tuple[str, Split, int]:
    return member.language, member.split, member.bucket


def _article_lines(view: str, spilled: Spilled, members: Iterable[Member]) -> Iterator[ArticleLines]:
    """Give the lines that each article has in a view: its own, or those of the rows that a flat view makes of it."""
    if view in FLAT_VIEWS:
        return ((member.id, flat_lines(spilled, view, member)) for member in members)
    articles = list(members)
    return ((member.id, (line,)) for member, line in zip(articles, read_lines(spilled, articles), strict=True))


def _write_table(path: Path, place: TablePlace, groups: Iterable[list[bytes]]) -> TableFile:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    rows = arrow_bytes = 0
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            pa.output_stream(path, compression=None, buffer_size=_BUFFER) as stream,
            pq.ParquetWriter(
                stream,
                pinned_schema(place.view),
                compression="zstd",
                use_content_defined_chunking=True,
                write_page_index=True,
                write_page_checksum=True,
            ) as writer,
        ):
            for group in groups:
                table = _to_arrow(group, place.view)
                writer.write_table(table, row_group_size=table.num_rows)
                rows += table.num_rows
                arrow_bytes += table.nbytes
                del table
                pa.default_memory_pool().release_unused()
    return TableFile(place, rows, arrow_bytes)


def _to_arrow(group: list[bytes], view: str) -> "pa.Table":
    """Read lines of JSON as a table of a view; pyarrow's own reader, since from_pylist would import pandas.

    The group is emptied: its lines, their bytes and their table need not be in memory at once. For the same reason the
    reader is given blocks, which become one chunk at the end, as if it had been given all.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.json as pj  # noqa: PLC0415

    block = max(_BLOCK, *map(len, group)) + 1
    data = b"".join(group)
    group.clear()
    table = pj.read_json(
        pa.BufferReader(data),
        read_options=pj.ReadOptions(use_threads=False, block_size=block),
        parse_options=pj.ParseOptions(explicit_schema=arrow_schema(view), unexpected_field_behavior="ignore"),
    )
    del data
    return table.combine_chunks().replace_schema_metadata(pinned_schema(view).metadata)
