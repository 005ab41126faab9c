"""The manifest of an edition, ``manifest.json``: what it holds, for programs."""

import json
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from copydesk.check.withdrawals import Withdrawals
from copydesk.errors import VerificationError
from copydesk.record import SCHEMA_VERSION
from copydesk.release.adjudication.rows import AdjudicationStatement, read_statement, statement_values
from copydesk.release.edition import Edition, configs, split_rows
from copydesk.release.flat.token_schemes import NEWEST, OLDEST
from copydesk.release.layout import MANIFEST
from copydesk.release.tables import TableFile
from copydesk.release.withdrawal_list import read_withdrawal_values, withdrawal_values
from copydesk.schema import schema_errors

FORMAT = "copydesk-edition-1"
_TOOLS = ("copydesk", "datasets", "pyarrow")
MAX_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a reader of an edition has to know of it before reading rows.

    Attributes:
        configs: the number of rows of each configuration by split.
        rows: the number of rows of each table by its path.
        token_scheme: the number of the scheme that cut the tokens; the first where the manifest names none.
        token_view: how many mentions the tokens tag, and how many not, by reason.
        withdrawals: what the corpus had withdrawn by then, without digests.
        adjudication: the files that show how the gold was made; None where there is none.
    """

    name: str
    version: str
    schema_version: str
    content_digest: str
    buckets: int
    configs: dict[str, dict[str, int]]
    rows: dict[str, int]
    token_scheme: int
    token_view: dict[str, int]
    withdrawals: Withdrawals
    adjudication: AdjudicationStatement | None = None


def render_manifest(edition: Edition) -> str:
    """Write the manifest as JSON for reading: two spaces, keys sorted, no clock, no path of this machine."""
    return json.dumps(manifest_values(edition), ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def manifest_values(edition: Edition) -> dict[str, Any]:
    """Give everything that the manifest says."""
    head, tally = edition.head, edition.tally
    rows = {table.place: table.rows for table in edition.tables}
    return {
        "format": FORMAT,
        "name": head.name,
        "title": head.title,
        "version": head.version,
        "schema_version": SCHEMA_VERSION,
        "content_digest": edition.content_digest,
        "licence": head.licence,
        "articles": sum(tally.by_language().values()),
        "languages": tally.by_language(),
        "licences": tally.by_licence(),
        "buckets": head.buckets,
        "configs": {config.name: dict(split_rows(config, rows)) for config in configs(rows)},
        "files": [_file(table) for table in edition.tables],
        "token_scheme": NEWEST.number,
        "token_view": dict(sorted(tally.token_view.items())),
        "withdrawals": withdrawal_values(edition.withdrawals),
        **statement_values(edition.adjudication),
        "tools": {name: version(name) for name in _TOOLS},
    }


def read_manifest(text: str) -> Manifest:
    """Read what ``render_manifest`` wrote, held to ``schema/manifest.schema.json``.

    Raises:
        ValueError: it is no manifest of this format; the message says why.
    """
    value = json.loads(text, object_pairs_hook=_once)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ValueError(f"its format is not {FORMAT}")
    for pointer, message in schema_errors("manifest", value):
        raise ValueError(f"{pointer or '/'}: {message}")
    try:
        return Manifest(
            **{name: value[name] for name in ("name", "version", "schema_version", "content_digest", "buckets")},
            configs=value["configs"],
            rows={file["path"]: file["rows"] for file in value["files"]},
            token_scheme=value.get("token_scheme", OLDEST),
            token_view=value["token_view"],
            withdrawals=read_withdrawal_values(value["withdrawals"]),
            adjudication=read_statement(value),
        )
    except TypeError as error:
        raise ValueError(f"a field has the wrong shape: {error}") from error


def open_manifest(edition: Path) -> Manifest:
    """Read the manifest of an edition.

    Raises:
        VerificationError: it is missing or is none; the message names the file.
    """
    path = edition / MANIFEST
    try:
        return read_manifest(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise VerificationError(f"{path}: is no manifest of an edition: {error} [release-manifest]") from error


def _file(table: TableFile) -> dict[str, Any]:
    place = table.place
    return {
        "path": place.path,
        "view": place.view,
        "language": place.language,
        "split": place.split,
        "bucket": place.bucket,
        "rows": table.rows,
    }


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a key is given twice")
    return value
