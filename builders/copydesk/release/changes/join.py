"""Walk through two sequences in the order of their ids, side by side."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id of the article."""


Item = TypeVar("Item", bound=Identified)


class OrderError(ValueError):
    """The ids do not ascend; the message names the first that does not."""


def ascending(items: Iterable[Item]) -> Iterator[Item]:
    """Give the items on, as long as their ids ascend by code point.

    Raises:
        OrderError: an id is not greater than the one before it.
    """
    previous: str | None = None
    for item in items:
        if previous is not None and item.id <= previous:
            raise OrderError(f"the id {item.id!r} stands after {previous!r}")
        previous = item.id
        yield item


def merge_join(old: Iterable[Item], new: Iterable[Item]) -> Iterator[tuple[Item | None, Item | None]]:
    """Pair the items of two ascending sequences by id; None where one side has no such id.

    Holds one item of each side at a time.

    Raises:
        OrderError: a side does not ascend.
    """
    olds, news = ascending(old), ascending(new)
    left, right = next(olds, None), next(news, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left.id < right.id):
            yield left, None
            left = next(olds, None)
        elif left is None or right.id < left.id:
            yield None, right
            right = next(news, None)
        else:
            yield left, right
            left, right = next(olds, None), next(news, None)
