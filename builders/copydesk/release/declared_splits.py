"""The splits that a corpus declares, ``corpus/splits.jsonl``: one line for each article, after its schema."""

from pathlib import Path
from typing import cast

from copydesk.check.checked_lines import checked_line
from copydesk.check.findings import Finding
from copydesk.errors import InputError, Place
from copydesk.release.splits import Split
from copydesk.text.intake import read_bytes

SPLITS_FILE = "splits.jsonl"
"""The name of the file within a corpus."""


def read_splits(path: Path) -> dict[str, Split]:
    """Read the declared splits; none where the file is absent. Ids that are in no edition do no harm.

    Raises:
        InputError: a line departs from ``schema/split.schema.json`` (``splits-form``), or names an id a second time
            (``splits-unique``).
    """
    splits, findings = survey_splits(path)
    for found in findings:
        raise InputError(found.rule, found.message, found.place)
    return splits


def survey_splits(path: Path) -> tuple[dict[str, Split], tuple[Finding, ...]]:
    """Read the declared splits that can be read, and find every line that is wrong."""
    splits: dict[str, Split] = {}
    findings = []
    for number, line in enumerate(read_bytes(path).split(b"\n") if path.is_file() else (), start=1):
        if line.strip():
            try:
                _enter(line, Place(str(path), line=number), splits)
            except InputError as error:
                findings.append(Finding(error.rule, "error", error.place, error.message))
    return splits, tuple(findings)


def _enter(line: bytes, place: Place, splits: dict[str, Split]) -> None:
    entry = checked_line(line, "split", "splits-form", place)
    if entry["id"] in splits:
        raise InputError("splits-unique", f"{entry['id']!r} has a split already", place)
    splits[entry["id"]] = cast("Split", entry["split"])
