"""The annotator ``gliner``: a local GLiNER model, asked for the types of our scheme by their English names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from copydesk.annotate.entities.models import ModelKind, Recognize, type_of
from copydesk.annotate.entities.recognizer import NamedSpan

ASKED = ("person", "location", "organization", "product", "event")
THRESHOLD = 0.5
"""The model's probability from which on a stretch is taken for a name; the library's own default."""

_LONGEST = 384
_WORD = re.compile(r"\w+|[^\w\s]")


def load(folder: Path) -> Recognize:
    """Load the model from a folder.

    Raises:
        ImportError: gliner is not installed.
    """
    import gliner  # noqa: PLC0415

    return recognize_with(gliner.GLiNER.from_pretrained(str(folder), local_files_only=True))


def recognize_with(model: Any) -> Recognize:
    """Make an annotator of an open model: anything with GLiNER's ``inference`` and ``config.max_len``.

    A passage of more words than the model takes is read in windows that overlap by a half.
    """
    size = max(2, getattr(model.config, "max_len", _LONGEST) // 2)

    def recognize(passages: Sequence[str]) -> list[tuple[NamedSpan, ...]]:
        return [tuple(_spans(passage)) for passage in passages]

    def _spans(passage: str) -> Iterator[NamedSpan]:
        for start, end, first, last in windows(passage, size):
            (found,) = model.inference([passage[start:end]], list(ASKED), flat_ner=True, threshold=THRESHOLD)
            for entity in sorted(found, key=_place):
                kind = type_of(str(entity["label"]))
                if kind and first <= start + entity["start"] < last:
                    yield NamedSpan(start + entity["start"], start + entity["end"], kind)

    return recognize


def _place(entity: Mapping[str, Any]) -> tuple[int, int]:
    return entity["start"], entity["end"]


def windows(passage: str, size: int) -> Iterator[tuple[int, int, int, int]]:
    """Cut a passage into windows of at most ``size`` words (and marks), with the part in which each one's names count.

    Windows overlap by a half; a name counts in the window in which it starts farthest from an edge.

    >>> list(windows("a b c d e f", 4))
    [(0, 7, 0, 6), (4, 11, 6, 11)]
    """
    words = [match.span() for match in _WORD.finditer(passage)]
    if not words:
        return
    step = size - size // 2
    starts = range(0, max(1, len(words) - size + step), step)
    for first in starts:
        last = min(first + size, len(words))
        counts_from = 0 if first == starts[0] else words[first + size // 4][0]
        counts_to = len(passage) if first == starts[-1] else words[first + step + size // 4][0]
        yield words[first][0], words[last - 1][1], counts_from, counts_to


GLINER = ModelKind("gliner", load)
