"""Half-open intervals of code points, asked in logarithmic time what holds what."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cover:
    """Intervals in any nesting: their starts in order, and the furthest end of those up to each."""

    starts: Sequence[int]
    ends: Sequence[int]

    def holds(self, start: int, end: int) -> bool:
        """Say whether one interval holds all of [start, end)."""
        last = bisect_right(self.starts, start) - 1
        return last >= 0 and self.ends[last] >= end


def cover(intervals: Iterable[Interval]) -> Cover:
    """Make the cover of some intervals, in any order.

    >>> cover([(4, 6), (0, 9)]).holds(5, 8)
    True
    """
    ordered = sorted(intervals)
    return Cover([start for start, _ in ordered], list(accumulate((end for _, end in ordered), max)))


def outermost(intervals: Iterable[Interval]) -> list[Interval]:
    """Give the intervals that lie in no other; they are ordered by (start, -end) and do not cross.

    >>> outermost([(0, 9), (1, 3), (10, 12)])
    [(0, 9), (10, 12)]
    """
    outer: list[Interval] = []
    for interval in intervals:
        if not outer or interval[0] >= outer[-1][1]:
            outer.append(interval)
    return outer


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Join intervals that touch or overlap; the result is ordered and apart.

    >>> merged([(4, 6), (0, 2), (2, 3), (5, 9)])
    [(0, 3), (4, 9)]
    """
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
