"""The receipt of a release, ``corpus/editions/<version>.jsonl``: digests of its rows, and not a word of their text.

It stays with the corpus when the release itself lies elsewhere, so that a later build can tell whether it makes the
same edition, and a comparison can tell which layer of which article has changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from copydesk.check.checked_lines import checked_line
from copydesk.errors import InputError, Place
from copydesk.record import canonical_json
from copydesk.release.digest import content_digest
from copydesk.release.spill import Member, Spilled
from copydesk.release.splits import Split

_MAX_LINE = 1 << 16
_FORM = "receipt-form"


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One line of a receipt."""

    id: str
    split: Split
    row_digest: str
    layer_digests: Mapping[str, str]


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


def read_receipt(path: Path) -> Iterator[ReceiptRow]:
    """Read the lines of a receipt one by one.

    Raises:
        InputError: the file cannot be read, a line departs from ``schema/receipt.schema.json`` or has no end, or the
            ids do not ascend (``receipt-form``).
    """
    number, previous = 0, ""
    try:
        with path.open("rb") as file:
            while line := file.readline(_MAX_LINE):
                number += 1
                row = _row(line, Place(str(path), line=number))
                if row.id <= previous:
                    raise InputError(_FORM, "the id is out of order", Place(str(path), line=number))
                previous = row.id
                yield row
    except OSError as error:
        raise InputError(_FORM, f"cannot be read: {error.strerror}", Place(str(path))) from error


def receipt_digest(path: Path) -> str | None:
    """Give the content digest that a receipt records; None where there is no receipt.

    Raises:
        InputError: the file is no receipt (``receipt-form``).
    """
    if not path.exists():
        return None
    return content_digest((row.id, row.split, row.row_digest) for row in read_receipt(path))


def binding_receipts(editions: Path, version: str) -> list[Path]:
    """Give the receipts, oldest first, whose splits a version must keep: from 1.0.0 on those of it and before it.

    The first version of a new major one is bound by none: who takes it knows that it may hold anything.
    """
    wanted = _numbers(version)
    numbered = sorted((_numbers(path.stem), path) for path in editions.glob("*.jsonl"))
    bound = [(numbers, path) for numbers, path in numbered if (1, 0, 0) <= numbers <= wanted]
    return [path for _, path in bound] if bound and bound[-1][0][0] == wanted[0] else []


def moved_rows(editions: Path, version: str, members: Iterable[Member]) -> tuple[str, ...]:
    """Name the articles that stand in another split than in the last release that has them, where that binds.

    Raises:
        InputError: a file is no receipt (``receipt-form``).
    """
    before = {row.id: row.split for path in binding_receipts(editions, version) for row in read_receipt(path)}
    return tuple(member.id for member in members if before.get(member.id, member.split) != member.split)


def next_major(version: str) -> str:
    """Give the first version of the next major one, in which articles may move."""
    return f"{_numbers(version)[0] + 1}.0.0"


def _numbers(version: str) -> tuple[int, ...]:
    """Order versions by their numbers; what is no version comes before all."""
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


def _row(line: bytes, place: Place) -> ReceiptRow:
    if not line.endswith(b"\n"):
        raise InputError(_FORM, "the line is cut short or too long", place)
    value = checked_line(line, "receipt", _FORM, place)
    return ReceiptRow(value["id"], cast("Split", value["split"]), value["row_digest"], value["layer_digests"])
