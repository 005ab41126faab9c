"""What of an edition was withdrawn after it was made: single articles, or the version as a whole."""

from collections.abc import Iterator
from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.check.rules.rule import finding
from copydesk.check.rules.withdrawn import ARTICLE_WITHDRAWN
from copydesk.check.withdrawals import Register, Withdrawals
from copydesk.errors import Place, VerificationError, WithdrawnError
from copydesk.release.annotation.layout import is_without_text
from copydesk.release.annotation.manifest import open_annotation_manifest
from copydesk.release.annotation.rows import annotation_rows
from copydesk.release.layout import table_place
from copydesk.release.manifest import open_manifest
from copydesk.release.parquet_reading import UNREADABLE, TooLargeError, open_parquet

_FULL = "full"


def require_version_in_use(edition: Path, withdrawals: Withdrawals) -> None:
    """Refuse an edition whose version was withdrawn as a whole.

    Raises:
        WithdrawnError: it was; the message says when and why.
        VerificationError: the edition has no readable manifest.
    """
    version = name_and_version(edition)[1] if withdrawals.versions else ""
    if entry := withdrawals.version(version):
        raise WithdrawnError(f"{edition}: version {version} was withdrawn on {entry.date} ({entry.reason})")


def withdrawn_findings(edition: Path, withdrawals: Withdrawals) -> Iterator[Finding]:
    """Find the articles of an edition that are withdrawn by now, by their id or the bytes of their raw article.

    Only the columns ``id`` and ``source`` are read, and nothing at all where no article was withdrawn.

    Raises:
        VerificationError: a table cannot be read.
    """
    if not withdrawals.articles:
        return
    register = Register.of(withdrawals.articles)
    for path, article_id, digest in _rows(edition):
        if entry := register.ids.get(article_id) or register.digests.get(digest):
            message = f"holds {article_id!r}, which was withdrawn on {entry.date} ({entry.reason})"
            yield finding(ARTICLE_WITHDRAWN, Place(str(path)), message, article_id)


def name_and_version(edition: Path) -> tuple[str, str]:
    """Give the name of the corpus that an edition is of, with or without its text, and its version.

    Raises:
        VerificationError: the edition has no readable manifest.
    """
    if is_without_text(edition):
        head = open_annotation_manifest(edition).head
        return head.name, head.version
    manifest = open_manifest(edition)
    return manifest.name, manifest.version


def _rows(edition: Path) -> Iterator[tuple[Path, str, str]]:
    """Give the file, the id and the digest of the raw bytes of each row."""
    if is_without_text(edition):
        for row, _, path in annotation_rows(edition, open_annotation_manifest(edition)):
            yield path, row["id"], row["source"]["sha256"]
        return
    for path in sorted(edition / name for name in open_manifest(edition).rows if _is_full(name)):
        yield from ((path, *names) for names in _names(path))


def _is_full(name: str) -> bool:
    place = table_place(name)
    return place is not None and place.view == _FULL


def _names(path: Path) -> Iterator[tuple[str, str]]:
    """Give the id and the digest of the raw bytes of each row."""
    try:
        with open_parquet(path) as file:
            for group in range(file.num_row_groups):
                table = file.read_row_group(group, columns=["id", "source.sha256"], use_threads=False)
                digests = table.column("source").combine_chunks().field("sha256")
                yield from zip(table.column("id").to_pylist(), digests.to_pylist(), strict=True)
    except (TooLargeError, *UNREADABLE) as error:
        raise VerificationError(f"{path}: cannot be read: {error} [release-table-readable]") from error
