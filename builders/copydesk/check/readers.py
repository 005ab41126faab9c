"""Read the records of a file one by one: article JSON, JSON lines, Parquet. Bounded memory, nothing raised."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from copydesk.check.json_places import Lines, PlacedValue, placed_values
from copydesk.check.strict_json import LARGEST_RECORD, read_json
from copydesk.errors import InputError, Place
from copydesk.schema import view_fields

ROWS_AT_ONCE = 32
"""Rows of a Parquet file in memory; few, because a small file can hold large rows."""

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


def read_one(path: Path) -> Iterator[Read]:
    """Read a file that is one JSON text."""
    with path.open("rb") as file:
        yield _read_text(file.read(LARGEST_RECORD + 1), str(path), 1)


def read_lines(path: Path) -> Iterator[Read]:
    """Read a file with one JSON text a line; empty lines are passed over."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LARGEST_RECORD + 1):
            number += 1
            if line.strip():
                yield _read_text(line.rstrip(b"\r\n"), str(path), number)
            while not line.endswith(b"\n") and len(line) > LARGEST_RECORD:
                line = file.readline(LARGEST_RECORD + 1)


def read_rows(path: Path) -> Iterator[Read]:
    """Read a Parquet file of full rows. Pointers start with the number of the row, from 0: ``/12/quotes/0``."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    row = 0
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            if difference := _other_columns(file.schema_arrow.names):
                yield _refuse(InputError("parquet-columns", difference, Place(str(path))))
                return
            for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, use_threads=False):
                for record in batch.to_pylist():
                    place = Place(str(path), pointer=f"/{row}")
                    yield Read(record, None, place, partial(_row_places, place))
                    row += 1
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        words = str(error).partition("\n")[0][:200]
        place = Place(str(path), pointer=f"/{row}")
        yield _refuse(InputError("parquet-syntax", f"cannot be read: {words}", place))


READERS: dict[str, Callable[[Path], Iterator[Read]]] = {
    ".json": read_one,
    ".jsonl": read_lines,
    ".parquet": read_rows,
}
"""How to read a file of articles, by the end of its name."""


def _read_text(data: bytes, path: str, line: int) -> Read:
    try:
        record = read_json(data, path, line=line)
    except InputError as error:
        return _refuse(error)
    return Read(record, None, Place(path, line), partial(_text_places, data, path, line))


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
