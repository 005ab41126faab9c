"""A few changes of each kind for people to look at, chosen by the order of the ids and not by that of reading."""

import json
from bisect import insort
from operator import attrgetter
from typing import Any

from copydesk.errors import printable
from copydesk.release.changes.difference import Sample
from copydesk.release.changes.matching import SpanChange
from copydesk.release.changes.spans import Occurrence, SpanLayer

MAX_CHARACTERS = 80
"""Code points of a span or value that a sample shows; what surrounds it comes on top."""

_AROUND = 24
_MAX_SPANS = 3
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


class SampleBox:
    """Keeps of each kind the samples of the smallest ids, and no more than a limit."""

    def __init__(self, limit: int) -> None:
        """Keep at most ``limit`` samples of a kind."""
        self._limit = limit
        self._by_kind: dict[str, list[Sample]] = {}

    def wants(self, kind: str, article_id: str) -> bool:
        """Tell whether a sample would be kept, so that it need not be made otherwise."""
        kept = self._by_kind.get(kind, [])
        return len(kept) < self._limit or (bool(kept) and article_id < kept[-1].id)

    def add(self, sample: Sample) -> None:
        """Keep the sample, and let go of the greatest id where there are too many."""
        kept = self._by_kind.setdefault(sample.kind, [])
        insort(kept, sample, key=attrgetter("id"))
        del kept[self._limit :]

    def all(self) -> tuple[Sample, ...]:
        """Give the samples by kind and id."""
        return tuple(sample for kind in sorted(self._by_kind) for sample in self._by_kind[kind])


def article_sample(kind: str, article_id: str, what: str = "") -> Sample:
    """Make a sample of an article as a whole; ``what`` says more, such as its splits."""
    return Sample(kind, _shown(article_id), _shown(what))


def field_sample(field: str, article_id: str, old: Any, new: Any) -> Sample:
    """Make a sample of a field: both values from a little before the place where they part."""
    before, after = _words(old), _words(new)
    start = max(0, _common_prefix(before, after) - _AROUND)
    return Sample(_shown(field), _shown(article_id), "", _excerpt(before, start), _excerpt(after, start))


def span_sample(kind: str, article_id: str, change: SpanChange, texts: tuple[str, str], layer: SpanLayer) -> Sample:
    """Make a sample of a span in brackets in its context, before and after."""
    old_text, new_text = texts
    return Sample(
        kind,
        _shown(article_id),
        _shown(_details(change, layer)),
        None if change.old is None else _in_context(change.old, old_text),
        None if change.new is None else _in_context(change.new, new_text),
    )


def _details(change: SpanChange, layer: SpanLayer) -> str:
    """Say which labels differ and how, which parts do, or under which type the span stands."""
    if change.old is None or change.new is None:
        span = change.new or change.old
        return str(span.labels[0]) if span else ""
    words = []
    for name in change.details:
        if name in layer.labels:
            before, after = change.old.item.get(name), change.new.item.get(name)
            words.append(f"{name} {_words(before)} -> {_words(after)}")
        else:
            words.append(name)
    return f"{change.old.labels[0]}{': ' if words else ''}{', '.join(words)}"


def _in_context(span: Occurrence, text: str) -> str:
    parts = [_one_in_context(start, end, text) for start, end in span.place[:_MAX_SPANS]]
    return f" {_ELLIPSIS} ".join(parts)


def _one_in_context(start: int, end: int, text: str) -> str:
    marked = text[start : min(end, start + MAX_CHARACTERS)] + (_ELLIPSIS if end > start + MAX_CHARACTERS else "")
    context = f"{text[max(0, start - _AROUND) : start]}[{marked}]{text[end : end + _AROUND]}"
    return _shown("".join(" " if character.isspace() else character for character in context).strip())


def _excerpt(text: str, start: int) -> str:
    end = start + _AROUND + MAX_CHARACTERS
    return _shown(f"{_ELLIPSIS if start else ''}{text[start:end]}{_ELLIPSIS if end < len(text) else ''}")


def _words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _common_prefix(one: str, other: str) -> int:
    """Count the code points in which two texts agree from the start, by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _shown(text: str) -> str:
    return printable(text[: 4 * MAX_CHARACTERS])
