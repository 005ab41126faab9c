"""Learn the weights of names in worn print from pages whose names are known.

A log-linear model of what a span names: nothing, a person, a place or an organisation. It is found by gradient descent
with momentum on the likelihood with weight decay; no random numbers. ``copydesk.use.scoring.held_out_names`` reads the
pages. See ``MODEL_CARD.md``.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from copydesk.annotate.entities.worn.weighing import ALWAYS, KINDS

PAGES = 4
"""A feature counts that was seen on so many pages."""

DECAY, STEPS, RATE = 33.0, 200, 0.1
LEAST = 3
"""Hundredths: a feature whose weights all are nearer to zero than this is left out."""


class Example(NamedTuple):
    """A proposed span: the page that it stands on, the names of its features, and what it names: empty for nothing."""

    page: str
    features: tuple[str, ...]
    kind: str


def learn(examples: Sequence[Example]) -> dict[str, tuple[int, ...]]:
    """Learn the weights of features, in hundredths: of nothing, then of the kinds of names."""
    import numpy as np  # noqa: PLC0415

    number = {name: index for index, name in enumerate(_kept(examples))}
    seen = np.zeros((len(examples), len(number)))
    for row, example in enumerate(examples):
        seen[row, [number[name] for name in (ALWAYS, *example.features) if name in number]] = 1
    kinds = ("", *KINDS)
    truth = np.zeros((len(examples), len(kinds)))
    truth[range(len(examples)), [kinds.index(example.kind) for example in examples]] = 1
    weights = np.zeros((len(number), len(kinds)))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    decay = np.full((len(number), 1), DECAY)
    decay[number[ALWAYS]] = 0
    for step in range(1, STEPS + 1):
        scores = seen @ weights
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        gradient = seen.T @ (chances - truth) + decay * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient * gradient
        rate = RATE * (1 - step / (STEPS + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    rows = {name: tuple(round(100 * value) for value in weights[index]) for name, index in number.items()}
    return {name: row for name, row in rows.items() if name == ALWAYS or max(map(abs, row)) >= LEAST}


def _kept(examples: Iterable[Example]) -> list[str]:
    pages: dict[str, set[str]] = {}
    for example in examples:
        for name in (ALWAYS, *example.features):
            pages.setdefault(name, set()).add(example.page)
    return sorted(name for name, found in pages.items() if len(found) >= PAGES)
