"""Hold the splits of a corpus to those of its editions: from 1.0.0 on, no article ever moves to another split."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.check.rules import RULES
from copydesk.check.rules.corpus import SPLIT_MOVED
from copydesk.check.rules.rule import finding
from copydesk.errors import InputError, Place
from copydesk.release.receipts import read_receipt
from copydesk.release.splits import Split, split_of

_FROZEN = re.compile(r"[1-9][0-9]*[.][0-9]+[.][0-9]+")


def split_findings(editions: Path, declared: Mapping[str, Split]) -> Iterator[Finding]:
    """Find receipts that are none, and articles whose split is not the one that a receipt from 1.0.0 on names.

    Args:
        editions: the folder of receipts, ``<version>.jsonl``; it need not be there.
        declared: what ``splits.jsonl`` says.
    """
    seen: set[str] = set()
    for path in _receipts(editions):
        try:
            for number, row in enumerate(read_receipt(path), start=1):
                now = split_of(row.id, declared)
                if _FROZEN.fullmatch(path.stem) and now != row.split and row.id not in seen:
                    seen.add(row.id)
                    message = f"{row.id!r} is in {row.split!r} since {path.stem}, and would be in {now!r}"
                    yield finding(SPLIT_MOVED, Place(str(path), line=number), message, row.id)
        except InputError as error:
            yield finding(RULES[error.rule], error.place, error.message)


def released_splits(editions: Path) -> dict[str, tuple[Split, str]]:
    """Give the split of each article that was released from 1.0.0 on, and the first version that has it there.

    Raises:
        InputError: a receipt cannot be read.
    """
    found: dict[str, tuple[Split, str]] = {}
    for path in _receipts(editions):
        if _FROZEN.fullmatch(path.stem):
            for row in read_receipt(path):
                found.setdefault(row.id, (row.split, path.stem))
    return found


def _receipts(editions: Path) -> list[Path]:
    return sorted(path for path in editions.iterdir() if path.suffix == ".jsonl") if editions.is_dir() else []
