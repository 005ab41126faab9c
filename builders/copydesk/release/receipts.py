"""The receipt of a release, ``corpus/editions/<version>.jsonl``: digests of its rows, and not a word of their text.

It stays with the corpus when the release itself lies elsewhere, so that a later build can tell whether it makes the
same edition, and a comparison can tell which layer of which article has changed.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from copydesk.errors import InputError, Place
from copydesk.record import canonical_json
from copydesk.release.digest import content_digest
from copydesk.release.spill import Member, Spilled


def receipt_path(editions: Path, version: str) -> Path:
    """Give the place of the receipt of a version."""
    return editions / f"{version}.jsonl"


def render_receipt(spilled: Spilled) -> bytes:
    """Write one line of canonical JSON for each row, in the order of the ids."""
    lines = (
        canonical_json(
            {
                "id": member.id,
                "split": member.split,
                "row_digest": member.row_digest,
                "layer_digests": member.layer_digests,
            }
        )
        for member in spilled.members
    )
    return "".join(f"{line}\n" for line in lines).encode()


def receipt_digest(path: Path) -> str | None:
    """Give the content digest that a receipt records; None where there is no receipt.

    Raises:
        InputError: the file is not what ``render_receipt`` writes.
    """
    return content_digest(_rows(path)) if path.exists() else None


def moved_rows(editions: Path, version: str, members: Iterable[Member]) -> tuple[str, ...]:
    """Name the articles that an earlier release from 1.0.0 on has in another split; before that, splits may move.

    Raises:
        InputError: a receipt is not what ``render_receipt`` writes.
    """
    frozen = [path for path in sorted(editions.glob("*.jsonl")) if (1, 0, 0) <= _numbers(path.stem) < _numbers(version)]
    before = {article_id: split for path in frozen for article_id, split, _ in _rows(path)}
    return tuple(member.id for member in members if before.get(member.id, member.split) != member.split)


def _rows(path: Path) -> Iterator[tuple[str, str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise InputError("receipt-form", f"cannot be read: {error}", Place(str(path))) from error
    for number, line in enumerate(lines, start=1):
        if line:
            yield _row(path, number, line)


def _numbers(version: str) -> tuple[int, ...]:
    """Order versions by their numbers; what is no version comes before all."""
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


def _row(path: Path, number: int, line: str) -> tuple[str, str, str]:
    try:
        row = json.loads(line)
        return str(row["id"]), str(row["split"]), str(row["row_digest"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("receipt-form", f"is no row of a receipt: {error}", Place(str(path), line=number)) from error
