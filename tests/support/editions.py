"""What tests of publishing share: where they publish to, and what they do with the files of editions."""

import shutil
from collections.abc import Callable
from pathlib import Path

from copydesk.release.checksums import file_digest, read_checksums, render_checksums
from copydesk.release.layout import CHECKSUMS, CROISSANT
from support.hub_stand_in import HubStandIn

MakeEdition = Callable[..., Path]

REPO = "desk/dunes"


def files_of(edition: Path) -> dict[str, bytes]:
    paths = (path for path in edition.rglob("*") if path.is_file())
    return {path.relative_to(edition).as_posix(): path.read_bytes() for path in paths}


def held(hub: HubStandIn, revision: str) -> dict[str, bytes]:
    """Give the files of a revision but the one that the Hub itself brings."""
    files = hub.datasets[REPO].files(revision)
    return {path: content for path, content in files.items() if path != ".gitattributes"}


def copy_of(edition: Path, directory: Path) -> Path:
    return Path(shutil.copytree(edition, directory / edition.name))


def seal(edition: Path) -> None:
    """Make the checksums agree again, as one does who changes an edition on purpose."""
    before = read_checksums((edition / CHECKSUMS).read_text(encoding="utf-8"))
    described = (edition / CROISSANT).read_text(encoding="utf-8")
    for path in edition.rglob("*.parquet"):
        digest = before.get(path.relative_to(edition).as_posix())
        described = described.replace(digest, file_digest(path)) if digest else described
    (edition / CROISSANT).write_text(described, encoding="utf-8")
    digests = {path: file_digest(edition / path) for path in files_of(edition) if path != CHECKSUMS}
    (edition / CHECKSUMS).write_bytes(render_checksums(digests).encode())
