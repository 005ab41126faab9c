"""Fetch one version from the Hub: exactly its tag, verified down to the last row before it can be seen."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.check.withdrawals import NOTHING_WITHDRAWN, Withdrawals
from copydesk.errors import UsageError, VerificationError
from copydesk.release.publishing.failures import FETCHING, hub_errors
from copydesk.release.publishing.files import HUB_FILES
from copydesk.release.publishing.remote import (
    Remote,
    download,
    held_files,
    read_remote,
    require_known,
    require_sound_download,
)
from copydesk.release.publishing.repository import tag_of, versions_of
from copydesk.release.publishing.withdrawn import withdrawn_on_hub
from copydesk.release.store import publish_new, staging

if TYPE_CHECKING:
    from huggingface_hub import HfApi


def find_dataset(hub: "HfApi", repo: str, version: str | None) -> tuple[Remote, Withdrawals]:
    """Read what the Hub holds, and what its newest version lists as withdrawn.

    Raises:
        UsageError: there is no such dataset, or none that may be seen.
        WriteError: the Hub does not answer.
    """
    with hub_errors(FETCHING, repo, tag_of(version or "")), tempfile.TemporaryDirectory() as scratch:
        remote = read_remote(hub, repo)
        listed = withdrawn_on_hub(hub, repo, remote, Path(scratch)) if remote else NOTHING_WITHDRAWN
    if remote is None:
        raise UsageError(f"{repo}: is not on the Hub, or the token has no right to see it")
    return remote, listed


def choose_version(remote: Remote, repo: str, version: str | None) -> str:
    """Give the version that was asked for, the newest for None.

    Raises:
        UsageError: it is not there; the message names those there are.
    """
    versions = versions_of(remote.tags)
    if not versions:
        raise UsageError(f"{repo}: holds no version: no tag such as v1.0.0")
    if version is None:
        return versions[-1]
    if version not in versions:
        raise UsageError(f"there is no version {version} in {repo}; there are {', '.join(versions)}")
    return version


def fetch(hub: "HfApi", repo: str, remote: Remote, version: str, store: Path) -> Path:
    """Bring a version into ``store/<version>``, once; it is known by the commit of its tag and by no name.

    Raises:
        VerificationError: what the tag holds is no sound edition, or another version.
        WriteError: the Hub does not answer, or the disk said no; nothing is visible.
    """
    target = store / version
    with staging(store) as stage:
        if target.is_dir():
            return target
        commit = remote.tags[tag_of(version)]
        with hub_errors(FETCHING, repo, tag_of(version)):
            paths = held_files(hub, repo, commit).keys() - HUB_FILES
        try:
            require_known(paths)
            with hub_errors(FETCHING, repo, tag_of(version)):
                snapshot = download(hub, repo, commit, paths, stage / "cache")
            manifest = require_sound_download(snapshot, paths, stage / "edition")
        except VerificationError as error:
            raise VerificationError(f"{repo}: {tag_of(version)} is not loaded: {error}") from error
        if manifest.version != version:
            raise VerificationError(f"{repo}: the tag {tag_of(version)} holds version {manifest.version}; not loaded")
        publish_new(stage / "edition", target)
    return target
