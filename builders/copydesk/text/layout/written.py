"""Pages written for this project, as the tests hold them, in the form that the line model learns from."""

import re
from collections.abc import Iterator
from pathlib import Path

from copydesk.text.layout.labelled import LabelledPage, labels_of
from copydesk.text.layout.lines import read_lines

CUT = "\N{BROKEN BAR}"
"""Stands between two pieces of one line; it is not part of the page."""

GOES_ON = "="
"""Marks a line that goes on with the paragraph above: a hard-wrapped page, which shows no lines to learn from."""

WEIGHT = "weight: "
"""Opens the line above the first page of a file that says how much each counts; without it each counts whole."""

LABEL = {"paragraph": "body", "dateline": "body", "credit": "caption"}
KEPT = frozenset({"headline", "dek", "caption", "subhead", "body"})

_TITLE = re.compile(r"^### ", re.MULTILINE)


def read_written(path: Path) -> Iterator[LabelledPage]:
    """Read cases: ``### label``, then lines of ``role+role, tab, raw line`` with a broken bar between the pieces.

    A file may begin with the line ``weight: 0.5``: pages made up whole are cleaner than real ones and count less.
    """
    head, *blocks = _TITLE.split(path.read_text(encoding="utf-8"))
    weight = _weight(head)
    for block in blocks:
        title, *rows = block.split("\n")
        parsed = [row.partition("\t")[::2] for row in rows]
        if any(roles == GOES_ON for roles, _ in parsed):
            continue
        raw = "\n".join(text.replace(CUT, "") for _, text in parsed)
        lines = read_lines(raw)
        labels = labels_of(lines, list(_segments(parsed)))
        yield LabelledPage(raw, lines, labels, f"{path.stem}: {title}", weight, weight)


def _weight(head: str) -> float:
    stated = [line.removeprefix(WEIGHT) for line in head.split("\n") if line.startswith(WEIGHT)]
    return float(stated[0]) if stated else 1.0


def _segments(parsed: list[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for roles, text in parsed:
        position = start
        for role, part in zip(roles.split("+"), text.split(CUT), strict=False):
            label = LABEL.get(role, role)
            yield position, position + len(part), label if label in KEPT else "other"
            position += len(part)
        start += len(text.replace(CUT, "")) + 1
