"""Rebuild an edition from its annotation and the raw articles, and prove it by the digest of the edition.

Raw articles are found by the SHA-256 of their bytes (or, from pages and JSON Lines, of their text), so that names
and folders do not matter. Nothing is written unless every article is there and the rows have the digest recorded.

Primary annotations come back whole. Of the reasons of the adjudication the words do not: they are no part of the raw
articles, may quote them, and so were left out; in their place stands their SHA-256.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copydesk.check.findings import Finding
from copydesk.check.rules.rehydration import RAW_CHANGED, RAW_MISSING
from copydesk.check.rules.rule import finding
from copydesk.errors import InputError, Place, VerificationError
from copydesk.pipeline.adjudication.adjudicated import NOTHING_BESIDE, Beside
from copydesk.pipeline.facts import NO_FACTS
from copydesk.pipeline.inputs import ARTICLE_SUFFIXES, TABLE_SUFFIXES, read_input, rows
from copydesk.pipeline.survey import Survey, regular_files
from copydesk.record import Article
from copydesk.release.adjudication.bare import whole_row
from copydesk.release.adjudication.rows import AdjudicationRows, read_adjudication
from copydesk.release.annotation.manifest import AnnotationManifest, open_annotation_manifest
from copydesk.release.annotation.record import with_text
from copydesk.release.annotation.rows import annotation_rows
from copydesk.release.annotation.verify import require_sound_annotation
from copydesk.release.digest import content_digest, row_digest
from copydesk.release.layout import DATASHEET
from copydesk.release.splits import Split
from copydesk.release.write import Written, write_release
from copydesk.text.containers import Line, suffix_of


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a raw article lies."""

    file: Path
    line: Line | None


@dataclass(slots=True)
class _RawArticles:
    """The raw articles below a directory: by the digest of their bytes, and by their names; no text is kept."""

    by_digest: dict[str, _Place] = field(default_factory=dict)
    by_id: dict[str, _Place] = field(default_factory=dict)


def rehydrate(release: Path, raw: Path, out: Path) -> tuple[Written | None, tuple[Finding, ...]]:
    """Rebuild the edition that an edition without text was made of, as ``out/<version>/``.

    Returns:
        The edition, or None and a finding for each article that is missing or changed.

    Raises:
        VerificationError: the edition without text is damaged, or the rows have another digest than it records.
        VersionExistsError: ``out`` holds the version with other rows.
        WriteError: the disk said no.
    """
    require_sound_annotation(release)
    manifest = open_annotation_manifest(release)
    found = _index(raw)
    findings = tuple(_refusals(release, manifest, found, raw))
    if findings:
        return None, findings
    splits = {row["id"]: split for row, split, _ in annotation_rows(release, manifest)}
    _require_digest(release, manifest, found)
    adjudication = AdjudicationRows()
    bare = read_adjudication(release, manifest.adjudication)
    written = write_release(
        _articles(_records(release, manifest, found), bare, adjudication),
        manifest.head,
        out,
        splits=splits,
        datasheet=(release / DATASHEET).read_text(encoding="utf-8"),
        withdrawals=manifest.withdrawals,
        adjudication=adjudication,
    )
    return written, ()


def _index(raw: Path) -> _RawArticles:
    found = _RawArticles()
    for path in regular_files(raw, Survey()):
        if suffix_of(path) in TABLE_SUFFIXES:
            for line, facts in rows(path, shown=str(path)):
                _add(found, _Place(path, line), "" if isinstance(facts, InputError) else facts.id or "")
        elif suffix_of(path) in ARTICLE_SUFFIXES:
            _add(found, _Place(path, None), path.stem)
    return found


def _add(found: _RawArticles, place: _Place, name: str) -> None:
    """Enter a raw article; one that cannot be read is known by its name alone."""
    found.by_id.setdefault(name, place)
    try:
        digest = read_input(place.file, NO_FACTS, shown=str(place.file), line=place.line).raw.sha256
    except InputError:
        return
    found.by_digest.setdefault(digest, place)


def _refusals(release: Path, manifest: AnnotationManifest, found: _RawArticles, raw: Path) -> Iterator[Finding]:
    for row, _, _ in annotation_rows(release, manifest):
        article_id, digest, path = row["id"], row["source"]["sha256"], row["source"]["path"]
        if digest in found.by_digest:
            continue
        near = found.by_id.get(Path(path or article_id).stem) or found.by_id.get(article_id)
        if near is None:
            message = f"the raw article of {article_id!r} is missing ({path or 'without a path'}, SHA-256 {digest})"
            yield finding(RAW_MISSING, Place(str(raw)), message, article_id)
        else:
            place = Place(str(near.file), near.line.number if near.line else None)
            message = f"is not the raw article of {article_id!r}: its SHA-256 is not {digest}"
            yield finding(RAW_CHANGED, place, message, article_id)


def _require_digest(release: Path, manifest: AnnotationManifest, found: _RawArticles) -> None:
    digest = content_digest(
        (record["id"], split, row_digest(record)) for record, split in _records(release, manifest, found)
    )
    if digest != manifest.content_digest:
        message = f"the rebuilt rows have {digest}, expected {manifest.content_digest}"
        raise VerificationError(f"{release}: {message} [release-content-digest]")


def _articles(
    records: Iterable[tuple[dict[str, Any], Split]], bare: Mapping[str, Beside], adjudication: AdjudicationRows
) -> Iterator[Article]:
    """Give the articles, and enter what lies beside each with its surfaces."""
    for record, _ in records:
        article = Article.from_dict(record)
        beside = bare.get(article.id, NOTHING_BESIDE)
        whole = {name: whole_row(row, article.text) for name, row in beside.primaries.items()}
        adjudication.add_beside(article, Beside(whole, beside.reasons))
        yield article


def _records(
    release: Path, manifest: AnnotationManifest, found: _RawArticles
) -> Iterator[tuple[dict[str, Any], Split]]:
    for row, split, _ in annotation_rows(release, manifest):
        place = found.by_digest[row["source"]["sha256"]]
        raw = read_input(place.file, NO_FACTS, shown=str(place.file), line=place.line).raw
        yield with_text(row, raw.text), split
