"""Plan a release: compare it with the one before, compute the version that is due, and hold a proposed one to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from copydesk.errors import UsageError
from copydesk.release.changes.compare import compare_editions
from copydesk.release.changes.difference import Bump, Difference, bump_due
from copydesk.release.changes.receipts import Digested, difference_from_receipts, edition_receipt
from copydesk.release.changes.versions import FIRST_VERSION, next_version, require_version, version_numbers
from copydesk.release.manifest import open_manifest
from copydesk.release.receipts import read_receipt

RECEIPT_SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release will be.

    Attributes:
        version: the version to release; the previous one where nothing differs and nobody proposes another.
        bump: which step is due.
        difference: what it differs in from the previous release; from nothing, where there is none.
        previous: the version before; None for the first.
    """

    version: str
    bump: Bump
    difference: Difference
    previous: str | None


def plan_release(previous: Path | None, current: Path | Iterable[Digested], proposed: str | None = None) -> Plan:
    """Plan the release that follows another one.

    Fields, spans and the schema are compared where both are editions; otherwise digests are, which tells less (see
    ``copydesk.release.changes.receipts``).

    Args:
        previous: the release before, as its directory or as its receipt; None for the first release.
        current: what will be released: an edition, such as a build, or its rows as digests in the order of the ids
            (``article_rows``, or the members of ``spill_articles``).
        proposed: the version that somebody wants; None for the one that is due.

    Raises:
        UsageError: the proposed version is below the one due, which is named, or there is nothing to compare with.
        VerificationError: an edition is not what it says.
        InputError: a receipt is none.
        OrderError: the ids of the rows do not ascend.
    """
    if previous is None:
        version = proposed or FIRST_VERSION
        version_numbers(version)
        difference = difference_from_receipts((), _digested(current), versions=(None, version))
        return Plan(version, bump_due(difference), difference, None)
    before = version_of(previous)
    if isinstance(current, Path) and previous.is_dir():
        difference = compare_editions(previous, current)
    else:
        difference = difference_from_receipts(_digested(previous), _digested(current), versions=(before, proposed))
    bump = bump_due(difference)
    if proposed is not None:
        require_version(proposed, before, bump)
    return Plan(proposed or next_version(before, bump), bump, difference, before)


def compare_receipts(old: Path, new: Path, *, verify: bool = True) -> Difference:
    """Compare two releases by digests, each given as its directory or its receipt.

    Raises:
        UsageError: one of them is neither.
        VerificationError: an edition is not what it says.
        InputError: a receipt is none.
    """
    versions = version_of(old), version_of(new)
    sides = [edition_receipt(side, verify=verify) if side.is_dir() else read_receipt(side) for side in (old, new)]
    return difference_from_receipts(*sides, versions=versions)


def newest_receipt(editions: Path) -> Path | None:
    """Give the receipt of the greatest version in a directory of receipts; None where there is none."""
    if not editions.is_dir():
        return None
    receipts = [path for path in editions.iterdir() if path.suffix == RECEIPT_SUFFIX and path.is_file()]
    return max(receipts, key=lambda path: version_numbers(path.stem), default=None)


def version_of(release: Path) -> str:
    """Give the version of a release, which is its directory or its receipt.

    Raises:
        UsageError: there is no such directory or receipt.
        VerificationError: the directory has no manifest.
    """
    if release.is_dir():
        return open_manifest(release).version
    if release.suffix != RECEIPT_SUFFIX or not release.is_file():
        raise UsageError(f"{release} is neither a release nor a receipt of one")
    version_numbers(release.stem)
    return release.stem


def _digested(source: Path | Iterable[Digested]) -> Iterable[Digested]:
    if not isinstance(source, Path):
        return source
    return edition_receipt(source) if source.is_dir() else read_receipt(source)
