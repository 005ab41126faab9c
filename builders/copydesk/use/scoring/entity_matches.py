"""How predicted entities are held against gold: strict, exact, partial, type, and the linking of mentions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from copydesk.pipeline.agreement.statistics import b_cubed


class Named(NamedTuple):
    """A mention as the scores see it: half-open code points of the scored text, its type, and what it names."""

    start: int
    end: int
    type: str
    entity_id: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What precision and recall are made of.

    ``right`` of ``predicted`` makes precision, ``found`` of ``gold`` makes recall; the two numerators differ for
    linking alone. A partial match counts a half.
    """

    right: float = 0.0
    predicted: float = 0.0
    found: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Self) -> "Counts":
        """Add up the counts of two documents."""
        return Counts(
            self.right + other.right, self.predicted + other.predicted, self.found + other.found, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """Give the share of what was predicted that is right; 1 where nothing was predicted and nothing is there."""
        return self.right / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Give the share of what is there that was found; 1 where nothing is there and nothing was predicted."""
        return self.found / self.gold if self.gold else float(not self.predicted)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


MENTION_SCORES = ("strict", "exact", "partial", "type")


def mention_counts(gold: Sequence[Named], predicted: Sequence[Named]) -> dict[str, Counts]:
    """Count matches as in SemEval-2013 task 9 (and nervaluate).

    ``strict``: same bounds and type. ``exact``: same bounds. ``partial``: same bounds count one, an overlap counts a
    half, whatever the type. ``type``: an overlap with the same type. Mentions with the same bounds are paired first,
    the others left to right, each once; nervaluate pairs in order of prediction, so that the two agree wherever no
    mention overlaps two of the other side.
    """
    pairs = list(_pairs(gold, predicted))
    matched = {
        "strict": sum(_same_bounds(g, p) and g.type == p.type for g, p in pairs),
        "exact": sum(_same_bounds(g, p) for g, p in pairs),
        "partial": sum(1.0 if _same_bounds(g, p) else 0.5 for g, p in pairs),
        "type": sum(g.type == p.type for g, p in pairs),
    }
    return {name: Counts(hits, len(predicted), hits, len(gold)) for name, hits in matched.items()}


def _same_bounds(one: Named, other: Named) -> bool:
    return one.start == other.start and one.end == other.end


def _pairs(gold: Sequence[Named], predicted: Sequence[Named]) -> Iterable[tuple[Named, Named]]:
    """Pair each mention with at most one of the other side: equal ones, same bounds, then whatever overlaps."""
    rest_gold, rest_predicted = sorted(gold), sorted(predicted)
    for same in (lambda m: (m.start, m.end, m.type), lambda m: (m.start, m.end)):
        waiting: dict[tuple[object, ...], list[Named]] = defaultdict(list)
        for mention in rest_gold:
            waiting[same(mention)].append(mention)
        unpaired = []
        for mention in rest_predicted:
            if waiting[same(mention)]:
                yield waiting[same(mention)].pop(0), mention
            else:
                unpaired.append(mention)
        rest_gold = sorted(mention for group in waiting.values() for mention in group)
        rest_predicted = unpaired
    yield from _overlapping(rest_gold, rest_predicted)


def _overlapping(gold: Sequence[Named], predicted: Sequence[Named]) -> Iterable[tuple[Named, Named]]:
    """Pair what overlaps, left to right; of two gold mentions a prediction takes the one of its own type."""
    open_gold: list[Named] = []
    position = 0
    for mention in predicted:
        while position < len(gold) and gold[position].start < mention.end:
            open_gold.append(gold[position])
            position += 1
        open_gold = [g for g in open_gold if g.end > mention.start]
        if open_gold:
            best = min(open_gold, key=lambda g: (g.type != mention.type, g.start))
            open_gold.remove(best)
            yield best, mention


def linking_counts(gold: Sequence[Named], predicted: Sequence[Named]) -> Counts:
    """Count B-cubed over the mentions that both sides bound alike (Bagga and Baldwin 1998)."""
    ours = {(m.start, m.end): m.entity_id for m in predicted}
    both = [(m.entity_id, ours[m.start, m.end]) for m in gold if (m.start, m.end) in ours]
    counted = b_cubed(both)
    return Counts(counted["right"], len(both), counted["found"], len(both))
