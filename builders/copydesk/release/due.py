"""Which version of a corpus is due, held against the one that is released, and the changelog of its data."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.errors import UsageError, VersionExistsError
from copydesk.release.changes.changelog import EMPTY_CHANGELOG, insert_changelog_entry, render_changelog_entry
from copydesk.release.changes.plan import newest_receipt, plan_release, version_of
from copydesk.release.digest import content_digest
from copydesk.release.receipts import receipt_digest, receipt_path
from copydesk.release.spill import Member
from copydesk.release.store import disk_errors, write_file
from copydesk.resources import CORPUS_HEAD

CHANGELOG = "CHANGELOG.md"


@dataclass(slots=True)
class DueVersion:
    """The past of a corpus, from its receipts, and what somebody wants of the next version.

    Attributes:
        root: the corpus; ``editions/`` in it holds the receipts, ``CHANGELOG.md`` the changelog of its data.
        wanted: the version to release; None for that of ``corpus.json``.
        sentence: what a person says in the changelog; a version that edits, moves or removes rows needs one.
    """

    root: Path
    wanted: str | None = None
    sentence: str | None = None
    _files: list[tuple[Path, str]] = field(default_factory=list, init=False)

    def approve(self, version: str, members: Sequence[Member]) -> None:
        """Hold a version to the one that is due, and prepare, in memory, what ``record`` writes.

        Raises:
            VersionExistsError: the version was released with other rows; the message names the one that is due.
            UsageError: the version is below the one that is due, its entry would say nothing, or ``corpus.json``
                holds its version in a way that cannot be replaced.
            WriteError: a file of the corpus cannot be read.
        """
        self._files.clear()
        editions = self.root / "editions"
        recorded = receipt_digest(receipt_path(editions, version))
        digest = content_digest((member.id, member.split, member.row_digest) for member in members)
        if recorded == digest:
            return
        previous = newest_receipt(editions)
        due = plan_release(previous, members)
        if recorded is not None or (previous is not None and version_of(previous) == version):
            raise VersionExistsError(
                f"version {version} was released with other rows; the change is {due.bump}, so {due.version} is due: "
                f"release it with --version {due.version} --message '...'"
            )
        plan = plan_release(previous, members, version)
        sentence = self.sentence if previous is not None else self.sentence or "The first version."
        with disk_errors(self.root):
            self._files.append(self._changelog(render_changelog_entry(plan.difference, version, sentence)))
            self._files += self._head(version)

    def record(self) -> None:
        """Put the entry into the changelog, and the version into ``corpus.json``; doing it again changes nothing.

        Raises:
            WriteError: the disk said no.
        """
        for path, text in self._files:
            write_file(path, text.encode())

    def _changelog(self, entry: str) -> tuple[Path, str]:
        path = self.root / CHANGELOG
        before = path.read_text(encoding="utf-8") if path.is_file() else EMPTY_CHANGELOG
        return path, insert_changelog_entry(before, entry)

    def _head(self, version: str) -> list[tuple[Path, str]]:
        """Give ``corpus.json`` with another version; nothing where it has this one."""
        path = self.root / CORPUS_HEAD
        text = path.read_text(encoding="utf-8")
        stated = json.loads(text)["version"]
        if stated == version:
            return []
        if text.count(f'"{stated}"') != 1:
            raise UsageError(f"{path}: write the version {version} into it by hand")
        return [(path, text.replace(f'"{stated}"', f'"{version}"'))]
