"""The files of an edition: which there are, of what kind, and whether each byte is the one that was published.

Nothing is opened before it is known to be a regular file inside the edition.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.release.checksums import ChecksumsError, file_digest, read_checksums
from copydesk.release.layout import CHECKSUMS, FIXED_FILES, FOLDERS, is_edition_file
from copydesk.release.rules import breach

_MAX_CHECKSUMS_BYTES = 64_000_000
_MAX_DEPTH = 5


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies in an edition: the paths of its files (with slashes), and what should not be there."""

    files: frozenset[str]
    findings: tuple[Finding, ...]


def read_tree(directory: Path) -> Tree:
    """List the files of an edition without following a link or opening a file."""
    files: list[str] = []
    findings: list[Finding] = []
    pending = [""]
    while pending:
        below = pending.pop()
        try:
            entries = sorted(os.scandir(directory / below), key=lambda entry: entry.name)
        except OSError as error:
            findings.append(breach("release-directory", directory / below, f"cannot be read: {error.strerror}"))
            continue
        if not entries:
            findings.append(breach("release-known-files", directory / below, "is an empty directory"))
        for entry in entries:
            path = f"{below}{entry.name}"
            problem = _problem(entry, path)
            if problem:
                findings.append(breach(problem[0], directory / path, problem[1]))
            elif entry.is_dir(follow_symlinks=False):
                pending.append(f"{path}/")
            else:
                files.append(path)
    findings += [
        breach("release-complete", directory / name, "is missing") for name in FIXED_FILES if name not in files
    ]
    return Tree(frozenset(files), tuple(findings))


def checksum_findings(directory: Path, files: frozenset[str]) -> Iterator[Finding]:
    """Compare every file with SHA256SUMS, and the list of files with its lines."""
    path = directory / CHECKSUMS
    try:
        listed = read_checksums(_read_text(path, _MAX_CHECKSUMS_BYTES))
    except (OSError, ValueError) as error:
        yield breach("release-checksums-form", path, _reason(error))
        return
    present = files - {CHECKSUMS}
    for name in sorted(present - listed.keys()):
        yield breach("release-listed", directory / name, f"is not listed in {CHECKSUMS}")
    for name in sorted(listed.keys() - present):
        yield breach("release-complete", directory / name, f"is listed in {CHECKSUMS} and missing")
    for name in sorted(present & listed.keys()):
        yield from _checksum_finding(directory / name, listed[name])


def _problem(entry: os.DirEntry[str], path: str) -> tuple[str, str] | None:
    """Tell what is wrong with an entry by its kind and its name."""
    if entry.is_symlink():
        return "release-no-links", "is a symbolic link"
    if entry.is_dir(follow_symlinks=False):
        known = path in FOLDERS or (path.startswith("data/") and path.count("/") < _MAX_DEPTH)
        return None if known else ("release-known-files", "is no directory of an edition")
    if not entry.is_file(follow_symlinks=False):
        return "release-plain-files", "is no regular file"
    if not is_edition_file(path):
        return "release-known-files", "is no file of an edition"
    return None


def _checksum_finding(path: Path, expected: str) -> Iterator[Finding]:
    try:
        found = file_digest(path)
    except OSError as error:
        yield breach("release-checksum", path, f"cannot be read: {error.strerror}")
        return
    if found != expected:
        yield breach("release-checksum", path, f"has SHA-256 {found}, expected {expected}")


def _read_text(path: Path, limit: int) -> str:
    if path.stat().st_size > limit:
        raise ChecksumsError(f"is larger than {limit} bytes")
    return path.read_bytes().decode("utf-8")


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
