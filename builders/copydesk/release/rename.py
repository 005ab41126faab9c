"""The two renames that POSIX lacks, by way of Linux's ``renameat2``: never replace, and exchange.

Python offers neither. Where the C library or the file system has no ``renameat2``, a weaker form is used, described
at ``copydesk.release.store``.
"""

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_NOREPLACE = 1
_EXCHANGE = 2
_UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})


def rename_new(source: Path, target: Path) -> None:
    """Rename a directory to a name that is free.

    Raises:
        FileExistsError: the name is taken.
        OSError: the system refused.
    """
    if not _renameat2(source, target, _NOREPLACE):
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        source.rename(target)


def exchange(source: Path, target: Path) -> None:
    """Let two directories change places; in the weaker form the old one ends up beside ``source`` as ``*.old``.

    Raises:
        OSError: the system refused; both are where they were.
    """
    if not _renameat2(source, target, _EXCHANGE):
        old = source.with_name(f"{source.name}.old")
        target.rename(old)
        try:
            source.rename(target)
        except OSError:
            old.rename(target)
            raise


def _renameat2(source: Path, target: Path, flags: int) -> bool:
    """Call ``renameat2``; False where the system does not know it."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), flags) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(target))
