"""Tell who uses an edition what of it was withdrawn since, by the tombstones of the corpus that it is an edition of."""

from collections.abc import Iterator
from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.check.withdrawals import NOTHING_WITHDRAWN, WITHDRAWALS, Withdrawals, read_withdrawals
from copydesk.errors import InputError, UsageError
from copydesk.pipeline.survey import read_checked
from copydesk.release.withdrawn_rows import name_and_version, require_version_in_use, withdrawn_findings
from copydesk.resources import CORPUS, CORPUS_HEAD


def known_withdrawals(edition: Path, given: Path | None) -> Withdrawals:
    """Give the withdrawals that an edition is held to.

    Args:
        edition: the directory of the edition.
        given: a file of tombstones; None for those of its corpus, wherever that is found (see ``corpora_of``).

    Raises:
        UsageError: the given file is not there.
        InputError: a tombstone cannot be read.
    """
    if given is not None:
        if not given.is_file():
            raise UsageError(f"there is no file {str(given)!r}")
        return read_withdrawals(given)
    if not any((corpus / WITHDRAWALS).is_file() for corpus in _corpora_near(edition)):
        return NOTHING_WITHDRAWN
    found = [read_withdrawals(corpus / WITHDRAWALS) for corpus in corpora_of(edition)]
    articles = {entry.id: entry for withdrawals in found for entry in withdrawals.articles}
    versions = {entry.version: entry for withdrawals in found for entry in withdrawals.versions}
    return Withdrawals(tuple(articles.values()), tuple(versions.values()))


def corpora_of(edition: Path) -> tuple[Path, ...]:
    """Find the corpus that an edition is of, by the name that both give.

    Looked at are the corpus that comes with copydesk, the directory that holds the directory of releases, and what
    stands in it: ``corpus/`` is found for ``releases/1.0.0``, and so is a corpus that holds its releases itself.

    Raises:
        VerificationError: the edition has no readable manifest.
    """
    name = name_and_version(edition)[0]
    return tuple(corpus for corpus in _corpora_near(edition) if _name_of(corpus) == name)


def require_in_use(edition: Path, given: Path | None) -> None:
    """Refuse an edition whose version was withdrawn as a whole; see ``known_withdrawals``.

    Raises:
        WithdrawnError: it was.
    """
    require_version_in_use(edition, known_withdrawals(edition, given))


def withdrawn_since(edition: Path, given: Path | None) -> Iterator[Finding]:
    """Find the articles of an edition that are withdrawn by now; see ``known_withdrawals``."""
    return withdrawn_findings(edition, known_withdrawals(edition, given))


def _corpora_near(edition: Path) -> list[Path]:
    around = edition.resolve().parent.parent
    try:
        near = [around, *sorted(around.iterdir())]
    except OSError:
        near = []
    return [CORPUS, *(path for path in near if (path / CORPUS_HEAD).is_file() and path != CORPUS.resolve())]


def _name_of(corpus: Path) -> str | None:
    """Give the name of a corpus; None where its head cannot be read, since it may be anybody's."""
    try:
        return str(read_checked(corpus / CORPUS_HEAD, "corpus")["name"])
    except InputError:
        return None
