"""A small linear-chain model that gives each line one of six labels.

Each label's score is the sum of the weights of the line's features (``features``); a transition weight ties
neighbours; the best sequence is found with Viterbi's algorithm, over states that know whether the headline and
the story have begun. The weights were learned as a conditional random field; see ``MODEL_CARD.md``.
"""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from copydesk.text.layout.context import Group, contexts_of
from copydesk.text.layout.features import group_features, own_features
from copydesk.text.layout.headline import find_headline
from copydesk.text.layout.lines import Line
from copydesk.text.layout.shape import Shape, is_set_apart, kind_of
from copydesk.text.layout.view import view_of

LABELS = ("headline", "dek", "caption", "subhead", "body", "other")
STATES = (5, 2, 0, 1, 2, 5, 4, 2, 3, 5)
"""The label of each state. A page runs through three stages: other and caption above the headline; the headline,
dek, caption and other above the story; then paragraphs, captions, subheads and other. No step leads back, so that
there is one headline at most and no dek after the first paragraph; the weights hold no other steps."""

ABOVE = 2
"""States below this stand above the headline."""

NO_HEADLINE = 6.0
"""What a page without any headline costs, in the model's own unit."""

SET_APART = 3.0
"""What a phrase that sets a sentence apart from the story adds to "other", beside what was learned of it."""

PLACES = range(16)
"""Numbers of the groups of surroundings; there are fewer."""

BEAM = 4.0
"""States and labels that lie so far behind the best are dropped; on held-out pages that made no difference."""

WEIGHTS = Path(__file__).with_name("weights.json")

MOST_TO_KEEP = 1 << 14
"""So many sums of weights are remembered of what lines show, and of each kind of surroundings."""

Scores = tuple[float, float, float, float, float, float]

KEPT = {label: cast("Scores", tuple(40.0 if other == label else -40.0 for other in LABELS)) for label in LABELS}
"""The scores of a line whose label is settled."""


Steps = tuple[tuple[tuple[tuple[int, float], ...], ...], ...]
"""For each state and each label the steps from it: the next state, and the weight of the step."""


class Weights(NamedTuple):
    """Learned weights: of headline candidates, of the labels for each feature, and of each allowed step of states."""

    headline: dict[str, float]
    features: dict[str, Scores]
    steps: Steps


class Labelled(NamedTuple):
    """One line with the label that the model gave it, and the shape and kind it saw."""

    line: Line
    label: str
    shape: Shape
    kind: str


_Shown = TypeVar("_Shown", bound=Hashable)


class _Sums(dict[_Shown, Scores]):
    """Sums of weights by what they were added up for, each added up when it is first asked for.

    A dictionary and no cached function, because ``map`` looks a whole column of lines up in it without a call.
    """

    def __init__(self, added: Callable[[_Shown], Scores]) -> None:
        super().__init__()
        self._added = added

    def __missing__(self, shown: _Shown) -> Scores:
        if len(self) >= MOST_TO_KEEP:
            self.clear()
        self[shown] = scores = self._added(shown)
        return scores


class _Scorer:
    """Weights, and the scores that were added up with them; most of what lines show was seen before."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._own = _Sums(self._own_scores)
        self._groups = [_Sums(partial(self._group_scores, place)) for place in PLACES]

    def line_scores(self, shapes: Sequence[Shape], contexts: Sequence[Iterable[Group]]) -> list[Scores]:
        """Add up what each line of a page shows and what stands about it."""
        about = [map(known.__getitem__, groups) for known, groups in zip(self._groups, contexts, strict=False)]
        return list(map(_added, zip(map(self._own.__getitem__, shapes), *about, strict=True)))

    def _own_scores(self, shape: Shape) -> Scores:
        h, d, c, s, b, o = self._summed(own_features(shape, kind_of(shape)))
        return (h, d, c, s, b, o + SET_APART) if is_set_apart(shape) else (h, d, c, s, b, o)

    def _group_scores(self, place: int, group: Group) -> Scores:
        return self._summed(group_features(place, group))

    def _summed(self, names: Iterable[str]) -> Scores:
        return _added(filter(None, map(self.weights.features.get, names)))


_OTHER: ContextVar[_Scorer | None] = ContextVar("_OTHER", default=None)


@contextmanager
def weights_from(path: Path) -> Iterator[None]:
    """Read the weights from another file for a while, to measure what was learned without some pages.

    They hold in this thread alone, and in no process that was started before.
    """
    token = _OTHER.set(_Scorer(_read_weights(path)))
    try:
        yield
    finally:
        _OTHER.reset(token)


def weights() -> Weights:
    """Give the weights that are in use here: those of the package, unless ``weights_from`` says otherwise."""
    return _scorer().weights


def _scorer() -> _Scorer:
    return _OTHER.get() or _shipped()


@cache
def _shipped() -> _Scorer:
    return _Scorer(_read_weights(WEIGHTS))


def _read_weights(path: Path) -> Weights:
    table = json.loads(path.read_text(encoding="utf-8"))
    features = {name: tuple(value / 100 for value in values) for name, values in table["features"].items()}
    steps = tuple(
        tuple(
            tuple(
                (after, row[after] / 100) for after, own in enumerate(STATES) if own == label and row[after] is not None
            )
            for label in range(len(LABELS))
        )
        for row in table["steps"]
    )
    headline = {name: value / 100 for name, value in table["headline"].items()}
    return Weights(headline, features, steps)


def label_lines(raw: str, lines: Sequence[Line], settled: Mapping[int, str]) -> list[Labelled]:
    """Give every line its label; cost is linear in lines.

    Args:
        raw: the raw page.
        lines: all lines of the page.
        settled: labels that are known already, by line index; the model keeps to them.
    """
    view = view_of(raw, lines)
    scorer = _scorer()
    headline = find_headline(view, scorer.weights.headline)
    scores = scorer.line_scores(view.shapes, contexts_of(view, headline))
    for index, label in settled.items():
        scores[index] = KEPT[label]
    if headline >= 0:
        scores[headline] = KEPT["headline"]
    states = best_path(scores, scorer.weights.steps)
    return [
        Labelled(line, LABELS[STATES[state]], shape, kind)
        for line, state, shape, kind in zip(lines, states, view.shapes, view.kinds, strict=True)
    ]


def _added(rows: Iterable[Scores]) -> Scores:
    headline = dek = caption = subhead = body = other = 0.0
    for h, d, c, s, b, o in rows:
        headline += h
        dek += d
        caption += c
        subhead += s
        body += b
        other += o
    return (headline, dek, caption, subhead, body, other)


def best_path(scores: Sequence[Scores], steps: Steps) -> list[int]:
    """Find the best sequence of states; the first is before or at the headline, and it never comes twice."""
    first = scores[0]
    alive = {0: first[5], 1: first[2], 2: first[0]}
    origins: list[dict[int, int]] = []
    for emission in scores[1:]:
        best = max(emission) - BEAM
        wanted = [pair for pair in enumerate(emission) if pair[1] >= best]
        reached: dict[int, float] = {}
        origin: dict[int, int] = {}
        if len(alive) == 1:
            (state, total), *_ = alive.items()
            for label, score in wanted:
                for after, weight in steps[state][label]:
                    reached[after] = total + weight + score
                    origin[after] = state
        else:
            floor = max(alive.values()) - BEAM
            for state, total in alive.items():
                if total < floor:
                    continue
                row = steps[state]
                for label, score in wanted:
                    for after, weight in row[label]:
                        value = total + weight + score
                        if after not in reached or value > reached[after]:
                            reached[after] = value
                            origin[after] = state
        if not reached:
            reached, origin = _forced(alive, emission, steps)
        alive = reached
        origins.append(origin)
    final = max(alive, key=lambda state: alive[state] - NO_HEADLINE * (state < ABOVE))
    path = [final]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    return path[::-1]


def _forced(alive: Mapping[int, float], emission: Scores, steps: Steps) -> tuple[dict[int, float], dict[int, int]]:
    """Go on where every label that the line wants is out of reach: take the best of what is not."""
    value, after, state = max(
        (total + weight + score, after, state)
        for state, total in alive.items()
        for label, score in enumerate(emission)
        for after, weight in steps[state][label]
    )
    return {after: value}, {after: state}
