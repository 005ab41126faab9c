"""The receipt of a release, ``corpus/editions/<version>.jsonl``: digests of its rows, and not a word of their text.

It stays with the corpus when the release itself lies elsewhere, so that a later build can tell whether it makes the
same edition, and a comparison can tell which layer of which article has changed.
"""

import json
from pathlib import Path

from copydesk.errors import InputError, Place
from copydesk.record import canonical_json
from copydesk.release.digest import content_digest
from copydesk.release.spill import Spilled


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
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError("receipt-form", f"cannot be read: {error}", Place(str(path))) from error
    return content_digest(_row(path, number, line) for number, line in enumerate(lines, start=1) if line)


def _row(path: Path, number: int, line: str) -> tuple[str, str, str]:
    try:
        row = json.loads(line)
        return str(row["id"]), str(row["split"]), str(row["row_digest"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError("receipt-form", f"is no row of a receipt: {error}", Place(str(path), line=number)) from error
