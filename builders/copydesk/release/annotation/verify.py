"""Verify an edition without text: its files, checksums, schema and rows."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.errors import VerificationError
from copydesk.release.adjudication.verify import adjudication_file_findings, adjudication_row_findings
from copydesk.release.annotation.layout import FIXED, SCHEMA, rows_path
from copydesk.release.annotation.manifest import AnnotationManifest, open_annotation_manifest
from copydesk.release.annotation.rows import annotation_rows
from copydesk.release.annotation.schema import annotation_flaws, beside_flaws, render_annotation_schema
from copydesk.release.layout import CHECKSUMS, MANIFEST, is_adjudication
from copydesk.release.rules import breach
from copydesk.release.splits import SPLITS
from copydesk.release.verify_files import checksum_findings


def verify_annotation(directory: Path) -> tuple[Finding, ...]:
    """Find what is wrong with an edition without text; stops after the first step that finds something."""
    findings = tuple(_kind_findings(directory))
    files = frozenset(path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file())
    findings = findings or tuple(checksum_findings(directory, files))
    if findings:
        return findings
    try:
        manifest = open_annotation_manifest(directory)
    except VerificationError as error:
        return (breach("release-manifest", directory / MANIFEST, str(error)),)
    return (
        tuple(_file_findings(directory, files, manifest))
        or tuple(_row_findings(directory, manifest))
        or tuple(_beside_findings(directory, manifest))
    )


def require_sound_annotation(directory: Path) -> None:
    """Refuse an edition without text that is not what it says.

    Raises:
        VerificationError: the first thing that is wrong, with file and rule.
    """
    for found in verify_annotation(directory):
        raise VerificationError(f"{found.place}: {found.message} [{found.rule}]")


def _kind_findings(directory: Path) -> Iterator[Finding]:
    """Find what is neither a regular file nor a directory; no link is followed."""
    for parent, folders, names in os.walk(directory):
        for name in sorted((*folders, *names)):
            path = Path(parent, name)
            if path.is_symlink():
                yield breach("release-no-links", path, "is a symbolic link")
            elif not path.is_dir() and not path.is_file():
                yield breach("release-plain-files", path, "is no regular file")
    for name in FIXED:
        if not (directory / name).is_file():
            yield breach("release-complete", directory / name, "is missing")


def _file_findings(directory: Path, files: frozenset[str], manifest: AnnotationManifest) -> Iterator[Finding]:
    yield from adjudication_file_findings(directory, manifest.adjudication, files)
    for name in sorted(files - {*FIXED, *manifest.rows} - {name for name in files if is_adjudication(name)}):
        yield breach("release-known-files", directory / name, "is no file of an edition without text")
    for name in sorted(manifest.rows.keys() - files):
        yield breach("release-complete", directory / name, "is named by the manifest and missing")
    if CHECKSUMS in files and (directory / SCHEMA).read_bytes() != render_annotation_schema():
        yield breach("release-schema", directory / SCHEMA, "is not the schema of an article without text")


def _row_findings(directory: Path, manifest: AnnotationManifest) -> Iterator[Finding]:
    seen: set[str] = set()
    for name, expected in sorted(manifest.rows.items()):
        path, found, previous = directory / name, 0, ""
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                found = number
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError) as error:
                    yield breach("release-table-readable", path, f"line {number} is no JSON: {error}")
                    return
                if flaw := next(annotation_flaws(row), None):
                    yield breach("release-schema", path, f"line {number}: {flaw}")
                    return
                places = {rows_path(row["language"], split) for split in SPLITS}
                if row["id"] <= previous or name not in places:
                    yield breach("release-row-place", path, f"the row {row['id']!r} has no place here")
                if row["id"] in seen:
                    yield breach("release-unique-ids", path, f"the id {row['id']!r} stands in more than one row")
                previous = row["id"]
                seen.add(previous)
        if found != expected:
            yield breach("release-row-count", path, f"holds {found} rows, expected {expected}")


def _beside_findings(directory: Path, manifest: AnnotationManifest) -> Iterator[Finding]:
    """Hold primary annotations and reasons to the ids of the rows; the text is not there to compare."""
    texts = {row["id"]: None for row, _, _ in annotation_rows(directory, manifest)}
    yield from adjudication_row_findings(directory, manifest.adjudication, texts, beside_flaws)
