"""``croissant.json`` of an edition: what it would make another reader open, and trust."""

import json
from collections.abc import Iterator
from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.release.checksums import read_checksums
from copydesk.release.croissant import RECORD_SETS, distributed, pattern
from copydesk.release.layout import CHECKSUMS, CROISSANT, is_adjudication, table_place
from copydesk.release.manifest import MAX_BYTES
from copydesk.release.rules import breach


def croissant_findings(directory: Path, files: frozenset[str]) -> Iterator[Finding]:
    """Compare the files that are listed with SHA256SUMS, and the patterns with those of the views."""
    path = directory / CROISSANT
    if path.stat().st_size > MAX_BYTES:
        yield breach("release-croissant", path, f"is larger than {MAX_BYTES} bytes")
        return
    try:
        listed, patterns = distributed(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        yield breach("release-croissant", path, f"has not the form of a description: {error}")
        return
    digests = read_checksums((directory / CHECKSUMS).read_text(encoding="utf-8"))
    tables = {name: digests[name] for name in files if table_place(name) or is_adjudication(name)}
    if listed != tables:
        differing = sorted(name for name in tables.keys() | listed.keys() if tables.get(name) != listed.get(name))
        yield breach("release-croissant", path, f"does not list the data files with their SHA-256: {differing[0]!r}")
    views = {place.view for name in tables if (place := table_place(name))}
    if patterns != [pattern(view) for view in RECORD_SETS.values() if view in views]:
        yield breach("release-croissant", path, "gathers other files than the tables of the views")
