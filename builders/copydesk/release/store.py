"""Publish a directory whole or not at all, durably, whoever else is writing.

Work goes on in ``STORE/.staging`` under a lock that other processes wait for. A finished directory gets its modes,
is flushed to disk file by file, and is moved into sight by one rename: with ``RENAME_NOREPLACE`` where it must be
new, with ``RENAME_EXCHANGE`` where it replaces another. A process that dies at any point leaves at most something
in ``.staging``, which the next one clears away.

Where the system offers no ``renameat2`` (it is Linux's; file systems may refuse it too) plain ``rename`` is used,
which is weaker in two ways: an *empty* directory that someone who ignores the lock makes at the last moment is
replaced, and a replacement has an instant in which neither the old nor the new directory is in place.
"""

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from copydesk.errors import WriteError
from copydesk.release.rename import exchange, rename_new

STAGING = ".staging"
_LOCK = "lock"
_FILE_MODE = 0o644
_DIRECTORY_MODE = 0o755


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses while ``path`` is written into one ``WriteError``."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError(f"cannot write {path}: {reason}") from error


@contextmanager
def staging(store: Path) -> Iterator[Path]:
    """Give a fresh directory in ``store/.staging``, alone with it; clear it away at the end, whatever happens.

    Waits for another process that is writing to the same store.

    Raises:
        WriteError: the store cannot be written to.
    """
    area = store / STAGING
    with disk_errors(store):
        area.mkdir(parents=True, exist_ok=True)
        lock = os.open(area / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _FILE_MODE)
    try:
        with disk_errors(store):
            fcntl.flock(lock, fcntl.LOCK_EX)
            _clear(area)
            stage = Path(tempfile.mkdtemp(dir=area))
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    finally:
        os.close(lock)


def publish_new(staged: Path, target: Path) -> None:
    """Move a finished directory to a place where nothing is yet.

    Raises:
        FileExistsError: something is there already; it was not touched.
        WriteError: the disk said no; nothing is visible.
    """
    with disk_errors(target):
        settle(staged)
    try:
        rename_new(staged, target)
    except FileExistsError:
        raise
    except OSError as error:
        raise WriteError(f"cannot write {target}: {error.strerror}") from error
    _flush_new(staged, target)


def publish_replacing(staged: Path, target: Path) -> None:
    """Move a finished directory into sight, in exchange for what was there; the old one is cleared away.

    Raises:
        WriteError: the disk said no; the old directory is still in place.
    """
    with disk_errors(target):
        settle(staged)
        if target.exists():
            exchange(staged, target)
        else:
            rename_new(staged, target)
        sync_directory(target.parent)


def settle(directory: Path) -> None:
    """Give every file and directory its mode, whatever the umask, and flush all of it to disk, leaves first."""
    for parent, _, names in os.walk(directory, topdown=False):
        for name in sorted(names):
            path = Path(parent, name)
            path.chmod(_FILE_MODE)
            _sync(path)
        Path(parent).chmod(_DIRECTORY_MODE)
        sync_directory(Path(parent))


def sync_directory(directory: Path) -> None:
    """Flush the names in a directory to disk."""
    _sync(directory, os.O_DIRECTORY)


def write_file(path: Path, data: bytes) -> None:
    """Write a file that is seen whole or not at all: a temporary name beside it, flushed, then renamed.

    A file that is there keeps its mode. The temporary name is always the same, so that what a process leaves behind
    that dies meanwhile is taken over by the next one; a living one is waited for.

    Raises:
        WriteError: the disk said no; what was there before still is.
    """
    with disk_errors(path):
        path = Path(os.path.realpath(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else _FILE_MODE
        temporary = path.with_name(f".{path.name}.new")
        with _opened_alone(temporary) as file:
            try:
                file.write(data)
                file.flush()
                temporary.chmod(mode)
                os.fsync(file.fileno())
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        sync_directory(path.parent)


@contextmanager
def _opened_alone(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing, empty, while nobody else writes it."""
    while True:
        with path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if _is_at(file, path):
                file.truncate(0)
                yield file
                return


def _is_at(file: BinaryIO, path: Path) -> bool:
    """Tell whether a file still has the name by which it was opened: who held the lock may have renamed it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _flush_new(staged: Path, target: Path) -> None:
    """Make a rename durable, or take it back: what is not on disk is not published."""
    try:
        sync_directory(target.parent)
    except OSError as error:
        with disk_errors(target):
            target.rename(staged)
        raise WriteError(f"cannot write {target}: {error.strerror}") from error


def _clear(area: Path) -> None:
    for entry in area.iterdir():
        if entry.name != _LOCK:
            shutil.rmtree(entry)


def _sync(path: Path, flags: int = 0) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
