"""What a dataset on the Hub holds now, and how an edition gets there and back."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.errors import VerificationError, printable
from copydesk.release.layout import MANIFEST, is_edition_file
from copydesk.release.manifest import MAX_BYTES, Manifest, open_manifest
from copydesk.release.publishing.files import HeldFile
from copydesk.release.verify import require_sound

if TYPE_CHECKING:
    from huggingface_hub import HfApi

MAIN = "main"
_DATASET = "dataset"
_IGNORE_NOTHING = "# nothing is ignored\n"


@dataclass(frozen=True, slots=True)
class Remote:
    """A dataset on the Hub.

    Attributes:
        private: whether only its owners see it.
        head: the commit that the branch ``main`` is at; None where there is no commit yet.
        files: what that commit holds, by path.
        branches: the names of all branches.
        tags: the commit of each tag, by its name.
    """

    private: bool
    head: str | None
    files: dict[str, HeldFile]
    branches: frozenset[str]
    tags: dict[str, str]


def read_remote(hub: "HfApi", repo: str) -> Remote | None:
    """Read the state of a dataset; None where there is none, or none that may be seen."""
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError  # noqa: PLC0415

    try:
        info = hub.dataset_info(repo)
    except GatedRepoError:
        raise
    except RepositoryNotFoundError:
        return None
    refs = hub.list_repo_refs(repo, repo_type=_DATASET)
    head = next((branch.target_commit for branch in refs.branches if branch.name == MAIN), None)
    return Remote(
        private=bool(info.private),
        head=head,
        files=held_files(hub, repo, head) if head else {},
        branches=frozenset(branch.name for branch in refs.branches),
        tags={tag.name: tag.target_commit for tag in refs.tags},
    )


def held_files(hub: "HfApi", repo: str, revision: str) -> dict[str, HeldFile]:
    """List the files of a revision with the digests that the Hub has of them."""
    from huggingface_hub.hf_api import RepoFile  # noqa: PLC0415

    tree = hub.list_repo_tree(repo, recursive=True, revision=revision, repo_type=_DATASET)
    return {
        entry.path: HeldFile(entry.size, entry.blob_id, entry.lfs.sha256 if entry.lfs else None)
        for entry in tree
        if isinstance(entry, RepoFile)
    }


def create_dataset(hub: "HfApi", repo: str, *, private: bool) -> None:
    """Create an empty dataset; one that someone else has just created is taken as it is."""
    hub.create_repo(repo, repo_type=_DATASET, private=private or None, exist_ok=True)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one commit does: the files it brings, from the directory of the edition, and the paths it removes."""

    edition: Path
    brought: tuple[str, ...]
    removed: tuple[str, ...]


def upload(hub: "HfApi", repo: str, delivery: Delivery, *, parent: str | None, message: str) -> str:
    """Bring files by one commit on top of ``parent``, and give the commit.

    A ``.gitignore`` that lies in the repository would make the Hub leave files out without a word: it is overruled.
    """
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete  # noqa: PLC0415

    brought = [CommitOperationAdd(path, str((delivery.edition / path).absolute())) for path in delivery.brought]
    removed = [CommitOperationDelete(path, is_folder=False) for path in delivery.removed]
    hub.preupload_lfs_files(repo, brought, repo_type=_DATASET, free_memory=False, gitignore_content=_IGNORE_NOTHING)
    commit = hub.create_commit(
        repo, [*brought, *removed], commit_message=message, repo_type=_DATASET, revision=MAIN, parent_commit=parent
    )
    return str(commit.oid)


def download(hub: "HfApi", repo: str, revision: str, paths: Iterable[str], cache: Path) -> Path:
    """Download files of a revision, and give their directory: one for each commit, of links into the cache.

    What is in the cache is not downloaded again.
    """
    return Path(
        hub.snapshot_download(
            repo, repo_type=_DATASET, revision=revision, cache_dir=cache, allow_patterns=sorted(paths)
        )
    )


def require_known(paths: Iterable[str]) -> None:
    """Refuse a revision with a file that no edition has.

    Raises:
        VerificationError: there is one; the message names it.
    """
    for path in sorted(paths):
        if not is_edition_file(path):
            raise VerificationError(f"{printable(path)}: is no file of an edition [release-known-files]")


def require_sound_download(snapshot: Path, paths: Iterable[str], directory: Path) -> Manifest:
    """Verify a download as an edition, down to its last row, and give its manifest.

    Args:
        snapshot: what ``download`` gave.
        paths: the files of the revision.
        directory: where the edition is put together; it does not exist yet, and is on the same disk as the cache.

    Raises:
        VerificationError: it is no sound edition; the message names files by their paths in it.
    """
    require_known(paths)
    for path in sorted(paths):
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(os.path.realpath(snapshot / path), directory / path)
    try:
        require_sound(directory, rows=True)
        return open_manifest(directory)
    except VerificationError as error:
        raise VerificationError(str(error).replace(f"{directory}{os.sep}", "")) from error


def read_remote_manifest(
    hub: "HfApi", repo: str, revision: str, held: dict[str, HeldFile], cache: Path
) -> Manifest | None:
    """Read the manifest of a revision; None where it has none that can be read."""
    if MANIFEST not in held or held[MANIFEST].size > MAX_BYTES:
        return None
    snapshot = download(hub, repo, revision, [MANIFEST], cache)
    try:
        return open_manifest(snapshot)
    except VerificationError:
        return None
