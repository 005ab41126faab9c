"""Give articles splits in fixed shares: 60 % train, 15 % validation, 25 % test, within each language.

Shares are rounded by largest remainders, so that the three add up; of equal remainders test comes first, then
validation: a share of an article more is worth most where things are measured. For 5, 8, 10 and 24 articles that gives
3/1/1, 5/1/2, 6/1/3 and 14/4/6.

Who has a split keeps it. The others come one by one, in the order of a stable hash, to the split that lacks most.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from copydesk.release.splits import SPLITS, Split, stable_hash

PERCENT: dict[Split, int] = {"train": 60, "validation": 15, "test": 25}
_FIRST: tuple[Split, ...] = ("test", "validation", "train")


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one language that belong into one split, because they are nearly the same."""

    language: str
    ids: tuple[str, ...]


def quotas(articles: int) -> dict[Split, int]:
    """Divide a number of articles among the splits.

    >>> [list(quotas(number).values()) for number in (5, 8, 10, 24)]
    [[3, 1, 1], [5, 1, 2], [6, 1, 3], [14, 4, 6]]
    """
    whole = {split: articles * percent // 100 for split, percent in PERCENT.items()}
    rest = sorted(_FIRST, key=lambda split: -(articles * PERCENT[split] % 100))
    for split in rest[: articles - sum(whole.values())]:
        whole[split] += 1
    return whole


def assigned(groups: Sequence[Group], fixed: Mapping[str, Split]) -> dict[str, Split]:
    """Give every article of some groups a split.

    Args:
        groups: all articles, each once.
        fixed: the articles that have a split; a group with such an article follows the first of them.

    Returns:
        The split of each article, the fixed ones unchanged.
    """
    found: dict[str, Split] = {}
    for language in sorted({group.language for group in groups}):
        found |= _assigned([group for group in groups if group.language == language], fixed)
    return found


def _assigned(groups: Sequence[Group], fixed: Mapping[str, Split]) -> dict[str, Split]:
    wanted = quotas(sum(len(group.ids) for group in groups))
    found = {name: fixed[name] for group in groups for name in group.ids if name in fixed}
    counts = Counter(found.values())
    for group in sorted(groups, key=_order):
        rest = [name for name in group.ids if name not in found]
        known = next((found[name] for name in group.ids if name in found), None)
        split = known or _lacking(wanted, counts)
        found.update(dict.fromkeys(rest, split))
        counts[split] += len(rest)
    return found


def _lacking(wanted: Mapping[Split, int], counts: Mapping[Split, int]) -> Split:
    return max(SPLITS, key=lambda split: wanted[split] - counts[split])


def _order(group: Group) -> tuple[int, int]:
    """Take large groups first, while there is room for them; the rest by a hash that knows no other article."""
    return -len(group.ids), stable_hash("quota", min(group.ids))


def counts_by_language(groups: Iterable[Group], splits: Mapping[str, Split]) -> dict[str, dict[Split, int]]:
    """Count the articles of each language in each split."""
    counts: dict[str, dict[Split, int]] = {}
    for group in groups:
        row = counts.setdefault(group.language, dict.fromkeys(SPLITS, 0))
        for name in group.ids:
            row[splits[name]] += 1
    return dict(sorted(counts.items()))
