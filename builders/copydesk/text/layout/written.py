"""Pages written for this project, as the tests hold them, in the form that the line model learns from."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

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


class WrittenPage(NamedTuple):
    """A page as it was written: its raw text, its pieces as start, end and role, how much it counts."""

    title: str
    raw: str
    pieces: list[tuple[int, int, str]]
    weight: float


def written_pages(path: Path) -> Iterator[WrittenPage]:
    """Read pages: ``### title``, then lines of ``role+role, tab, raw line`` with a broken bar between the pieces.

    A file may begin with the line ``weight: 0.5``: pages made up whole are cleaner than real ones and count less.

    Raises:
        ValueError: a line has another number of roles than of pieces.
    """
    head, *blocks = _TITLE.split(path.read_text(encoding="utf-8"))
    weight = _weight(head)
    for block in blocks:
        title, *rows = block.split("\n")
        parsed = [row.partition("\t")[::2] for row in rows]
        raw = "\n".join(text.replace(CUT, "") for _, text in parsed)
        yield WrittenPage(f"{path.stem}: {title}", raw, list(_pieces(parsed)), weight)


def read_written(path: Path) -> Iterator[LabelledPage]:
    """Read written pages to learn from; those that are hard-wrapped show no lines and are left out."""
    for page in written_pages(path):
        if any(role == GOES_ON for _, _, role in page.pieces):
            continue
        lines = read_lines(page.raw)
        segments = [(start, end, _label(role)) for start, end, role in page.pieces]
        yield LabelledPage(page.raw, lines, labels_of(lines, segments), page.title, page.weight, page.weight)


def _label(role: str) -> str:
    label = LABEL.get(role, role)
    return label if label in KEPT else "other"


def _weight(head: str) -> float:
    stated = [line.removeprefix(WEIGHT) for line in head.split("\n") if line.startswith(WEIGHT)]
    return float(stated[0]) if stated else 1.0


def _pieces(parsed: list[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for roles, text in parsed:
        position = start
        for role, part in zip(roles.split("+"), text.split(CUT), strict=True):
            yield position, position + len(part), role
            position += len(part)
        start += len(text.replace(CUT, "")) + 1
