"""What the learned weights make of all that is proposed in worn print."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from math import exp
from pathlib import Path
from typing import cast

from copydesk.annotate.entities.mentions import Mention, Reading, places_taken
from copydesk.annotate.entities.worn.features import Described, described_spans
from copydesk.annotate.entities.worn.spans import Heard, Place, surface_in_small
from copydesk.annotate.entities.worn.wear import is_worn
from copydesk.record import EntityType
from copydesk.resources import language_data

KINDS: tuple[EntityType, ...] = ("PER", "LOC", "ORG")
"""What a span may name; it also may name nothing, which comes first in each row of weights."""

ALWAYS = "always"
"""The feature that every span has."""

CHANCE = 0.27
"""The chance from which on a span is a name; F1 is highest about half of what it reaches (Lipton and others, 2014)."""

TOPIC = "worn_names"
"""The data of a language that holds its weights; a language without it has no such model."""

Weights = Mapping[str, Sequence[int]]
Chances = tuple[float, float, float]

_OTHER: ContextVar[Weights | None] = ContextVar("_OTHER", default=None)


@contextmanager
def weights_from(path: Path) -> Iterator[None]:
    """Take the weights of another file for a while, in this thread: to measure what was learned without some pages."""
    token = _OTHER.set(tomllib.loads(path.read_text(encoding="utf-8"))["weights"])
    try:
        yield
    finally:
        _OTHER.reset(token)


def weights_of(language: str) -> Weights | None:
    """Give the weights of a language in hundredths: of nothing, then of ``KINDS``; None where nothing was learned."""
    other = _OTHER.get()
    own = language_data(language.split("-", 1)[0].lower(), TOPIC)
    return cast("Weights | None", own.get("weights")) if other is None else other


def weigh(heard: Heard, reading: Reading) -> list[Mention]:
    """Give the names of an article: those of all steps, and in worn print those that weigh enough.

    There people, places and organisations are chosen anew from all that is proposed, one type a name; works and events
    stay where none of them is.
    """
    weights = weights_of(reading.lexicon.language)
    if weights is None or not is_worn(reading):
        return list(heard.steps)
    described = described_spans(heard, reading)
    chosen = _apart(_chances(described, weights, reading))
    sure = {mention[:3]: mention.sure for mention in heard.steps}
    names = [Mention(*place, kind, sure.get(place, False)) for place, kind in chosen.items()]
    taken = places_taken(names)
    others = [
        mention for mention in heard.steps if mention.type not in KINDS and taken.isdisjoint(places_taken([mention]))
    ]
    return sorted([*names, *others])


def _chances(described: Sequence[Described], weights: Weights, reading: Reading) -> dict[Place, Chances]:
    """Give each span the chance that it is a person, a place, an organisation.

    The chance that it is any name is its own; which kind of name is settled for all spans of the same words together.
    """
    own = {span.place: _softmax(features, weights) for span, features in described}
    together: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0] * len(KINDS))
    for span, _ in described:
        sums = together[surface_in_small(span, reading)]
        sums[:] = [total + chance for total, chance in zip(sums, own[span.place], strict=True)]
    chances = {}
    for span, _ in described:
        sums = together[surface_in_small(span, reading)]
        any_name = sum(own[span.place])
        chances[span.place] = cast("Chances", tuple(any_name * total / sum(sums) for total in sums))
    return chances


def _softmax(features: Sequence[str], weights: Weights) -> Chances:
    """Add up whole hundredths, so that the order of the features makes no difference."""
    rows = [row for name in features if (row := weights.get(name)) is not None]
    rows.append(weights.get(ALWAYS, (0, 0, 0, 0)))
    nothing, person, place, organization = (sum(column) / 100 for column in zip(*rows, strict=True))
    highest = max(nothing, person, place, organization)
    shares = [exp(score - highest) for score in (nothing, person, place, organization)]
    return cast("Chances", tuple(share / sum(shares) for share in shares[1:]))


def _apart(chances: Mapping[Place, Chances]) -> dict[Place, EntityType]:
    """Choose the likeliest spans that do not overlap, each as the likeliest kind."""
    taken: set[tuple[int, int]] = set()
    chosen: dict[Place, EntityType] = {}
    for place, own in sorted(chances.items(), key=lambda item: (-max(item[1]), item[0])):
        if max(own) < CHANCE:
            break
        area, first, last = place
        words = {(area, index) for index in range(first, last)}
        if taken.isdisjoint(words):
            taken |= words
            chosen[place] = KINDS[own.index(max(own))]
    return chosen


def written_weights(weights: Weights) -> str:
    """Write weights as the data file of a language holds them, one feature a line."""
    return "".join(f"{json.dumps(name, ensure_ascii=False)} = {list(row)}\n" for name, row in sorted(weights.items()))
