"""Pictures of what an edition holds, drawn from its tally: ``plots/*.svg``, shown by its card and its datasheet."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from copydesk.release.layout import plot_path
from copydesk.release.splits import SPLITS
from copydesk.release.svg_bars import bar_chart
from copydesk.release.tally import Tally

_HEADING = "<!-- pictures -->\n\n## In pictures"
_EDGES = (500, 1000, 2000, 4000, 8000)


def render_plots(tally: Tally) -> dict[str, bytes]:
    """Draw every picture; gives the bytes of each by its path in the edition."""
    return {plot_path(name): bar_chart(title, count(tally)).encode() for name, (title, count) in PLOTS.items()}


def with_pictures(text: str) -> str:
    """Add the section that shows the pictures to the end of a card or a datasheet."""
    shown = "\n".join(f"![{title}]({plot_path(name)})\n" for name, (title, _) in PLOTS.items())
    return f"{text.rstrip()}\n\n{_HEADING}\n\n{shown}"


def without_pictures(text: str) -> str:
    r"""Take the section off again: the pictures lie in an edition, and not beside the datasheet of the corpus.

    >>> without_pictures(with_pictures("# Datasheet"))
    '# Datasheet\n'
    """
    before, heading, _ = text.rpartition(f"\n{_HEADING}\n")
    return before if heading else text


def _articles(tally: Tally) -> dict[str, int]:
    return tally.by_language()


def _splits(tally: Tally) -> dict[str, int]:
    return {split: tally.by_split().get(split, 0) for split in SPLITS}


def _lengths(tally: Tally) -> dict[str, int]:
    """Count articles by classes of length; an edge belongs to the class above it."""
    counts = Counter(bisect_right(_EDGES, length) for lengths in tally.lengths.values() for length in lengths)
    labels = (
        f"under {_EDGES[0]}",
        *(f"{low} to {high - 1}" for low, high in pairwise(_EDGES)),
        f"{_EDGES[-1]} or more",
    )
    return {label: counts[number] for number, label in enumerate(labels)}


def _entities(tally: Tally) -> dict[str, int]:
    return _summed((kind, number) for (_, kind), number in tally.entities.items())


def _quotes(tally: Tally) -> dict[str, int]:
    return _summed((kind, number) for (_, kind, _), number in tally.quotes.items())


def _sources(tally: Tally) -> dict[str, int]:
    return tally.by_origin()


PLOTS: dict[str, tuple[str, Callable[[Tally], dict[str, int]]]] = {
    "articles": ("Articles by language", _articles),
    "splits": ("Articles by split", _splits),
    "sources": ("Articles by origin", _sources),
    "lengths": ("Articles by length in code points", _lengths),
    "entities": ("Mentions by type", _entities),
    "quotes": ("Quotes by type", _quotes),
}
"""The title of each picture and what it counts, by the name of its file."""


def _summed(numbers: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for name, number in numbers:
        sums[name] += number
    return dict(sorted(sums.items()))
