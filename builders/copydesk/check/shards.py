"""Cut files into shards that workers can read apart: a JSON text, some megabytes of lines, a row group of a table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from copydesk.text.containers import COMPRESSED_LINES, LINES

BYTES_OF_LINES = 8 * 1024 * 1024
"""A shard of JSON Lines is about so long: it ends with the first line that reaches beyond."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a file.

    Attributes:
        path: the file.
        size: bytes of the file that the shard stands for, for progress.
        start: where it starts: a byte of JSON Lines, a row group of a table.
        end: where it ends, of the same kind; None for the end of the file.
        number: the line, from 1, or the row, from 0, at which it starts.
    """

    path: Path
    size: int
    start: int = 0
    end: int | None = None
    number: int = 0


def whole(path: Path) -> Iterator[Shard]:
    """Give the file as one shard."""
    yield Shard(path, path.stat().st_size)


def line_shards(path: Path) -> Iterator[Shard]:
    """Cut a file between lines."""
    with path.open("rb") as file:
        start, number = 0, 1
        while block := file.read(BYTES_OF_LINES):
            lines = block.count(b"\n")
            while not block.endswith(b"\n") and (block := file.readline(BYTES_OF_LINES)):
                lines += block.endswith(b"\n")
            end = file.tell()
            yield Shard(path, end - start, start, end, number)
            start, number = end, number + lines


def row_shards(path: Path) -> Iterator[Shard]:
    """Cut a Parquet file between row groups; one that cannot be opened stays whole, for its reader to say why."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path) as file:
            rows = [file.metadata.row_group(group).num_rows for group in range(file.metadata.num_row_groups)]
    except (pa.ArrowException, OSError):
        rows = []
    if not rows:
        yield from whole(path)
        return
    row = 0
    for group, count in enumerate(rows):
        yield Shard(path, path.stat().st_size // len(rows), group, group + 1, row)
        row += count


SHARDS: dict[str, Callable[[Path], Iterator[Shard]]] = {
    ".json": whole,
    LINES: line_shards,
    COMPRESSED_LINES: whole,
    ".parquet": row_shards,
}
"""How to cut a file, by the end of its name."""
