"""Learn the weights of the headline ranking and of the line model from labelled pages.

``python -m copydesk.text.layout.learn OUT.json PAGES.jsonl … CASES.txt …`` writes what ``weights.json`` holds; files
that end in ``.txt`` are cases as the tests hold them. The line model
is a conditional random field trained with AdaGrad on the softmax-margin objective (Gimpel and Smith, 2010): a
wrong label costs more the longer the line. The ranking is a log-linear model of the candidates of one page.
Neither draws random numbers but for the order of the pages, which is seeded. See ``MODEL_CARD.md``.
"""

import json
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.text.layout.context import contexts_of
from copydesk.text.layout.features import group_features, own_features
from copydesk.text.layout.headline import candidates
from copydesk.text.layout.labelled import LabelledPage, read_pages
from copydesk.text.layout.model import ABOVE, LABELS, STATES
from copydesk.text.layout.view import view_of
from copydesk.text.layout.written import read_written

if TYPE_CHECKING:
    from numpy import float64, int32
    from numpy.typing import NDArray

    Matrix = NDArray[float64]
    Indices = NDArray[int32]

EPOCHS, RATE, DECAY, RANK_DECAY = 40, 0.15, 5.0, 2.0
PUBLISHERS = 3
"""A feature counts that was seen on pages of so many publishers."""

COST = 0.3
"""What a wrong label costs beside its length; long lines weigh more, for the scores count characters."""

OTHER, LEAKING = LABELS.index("other"), frozenset({LABELS.index("body"), LABELS.index("dek")})
LEAK_COST = 2.0
"""A line outside the story that is taken for story costs so many times as much."""

DEK, DEK_GAIN = LABELS.index("dek"), 0.5
"""What a step to a dek gains over what was learned; chosen on held-out publishers."""

HEADLINE, STORY = 2, 6
"""The states of the headline and of the first paragraph: the three stages begin at 0, here and there."""


class Sequenced(NamedTuple):
    """One page for training.

    Attributes:
        features: numbers of the features of all lines, line after line.
        begins: where each line begins among them.
        used: each feature of the page once, in order.
        sorted_lines: the line of each feature, ordered by feature.
        runs: where each feature of ``used`` begins there.
        states: the state of each line.
        costs: what each state would cost at each line.
        weight: how much the page counts.
    """

    features: "Indices"
    begins: "Indices"
    used: "Indices"
    sorted_lines: "Indices"
    runs: "Indices"
    states: "Indices"
    costs: "Matrix"
    weight: float


def stage(state: int) -> int:
    """Give the stage of a state: above the headline, above the story, in the story."""
    return 0 if state < ABOVE else 1 if state < STORY else 2


def is_allowed(before: int, after: int) -> bool:
    """Tell whether a step between two states may be: no step leads back, and the headline comes once."""
    if stage(before) == 0:
        return after <= HEADLINE
    if stage(before) == 1:
        return (stage(after) == 1 and after != HEADLINE) or after in {STORY, LABELS_TO_STORY["subhead"]}
    return stage(after) == 2


LABELS_TO_STORY = {LABELS[STATES[state]]: state for state in range(STORY, len(STATES))}
LABELS_ABOVE_STORY = {LABELS[STATES[state]]: state for state in range(HEADLINE + 1, STORY)}


def states_of(labels: Sequence[str]) -> list[int]:
    """Give the states that the labels of a page run through."""
    found: list[int] = []
    place = 0
    for label in labels:
        if place == 0 and label == "headline":
            place = 1
            found.append(HEADLINE)
        elif place == 0:
            found.append(1 if label == "caption" else 0)
        elif place == 1 and label not in {"body", "subhead"}:
            found.append(LABELS_ABOVE_STORY.get(label, LABELS_ABOVE_STORY["other"]))
        else:
            place = 2
            known = "body" if label == "dek" else label
            found.append(LABELS_TO_STORY.get(known, LABELS_TO_STORY["other"]))
    return found


def line_features(page: LabelledPage) -> list[list[str]]:
    """Name the features of each line, the headline being known."""
    view = view_of(page.raw, page.lines)
    headline = page.labels.index("headline") if "headline" in page.labels else -1
    groups = zip(*contexts_of(view, headline), strict=True)
    return [
        [
            *own_features(shape, kind),
            *(name for place, group in enumerate(line) for name in group_features(place, group)),
        ]
        for shape, kind, line in zip(view.shapes, view.kinds, groups, strict=True)
    ]


def learn_ranking(pages: Sequence[LabelledPage], *, steps: int = 250, rate: float = 0.1) -> dict[str, float]:
    """Learn the weights of headline candidates with Adam on the regularised log-likelihood."""
    import numpy as np  # noqa: PLC0415

    described = [(dict(candidates(view_of(page.raw, page.lines))), page) for page in pages]
    counts: dict[str, int] = {}
    for found, _ in described:
        for features in found.values():
            for name in features:
                counts[name] = counts.get(name, 0) + 1
    number = {name: index for index, name in enumerate(sorted(n for n, c in counts.items() if c >= PUBLISHERS))}
    tables: list[tuple[Matrix, int, float]] = []
    for found, page in described:
        if "headline" not in page.labels or (headline := page.labels.index("headline")) not in found:
            continue
        table = np.zeros((len(found), len(number)))
        for row, features in enumerate(found.values()):
            table[row, [number[name] for name in features if name in number]] = 1
        tables.append((table, list(found).index(headline), page.weight))
    weights, mean, square = np.zeros(len(number)), np.zeros(len(number)), np.zeros(len(number))
    for step in range(1, steps + 1):
        gradient = RANK_DECAY * weights
        for table, headline, weight in tables:
            scores = table @ weights
            chances = np.exp(scores - scores.max())
            gradient = gradient + weight * (table.T @ (chances / chances.sum()) - table[headline])
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient * gradient
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: float(weights[index]) for name, index in number.items()}


def learn_lines(pages: Sequence[LabelledPage]) -> tuple[dict[str, list[float]], list[list[float | None]]]:
    """Learn the weights of line features, and of the steps between states."""
    import numpy as np  # noqa: PLC0415

    named = [line_features(page) for page in pages]
    number = _numbered(pages, named)
    data = [_sequenced(page, lines, number) for page, lines in zip(pages, named, strict=True)]
    size = len(STATES)
    allowed = np.array([[float(is_allowed(a, b)) for b in range(size)] for a in range(size)])
    weights, steps = np.zeros((len(number), len(LABELS))), np.zeros((size, size))
    seen, seen_steps = np.full_like(weights, 1e-8), np.full_like(steps, 1e-8)
    total, total_steps, taken = np.zeros_like(weights), np.zeros_like(steps), 0
    shuffled = random.Random(0)  # noqa: S311 - the order of training pages is no secret
    order = list(range(len(data)))
    for epoch in range(EPOCHS):
        shuffled.shuffle(order)
        is_late = epoch >= EPOCHS * 0.6
        rate = RATE * (0.4 if is_late else 1.0)
        for index in order:
            page = data[index]
            gradient, step_gradient = _gradients(page, weights, np.exp(steps) * allowed)
            change = page.weight * np.add.reduceat(gradient[page.sorted_lines], page.runs)
            used, step_gradient = page.used, page.weight * step_gradient
            change += DECAY * weights[used] / len(data) ** 0.5
            seen[used] += change * change
            weights[used] -= rate * change / np.sqrt(seen[used])
            seen_steps += step_gradient * step_gradient
            steps -= rate * step_gradient / np.sqrt(seen_steps)
        if is_late:
            total, total_steps, taken = total + weights, total_steps + steps, taken + 1
    table = {name: [float(value) for value in total[index] / taken] for name, index in number.items()}
    rows = [[float(total_steps[a, b] / taken) if is_allowed(a, b) else None for b in range(size)] for a in range(size)]
    return table, rows


def _numbered(pages: Sequence[LabelledPage], named: Sequence[Sequence[Sequence[str]]]) -> dict[str, int]:
    publishers: dict[str, set[str]] = {}
    for page, lines in zip(pages, named, strict=True):
        for features in lines:
            for name in features:
                publishers.setdefault(name, set()).add(page.publisher)
    kept = sorted(name for name, found in publishers.items() if len(found) >= PUBLISHERS)
    return {name: index for index, name in enumerate(kept)}


def _sequenced(page: LabelledPage, named: Sequence[Sequence[str]], number: dict[str, int]) -> Sequenced:
    import numpy as np  # noqa: PLC0415

    rows = [[number[name] for name in features if name in number] for features in named]
    states = states_of(page.labels)
    costs = np.zeros((len(rows), len(STATES)))
    for line, state in enumerate(states):
        cost = COST + min(len(page.lines[line].text), 800) / 250
        for other, label in enumerate(STATES):
            is_leak = STATES[state] == OTHER and label in LEAKING
            costs[line, other] = 0.0 if label == STATES[state] else LEAK_COST * cost if is_leak else cost
    features = np.array([index for row in rows for index in row], dtype=np.int32)
    sizes = np.array([len(row) for row in rows], dtype=np.int32)
    order = np.argsort(features, kind="stable")
    used, runs = np.unique(features[order], return_index=True)
    return Sequenced(
        features,
        np.cumsum(sizes) - sizes,
        used,
        np.repeat(np.arange(len(rows), dtype=np.int32), sizes)[order],
        runs.astype(np.int32),
        np.array(states, dtype=np.int32),
        costs,
        page.line_weight,
    )


def sums_by_line(rows: "Matrix", begins: "Indices") -> "Matrix":
    """Add up the rows of each line; a line without any has zeros.

    ``np.add.reduceat`` alone gives such a line the first row of the next, and fails where none follows.

    Args:
        rows: a row for each feature of the lines, line after line.
        begins: where each line begins among them.
    """
    import numpy as np  # noqa: PLC0415

    sums = np.zeros((len(begins), rows.shape[1]))
    filled = np.diff(begins, append=len(rows)) > 0
    if filled.any():
        sums[filled] = np.add.reduceat(rows, begins[filled])
    return sums


def _gradients(page: Sequenced, weights: "Matrix", moves: "Matrix") -> tuple["Matrix", "Matrix"]:
    """Run forward and backward over one page; give expected minus true counts, for labels by line and for steps.

    Chances are kept instead of their logarithms, and brought to one at every line.
    """
    import numpy as np  # noqa: PLC0415

    label_of = np.array(STATES)
    length, size = page.costs.shape
    scores = sums_by_line(weights[page.features], page.begins)[:, label_of] + page.costs
    chances = np.exp(scores - scores.max(1, keepdims=True))
    forward, backward, scales = np.empty((length, size)), np.ones((length, size)), np.ones(length)
    reached = chances[0] * (np.arange(size) <= HEADLINE)
    for line in range(length):
        if line:
            reached = (forward[line - 1] @ moves) * chances[line]
        scales[line] = reached.sum()
        forward[line] = reached / scales[line]
    for line in range(length - 2, -1, -1):
        backward[line] = moves @ (chances[line + 1] * backward[line + 1]) / scales[line + 1]
    by_label = np.zeros((length, len(LABELS)))
    np.add.at(by_label.T, label_of, (forward * backward).T)
    by_label[np.arange(length), label_of[page.states]] -= 1
    by_step = moves * (forward[:-1].T @ (chances[1:] * backward[1:] / scales[1:, None]))
    np.subtract.at(by_step, (page.states[:-1], page.states[1:]), 1)
    return by_label, by_step


def write_weights(out: Path, pages: Sequence[LabelledPage]) -> None:
    """Learn from pages and write the weights in hundredths; weights near zero are left out."""
    features, steps = learn_lines(pages)
    rounded = {name: [round(100 * value) for value in values] for name, values in sorted(features.items())}
    kept = {name: values for name, values in rounded.items() if max(map(abs, values)) >= 5}
    rows = [
        [
            None if value is None else round(100 * (value + (DEK_GAIN if STATES[after] == DEK else 0.0)))
            for after, value in enumerate(row)
        ]
        for row in steps
    ]
    ranking = {name: round(100 * value) for name, value in sorted(learn_ranking(pages).items())}
    lines = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(values)}" for name, values in kept.items())
    head = f'"headline": {json.dumps(ranking, ensure_ascii=False)},\n"steps": {json.dumps(rows)}'
    out.write_text(f'{{\n{head},\n"features": {{\n{lines}\n}}\n}}\n', encoding="utf-8")


def read_labelled(paths: Iterable[Path]) -> list[LabelledPage]:
    """Read pages to learn from: JSON Lines of labelled pages, and text files of written ones."""
    return [page for path in paths for page in (read_written(path) if path.suffix == ".txt" else read_pages(path))]


if __name__ == "__main__":
    write_weights(Path(sys.argv[1]), read_labelled(map(Path, sys.argv[2:])))
