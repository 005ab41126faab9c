"""Our own gold as what layers are measured against: article records, one a line.

A line is a record after ``article.schema.json``, as ``copydesk parse`` and the full rows of an edition are, and counts
where its layer is not automatic. It may hold ``predicted``, another record of the same article whose layer is scored in
place of what the annotators say now.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.check.rules.schema import schema_flaws
from copydesk.errors import InputError, Place
from copydesk.record import Article, LayerName
from copydesk.use.scoring.lines import numbered_lines

_BESIDE = ("predicted", "split")
"""Members of a line that are no part of the record."""


@dataclass(frozen=True, slots=True)
class OwnGold:
    """An article with a layer that is not automatic, and another reading of it where the line has one."""

    gold: Article
    predicted: Article | None = None


def is_own_gold(path: Path) -> bool:
    """Tell by its first line whether a file holds article records; a line that is no object is left to others."""
    with path.open(encoding="utf-8") as file:
        first = next((line for line in file if line.strip()), "")
    try:
        record = json.loads(first)
    except ValueError:
        return False
    return isinstance(record, dict) and {"schema_version", "text", "layers"} <= record.keys()


def read_own_gold(path: Path, layer: LayerName) -> tuple[OwnGold, ...]:
    """Read the articles of a file whose layer of that name is not automatic, in the order of the lines.

    Raises:
        InputError: a line is no article record (``score-input``), the two readings of an article have different texts
            (``score-text-mismatch``), some lines hold ``predicted`` and some do not, or no layer is gold.
    """
    found = []
    for line, place in numbered_lines(path):
        read = _read(line, place)
        if any(own.name == layer and own.provenance != "automatic" for own in read.gold.layers):
            found.append(read)
    if not found:
        raise InputError("score-input", f"no article whose {layer} are not automatic", Place(str(path)))
    if len({read.predicted is None for read in found}) > 1:
        raise InputError("score-input", "some lines hold predictions and some do not", Place(str(path)))
    return tuple(found)


def _read(line: str, place: Place) -> OwnGold:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError("score-input", f"not JSON: {error}", place) from error
    if not isinstance(record, dict):
        raise InputError("score-input", "not an article record", place)
    gold = _article(record, place)
    if "predicted" not in record:
        return OwnGold(gold)
    predicted = _article(record["predicted"], place)
    if predicted.text != gold.text:
        raise InputError("score-text-mismatch", "the predictions were made on another text than the gold's", place)
    return OwnGold(gold, predicted)


def _article(record: Any, place: Place) -> Article:
    if isinstance(record, dict):
        record = {name: value for name, value in record.items() if name not in _BESIDE}
    for flaw in schema_flaws(record):
        raise InputError("score-input", f"not an article record: {flaw.pointer or 'the whole'} {flaw.message}", place)
    return Article.from_dict(record)
