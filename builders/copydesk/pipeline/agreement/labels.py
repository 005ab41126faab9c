"""What each annotator says of each unit: a role of every raw character, a type of every token."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from copydesk.check.rules.gold import ANNOTATED
from copydesk.pipeline.gold import Gold
from copydesk.record import Passage
from copydesk.text.tokens import Token, tokenize

NONE = "none"
"""The label of what an annotator says nothing about."""

Label = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """An article with two annotations of it: layout and spacing count in ``raw``, the others in ``text``."""

    id: str
    language: str
    raw: str
    text: str
    passages: tuple[Passage, ...]
    one: Gold
    other: Gold


def role_pairs(pair: Pair) -> Counter[Hashable]:
    """Count the characters of the raw article, white space aside, by the two roles (or kinds of noise) they have."""
    one, other = (_pieces(gold) for gold in (pair.one, pair.other))
    cuts = sorted({0, len(pair.raw), *(place for start, end, _ in (*one, *other) for place in (start, end))})
    counts: Counter[Hashable] = Counter()
    for (start, end), labels in zip(pairwise(cuts), zip(_at(one, cuts), _at(other, cuts), strict=True), strict=True):
        counts[labels] += sum(not character.isspace() for character in pair.raw[start:end])
    return +counts


def tokens_of(pair: Pair) -> list[Token]:
    """Give the tokens of the passages in which names and quotes are annotated."""
    starts = iter(sorted((p.start, p.end) for p in pair.passages if p.role in ANNOTATED))
    kept, current = [], next(starts, None)
    for token in tokenize(pair.text):
        while current and token.start >= current[1]:
            current = next(starts, None)
        if current and token.start >= current[0]:
            kept.append(token)
    return kept


def entity_labels(gold: Gold, tokens: Sequence[Token]) -> list[str]:
    """Give each token the type of the outermost mention that it lies in."""
    return _token_labels(_outermost((m["start"], m["end"], m["type"]) for m in gold.annotation["entities"]), tokens)


def quote_labels(gold: Gold, tokens: Sequence[Token]) -> list[str]:
    """Give each token the type of the outermost quote whose content it lies in."""
    spans = ((span["start"], span["end"], quote["type"]) for quote in _outer(gold) for span in quote["content"])
    return _token_labels(_outermost(spans), tokens)


def _outer(gold: Gold) -> Iterator[Mapping[str, Any]]:
    return (quote for quote in gold.annotation["quotes"] if quote["level"] == 1)


def _pieces(gold: Gold) -> list[Label]:
    return sorted((piece.start, piece.end, piece.role or piece.noise or NONE) for piece in gold.pieces or ())


def _at(labels: Sequence[Label], cuts: Sequence[int]) -> Iterator[str]:
    """Give the label of each stretch between two cuts, among which are all bounds of the labels."""
    at = 0
    for start, end in pairwise(cuts):
        while at < len(labels) and labels[at][1] <= start:
            at += 1
        yield labels[at][2] if at < len(labels) and labels[at][0] < end else NONE


def _outermost(spans: Iterable[Label]) -> list[Label]:
    """Keep the spans that lie in no other; of two that cross, the first."""
    kept: list[Label] = []
    for start, end, label in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, label))
    return kept


def _token_labels(spans: Sequence[Label], tokens: Sequence[Token]) -> list[str]:
    labels, at = [], 0
    for token in tokens:
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        labels.append(spans[at][2] if at < len(spans) and spans[at][0] < token.end else NONE)
    return labels
