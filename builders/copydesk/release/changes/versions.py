"""Which version comes next: computed from the difference, never guessed.

From 1.0.0 on the numbers follow Croissant 1.1: a major version edits, removes or moves articles or narrows the
schema; a minor one adds; a patch holds the same rows in other files. Below 1.0.0 nothing is promised yet, and the
numbers say so in SemVer's habit, one place to the right: what would be major raises the minor number, everything else
the patch number. 1.0.0 itself is never due; it is chosen.
"""

import re

from copydesk.errors import UsageError
from copydesk.release.changes.difference import Bump

FIRST_VERSION = "0.1.0"
"""The version of a corpus that was never released, where nobody proposes another."""

_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})[.](0|[1-9][0-9]{0,5})[.](0|[1-9][0-9]{0,5})")


def version_numbers(version: str) -> tuple[int, int, int]:
    """Read a version as numbers, which compare as versions do.

    Raises:
        UsageError: it is no version of the form 1.2.3.
    """
    found = _VERSION.fullmatch(version)
    if found is None:
        raise UsageError(f"{version!r} is no version; versions have the form 1.2.3")
    return int(found[1]), int(found[2]), int(found[3])


def next_version(version: str, bump: Bump) -> str:
    """Give the version that is due after another one.

    >>> next_version("1.4.2", "major"), next_version("1.4.2", "minor"), next_version("1.4.2", "patch")
    ('2.0.0', '1.5.0', '1.4.3')
    >>> next_version("0.4.2", "major"), next_version("0.4.2", "minor")
    ('0.5.0', '0.4.3')

    Raises:
        UsageError: it is no version.
    """
    major, minor, patch = version_numbers(version)
    if bump == "none":
        return version
    if bump == "patch" or (major == 0 and bump == "minor"):
        return f"{major}.{minor}.{patch + 1}"
    if bump == "minor" or major == 0:
        return f"{major}.{minor + 1}.0"
    return f"{major + 1}.0.0"


def require_version(proposed: str, previous: str, bump: Bump) -> None:
    """Refuse a version that promises more than the rows keep; a greater step than the one due is anyone's choice.

    Raises:
        UsageError: one of them is no version, or the proposed one is below the version due, which is named.
    """
    due = next_version(previous, bump)
    if version_numbers(proposed) < version_numbers(due):
        what = f"the difference to {previous} is {bump}" if bump != "none" else f"{previous} holds the same rows"
        raise UsageError(f"version {proposed} is too low: {what}, so that {due} is due")
