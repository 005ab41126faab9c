"""Hold the splits of a corpus to those of its editions: from 1.0.0 on, articles move with a new major version alone."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from copydesk.check.findings import Finding
from copydesk.check.rules import RULES
from copydesk.check.rules.corpus import SPLIT_MOVED
from copydesk.check.rules.rule import finding
from copydesk.errors import InputError, Place
from copydesk.release.receipts import binding_receipts, next_major, read_receipt
from copydesk.release.splits import Split, split_of

_NUMBER = re.compile(r"[0-9]+")
_FROZEN = re.compile(r"[1-9][0-9]*[.][0-9]+[.][0-9]+")


class _Released(NamedTuple):
    """The split of an article, and the line of the receipt that put it there."""

    split: Split
    receipt: Path
    line: int


def split_findings(editions: Path, declared: Mapping[str, Split], version: str) -> Iterator[Finding]:
    """Find receipts that are none, and articles whose split is not the one of the last receipt that binds a version.

    Args:
        editions: the folder of receipts, ``<version>.jsonl``; it need not be there.
        declared: what ``splits.jsonl`` says.
        version: the version that the corpus is, or is to be released as; the first of a new major one binds nothing.
    """
    binding = frozenset(binding_receipts(editions, version))
    last: dict[str, _Released] = {}
    for path in _receipts(editions):
        try:
            for number, row in enumerate(read_receipt(path), start=1):
                if path in binding and ((known := last.get(row.id)) is None or known.split != row.split):
                    last[row.id] = _Released(row.split, path, number)
        except InputError as error:
            yield finding(RULES[error.rule], error.place, error.message)
    for name, (split, path, number) in last.items():
        if (now := split_of(name, declared)) != split:
            would = f"would be in {now!r}; only {next_major(version)} may move it"
            message = f"{name!r} is in {split!r} since {path.stem}, and {would}"
            yield finding(SPLIT_MOVED, Place(str(path), line=number), message, name)


def released_splits(editions: Path) -> dict[str, tuple[Split, str]]:
    """Give the last split of each article that was released from 1.0.0 on, and the version that put it there.

    Raises:
        InputError: a receipt cannot be read.
    """
    found: dict[str, tuple[Split, str]] = {}
    for path in _receipts(editions):
        if _FROZEN.fullmatch(path.stem):
            for row in read_receipt(path):
                if row.id not in found or found[row.id][0] != row.split:
                    found[row.id] = row.split, path.stem
    return found


def _receipts(editions: Path) -> list[Path]:
    found = (path for path in editions.iterdir() if path.suffix == ".jsonl") if editions.is_dir() else ()
    return sorted(found, key=lambda path: ([int(part) for part in _NUMBER.findall(path.stem)], path.name))
