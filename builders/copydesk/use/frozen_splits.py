"""Hold the splits of a corpus to those of its editions: from 1.0.0 on, no article ever moves to another split."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from copydesk.check.findings import Finding
from copydesk.check.rules.corpus import SPLIT_MOVED
from copydesk.check.rules.rule import finding
from copydesk.errors import InputError, Place
from copydesk.release.splits import Split, split_of
from copydesk.text.intake import read_bytes

_FROZEN = re.compile(r"[1-9][0-9]*[.][0-9]+[.][0-9]+")
_LARGEST_RECEIPT = 1 << 30


def split_findings(editions: Path, declared: Mapping[str, Split]) -> Iterator[Finding]:
    """Find articles whose split is not the one that a receipt of 1.0.0 or later names.

    Args:
        editions: the folder of receipts, ``<version>.jsonl``; it need not be there.
        declared: what ``splits.jsonl`` says.

    Raises:
        InputError: a receipt cannot be read.
    """
    seen: set[str] = set()
    for path, number, article, released in _released(editions):
        now = split_of(article, declared)
        if now != released and article not in seen:
            seen.add(article)
            message = f"{article!r} is in {released!r} since {path.stem}, and would be in {now!r}"
            yield finding(SPLIT_MOVED, Place(str(path), line=number), message, article)


def released_splits(editions: Path) -> dict[str, tuple[Split, str]]:
    """Give the split of each article that was released from 1.0.0 on, and the first version that has it there.

    Raises:
        InputError: a receipt cannot be read.
    """
    found: dict[str, tuple[Split, str]] = {}
    for path, _, article, split in _released(editions):
        found.setdefault(article, (cast("Split", split), path.stem))
    return found


def _released(editions: Path) -> Iterator[tuple[Path, int, str, str]]:
    """Walk the receipts from 1.0.0 on, row by row."""
    for path in sorted(editions.iterdir()) if editions.is_dir() else ():
        if path.suffix == ".jsonl" and _FROZEN.fullmatch(path.stem):
            for number, article, split in _rows(path):
                yield path, number, article, split


def _rows(path: Path) -> Iterator[tuple[int, str, str]]:
    data = read_bytes(path, max_bytes=_LARGEST_RECEIPT)
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line:
            try:
                row = json.loads(line)
                yield number, str(row["id"]), str(row["split"])
            except (ValueError, KeyError, TypeError) as error:
                place = Place(str(path), line=number)
                raise InputError("receipt-form", f"is no row of a receipt: {error}", place) from error
