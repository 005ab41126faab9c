"""Measures of agreement as functions of counts that add up over articles.

Where two give labels to the same units, the counts are of pairs of labels; where they mark spans, of spans that both,
the one and the other have. None stands where there is nothing to agree on; two that are the same agree with 1.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping

Count = Counter[Hashable]
"""How often what came; ``BOTH``, ``ONE`` and ``OTHER`` for spans, a pair of labels for units."""

BOTH, ONE, OTHER = "both", "one", "other"


def f1(count: Mapping[Hashable, float]) -> float | None:
    """Give the harmonic mean of the shares that either has of the other's spans.

    >>> f1({"both": 3, "one": 4, "other": 6})
    0.6
    """
    total = count.get(ONE, 0) + count.get(OTHER, 0)
    return 2 * count.get(BOTH, 0) / total if total else None


def share(count: Mapping[Hashable, float]) -> float | None:
    """Give the share of units with the same label.

    >>> share({("a", "a"): 3, ("a", "b"): 1})
    0.75
    """
    total = sum(count.values())
    return _same(count) / total if total else None


def cohen_kappa(count: Mapping[Hashable, float]) -> float | None:
    """Give Cohen's kappa: the agreement on labels beyond what the shares of either's labels would give by chance.

    Cohen, *A coefficient of agreement for nominal scales* (1960). Where both use one label alone it is 1.

    >>> cohen_kappa({("a", "a"): 20, ("a", "b"): 5, ("b", "a"): 10, ("b", "b"): 15})
    0.4
    """
    total = sum(count.values())
    if not total:
        return None
    rows, columns = _margins(count)
    chance = sum(number * columns[label] for label, number in rows.items()) / total**2
    return _beyond(_same(count) / total, chance)


def krippendorff_alpha(count: Mapping[Hashable, float]) -> float | None:
    """Give Krippendorff's alpha for two coders, nominal labels and no gaps.

    Krippendorff, *Content Analysis* (2004), chapter 11. The counts of pairs are all that it depends on, so that
    resamples of articles cost no more than their number; the tests hold it equal to the package ``krippendorff``.
    Where there is one label alone it is 1.

    >>> round(krippendorff_alpha({("a", "a"): 4, ("a", "b"): 1, ("b", "b"): 5}), 4)
    0.8081
    """
    units = sum(count.values())
    if not units:
        return None
    rows, columns = _margins(count)
    values = 2 * units
    labels = rows + columns
    chance = sum(number * (number - 1) for number in labels.values()) / (values * (values - 1))
    return _beyond(_same(count) / units, chance)


def b_cubed(pairs: Iterable[tuple[Hashable, Hashable]]) -> Count:
    """Count B-cubed (Bagga and Baldwin 1998) over mentions that both have, each with its name on either side.

    Gives for ``ONE`` and ``OTHER`` the number of mentions, and the sums of their precisions and recalls.
    """
    both = list(pairs)
    cell = Counter(both)
    row, column = Counter(one for one, _ in both), Counter(other for _, other in both)
    right = sum(number * number / column[other] for (_, other), number in cell.items())
    found = sum(number * number / row[one] for (one, _), number in cell.items())
    return Counter({"right": right, "found": found, "mentions": len(both)})


def b_cubed_f1(count: Mapping[Hashable, float]) -> float | None:
    """Give the F1 of what ``b_cubed`` counted."""
    right, found, mentions = (count.get(name, 0) for name in ("right", "found", "mentions"))
    return 2 * right * found / (right + found) / mentions if mentions else None


def _same(count: Mapping[Hashable, float]) -> float:
    return sum(number for labels, number in count.items() if isinstance(labels, tuple) and labels[0] == labels[1])


def _margins(count: Mapping[Hashable, float]) -> tuple[Counter[Hashable], Counter[Hashable]]:
    rows: Counter[Hashable] = Counter()
    columns: Counter[Hashable] = Counter()
    for labels, number in count.items():
        if isinstance(labels, tuple):
            rows[labels[0]] += number  # type: ignore[assignment]
            columns[labels[1]] += number  # type: ignore[assignment]
    return rows, columns


def _beyond(observed: float, chance: float) -> float:
    return (observed - chance) / (1 - chance) if chance < 1 else 1.0


FORMULAS: dict[str, Callable[[Mapping[Hashable, float]], float | None]] = {
    "F1": f1,
    "share": share,
    "kappa": cohen_kappa,
    "alpha": krippendorff_alpha,
    "B-cubed F1": b_cubed_f1,
}
"""The measures by the word that reports use."""
