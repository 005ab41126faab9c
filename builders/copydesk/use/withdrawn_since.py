"""Tell who uses an edition what of it was withdrawn since, by the tombstones that come with copydesk or given ones."""

from collections.abc import Iterator
from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.check.withdrawals import NOTHING_WITHDRAWN, WITHDRAWALS, Withdrawals, read_withdrawals
from copydesk.errors import UsageError
from copydesk.pipeline.survey import read_checked
from copydesk.release.withdrawn_rows import name_and_version, require_version_in_use, withdrawn_findings
from copydesk.resources import CORPUS


def known_withdrawals(edition: Path, given: Path | None) -> Withdrawals:
    """Give the withdrawals that an edition is held to.

    Args:
        edition: the directory of the edition.
        given: a file of tombstones; None for those of the corpus that comes with copydesk, which speak of editions
            of that corpus, known by its name, and of no others.

    Raises:
        UsageError: the given file is not there.
        InputError: a tombstone cannot be read.
    """
    if given is not None:
        if not given.is_file():
            raise UsageError(f"there is no file {str(given)!r}")
        return read_withdrawals(given)
    withdrawals = read_withdrawals(CORPUS / WITHDRAWALS)
    if withdrawals == NOTHING_WITHDRAWN:
        return withdrawals
    packaged = read_checked(CORPUS / "corpus.json", "corpus")["name"]
    return withdrawals if name_and_version(edition)[0] == packaged else NOTHING_WITHDRAWN


def require_in_use(edition: Path, given: Path | None) -> None:
    """Refuse an edition whose version was withdrawn as a whole; see ``known_withdrawals``.

    Raises:
        WithdrawnError: it was.
    """
    require_version_in_use(edition, known_withdrawals(edition, given))


def withdrawn_since(edition: Path, given: Path | None) -> Iterator[Finding]:
    """Find the articles of an edition that are withdrawn by now; see ``known_withdrawals``."""
    return withdrawn_findings(edition, known_withdrawals(edition, given))
