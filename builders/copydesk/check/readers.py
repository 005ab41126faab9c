"""Read the records of a file one by one: article JSON, JSON lines, Parquet. Bounded memory, nothing raised."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from copydesk.check.json_places import Lines, PlacedValue, placed_values
from copydesk.check.shards import Shard
from copydesk.check.strict_json import LARGEST_RECORD, read_json
from copydesk.errors import InputError, Place
from copydesk.schema import view_fields
from copydesk.text.containers import COMPRESSED_LINES, LINES, compressed_lines

ROWS_AT_ONCE = 32
"""Rows of a Parquet file in memory; few, because a small file can hold large rows."""

LARGEST_GROUP = 1 << 27
"""Code points of text in the rows of one row group; intake takes a sixteenth of it for one article."""

_BYTES = "BYTE_ARRAY"

Locate = Callable[[list[str]], list[Place]]


@dataclass(frozen=True, slots=True)
class Read:
    """One record, or the reason why there is none.

    ``place`` is where the record starts. ``locate`` turns JSON pointers into the record into places in the file; it
    may read the text again and is for records that have findings.
    """

    record: Any
    refused: InputError | None
    place: Place
    locate: Locate


def read_one(shard: Shard) -> Iterator[Read]:
    """Read a file that is one JSON text."""
    with shard.path.open("rb") as file:
        yield _read_text(file.read(LARGEST_RECORD + 1), str(shard.path), 1)


def read_lines(shard: Shard) -> Iterator[Read]:
    """Read lines with one JSON text each; empty lines are passed over."""
    with shard.path.open("rb") as file:
        file.seek(shard.start)
        number = shard.number - 1
        while (shard.end is None or file.tell() < shard.end) and (line := file.readline(LARGEST_RECORD + 1)):
            number += 1
            if line.strip():
                yield _read_text(line.rstrip(b"\r\n"), str(shard.path), number)
            while not line.endswith(b"\n") and len(line) > LARGEST_RECORD:
                line = file.readline(LARGEST_RECORD + 1)


def read_rows(shard: Shard) -> Iterator[Read]:
    """Read full rows of a Parquet file. Pointers start with the number of the row, from 0: ``/12/quotes/0``.

    Strings stay indices into a dictionary until their row is reached, for a file of some hundred bytes can repeat one
    long value a million times.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    row, path, expanded = shard.number, str(shard.path), 0
    try:
        schema = pq.read_metadata(shard.path).schema
        strings = [column.path for column in map(schema.column, range(len(schema))) if column.physical_type == _BYTES]
        options = {"page_checksum_verification": True, "read_dictionary": strings, "pre_buffer": False}
        with pq.ParquetFile(shard.path, **options) as file:
            if difference := _other_columns(file.schema_arrow.names):
                yield _refuse(InputError("parquet-columns", difference, Place(path)))
                return
            groups = None if shard.end is None else range(shard.start, shard.end)
            for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, row_groups=groups, use_threads=False):
                for index in range(batch.num_rows):
                    place = Place(path, pointer=f"/{row}")
                    record = batch.slice(index, 1).to_pylist()[0]
                    expanded += _characters(record)
                    if expanded > LARGEST_GROUP:
                        yield _refuse(InputError("parquet-size", "expands beyond what a row group can mean", place))
                        return
                    yield Read(record, None, place, partial(_row_places, place))
                    row += 1
    except (pa.ArrowException, OSError, UnicodeDecodeError, MemoryError) as error:
        words = str(error).partition("\n")[0][:200] or "not enough memory"
        place = Place(path, pointer=f"/{row}")
        yield _refuse(InputError("parquet-syntax", f"cannot be read: {words}", place))


def read_compressed_lines(shard: Shard) -> Iterator[Read]:
    """Read a file of lines, as ``read_lines`` does, that is compressed with Zstandard."""
    path = str(shard.path)
    try:
        for number, line in enumerate(compressed_lines(shard.path, shown=path, longest=LARGEST_RECORD), start=1):
            if line.strip():
                yield _read_text(line.rstrip(b"\r\n"), path, number)
    except InputError as error:
        yield _refuse(error)


READERS: dict[str, Callable[[Shard], Iterator[Read]]] = {
    ".json": read_one,
    LINES: read_lines,
    COMPRESSED_LINES: read_compressed_lines,
    ".parquet": read_rows,
}
"""How to read a file of articles, by the end of its name."""


def _read_text(data: bytes, path: str, line: int) -> Read:
    try:
        record = read_json(data, path, line=line)
    except InputError as error:
        return _refuse(error)
    return Read(record, None, Place(path, line), partial(_text_places, data, path, line))


def _characters(record: dict[str, Any]) -> int:
    return sum(len(value) for value in record.values() if isinstance(value, str))


def _refuse(error: InputError) -> Read:
    return Read(None, error, error.place, lambda pointers: [error.place for _ in pointers])


def _other_columns(names: list[str]) -> str:
    expected = view_fields("full")
    missing = [name for name in expected if name not in set(names)]
    unknown = [name for name in names if name not in set(expected)]
    parts = (f"lacks {', '.join(missing)}" * bool(missing), f"has the unknown {', '.join(unknown)}" * bool(unknown))
    return " and ".join(part for part in parts if part)


def _row_places(row: Place, pointers: list[str]) -> list[Place]:
    return [replace(row, pointer=f"{row.pointer}{pointer}") for pointer in pointers]


def _text_places(data: bytes, path: str, line: int, pointers: list[str]) -> list[Place]:
    text = data.decode("utf-8")
    offsets = {item.pointer: item.offset for item in placed_values(text) if isinstance(item, PlacedValue)}
    lines = Lines(text)
    places = []
    for pointer in pointers:
        row, column = lines.place(offsets.get(pointer, 0))
        places.append(Place(path, line + row - 1, column, pointer=pointer))
    return places
