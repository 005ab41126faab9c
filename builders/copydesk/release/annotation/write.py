"""Write an edition without its text beside the releases, as ``<version>-without-text/``, where it never changes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from copydesk.check.withdrawals import NOTHING_WITHDRAWN, Withdrawals
from copydesk.errors import InputError, Place, VersionExistsError, WithdrawnError
from copydesk.record import Article, canonical_json
from copydesk.release.adjudication.bare import bare_row
from copydesk.release.adjudication.rows import AdjudicationRows
from copydesk.release.annotation.card import render_annotation_card
from copydesk.release.annotation.guard import annotation_of, strings, windows
from copydesk.release.annotation.layout import SCHEMA, SUFFIX, rows_path
from copydesk.release.annotation.manifest import (
    AnnotationManifest,
    open_annotation_manifest,
    render_annotation_manifest,
)
from copydesk.release.annotation.schema import render_annotation_schema
from copydesk.release.annotation.verify import require_sound_annotation
from copydesk.release.checksums import file_digest, render_checksums
from copydesk.release.corpus import CorpusHead
from copydesk.release.datasheet import SKELETON, render_datasheet
from copydesk.release.layout import CARD, CHECKSUMS, DATASHEET, MANIFEST
from copydesk.release.plots import without_pictures
from copydesk.release.receipts import receipt_digest, receipt_path
from copydesk.release.spill import Member, Spilled, read_lines, spill_articles
from copydesk.release.splits import Split
from copydesk.release.store import disk_errors, publish_new, staging
from copydesk.release.write import Written


def write_without_text(  # noqa: PLR0913  each is one thing that a caller chooses
    articles: Iterable[Article],
    head: CorpusHead,
    store: Path,
    *,
    editions: Path | None = None,
    splits: Mapping[str, Split] | None = None,
    datasheet: str = SKELETON,
    withdrawals: Withdrawals = NOTHING_WITHDRAWN,
    adjudication: AdjudicationRows | None = None,
) -> Written:
    """Write the annotation of a version; it is of the same rows as the release of that version, whose digest it names.

    Raises:
        InputError: there is no article, two have the same id, text would be left (``text-left``), or an article
            could not be rebuilt (``annotation-not-rebuilt``).
        WithdrawnError: the version was withdrawn.
        VersionExistsError: the version was released before with other rows, here or by its receipt.
        VerificationError: what was written is not what was meant.
        WriteError: the disk said no; nothing is visible.
    """
    if entry := withdrawals.version(head.version):
        raise WithdrawnError(f"version {head.version} was withdrawn on {entry.date} ({entry.reason}); it needs another")
    target = store / f"{head.version}{SUFFIX}"
    with (
        staging(store) as stage,
        spill_articles(articles, stage / "rows.jsonl", splits=splits or {}, buckets=head.buckets) as spilled,
    ):
        if not spilled.members:
            raise InputError("release-empty", "there is no article to write", Place(head.name))
        digest = spilled.content_digest
        beside = adjudication or AdjudicationRows()
        recorded = receipt_digest(receipt_path(editions, head.version)) if editions else None
        already_there = target.exists() or target.is_symlink()
        if already_there:
            manifest = open_annotation_manifest(target)
            recorded = manifest.content_digest
            require_sound_annotation(target)
            if manifest.adjudication != beside.statement:
                raise VersionExistsError(f"{target} was released with other primary annotations or other reasons")
        if recorded not in {None, digest}:
            raise VersionExistsError(f"version {head.version} was released with other rows: {recorded}")
        if not already_there:
            _stage(spilled, head, stage / "edition", datasheet=datasheet, withdrawals=withdrawals, beside=beside)
            _publish(stage / "edition", target)
    return Written(target, head.version, digest, len(spilled.members), already_there)


def _stage(  # noqa: PLR0913  as the one above
    spilled: Spilled,
    head: CorpusHead,
    directory: Path,
    *,
    datasheet: str,
    withdrawals: Withdrawals,
    beside: AdjudicationRows,
) -> None:
    groups = {path: tuple(members) for path, members in groupby(sorted(spilled.members, key=_order), key=_path)}
    rows = {path: len(members) for path, members in groups.items()}
    manifest = AnnotationManifest(head, spilled.content_digest, rows, withdrawals, beside.statement)
    annotation = beside.files(bare_row)
    spilled.tally.agreement = beside.agreement
    prose = {
        CARD: render_annotation_card(manifest),
        MANIFEST: render_annotation_manifest(manifest),
        DATASHEET: render_datasheet(without_pictures(datasheet), spilled.tally),
    }
    labels = {text for row in beside.rows() for text in strings(bare_row(row))}
    runs = windows((*prose.values(), *labels))
    with disk_errors(directory):
        files = (
            {name: text.encode() for name, text in prose.items()} | {SCHEMA: render_annotation_schema()} | annotation
        )
        for name, data in files.items():
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            (directory / name).write_bytes(data)
        for path, members in groups.items():
            (directory / path).parent.mkdir(parents=True, exist_ok=True)
            with (directory / path).open("wb") as file:
                file.writelines(_lines(spilled, members, runs))
        digests = {name: file_digest(directory / name) for name in (*files, *groups)}
        (directory / CHECKSUMS).write_bytes(render_checksums(digests).encode())
    require_sound_annotation(directory)


def _lines(spilled: Spilled, members: Iterable[Member], prose: frozenset[str]) -> Iterator[bytes]:
    for line in read_lines(spilled, members):
        yield f"{canonical_json(annotation_of(json.loads(line), prose))}\n".encode()


def _path(member: Member) -> str:
    return rows_path(member.language, member.split)


def _order(member: Member) -> tuple[str, str]:
    return _path(member), member.id


def _publish(staged: Path, target: Path) -> None:
    try:
        publish_new(staged, target)
    except FileExistsError as error:
        raise VersionExistsError(f"{target} was made by someone else meanwhile") from error
