"""JSON Lines files, plain or compressed with Zstandard: how their names end, and their lines in bounded memory."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from copydesk.errors import InputError, Place

LINES = ".jsonl"
COMPRESSED_LINES = ".jsonl.zst"
ALWAYS_EXPANDED = 64 * 1024 * 1024
"""A compressed file may expand to so many bytes, however small it is."""

MOST_TIMES = 200
"""A larger one may expand to so many times its size; text comes to less than a tenth of that."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where one article stands in a JSON Lines file: line from 1, offset and length in bytes, of the expanded file."""

    number: int
    offset: int
    length: int


def suffix_of(path: Path) -> str:
    """Give the end of a file's name that says what it holds, in lower case; ``.jsonl.zst`` is one.

    >>> suffix_of(Path("raw/fr/a.JSONL.zst")), suffix_of(Path("raw/fr/2024.05.txt"))
    ('.jsonl.zst', '.txt')
    """
    return COMPRESSED_LINES if path.name.lower().endswith(COMPRESSED_LINES) else path.suffix.lower()


def sidecar_of(path: Path) -> Path:
    """Give the path of the sidecar beside a file of raw articles.

    >>> sidecar_of(Path("raw/fr/a.jsonl.zst")).name
    'a.json'
    """
    suffix = suffix_of(path)
    return path.with_name(path.name[: len(path.name) - len(suffix)] + ".json")


def compressed_lines(file: Path, *, shown: str, longest: int) -> Iterator[bytes]:
    """Read the lines of a file compressed with Zstandard, each with its line end.

    Args:
        file: the file; it may hold several frames, one after the other.
        shown: its path as messages name it.
        longest: bytes of the longest line; memory is bounded by it.

    Raises:
        InputError: ``file-unreadable`` where a frame is broken or cut off, ``file-too-large`` where a line is longer
            or the file expands beyond what text does. The place is the line; no line after it is read.
    """
    import pyarrow as pa  # noqa: PLC0415  slow, and few files are compressed

    number, expanded = 1, 0
    try:
        with file.open("rb") as packed, pa.CompressedInputStream(packed, "zstd") as stream:
            most = max(ALWAYS_EXPANDED, MOST_TIMES * file.stat().st_size)
            reader = io.BufferedReader(stream)
            while line := reader.readline(longest + 1):
                expanded += len(line)
                if len(line) > longest:
                    raise InputError("file-too-large", f"a line of more than {longest} bytes", Place(shown, number))
                if expanded > most:
                    message = f"expands to more than {most} bytes; no text is packed so densely"
                    raise InputError("file-too-large", message, Place(shown, number))
                yield line
                number += 1
    except OSError as error:
        words = str(error).partition("\n")[0][:200]
        raise InputError("file-unreadable", f"cannot be expanded beyond here: {words}", Place(shown, number)) from error


def compress(lines: Iterable[bytes]) -> bytes:
    """Compress lines into one frame; memory is bounded by its size."""
    import pyarrow as pa  # noqa: PLC0415  as above

    packed = pa.BufferOutputStream()
    with pa.CompressedOutputStream(packed, "zstd") as stream:
        for line in lines:
            stream.write(line)
    return bytes(packed.getvalue())
