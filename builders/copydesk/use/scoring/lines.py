"""The lines of a file in JSON Lines, with their places."""

from collections.abc import Iterator
from pathlib import Path

from copydesk.errors import Place


def numbered_lines(path: Path) -> Iterator[tuple[str, Place]]:
    """Give each line that is not blank, and where it stands; lines end with LF alone, as JSON Lines has it."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            yield line, Place(str(path), number)
