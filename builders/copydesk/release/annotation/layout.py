"""Which files an edition without text holds, and where."""

from pathlib import Path

from copydesk.release.layout import CARD, CHECKSUMS, DATASHEET, MANIFEST

SCHEMA = "schema/annotation.schema.json"
FIXED: tuple[str, ...] = (CARD, MANIFEST, CHECKSUMS, DATASHEET, SCHEMA)
SUFFIX = "-without-text"


def rows_path(language: str, split: str) -> str:
    """Give the path of the rows of a language and split: JSON Lines, in the order of the ids."""
    return f"data/{language}/{split}.jsonl"


def is_without_text(directory: Path) -> bool:
    """Tell whether a directory claims to be an edition without text."""
    return (directory / SCHEMA).is_file()
