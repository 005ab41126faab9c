"""Editions on the Hugging Face Hub: fetched once into the user's cache by their tag, and verified there.

A version that is in the cache is never fetched again, and is what it was when it was fetched, whatever becomes of its
tag. The Hub is still asked what was withdrawn since; where it does not answer, that is said and the cache is used.
"""

import hashlib
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from copydesk.check.withdrawals import NOTHING_WITHDRAWN, Withdrawals
from copydesk.errors import UsageError, WriteError
from copydesk.release.publishing.fetch import choose_version, fetch, find_dataset
from copydesk.release.publishing.repository import require_name
from copydesk.release.publishing.session import open_hub
from copydesk.use.cache import cache_directory

PREFIX = "hub:"
"""What a source begins with that is a dataset of the Hub: ``hub:organisation/name``."""

_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})[.](0|[1-9][0-9]{0,5})[.](0|[1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class HubEdition:
    """An edition in the cache, and what the newest version on the Hub lists as withdrawn."""

    path: Path
    withdrawals: Withdrawals


def hub_edition(repo: str, version: str | None) -> HubEdition:
    """Give a version of a dataset, the newest for None; it is fetched where the cache does not hold it.

    Raises:
        UsageError: there is no such dataset or version; the message names the versions there are.
        VerificationError: what the tag holds is no sound edition, or another version.
        WriteError: the Hub does not answer and the cache does not hold the version, or the disk said no.
    """
    require_name(repo)
    if version is not None and not _VERSION.fullmatch(version):
        raise UsageError(f"{version!r} is no version; say three numbers, as in 1.0.0")
    store = _store(repo)
    cached = store / version if version is not None and (store / version).is_dir() else None
    try:
        with open_hub() as hub:
            remote, listed = find_dataset(hub, repo, version)
            return HubEdition(fetch(hub, repo, remote, choose_version(remote, repo, version), store), listed)
    except WriteError as error:
        if cached is None:
            raise
        if not _offline():
            message = f"{repo}: whether articles of {version} were withdrawn since is not known: {error}"
            warnings.warn(message, UserWarning, stacklevel=4)
    return HubEdition(cached, NOTHING_WITHDRAWN)


def _store(repo: str) -> Path:
    """Give the directory of the versions of a dataset: one for each Hub, since names are a Hub's own."""
    from huggingface_hub import constants  # noqa: PLC0415  takes half a second

    hub = hashlib.sha256(constants.ENDPOINT.encode()).hexdigest()[:16]
    return cache_directory() / f"hub-{hub}" / repo.replace("/", "--")


def _offline() -> bool:
    from huggingface_hub import constants  # noqa: PLC0415

    return bool(constants.HF_HUB_OFFLINE)
