"""The tables of an edition: what their footers claim, then every row of every view."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from copydesk.check.findings import Finding
from copydesk.release.digest import content_digest, row_digest
from copydesk.release.feature_types import card_types, pinned_schema
from copydesk.release.layout import CARD, MANIFEST, SCHEMAS_OF_VIEWS, TablePlace
from copydesk.release.parquet_reading import UNREADABLE, TooLargeError, open_parquet, read_rows, read_schema
from copydesk.release.rules import breach
from copydesk.release.splits import bucket_of
from copydesk.release.verify_card import Statement
from copydesk.release.verify_flat import FlatTables, Tokens, token_view_findings
from copydesk.schema import FLAT_VIEWS, VIEWS

FULL = "full"


class _BrokenTableError(Exception):
    """A table cannot be read to its end."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def footer_findings(directory: Path, statement: Statement) -> Iterator[Finding]:
    """Check sizes, row counts, schemas and types of all tables by their footers; no page is read."""
    schemas: dict[str, Any] = {}
    for place, rows in sorted(statement.rows.items()):
        path = directory / place.path
        try:
            with open_parquet(path) as file:
                found = file.metadata.num_rows
            schema = read_schema(path)
        except TooLargeError as error:
            yield breach("release-too-large", path, str(error))
            continue
        except UNREADABLE as error:
            yield breach("release-table-readable", path, _one_line(error))
            continue
        if found != rows:
            yield breach("release-row-count", path, f"holds {found} rows, expected {rows}")
        if not schemas.setdefault(place.view, schema).equals(schema, check_metadata=True):
            yield breach("release-table-schema", path, f"has other columns or types than other tables of {place.view}")
    yield from _feature_findings(directory, statement, schemas)


def row_findings(directory: Path, statement: Statement) -> Iterator[Finding]:
    """Read every row of every view, compare views and places, and compute the content digest anew."""
    digests: list[tuple[str, str, str]] = []
    tokens = Tokens.of(statement.manifest)
    for place in sorted(place for place in statement.rows if place.view == FULL):
        try:
            yield from _bucket_findings(directory, place, statement, digests, tokens)
        except _BrokenTableError as error:
            yield error.finding
    if len({article_id for article_id, _, _ in digests}) != len(digests):
        yield breach("release-unique-ids", directory, "an id stands in more than one row")
    found, expected = content_digest(digests), statement.manifest.content_digest
    if found != expected:
        yield breach("release-content-digest", directory / MANIFEST, f"the rows have {found}, expected {expected}")
    yield from token_view_findings(directory, statement.manifest, tokens)


def _feature_findings(directory: Path, statement: Statement, schemas: dict[str, Any]) -> Iterator[Finding]:
    """Compare the columns of the schemas, the types of the card and the types of the tables."""
    for view, columns in statement.columns.items():
        if view in schemas and tuple(schemas[view].names) != columns:
            message = f"names other columns than the {view} tables have"
            yield breach("release-schema", directory / SCHEMAS_OF_VIEWS[view], message)
    for name, info in statement.infos.items():
        view = name if name in schemas else "default"
        if view not in schemas:
            continue
        try:
            types = _types_of(schemas[view], view)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield breach(
                "release-table-schema", directory, f"the tables of {name!r} have no features: {_one_line(error)}"
            )
            continue
        if types is None:
            yield breach("release-table-schema", directory, f"the tables of {name!r} are typed as other than they are")
        elif info.get("features") != types:
            yield breach(
                "release-card-features", directory / CARD, f"the types of {name!r} are not those of its tables"
            )


def _types_of(schema: Any, view: str) -> list[dict[str, Any]] | None:
    """Give the types of a table as a card lists them, None where its metadata says other than its columns.

    The schema that this version writes is known to be right. Others are read by ``datasets``, whose import is slow.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it has no features.
    """
    pinned = pinned_schema(view) if view in (*VIEWS, *FLAT_VIEWS) else None
    if pinned is not None and schema.equals(pinned) and schema.metadata == pinned.metadata:
        return card_types(view)
    import datasets  # noqa: PLC0415

    typed = datasets.Features.from_arrow_schema(schema)
    types: list[dict[str, Any]] = typed._to_yaml_list()  # noqa: SLF001  datasets has no public writer of this form
    return types if typed.arrow_schema.equals(schema) else None


def _bucket_findings(
    directory: Path,
    place: TablePlace,
    statement: Statement,
    digests: list[tuple[str, str, str]],
    tokens: Tokens,
) -> Iterator[Finding]:
    """Read one table of the full view beside its tables in the other views."""
    others = [replace(place, view=view) for view in VIEWS if view != FULL]
    tables = (_rows(directory / where.path) for where in (place, *others))
    flat = [where for view in FLAT_VIEWS if (where := replace(place, view=view)) in statement.rows]
    flat_tables = FlatTables(directory, place, {where.view: _rows(directory / where.path) for where in flat}, tokens)
    previous = ""
    for row, *rows in zip_longest(*tables, fillvalue={}):
        if not _row_in_place(row, place, statement.manifest.buckets, previous):
            yield breach("release-row-place", directory / place.path, f"the row {row.get('id')!r} has no place here")
        previous = str(row.get("id"))
        digests.append((previous, place.split, row_digest(row)))
        yield from flat_tables.findings(row)
        for other, narrow in zip(others, rows, strict=True):
            if not narrow or {name: row.get(name) for name in narrow} != narrow:
                message = f"the row {narrow.get('id')!r} is not what {FULL} has there: {previous!r}"
                yield breach("release-views-agree", directory / other.path, message)
    yield from flat_tables.rest()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read rows; what stops the reading becomes a finding about this file."""
    try:
        yield from read_rows(path)
    except TooLargeError as error:
        raise _BrokenTableError(breach("release-too-large", path, str(error))) from error
    except UNREADABLE as error:
        raise _BrokenTableError(breach("release-table-readable", path, _one_line(error))) from error


def _row_in_place(row: dict[str, Any], place: TablePlace, buckets: int, previous: str) -> bool:
    article_id = row.get("id")
    return (
        isinstance(article_id, str)
        and article_id > previous
        and row.get("language") == place.language
        and bucket_of(article_id, buckets) == place.bucket
    )


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
