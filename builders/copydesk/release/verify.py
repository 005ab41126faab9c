"""Verify an edition: bytes, card, footers and rows, in that order, each step only where the one before found nothing.

Nothing outside the directory is read, nothing in it is run, and memory is bounded. The steps up to the footers cost
about as much as reading the files once; a loader can afford them each time.
"""

from collections.abc import Iterator
from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.errors import VerificationError
from copydesk.release.adjudication.verify import (
    adjudication_file_findings,
    adjudication_row_findings,
    text_digest,
)
from copydesk.release.parquet_reading import read_rows
from copydesk.release.rules import breach
from copydesk.release.verify_card import Statement, read_statement
from copydesk.release.verify_croissant import croissant_findings
from copydesk.release.verify_files import checksum_findings, read_tree
from copydesk.release.verify_tables import FULL, footer_findings, row_findings
from copydesk.schema import schema_errors


def verify(directory: Path) -> tuple[Finding, ...]:
    """Find everything that is wrong with an edition, down to its last row.

    Stops after the first step that finds something, since later steps would read what is known to be wrong.
    """
    statement, findings = _inspect(directory)
    if findings or statement is None:
        return findings
    return tuple(row_findings(directory, statement)) or tuple(_adjudication_findings(directory, statement))


def inspect(directory: Path) -> tuple[Finding, ...]:
    """Find what is wrong with files, checksums, manifest, card and footers; rows are not read."""
    return _inspect(directory)[1]


def require_sound(directory: Path, *, rows: bool) -> None:
    """Refuse an edition that is not what its checksums, card and manifest say.

    Args:
        directory: the edition.
        rows: whether every row is read too, and the content digest computed anew.

    Raises:
        VerificationError: the first thing that is wrong, with file and rule, and how many more there are.
    """
    findings = verify(directory) if rows else inspect(directory)
    if findings:
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        raise VerificationError(f"{findings[0].place}: {findings[0].message} [{findings[0].rule}]{more}")


def _inspect(directory: Path) -> tuple[Statement | None, tuple[Finding, ...]]:
    if not directory.is_dir():
        return None, (breach("release-directory", directory, "is no directory"),)
    tree = read_tree(directory)
    findings = tree.findings or tuple(checksum_findings(directory, tree.files))
    if findings:
        return None, findings
    statement, findings = read_statement(directory, tree.files)
    findings = (*findings, *croissant_findings(directory, tree.files))
    if statement is not None:
        named = statement.manifest.adjudication
        findings = (*findings, *adjudication_file_findings(directory, named, tree.files))
    if findings or statement is None:
        return None, findings
    return statement, tuple(footer_findings(directory, statement))


def _adjudication_findings(directory: Path, statement: Statement) -> Iterator[Finding]:
    """Hold primary annotations and reasons to the texts of the edition, where it has any."""
    if statement.manifest.adjudication is None:
        return
    tables = sorted(place.path for place in statement.rows if place.view == FULL)
    texts = {row["id"]: text_digest(row["text"]) for table in tables for row in read_rows(directory / table)}
    yield from adjudication_row_findings(directory, statement.manifest.adjudication, texts, schema_errors)
