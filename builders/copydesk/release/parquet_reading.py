"""Read Parquet that may be damaged or hostile: whole rows, in bounded memory.

A file of 293 bytes can expand to gigabytes, by run lengths or by one long value that is repeated. Footers are held
to limits before a page is read; strings are read as indices into a dictionary, and a batch is expanded to rows only
where its size, which the indices give, is within the limit.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.release.parquet_footer import Footer, read_footer

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

MAX_GROUP_BYTES = 1 << 30
MAX_GROUP_VALUES = 1 << 25
MAX_BATCH_BYTES = 1 << 28
_BATCH_ROWS, _FEW_ROWS = 512, 64
"""Rows that are expanded together: many where they are small, few where many would be a large part of the limit."""

_AT_ONCE = 32
"""Rows that are Python objects at a time, several times as large as they are in Arrow."""

_BYTES_PER_VALUE = 64

UNREADABLE = (OSError, ValueError, NotImplementedError, LookupError, TypeError, MemoryError)
"""What pyarrow raises on files that are no sound Parquet; its own errors derive from these."""


class TooLargeError(Exception):
    """A table would not fit into bounded memory."""


def open_parquet(path: Path) -> "pq.ParquetFile":
    """Open a file whose pages are checked against their checksums, strings as dictionaries.

    Raises:
        TooLargeError: by its footer, a row group is larger than the limits.
        OSError, ValueError: it is no Parquet, or damaged (see ``UNREADABLE``).
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    _refuse_large(read_footer(path))
    schema = pq.read_metadata(path).schema
    columns = (schema.column(index) for index in range(len(schema)))
    strings = [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]
    return pq.ParquetFile(path, page_checksum_verification=True, read_dictionary=strings, pre_buffer=False)


def read_schema(path: Path) -> "pa.Schema":
    """Give the Arrow schema of a file, with its metadata.

    Raises:
        OSError, ValueError: it is no Parquet, or damaged (see ``UNREADABLE``).
    """
    import pyarrow.parquet as pq  # noqa: PLC0415

    return pq.read_metadata(path).schema.to_arrow_schema()


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read the rows of a file one by one, as they stand in JSON.

    Raises:
        TooLargeError: a row group or a batch of rows is larger than the limits.
        OSError, ValueError: it is no Parquet, or damaged (see ``UNREADABLE``).
    """
    import pyarrow as pa  # noqa: PLC0415

    schema = read_schema(path)
    with open_parquet(path) as file:
        for group in range(file.num_row_groups):
            # One group at a time: pyarrow cannot put nested dictionaries of two groups into one batch.
            expanded = 0
            for batch in file.iter_batches(batch_size=_BATCH_ROWS, row_groups=[group], use_threads=False):
                for part, size in _parts(batch):
                    expanded += size
                    if size > MAX_BATCH_BYTES or expanded > MAX_GROUP_BYTES:
                        raise TooLargeError(
                            f"row group {group} expands to more than {MAX_GROUP_BYTES} bytes, "
                            f"or {part.num_rows} rows of it to more than {MAX_BATCH_BYTES}"
                        )
                    whole = part.cast(schema)
                    for start in range(0, whole.num_rows, _AT_ONCE):
                        yield from whole.slice(start, _AT_ONCE).to_pylist()
            pa.default_memory_pool().release_unused()


def _parts(batch: "pa.RecordBatch") -> Iterator[tuple["pa.RecordBatch", int]]:
    """Give a batch as it is where it expands to little, else a few rows at a time, with what each part expands to."""
    size = _batch_bytes(batch)
    if size <= MAX_BATCH_BYTES // (_BATCH_ROWS // _FEW_ROWS):
        yield batch, size
        return
    for start in range(0, batch.num_rows, _FEW_ROWS):
        part = batch.slice(start, _FEW_ROWS)
        yield part, _batch_bytes(part)


def _batch_bytes(batch: "pa.RecordBatch") -> int:
    return sum(_expanded_bytes(column) for column in batch.columns)


def _refuse_large(footer: Footer) -> None:
    for number, group in enumerate(footer.groups):
        if group.bytes > MAX_GROUP_BYTES or group.values > MAX_GROUP_VALUES:
            raise TooLargeError(
                f"row group {number} expands to {group.bytes} bytes and {group.values} values; "
                f"the limits are {MAX_GROUP_BYTES} and {MAX_GROUP_VALUES}"
            )


def _expanded_bytes(array: "pa.Array") -> int:
    """Estimate from indices and lengths what a batch takes as Python objects; nothing is expanded for it."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    own = _BYTES_PER_VALUE * len(array)
    if pa.types.is_dictionary(array.type):
        lengths = pc.take(pc.binary_length(array.dictionary), array.indices)
        return own + (pc.sum(lengths).as_py() or 0)
    if pa.types.is_struct(array.type):
        return own + sum(_expanded_bytes(part) for part in array.flatten())
    if pa.types.is_list(array.type):
        return own + _expanded_bytes(array.flatten())
    return own
