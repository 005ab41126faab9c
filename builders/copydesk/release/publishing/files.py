"""The files of an edition, with the digests by which a Git server knows them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from copydesk.errors import VerificationError
from copydesk.release.checksums import read_checksums
from copydesk.release.layout import CHECKSUMS

_BLOCK = 1 << 20

HUB_FILES = frozenset({".gitattributes"})
"""Files that the Hub writes into a repository by itself: which paths are stored as large files."""


@dataclass(frozen=True, slots=True)
class EditionFile:
    """A file of an edition; ``git_oid`` is the SHA-1 of its Git blob, the Hub's digest of a file that is not large."""

    path: str
    size: int
    sha256: str
    git_oid: str


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file as a revision on the Hub holds it; ``sha256`` is None where it is not stored as a large file."""

    size: int
    git_oid: str
    sha256: str | None

    def holds(self, file: EditionFile) -> bool:
        """Tell whether these are the bytes of a file of an edition, by the digests alone."""
        if self.sha256 is None:
            return self.git_oid == file.git_oid
        return (self.sha256, self.size) == (file.sha256, file.size)


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be done to a revision so that it holds an edition; paths, sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether the revision holds the edition, and nothing else."""
        return not (self.added or self.changed or self.removed)


def edition_files(edition: Path) -> tuple[EditionFile, ...]:
    """List what is published of an edition that was verified: the files in ``SHA256SUMS``, and that file.

    Raises:
        VerificationError: a file is no longer what ``SHA256SUMS`` says.
        OSError: a file cannot be read.
    """
    listed = read_checksums((edition / CHECKSUMS).read_bytes().decode("utf-8"))
    files = (_edition_file(edition, path) for path in (*listed, CHECKSUMS))
    return tuple(sorted((_as_listed(file, listed) for file in files), key=lambda file: file.path))


def difference(files: Iterable[EditionFile], held: Mapping[str, HeldFile]) -> Difference:
    """Compare the files of an edition with those of a revision; the Hub's own files count for nothing."""
    edition = {file.path: file for file in files}
    common = sorted(edition.keys() & held.keys())
    return Difference(
        added=tuple(sorted(edition.keys() - held.keys())),
        changed=tuple(path for path in common if not held[path].holds(edition[path])),
        removed=tuple(sorted(held.keys() - edition.keys() - HUB_FILES)),
        kept=tuple(path for path in common if held[path].holds(edition[path])),
    )


def _edition_file(edition: Path, path: str) -> EditionFile:
    size = (edition / path).stat().st_size
    sha256 = hashlib.sha256()
    blob = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    with (edition / path).open("rb") as file:
        while block := file.read(_BLOCK):
            sha256.update(block)
            blob.update(block)
    return EditionFile(path, size, sha256.hexdigest(), blob.hexdigest())


def _as_listed(file: EditionFile, listed: Mapping[str, str]) -> EditionFile:
    if listed.get(file.path, file.sha256) != file.sha256:
        raise VerificationError(f"{file.path}: was changed while it was being published [release-checksum]")
    return file
