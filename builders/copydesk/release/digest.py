"""Digests of rows and of whole editions that depend on nothing but what the rows say.

A row digest is the SHA-256 of the row's canonical JSON (keys sorted, no white space, UTF-8; see
``copydesk.record.canonical_json``). A content digest is the SHA-256 of one line for each row, in the order of
their ids (by code point): id, split and row digest, separated by tabs, each line ended by LF, after a first line
that names this scheme. Neither knows of Parquet, of file layout, of the number of workers or of the order in which
rows came, so that two editions with the same content digest hold the same rows in the same splits.

Any other tool can compute both from ``data/full`` with a JSON writer and SHA-256.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from copydesk.record import canonical_json

SCHEME = "copydesk content digest 1"

LAYER_FIELDS: dict[str, tuple[str, ...]] = {
    "language": ("language", "language_detected", "language_probability"),
    "text": (
        "text",
        "headline",
        "kicker",
        "dek",
        "body",
        "byline",
        "dateline",
        "update_line",
        "date_published",
        "date_modified",
        "images",
        "related_links",
        "passages",
    ),
    "entities": ("entities", "non_entities"),
    "quotes": ("quotes", "non_quotes"),
    "edits": ("edits",),
    "source": ("id", "schema_version", "layers", "source"),
}
"""Which fields make up each layer of a row; every field of the record is in one layer (a test holds it so)."""


def row_digest(record: Mapping[str, Any]) -> str:
    """Give the SHA-256 of a row of the view ``full``, in hexadecimal.

    >>> row_digest({"id": "a", "text": "b"})[:8]
    '82631d09'
    """
    return _sha256(canonical_json(record))


def layer_digests(record: Mapping[str, Any]) -> dict[str, str]:
    """Give the SHA-256 of each layer of a row, so that two editions can be compared layer by layer."""
    return {
        layer: _sha256(canonical_json({name: record[name] for name in names})) for layer, names in LAYER_FIELDS.items()
    }


def content_digest(rows: Iterable[tuple[str, str, str]]) -> str:
    """Give the digest of an edition as ``sha256:<hexadecimal>``.

    Args:
        rows: id, split and row digest of every row, in any order.
    """
    digest = hashlib.sha256(f"{SCHEME}\n".encode())
    for article_id, split, row in sorted(rows):
        digest.update(f"{article_id}\t{split}\t{row}\n".encode())
    return f"sha256:{digest.hexdigest()}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
