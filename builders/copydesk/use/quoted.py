"""Find the files of a corpus that quote a text: guidelines, notes, other articles. People must change those."""

from collections.abc import Iterator
from pathlib import Path

from copydesk.check.findings import Finding
from copydesk.check.rules.rule import finding
from copydesk.check.rules.withdrawn import WITHDRAWN_QUOTED
from copydesk.errors import InputError, Place
from copydesk.pipeline.survey import Survey, regular_files
from copydesk.text.intake import read_bytes

WINDOW = 30
"""As many characters in a row are a quotation and no coincidence."""


def quoting_files(corpus: Path, text: str) -> Iterator[Finding]:
    """Find every file below a directory that repeats 30 characters of a text, white space aside, at its first place.

    Links are not followed, and files that cannot be read as UTF-8 are passed over. Linear in the size of all files.
    """
    folded = " ".join(text.split())
    windows = {folded[start : start + WINDOW] for start in range(len(folded) - WINDOW + 1)}
    for path in regular_files(corpus, Survey()):
        try:
            content = read_bytes(path).decode("utf-8")
        except (InputError, UnicodeDecodeError):
            continue
        line = _first_line(content, windows)
        if line is not None:
            message = f"repeats {WINDOW} characters or more of the withdrawn article; change it by hand"
            yield finding(WITHDRAWN_QUOTED, Place(str(path), line), message)


def _first_line(content: str, windows: set[str]) -> int | None:
    """Give the line, from 1, in which the first of the windows ends."""
    folded = ""
    for number, line in enumerate(content.split("\n"), start=1):
        folded = f"{folded[1 - WINDOW :]} {' '.join(line.split())}" if line.split() else folded
        if any(folded[start : start + WINDOW] in windows for start in range(len(folded) - WINDOW + 1)):
            return number
    return None
