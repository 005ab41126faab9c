"""Which passages of an article a stretch of its text lies in."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Any

CONTEXT_REACH = 1000


class Passages:
    """The passages of one record, looked up by place in logarithmic time.

    Passages stand in order and do not overlap. A stretch before the first passage counts to the first.
    """

    def __init__(self, record: Mapping[str, Any]) -> None:
        """Take the passages and the text of a record of the view ``full``."""
        self._text: str = record["text"]
        self._passages: list[dict[str, Any]] = record["passages"]
        self._starts = [passage["start"] for passage in self._passages]

    def number_at(self, start: int) -> int:
        """Give the number, counted from 0, of the passage in which a code point lies."""
        return max(0, bisect_right(self._starts, start) - 1)

    def role_at(self, start: int) -> str:
        """Give the role of the passage in which a code point lies."""
        return str(self._passages[self.number_at(start)]["role"])

    def context(self, start: int, end: int) -> tuple[str, int]:
        """Give the text of all passages that a half-open stretch touches, and where that text starts.

        No more than ``CONTEXT_REACH`` code points before and after the stretch, cut at a space where there is one:
        else the many mentions of one endless passage would each repeat it.
        """
        first = self._passages[self.number_at(start)]["start"]
        last = self._passages[max(0, bisect_left(self._starts, end) - 1)]["end"]
        if first < start - CONTEXT_REACH:
            first = max(start - CONTEXT_REACH, self._text.find(" ", start - CONTEXT_REACH, start) + 1)
        if last > end + CONTEXT_REACH:
            space = self._text.rfind(" ", end, end + CONTEXT_REACH)
            last = space if space >= 0 else end + CONTEXT_REACH
        return self._text[first:last], first
