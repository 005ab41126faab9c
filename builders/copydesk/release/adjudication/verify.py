"""Verify the files below ``annotation/``: those that the manifest names, row by row."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from copydesk.check.findings import Finding
from copydesk.release.adjudication.rows import AdjudicationRows, AdjudicationStatement
from copydesk.release.layout import ADJUDICATION_SCHEMAS, MANIFEST, REASONS, is_adjudication
from copydesk.release.rules import breach

_RULE = "release-adjudication"
Flaws = Callable[[str, Any], Iterator[tuple[str, str]]]
"""Finds what departs from the schema of that name: a JSON pointer and words."""


def adjudication_file_findings(
    directory: Path, statement: AdjudicationStatement | None, files: frozenset[str]
) -> Iterator[Finding]:
    """Compare the files that are there with those that the manifest names; none is opened."""
    named = statement.rows.keys() if statement else set()
    for name in sorted({name for name in files if is_adjudication(name)} ^ named):
        which = "does not name" if name in files else "names, but there is not:"
        yield breach(_RULE, directory / MANIFEST, f"{which} {name}")
    if not statement:
        for name in sorted(files & set(ADJUDICATION_SCHEMAS)):
            yield breach(_RULE, directory / name, "is the schema of nothing in this edition")


def adjudication_row_findings(
    directory: Path, statement: AdjudicationStatement | None, texts: Mapping[str, str | None], flaws: Flaws
) -> Iterator[Finding]:
    """Read every row.

    Args:
        directory: the edition.
        statement: what its manifest says of the files.
        texts: the SHA-256 of the text of each article of the edition by its id; None where the text is not there.
        flaws: holds a row to the schema ``gold`` or ``adjudication``, or what is left of it.
    """
    if statement is None:
        return
    read = AdjudicationRows()
    wrong = False
    for name in sorted(statement.rows):
        for message in _file_flaws(directory / name, name, texts, flaws, read):
            wrong = True
            yield breach(_RULE, directory / name, message)
    if not wrong and read.statement != statement:
        yield breach(_RULE, directory / MANIFEST, "gives another number of rows, or another digest of the adjudication")


def _file_flaws(
    path: Path, name: str, texts: Mapping[str, str | None], flaws: Flaws, read: AdjudicationRows
) -> Iterator[str]:
    """Find what is wrong with a file, up to the first row that cannot be read; enter the others."""
    previous = ""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield f"line {number} is no JSON: {error}"
                return
            if flaw := next(flaws("adjudication" if name == REASONS else "gold", row), None):
                yield f"line {number}: {flaw[0] or '/'} {flaw[1]}"
                return
            if row["id"] <= previous:
                yield f"line {number} is out of order or speaks of {row['id']!r} again"
            previous = row["id"]
            if previous not in texts:
                yield f"line {number} speaks of {previous!r}, which is not in the edition"
            elif name != REASONS and texts[previous] not in {None, row["text_sha256"]}:
                yield f"line {number} was made on another text of {previous!r}"
            read.add(name, previous, row)


def text_digest(text: str) -> str:
    """Give the SHA-256 by which an annotation names the text that it was made on."""
    return hashlib.sha256(text.encode()).hexdigest()
