"""What a publication has to do, found out by reading alone."""

import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.check.withdrawals import NOTHING_WITHDRAWN, Withdrawals
from copydesk.errors import UsageError, VerificationError, VersionExistsError, WriteError
from copydesk.release.layout import CARD
from copydesk.release.manifest import Manifest, open_manifest
from copydesk.release.publishing.failures import READING, hub_errors
from copydesk.release.publishing.files import HUB_FILES, Difference, EditionFile, difference, edition_files
from copydesk.release.publishing.remote import (
    Remote,
    download,
    held_files,
    read_remote,
    read_remote_manifest,
    require_sound_download,
)
from copydesk.release.publishing.repository import require_name, tag_of
from copydesk.release.publishing.rights import require_rights
from copydesk.release.publishing.withdrawn import require_none_withdrawn, withdrawn_on_hub
from copydesk.release.verify import require_sound

if TYPE_CHECKING:
    from huggingface_hub import HfApi


WithdrawalsOf = Callable[[Path], Withdrawals]


def _none_known(_edition: Path) -> Withdrawals:
    return NOTHING_WITHDRAWN


@dataclass(frozen=True, slots=True)
class Publication:
    """A verified edition, and where it is to go."""

    edition: Path
    repo: str
    manifest: Manifest
    files: tuple[EditionFile, ...]
    private: bool

    @property
    def tag(self) -> str:
        """The tag of the version, as it stands on the Hub."""
        return tag_of(self.manifest.version)


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done.

    Attributes:
        remote: what is there now; None where the dataset has to be created.
        difference: what the commit does.
        tagged: whether the version is published already, so that nothing has to be done.
    """

    remote: Remote | None
    difference: Difference
    tagged: bool


def prepare(
    edition: Path,
    repo: str,
    *,
    private: bool = False,
    included: Collection[str] = (),
    withdrawals_of: WithdrawalsOf = _none_known,
) -> Publication:
    """Verify an edition and the name of its dataset; the network is not touched.

    Args:
        edition: the directory.
        repo: the dataset, as ``organisation/name``.
        private: whether a dataset that is created is private, and one that is there must be.
        included: ids of the articles of unknown rights that are published nevertheless.
        withdrawals_of: gives what is withdrawn by now, once the edition is verified.

    Raises:
        UsageError: the name is none, or articles of unknown rights were not asked for.
        VerificationError: the edition is not sound.
        WithdrawnError: the version was withdrawn, or articles of it were.
    """
    require_name(repo)
    require_sound(edition, rows=True)
    require_rights(edition, included)
    require_none_withdrawn(edition, withdrawals_of(edition))
    return Publication(edition, repo, open_manifest(edition), edition_files(edition), private)


def make_plan(hub: "HfApi", publication: Publication) -> Plan:
    """Read what the Hub holds and compare.

    Raises:
        UsageError: the dataset is public where it must be private.
        VersionExistsError: the version is published with other rows.
        WithdrawnError: what the Hub holds lists the version, or articles of it, as withdrawn.
        WriteError: the Hub cannot be read, or the dataset holds something that no edition of this corpus would replace.
    """
    with hub_errors(READING, publication.repo, publication.tag):
        remote = read_remote(hub, publication.repo)
    if remote is None:
        return Plan(None, difference(publication.files, {}), tagged=False)
    if publication.private and not remote.private:
        raise UsageError(f"{publication.repo}: is public, and --private changes no dataset that is there")
    if publication.tag in remote.branches:
        raise WriteError(f"{publication.repo}: has a branch with the name of the tag {publication.tag}; remove it")
    if publication.tag in remote.tags:
        _require_same_version(hub, publication)
        return Plan(remote, difference(publication.files, remote.files), tagged=True)
    _require_replaceable(hub, publication, remote)
    _require_still_wanted(hub, publication, remote)
    return Plan(remote, difference(publication.files, remote.files), tagged=False)


def _require_still_wanted(hub: "HfApi", publication: Publication, remote: Remote) -> None:
    """Refuse what the newest version on the Hub lists as withdrawn."""
    with hub_errors(READING, publication.repo, publication.tag), tempfile.TemporaryDirectory() as scratch:
        listed = withdrawn_on_hub(hub, publication.repo, remote, Path(scratch))
    require_none_withdrawn(publication.edition, listed)


def _require_same_version(hub: "HfApi", publication: Publication) -> None:
    """Refuse where the tag stands for other rows; other files that hold the same rows are the same version."""
    repo, tag = publication.repo, publication.tag
    with hub_errors(READING, repo, tag), tempfile.TemporaryDirectory() as scratch:
        held = held_files(hub, repo, tag)
        if difference(publication.files, held).none:
            return
        manifest = read_remote_manifest(hub, repo, tag, held, Path(scratch) / "cache")
        if manifest is not None and manifest.content_digest == publication.manifest.content_digest:
            paths = held.keys() - HUB_FILES
            snapshot = download(hub, repo, tag, paths, Path(scratch) / "cache")
            manifest = _sound_manifest(snapshot, paths, Path(scratch) / "edition")
    found = manifest.content_digest if manifest else "no sound edition"
    if found != publication.manifest.content_digest:
        raise VersionExistsError(
            f"{repo}: {tag} is published with other rows: it has {found}, "
            f"this edition has {publication.manifest.content_digest}"
        )


def _sound_manifest(snapshot: Path, paths: Collection[str], directory: Path) -> Manifest | None:
    try:
        return require_sound_download(snapshot, paths, directory)
    except VerificationError:
        return None


def _require_replaceable(hub: "HfApi", publication: Publication, remote: Remote) -> None:
    """Refuse to remove what no edition of this corpus has brought; a card alone is what the Hub's own form makes."""
    if remote.head is None or remote.files.keys() <= HUB_FILES | {CARD}:
        return
    with hub_errors(READING, publication.repo, publication.tag), tempfile.TemporaryDirectory() as scratch:
        manifest = read_remote_manifest(hub, publication.repo, remote.head, remote.files, Path(scratch))
    if manifest is None:
        raise WriteError(f"{publication.repo}: holds something other than an edition; it is left alone")
    if manifest.name != publication.manifest.name:
        raise WriteError(
            f"{publication.repo}: holds editions of {manifest.name}, and these rows are {publication.manifest.name}; "
            "it is left alone"
        )
