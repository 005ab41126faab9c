"""Primary annotations and reasons without words of the article: offsets, labels and hashes, and the way back.

The surface of each span is left out; a reason may quote the article, so of it only the SHA-256 stays. Surfaces come
back with the text; the words of a reason do not.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from copydesk.release.annotation.record import surfaces, without_text

Row = Mapping[str, Any]


def bare_row(row: Row) -> dict[str, Any]:
    """Copy a row of either kind without its words; of a row that has none, the copy is the same.

    >>> bare_row({"differences": [{"start": 0, "reason": "Oui."}]})["differences"][0]["reason_sha256"][:8]
    '9e70fdc0'
    """
    bare: dict[str, Any] = without_text(dict(row))
    if "differences" in bare:
        bare["differences"] = [_without_reason(entry) for entry in bare["differences"]]
    return bare


def whole_row(bare: Row, text: str) -> dict[str, Any]:
    """Give a row its surfaces back from the clean text of its article; words of reasons stay away."""
    if "differences" in bare:
        return dict(bare)
    spans = ("entities", "non_entities", "quotes", "non_quotes")
    return {**bare, **{name: surfaces(bare[name], text) for name in spans if name in bare}}


def _without_reason(entry: Mapping[str, Any]) -> dict[str, Any]:
    if entry["reason"] is None:
        return dict(entry)
    return {**entry, "reason": None, "reason_sha256": hashlib.sha256(entry["reason"].encode()).hexdigest()}
