"""A difference as JSON, in the form of ``schema/difference.schema.json``."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from copydesk.release.changes.difference import SCHEMA_BUMPS, Difference, SpanCounts, bump_due
from copydesk.release.changes.versions import next_version

FORMAT = "copydesk-difference-1"


def json_report(difference: Difference) -> str:
    """Write the difference as JSON for programs: two spaces, keys in the order of the schema."""
    return json.dumps(difference_values(difference), ensure_ascii=False, indent=2)


def difference_values(difference: Difference) -> dict[str, Any]:
    """Give everything that the JSON says; what receipts cannot tell is null."""
    bump, old = bump_due(difference), difference.old.version
    return {
        "format": FORMAT,
        "old": asdict(difference.old),
        "new": asdict(difference.new),
        "bump": bump,
        "version_due": None if old is None else next_version(old, bump),
        "files_changed": difference.files_changed,
        "articles": {
            "added": difference.added,
            "removed": difference.removed,
            "changed": difference.changed,
            "moved": difference.moved,
            "same": difference.same,
        },
        "split_moves": [asdict(move) for move in difference.split_moves],
        "layers": dict(difference.layers),
        "fields": None if difference.fields is None else dict(difference.fields),
        "spans": _spans(difference.spans),
        "schema": None
        if difference.schema is None
        else [{**asdict(change), "bump": SCHEMA_BUMPS[change.kind]} for change in difference.schema],
        "samples": [asdict(sample) for sample in difference.samples],
    }


def _spans(spans: Mapping[str, SpanCounts] | None) -> dict[str, Any] | None:
    if spans is None:
        return None
    return {layer: {**counts.kinds, "details": dict(counts.details)} for layer, counts in spans.items()}
