"""Carry a publication out: create, commit, verify what was committed, tag."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.errors import VerificationError, WriteError
from copydesk.release.publishing.failures import (
    CHECKING,
    CONFIRMING,
    CREATING,
    READING,
    TAGGING,
    UPLOADING,
    hub_errors,
    status_of,
)
from copydesk.release.publishing.files import difference
from copydesk.release.publishing.plan import Plan, Publication, make_plan
from copydesk.release.publishing.remote import (
    Delivery,
    create_dataset,
    download,
    held_files,
    require_sound_download,
    upload,
)
from copydesk.release.publishing.session import logged_in, open_hub, require_login

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_CONFLICT = 409

Progress = Callable[[str], None]
"""Called with what is being done."""


@dataclass(frozen=True, slots=True)
class Published:
    """A version that everyone who may see the dataset can load by its tag."""

    repo: str
    tag: str
    already_there: bool


def _unseen(_step: str) -> None:
    """Show no progress."""


def preview(publication: Publication) -> Plan:
    """Say what publishing would do; nothing on the Hub is changed, and no token is needed to read what is public.

    Raises:
        CopydeskError: publishing would refuse (see ``make_plan``).
    """
    with open_hub() as hub:
        if logged_in():
            _require_taken_token(hub, publication)
        return make_plan(hub, publication)


def publish(publication: Publication, progress: Progress = _unseen) -> Published:
    """Publish an edition, so that its tag and exactly its files are on the Hub.

    A version that is there already is left as it is. A run that was stopped is finished by the next one. The branch
    ``main``, which is what people load who name no version, is at the edition that was published last, from its
    commit on: publishing an older version puts it back.

    Raises:
        UsageError: there is no token, or the dataset is public where it must be private.
        VersionExistsError: the version is published with other rows.
        VerificationError: what the Hub gives back is not the edition; the message says whether the tag was set.
        WriteError: the Hub refuses or does not answer; the message says whether the version is visible.
    """
    with open_hub() as hub:
        require_login()
        progress("reading the repository")
        _require_taken_token(hub, publication)
        plan = make_plan(hub, publication)
        if plan.remote is None:
            progress("creating the repository")
            plan = _create(hub, publication)
        if plan.tagged:
            return Published(publication.repo, publication.tag, already_there=True)
        progress(f"uploading {len(plan.difference.added) + len(plan.difference.changed)} files")
        commit = _commit(hub, publication, plan)
        with tempfile.TemporaryDirectory() as scratch:
            progress("verifying what was uploaded")
            snapshot = _check(hub, publication, commit, Path(scratch))
            progress("setting the tag")
            already_there = not _tag(hub, publication, commit)
            if not already_there:
                _confirm(hub, publication, snapshot, Path(scratch))
    return Published(publication.repo, publication.tag, already_there)


def _require_taken_token(hub: "HfApi", publication: Publication) -> None:
    """Ask who we are: for a token that it refuses, the Hub would else say that there is no such dataset."""
    with hub_errors(READING, publication.repo, publication.tag):
        hub.whoami()


def _create(hub: "HfApi", publication: Publication) -> Plan:
    with hub_errors(CREATING, publication.repo, publication.tag):
        create_dataset(hub, publication.repo, private=publication.private)
    plan = make_plan(hub, publication)
    if plan.remote is None:
        raise WriteError(f"{publication.repo}: was created and is not to be seen yet; run the command again")
    return plan


def _commit(hub: "HfApi", publication: Publication, plan: Plan) -> str:
    """Bring the branch to the edition in one commit on top of the one that was read; where it is there, do nothing."""
    head = plan.remote.head if plan.remote else None
    if plan.difference.none and head is not None:
        return head
    delivery = Delivery(
        publication.edition, (*plan.difference.added, *plan.difference.changed), plan.difference.removed
    )
    message = f"Version {publication.manifest.version}"
    with hub_errors(UPLOADING, publication.repo, publication.tag):
        return upload(hub, publication.repo, delivery, parent=head, message=message)


def _check(hub: "HfApi", publication: Publication, commit: str, scratch: Path) -> Path:
    """Compare the commit with the edition by the Hub's digests, then download it and verify every row."""
    repo, tag, paths = publication.repo, publication.tag, [file.path for file in publication.files]
    with hub_errors(CHECKING, repo, tag):
        found = difference(publication.files, held_files(hub, repo, commit))
    if not found.none:
        wrong = (*found.added, *found.changed, *found.removed)[0]
        raise VerificationError(f"{repo}: {tag} is not published: the commit differs from the edition in {wrong}")
    with hub_errors(CHECKING, repo, tag):
        snapshot = download(hub, repo, commit, paths, scratch / "cache")
        try:
            manifest = require_sound_download(snapshot, paths, scratch / "edition")
        except VerificationError as error:
            raise VerificationError(f"{repo}: {tag} is not published: what was downloaded is wrong: {error}") from error
    if manifest.content_digest != publication.manifest.content_digest:
        raise VerificationError(
            f"{repo}: {tag} is not published: what was downloaded has {manifest.content_digest}, the edition has "
            f"{publication.manifest.content_digest}"
        )
    return snapshot


def _tag(hub: "HfApi", publication: Publication, commit: str) -> bool:
    """Set the tag; False where someone else has just set it, on the same rows."""
    repo, tag = publication.repo, publication.tag
    with hub_errors(TAGGING, repo, tag):
        try:
            hub.create_tag(repo, tag=tag, revision=commit, repo_type="dataset")
        except OSError as error:
            if status_of(error) != _CONFLICT:
                raise
        else:
            return True
    if not make_plan(hub, publication).tagged:
        raise WriteError(f"{repo}: the Hub refuses the tag {tag} (409) and has none; run the command again")
    return False


def _confirm(hub: "HfApi", publication: Publication, snapshot: Path, scratch: Path) -> None:
    """Download by the tag: it must lead to the directory of the commit that was verified."""
    repo, tag = publication.repo, publication.tag
    with hub_errors(CONFIRMING, repo, tag):
        found = download(hub, repo, tag, [file.path for file in publication.files], scratch / "cache")
    if found != snapshot:
        raise VerificationError(f"{repo}: {tag} was set and leads to another commit than the one that was verified")
