"""How a dataset on the Hub and its versions are named."""

import re
from collections.abc import Iterable

from copydesk.errors import UsageError

_REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
_TAG = re.compile(r"v((?:0|[1-9][0-9]{0,5})(?:[.](?:0|[1-9][0-9]{0,5})){2})")


def require_name(repo: str) -> None:
    """Refuse what is no name of a dataset.

    Raises:
        UsageError: it is none.
    """
    if not _REPO.fullmatch(repo) or any(wrong in repo for wrong in ("--", "..")) or repo.endswith((".git", ".", "-")):
        raise UsageError(f"{repo!r} is no dataset of the Hub; say organisation/name, in letters, digits, '-', '_', '.'")


def tag_of(version: str) -> str:
    """Give the tag of a version."""
    return f"v{version}"


def versions_of(tags: Iterable[str]) -> list[str]:
    """Give the versions that tags stand for, in the order of their numbers; other tags count for nothing.

    >>> versions_of(["v0.10.0", "latest", "v0.9.0", "v1.0"])
    ['0.9.0', '0.10.0']
    """
    versions = [found[1] for tag in tags if (found := _TAG.fullmatch(tag))]
    return sorted(versions, key=lambda version: [int(number) for number in version.split(".")])
