"""The facts of many articles on disk, read back as often as the corpus rules want them."""

import marshal
from collections.abc import Iterator, Sequence
from typing import overload

from copydesk.check.rules.rule import ArticleFacts
from copydesk.check.set_aside import SetAside
from copydesk.errors import Place


class FactsAside(Sequence[ArticleFacts]):
    """Facts in the order in which they were added, each made anew whenever it is asked for."""

    def __init__(self) -> None:
        """Hold no facts."""
        self._records = SetAside()

    def append(self, facts: ArticleFacts) -> None:
        """Add the facts of an article.

        Raises:
            OSError: the disk said no.
        """
        place = facts.place
        where = (place.path, place.line, place.column, place.byte, place.pointer)
        self._records.append(marshal.dumps((facts.id, where, facts.digest, facts.sketch, facts.split)))

    def __len__(self) -> int:
        """Give the number of articles."""
        return len(self._records)

    @overload
    def __getitem__(self, number: int) -> ArticleFacts: ...
    @overload
    def __getitem__(self, number: slice) -> list[ArticleFacts]: ...
    def __getitem__(self, number: int | slice) -> ArticleFacts | list[ArticleFacts]:
        """Read the facts of one article, or of some."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        return _facts(self._records[number])

    def __iter__(self) -> Iterator[ArticleFacts]:
        """Read the facts of all articles, one after the other."""
        return map(_facts, self._records)


def _facts(record: bytes) -> ArticleFacts:
    name, where, digest, sketch, split = marshal.loads(record)  # noqa: S302  written by this process a moment ago
    return ArticleFacts(name, Place(*where), digest, sketch, split)
