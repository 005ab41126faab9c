"""Write an edition: as a build, replaced each time, or as a release, which never changes.

Both are the same directory, staged out of sight, verified down to the last row, and published by one rename.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from copydesk.check.withdrawals import NOTHING_WITHDRAWN, Withdrawals
from copydesk.errors import InputError, Place, VerificationError, VersionExistsError, WithdrawnError, WriteError
from copydesk.record import Article
from copydesk.release.adjudication.rows import AdjudicationRows
from copydesk.release.card import render_card
from copydesk.release.checksums import file_digest, render_checksums
from copydesk.release.corpus import CorpusHead
from copydesk.release.croissant import render_croissant
from copydesk.release.datasheet import SKELETON, render_datasheet
from copydesk.release.edition import Edition
from copydesk.release.layout import (
    ADJUDICATION_SCHEMAS,
    CARD,
    CHECKSUMS,
    CROISSANT,
    DATASHEET,
    MANIFEST,
    SCHEMAS_OF_VIEWS,
)
from copydesk.release.manifest import open_manifest, render_manifest
from copydesk.release.plots import render_plots, with_pictures, without_pictures
from copydesk.release.receipts import moved_rows, next_major, receipt_digest, receipt_path, render_receipt
from copydesk.release.spill import Member, Spilled, spill_articles
from copydesk.release.splits import Split
from copydesk.release.store import disk_errors, publish_new, publish_replacing, staging, write_file
from copydesk.release.tables import write_tables
from copydesk.release.verify import require_sound
from copydesk.resources import ROOT
from copydesk.schema import FLAT_VIEWS

Approve = Callable[[Sequence[Member]], None]
"""Looks at the rows of a release, by id, split and digests, and raises where they are not to be released."""


@dataclass(frozen=True, slots=True)
class Written:
    """An edition that stands on disk.

    Attributes:
        already_there: whether it stood there before with the same content digest, and nothing was written.
    """

    path: Path
    version: str
    content_digest: str
    articles: int
    already_there: bool = False


def write_build(  # noqa: PLR0913  each is one thing that a caller chooses
    articles: Iterable[Article],
    head: CorpusHead,
    out: Path,
    *,
    splits: Mapping[str, Split] | None = None,
    datasheet: str = SKELETON,
    withdrawals: Withdrawals = NOTHING_WITHDRAWN,
    adjudication: AdjudicationRows | None = None,
) -> Written:
    """Write an edition to ``out``, in exchange for the build that may stand there.

    Args:
        articles: checked articles with different ids, in any order; taken one at a time.
        head: name, version and terms of the corpus.
        out: the directory of the build; absent, empty, or an earlier edition.
        splits: declared splits by id; other ids are placed by a hash.
        datasheet: the text of DATASHEET.md, whose blocks of numbers are filled in.
        withdrawals: what the corpus has withdrawn, which the edition lists.
        adjudication: what the gold was made from; read when all articles were taken.

    Raises:
        InputError: there is no article, or two have the same id.
        WriteError: the disk said no, or ``out`` holds something else; what stood there still does.
        VerificationError: what was written is not what was meant; it is not published.
    """
    _require_replaceable(out)
    with staging(out.parent) as stage, _spill(articles, head, stage, splits) as spilled:
        edition = _stage_edition(
            spilled, head, stage / "edition", datasheet=datasheet, withdrawals=withdrawals, adjudication=adjudication
        )
        publish_replacing(stage / "edition", out)
    return Written(out, head.version, edition.content_digest, len(spilled.members))


def write_release(  # noqa: PLR0913  each is one thing that a caller chooses
    articles: Iterable[Article],
    head: CorpusHead,
    store: Path,
    *,
    editions: Path | None = None,
    splits: Mapping[str, Split] | None = None,
    datasheet: str = SKELETON,
    approve: Approve | None = None,
    record: Callable[[], None] | None = None,
    withdrawals: Withdrawals = NOTHING_WITHDRAWN,
    adjudication: AdjudicationRows | None = None,
) -> Written:
    """Write an edition to ``store/<version>``, where it never changes, and its receipt to ``editions``.

    The receipt is written last, so that where it stands everything does; where only it or ``record`` fails, releasing
    again makes up for it.

    Args:
        articles: checked articles with different ids, in any order; taken one at a time.
        head: name, version and terms of the corpus.
        store: the directory of all releases.
        editions: the directory of receipts; None for no receipt.
        splits: declared splits by id; other ids are placed by a hash.
        datasheet: the text of DATASHEET.md, whose blocks of numbers are filled in.
        approve: called with the digests of the rows before anything is written; raises where they are not to be
            released under this version.
        record: called when the release stands, before its receipt is written.
        withdrawals: what the corpus has withdrawn, which the edition lists.
        adjudication: what the gold was made from; read when all articles were taken.

    Raises:
        InputError: there is no article, two have the same id, or one was in another split in an earlier release
            from 1.0.0 on and the version is not the first of a new major one.
        WithdrawnError: the version was withdrawn.
        VersionExistsError: the version was released before with other rows, here or by its receipt, or with other
            primary annotations or reasons.
        VerificationError: the version is there with the same digest but damaged, or what was written is not what
            was meant.
        WriteError: the disk said no; nothing is visible.
    """
    if entry := withdrawals.version(head.version):
        raise WithdrawnError(f"version {head.version} was withdrawn on {entry.date} ({entry.reason}); it needs another")
    target = store / head.version
    with staging(store) as stage, _spill(articles, head, stage, splits) as spilled:
        digest = spilled.content_digest
        if approve is not None:
            approve(spilled.members)
        if editions is not None:
            _require_agreement(editions, head.version, spilled)
        already_there = target.exists() or target.is_symlink()
        if already_there:
            _require_same_release(target, digest, adjudication)
        else:
            _stage_edition(
                spilled,
                head,
                stage / "edition",
                datasheet=datasheet,
                withdrawals=withdrawals,
                adjudication=adjudication,
            )
            _publish(stage / "edition", target)
        if record is not None:
            record()
        if editions is not None:
            _write_receipt(receipt_path(editions, head.version), spilled)
    return Written(target, head.version, digest, len(spilled.members), already_there)


@contextmanager
def _spill(
    articles: Iterable[Article], head: CorpusHead, stage: Path, splits: Mapping[str, Split] | None
) -> Iterator[Spilled]:
    with spill_articles(
        articles, stage / "rows.jsonl", splits=splits or {}, buckets=head.buckets, flat_views=FLAT_VIEWS
    ) as spilled:
        if not spilled.members:
            raise InputError("release-empty", "there is no article to write", Place(head.name))
        yield spilled


def _stage_edition(  # noqa: PLR0913  as the two above
    spilled: Spilled,
    head: CorpusHead,
    directory: Path,
    *,
    datasheet: str,
    withdrawals: Withdrawals,
    adjudication: AdjudicationRows | None,
) -> Edition:
    """Write every file of the edition, then read all of it back."""
    written = write_tables(spilled, directory)
    annotation = adjudication or AdjudicationRows()
    spilled.tally.agreement = annotation.agreement
    edition = Edition(head, spilled.content_digest, written, spilled.tally, withdrawals, annotation.statement)
    with disk_errors(directory):
        tables = {table.place.path: file_digest(directory / table.place.path) for table in edition.tables}
    beside = annotation.files()
    digests = {name: sha256(data).hexdigest() for name, data in beside.items()}
    texts = beside | _texts(edition, datasheet, tables | digests)
    with disk_errors(directory):
        for name, text in texts.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
        digests = {name: file_digest(directory / name) for name in texts}
        (directory / CHECKSUMS).write_bytes(render_checksums({**tables, **digests}).encode())
    require_sound(directory, rows=True)
    return edition


def _texts(edition: Edition, datasheet: str, tables: Mapping[str, str]) -> dict[str, bytes]:
    """Give every file but the data files, of which the SHA-256 is known, and the checksums."""
    schemas = (*SCHEMAS_OF_VIEWS.values(), *(ADJUDICATION_SCHEMAS if edition.adjudication else ()))
    try:
        return {
            CARD: with_pictures(render_card(edition)).encode(),
            MANIFEST: render_manifest(edition).encode(),
            CROISSANT: render_croissant(edition, tables).encode(),
            DATASHEET: with_pictures(render_datasheet(without_pictures(datasheet), edition.tally)).encode(),
            **render_plots(edition.tally),
            **{name: (ROOT / name).read_bytes() for name in schemas},
        }
    except ValueError as error:
        raise InputError("release-encoding", f"the head of the corpus cannot be written: {error}") from error


def _publish(staged: Path, target: Path) -> None:
    try:
        publish_new(staged, target)
    except FileExistsError as error:
        raise VersionExistsError(f"{target} was made by someone else meanwhile") from error


def _require_agreement(editions: Path, version: str, spilled: Spilled) -> None:
    """Compare the rows with the receipt of this version, and their splits with those of earlier ones."""
    recorded, found = receipt_digest(receipt_path(editions, version)), spilled.content_digest
    if recorded not in {None, found}:
        raise VersionExistsError(
            f"version {version} was released with other rows: its receipt has {recorded}, these rows have {found}"
        )
    if moved := moved_rows(editions, version, spilled.members):
        message = (
            f"splits are frozen from 1.0.0 on; {len(moved)} articles moved, the first is {moved[0]}; "
            f"only a new major version may move them: {next_major(version)}"
        )
        raise InputError("release-split-moved", message, Place(str(editions)))


def _require_same_release(target: Path, digest: str, adjudication: AdjudicationRows | None) -> None:
    try:
        manifest = open_manifest(target)
    except VerificationError as error:
        raise VersionExistsError(f"{target} is there and is no edition: {error}") from error
    if (found := manifest.content_digest) != digest:
        raise VersionExistsError(f"{target} was released with other rows: it has {found}, these rows have {digest}")
    if manifest.adjudication != (adjudication.statement if adjudication else None):
        raise VersionExistsError(f"{target} was released with other primary annotations or other reasons")
    require_sound(target, rows=True)


def _write_receipt(path: Path, spilled: Spilled) -> None:
    receipt = render_receipt(spilled)
    if not path.is_file() or path.read_bytes() != receipt:
        write_file(path, receipt)


def _require_replaceable(out: Path) -> None:
    """Refuse to replace a directory that no build of ours has written."""
    if not out.is_symlink() and not out.exists():
        return
    if out.is_symlink() or not out.is_dir():
        raise WriteError(f"{out} is no directory; a build is not written over it")
    if any(out.iterdir()) and not ((out / MANIFEST).is_file() and (out / CHECKSUMS).is_file()):
        raise WriteError(f"{out} holds something other than a build; it is left alone")
