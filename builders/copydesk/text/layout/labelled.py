"""Labelled pages to learn from: each line with one of the labels of the line model."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from copydesk.text.layout.lines import Line, read_lines
from copydesk.text.layout.shape import kind_of, shape_of

LABEL = {"caption+credit": "caption", "repeat": "other"}
"""Labels of the pages that the model knows under another name."""

BY_HAND = Path(__file__).with_name("mended_labels.json")
"""Captions, credits, subheads and paragraphs that the labels call "other", found by reading; no text, line numbers."""

PLAIN_WEIGHT = 0.3
"""Pages of one source that all look alike count so much in the ranking of headlines."""


class LabelledPage(NamedTuple):
    """One page: its lines, their labels, who published it, how much it counts for the headline and for the lines."""

    raw: str
    lines: list[Line]
    labels: list[str]
    publisher: str
    weight: float
    line_weight: float = 1.0


def read_pages(path: Path) -> Iterator[LabelledPage]:
    """Read JSON Lines with ``raw``, ``segments`` [start, end, label] and ``publisher``."""
    with path.open(encoding="utf-8") as file:
        for record in map(json.loads, file):
            lines = read_lines(record["raw"])
            segments = [(start, end, label) for start, end, label in record["segments"] if label != "dateline"]
            labels = labels_of(lines, segments)
            publisher = record.get("publisher")
            name = publisher or record["id"]
            mended = _mended(lines, labels)
            for line, label in _by_hand().get(record["id"], {}).items():
                mended[int(line)] = label
            yield LabelledPage(record["raw"], lines, mended, name, 1.0 if publisher else PLAIN_WEIGHT)


@cache
def _by_hand() -> dict[str, dict[str, str]]:
    """Read what a reader mended by hand: for a page's id, the label of a line by its number."""
    table: dict[str, dict[str, str]] = json.loads(BY_HAND.read_text(encoding="utf-8"))
    return table


def labels_of(lines: list[Line], segments: list[tuple[int, int, str]]) -> list[str]:
    """Give each line the label of the segment that covers most of it."""
    labels = []
    position = 0
    for line in lines:
        while position < len(segments) and segments[position][1] <= line.start:
            position += 1
        best, most = "other", 0
        for start, end, label in segments[position:]:
            if start >= line.end:
                break
            shared = min(end, line.end) - max(start, line.start)
            if shared > most:
                best, most = label, shared
        labels.append(best)
    return labels


def _mended(lines: list[Line], labels: list[str]) -> list[str]:
    """Mend two gaps of the labels: captions with a credit and paragraphs amid the story that nobody labelled."""
    mended = [LABEL.get(label, label) for label in labels]
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label != "other":
            continue
        shape, _ = shape_of(line.text)
        kind = kind_of(shape)
        if kind in {"para_credited", "credited"} and 25 <= len(line.text) <= 450:
            mended[index] = "caption"
        elif kind == "para" and labels[index - 1 : index] == ["body"] and labels[index + 1 : index + 2] == ["body"]:
            mended[index] = "body"
    return mended
