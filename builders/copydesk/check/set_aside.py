"""Records of bytes in a file without a name, of which nothing stays in memory but where each ends.

What is kept of each article until the end of a build is small, and yet with a million articles more than everything
else together.
"""

import os
import tempfile
import weakref
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

IN_MEMORY = 1 << 18
"""Bytes that are held in memory before there is a file; a small corpus can be checked where nothing can be written."""

_CLOSED = -1
"""No file has this number, and the system says so when it is read or written."""


class SetAside:
    """Records in the order in which they were added; reading one does not depend on who reads another.

    The file goes when this is closed, with this object, or with the process, however that ends.
    """

    def __init__(self, directory: Path | None = None) -> None:
        """Hold no records; ``directory`` is where the file is made, if not among temporary files."""
        self._directory = directory
        self._held = bytearray()
        self._file: int | None = None
        self._release: Callable[[], object] | None = None
        self._ends = array("Q", [0])

    def append(self, record: bytes) -> int:
        """Add a record and give its number, counted from 0.

        Raises:
            OSError: the disk said no, or the records were let go.
        """
        self._held += record
        if self._file is None and len(self._held) > IN_MEMORY:
            self._file = _nameless_file(self._directory)
            self._release = weakref.finalize(self, os.close, self._file)
        if self._file is not None:
            _write(self._file, bytes(self._held))
            self._held.clear()
        self._ends.append(self._ends[-1] + len(record))
        return len(self) - 1

    def close(self) -> None:
        """Let go of the records and of their file; adding or reading one is an error from then on."""
        if self._release is not None:
            self._release()
        self._held.clear()
        self._file = _CLOSED

    def __len__(self) -> int:
        """Give the number of records."""
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:
        """Read one record."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        start, end = self._ends[number], self._ends[number + 1]
        if self._file is None:
            return bytes(self._held[start:end])
        return os.pread(self._file, end - start, start)

    def __iter__(self) -> Iterator[bytes]:
        """Read the records one after the other."""
        return (self[number] for number in range(len(self)))


def _nameless_file(directory: Path | None) -> int:
    with tempfile.TemporaryFile(buffering=0, dir=directory) as file:
        return os.dup(file.fileno())


def _write(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
