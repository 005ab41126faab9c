"""Single lines of a compressed file, in any order: it is expanded once, into a file that has no name.

The expanded file lies in the folder for temporary files and is gone as soon as it is closed, also where the process
is killed. Memory is bounded by the longest line.
"""

import os
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile

from copydesk.errors import InputError, Place, WriteError
from copydesk.text.containers import Line, compressed_lines

AT_ONCE = 16
"""So many files lie expanded at a time; articles are read in order of id, which may lead from one file to the next."""


def expanded_line(file: Path, line: Line, *, shown: str, longest: int) -> bytes:
    """Read one line of a compressed file.

    Args:
        file: the file.
        line: where the line stands, as a walk over the file found it.
        shown: the path of the file as messages name it.
        longest: bytes of the longest line.

    Raises:
        InputError: as ``compressed_lines`` where the file is broken before or at the line; ``file-unreadable`` where
            there is no such line or file any more.
        WriteError: there is no room for the expanded file.
    """
    try:
        status = file.stat()
    except OSError as error:
        raise InputError("file-unreadable", error.strerror or "cannot be read", Place(shown, line.number)) from error
    found = _expanded(file, (status.st_size, status.st_mtime_ns, status.st_ino), longest)
    return found.line(line, shown)


def forget_expanded() -> None:
    """Give the room of all expanded files back; a line that is asked for afterwards expands its file again."""
    _expanded.cache_clear()


class _Expanded:
    """The lines of one file as far as they could be expanded, and why there are no more."""

    def __init__(self, file: Path, longest: int) -> None:
        self._reason: InputError | None = None
        try:
            self._spill = TemporaryFile()  # noqa: SIM115  closed with the last reference to it
            try:
                for data in compressed_lines(file, shown=str(file), longest=longest):
                    self._spill.write(data)
            except InputError as error:
                self._reason = error
            self._spill.flush()
        except OSError as error:
            raise WriteError(f"{file}: no room to expand it for a while: {error.strerror or error}") from error

    def line(self, line: Line, shown: str) -> bytes:
        # A forked process shares the file's position, so that nothing is read from there.
        data = os.pread(self._spill.fileno(), line.length, line.offset)
        if line.length and len(data) == line.length:
            return data
        if self._reason is not None:
            raise self._reason.at(shown)
        raise InputError("file-unreadable", "has changed while it was read", Place(shown, line.number))


@lru_cache(maxsize=AT_ONCE)
def _expanded(file: Path, _stamp: tuple[int, int, int], longest: int) -> _Expanded:
    return _Expanded(file, longest)
