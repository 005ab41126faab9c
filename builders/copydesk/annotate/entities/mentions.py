"""Mentions while an article is being read: stretches of words, not yet characters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.annotate.entities.areas import Area
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType, Role

Surface = tuple[str, ...]
"""A name as its words stand; two mentions with the same surface read the same, whatever stands between the words."""


class Mention(NamedTuple):
    """A name in one area: words ``first`` to ``last`` (half-open), and what it is taken for.

    ``sure`` says that a cue or a well-known name stands behind it, not the annotator alone.
    """

    area: int
    first: int
    last: int
    type: EntityType
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as words: its areas, the words of each, and the words that a lost space stood before."""

    areas: tuple[Area, ...]
    words: tuple[tuple[Word, ...], ...]
    joints: tuple[frozenset[int], ...]
    lexicon: Lexicon

    def surface(self, mention: Mention) -> Surface:
        """Give the words of a mention."""
        return tuple(word.text for word in self.words[mention.area][mention.first : mention.last])

    def role(self, mention: Mention) -> Role:
        """Give the role of the passage that the mention stands in."""
        return self.areas[mention.area].role


def apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Keep mentions that do not overlap: sure ones first, then the longer, then the earlier; in order of place."""
    taken: set[tuple[int, int]] = set()
    kept = []
    for mention in sorted(set(mentions), key=lambda m: (not m.sure, m.first - m.last, m)):
        places = [(mention.area, index) for index in range(mention.first, mention.last)]
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(mention)
    return sorted(kept)


def places_taken(mentions: Sequence[Mention]) -> set[tuple[int, int]]:
    """Give (area, word) of every word that stands in a mention."""
    return {(m.area, index) for m in mentions for index in range(m.first, m.last)}
