"""The manifest and card of an edition: safe to hand to other readers, and in agreement with the tables."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from copydesk.check.findings import Finding
from copydesk.release import front_matter
from copydesk.release.card import config_values
from copydesk.release.edition import configs, split_rows
from copydesk.release.layout import CARD, MANIFEST, SCHEMAS_OF_VIEWS, TablePlace, table_place
from copydesk.release.manifest import MAX_BYTES, Manifest, read_manifest
from copydesk.release.rules import breach
from copydesk.schema import FLAT_VIEWS, VIEWS


@dataclass(frozen=True, slots=True)
class Statement:
    """What an edition says of itself, checked for agreement within itself.

    Attributes:
        rows: the number of rows of each table, as the manifest gives it.
        infos: the entries of ``dataset_info`` in the card, by configuration.
        columns: the properties of each schema that lies in the edition, by its view.
    """

    manifest: Manifest
    rows: dict[TablePlace, int]
    infos: dict[str, dict[str, Any]]
    columns: dict[str, tuple[str, ...]]


def read_statement(directory: Path, files: frozenset[str]) -> tuple[Statement | None, tuple[Finding, ...]]:
    """Read manifest, card and schemas; no statement where one of them cannot be read."""
    try:
        manifest = read_manifest(_read_text(directory / MANIFEST))
    except (OSError, ValueError, RecursionError) as error:
        return None, (breach("release-manifest", directory / MANIFEST, str(error)),)
    rows = {place: number for path, number in manifest.rows.items() if (place := table_place(path))}
    findings = list(_manifest_findings(directory / MANIFEST, manifest, rows, files))
    try:
        card = front_matter.parse(front_matter.split(_read_text(directory / CARD))[0])
    except (OSError, ValueError) as error:
        return None, (*findings, breach("release-card-form", directory / CARD, str(error)))
    findings += _path_findings(directory / CARD, card)
    findings += _config_findings(directory / CARD, card, manifest, rows)
    infos = _infos(card)
    findings += _info_findings(directory / CARD, infos, manifest, rows)
    columns = {}
    for view, name in SCHEMAS_OF_VIEWS.items():
        try:
            columns[view] = tuple(json.loads(_read_text(directory / name))["properties"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            return None, (*findings, breach("release-schema", directory / name, f"no schema: {error}"))
    return Statement(manifest, rows, infos, columns), tuple(findings)


def _manifest_findings(
    path: Path, manifest: Manifest, rows: dict[TablePlace, int], files: frozenset[str]
) -> Iterator[Finding]:
    tables = {name for name in files if table_place(name)}
    for name in sorted(tables ^ manifest.rows.keys()):
        which = "does not name the table" if name in tables else "names a table that is not there:"
        yield breach("release-manifest", path, f"{which} {name}")
    if any(place.view not in {*VIEWS, *FLAT_VIEWS} for place in rows):
        yield breach("release-manifest", path, "it names a table of no known view")
    if not rows or any(replace(place, view=view) not in rows for place in rows for view in VIEWS):
        yield breach("release-manifest", path, "its views do not have the same tables")
    if manifest.buckets < 1:
        yield breach("release-manifest", path, "its number of buckets is not positive")
    if manifest.configs != {config.name: split_rows(config, rows) for config in configs(rows)}:
        yield breach("release-manifest", path, "its counts of configs are not the sums over its files")


def _path_findings(path: Path, card: dict[str, Any]) -> Iterator[Finding]:
    """Find data_files that leave the edition, before anything else is said of them."""
    for target in sorted(_paths(card.get("configs"))):
        parts = target.replace("\\", "/").split("/")
        if ":" in target or target.startswith(("/", "\\", "~")) or not {"", ".", ".."}.isdisjoint(parts):
            yield breach("release-card-paths", path, f"the path {target!r} may lead out of the edition")


def _paths(value: Any) -> set[str]:
    """Collect every string under data_files and data_dir, however it is nested."""
    found: set[str] = set()
    pending: list[tuple[Any, bool]] = [(value, False)]
    while pending:
        item, is_path = pending.pop()
        if isinstance(item, str) and is_path:
            found.add(item)
        elif isinstance(item, list):
            pending += [(part, is_path) for part in item]
        elif isinstance(item, dict):
            pending += [(part, is_path or key in {"data_files", "data_dir"}) for key, part in item.items()]
    return found


def _config_findings(
    path: Path, card: dict[str, Any], manifest: Manifest, rows: dict[TablePlace, int]
) -> Iterator[Finding]:
    expected = config_values(manifest.version, manifest.content_digest, rows)
    found = card.get("configs")
    if found == expected:
        return
    by_name = {entry.get("config_name"): entry for entry in _mappings(found)}
    for entry in expected:
        if by_name.get(entry["config_name"]) != entry:
            yield breach(
                "release-card-configs", path, f"the config {entry['config_name']!r} is not as its tables make it"
            )
            return
    yield breach("release-card-configs", path, "lists other configs than the tables make, or in another order")


def _info_findings(
    path: Path, infos: dict[str, dict[str, Any]], manifest: Manifest, rows: dict[TablePlace, int]
) -> Iterator[Finding]:
    expected = {config.name: split_rows(config, rows) for config in configs(rows)}
    if infos.keys() != expected.keys():
        yield breach("release-card-counts", path, "dataset_info does not list each config once")
        return
    for name, counts in expected.items():
        if infos[name].get("version") != manifest.version:
            yield breach("release-card-configs", path, f"dataset_info of {name!r} is not of version {manifest.version}")
        found = {split.get("name"): split.get("num_examples") for split in _mappings(infos[name].get("splits"))}
        if found != counts:
            yield breach("release-card-counts", path, f"dataset_info of {name!r} counts {found}, the tables {counts}")


def _infos(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    infos = _mappings(card.get("dataset_info"))
    by_name = {str(info.get("config_name")): info for info in infos}
    return by_name if len(by_name) == len(infos) else {}


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _read_text(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"is larger than {MAX_BYTES} bytes")
    return path.read_bytes().decode("utf-8")
