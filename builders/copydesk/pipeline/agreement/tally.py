"""The counts of many articles, and what they come to for each language and all, with intervals."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from copydesk.pipeline.agreement.labels import Pair
from copydesk.pipeline.agreement.measures import MEASURES, Measure, count
from copydesk.pipeline.agreement.statistics import BOTH, FORMULAS, ONE, OTHER, Count

RESAMPLES, SEED = 500, 7
ALL = "all"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One measure over the articles of a language, or over all.

    Attributes:
        language: a tag, or ``all``.
        value: None where there is nothing to agree on.
        low: lower bound of a 95 % bootstrap interval over articles; ``high`` the upper one.
        units: spans that either has, or units that both label.
    """

    language: str
    measure: Measure
    value: float | None
    low: float | None
    high: float | None
    units: int


@dataclass(slots=True)
class AgreementTally:
    """Counts article by article; some numbers each.

    Whoever adds the same articles in another order gets the same measures and intervals.
    """

    _counts: list[tuple[str, str, dict[Measure, Count]]] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles were counted."""
        return len(self._counts)

    def add(self, pair: Pair) -> None:
        """Count an article with its two annotations."""
        self._counts.append((pair.id, pair.language, count(pair)))

    def rows(self, *, resamples: int = RESAMPLES) -> Iterator[Agreement]:
        """Give every measure, over all articles first and then by language, where there is more than one."""
        in_order = sorted(self._counts, key=itemgetter(0))
        languages = sorted({language for _, language, _ in in_order})
        for language in (ALL, *(languages if len(languages) > 1 else ())):
            counted = [counts for _, own, counts in in_order if language in {ALL, own}]
            draws = _draws(len(counted), resamples)
            for measure in MEASURES if counted else ():
                yield _agreement(language, measure, [counts[measure] for counts in counted], draws)


def _agreement(language: str, measure: Measure, counts: Sequence[Count], draws: Sequence[Sequence[int]]) -> Agreement:
    formula = FORMULAS[measure.formula]
    total = _total(counts, range(len(counts)))
    found = (formula(_total(counts, draw)) for draw in draws)
    drawn = sorted(value for value in found if value is not None)
    low, high = (drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn))]) if drawn else (None, None)
    return Agreement(language, measure, formula(total), low, high, _units(total))


def _total(counts: Sequence[Count], chosen: Sequence[int]) -> Count:
    total: Count = Counter()
    for index in chosen:
        for key, number in counts[index].items():
            total[key] += number
    return total


def _units(total: Count) -> int:
    if ONE in total:
        return total[ONE] + total[OTHER] - total[BOTH]
    return total["mentions"] if "mentions" in total else total.total()


def _draws(articles: int, resamples: int) -> list[list[int]]:
    """Draw articles with replacement, with a fixed seed, once for all measures."""
    draw = random.Random(SEED)  # noqa: S311  no secret hangs on it
    return [draw.choices(range(articles), k=articles) for _ in range(resamples)]
