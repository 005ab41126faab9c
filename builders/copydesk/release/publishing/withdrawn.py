"""What was withdrawn is not published again, and the newest version on the Hub tells what was."""

from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.check.withdrawals import NOTHING_WITHDRAWN, Withdrawals
from copydesk.errors import WithdrawnError
from copydesk.release.publishing.remote import Remote, held_files, read_remote_manifest
from copydesk.release.publishing.repository import tag_of, versions_of
from copydesk.release.withdrawn_rows import require_version_in_use, withdrawn_findings

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_NAMED = 10


def withdrawn_on_hub(hub: "HfApi", repo: str, remote: Remote, cache: Path) -> Withdrawals:
    """Give what the newest version on the Hub lists as withdrawn, without digests; nothing where there is none."""
    versions = versions_of(remote.tags)
    if not versions:
        return NOTHING_WITHDRAWN
    commit = remote.tags[tag_of(versions[-1])]
    manifest = read_remote_manifest(hub, repo, commit, held_files(hub, repo, commit), cache)
    return manifest.withdrawals if manifest else NOTHING_WITHDRAWN


def require_none_withdrawn(edition: Path, withdrawals: Withdrawals) -> None:
    """Refuse an edition that holds articles which are withdrawn by now.

    It is never thinned out here: it would be another edition with another digest.

    Raises:
        WithdrawnError: the version was withdrawn, or articles of it were, which are named.
    """
    require_version_in_use(edition, withdrawals)
    found = [finding.article or "" for finding in withdrawn_findings(edition, withdrawals)]
    if found:
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        raise WithdrawnError(
            f"{edition}: holds {', '.join(found[:_NAMED])}{more}, withdrawn since, so it is not published; release the "
            "corpus again without"
        )
