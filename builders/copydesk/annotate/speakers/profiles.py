"""What an article says about each of its entities: gender, how it is described, where it is named."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from copydesk.annotate.quotes.lexicon import lexicon
from copydesk.annotate.quotes.nouns import base_noun
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.appositions import words_after_name, words_before_name
from copydesk.annotate.speakers.gender import Gender, gender_of_name, gender_of_noun
from copydesk.record import Entity
from copydesk.text.tokens import SENTENCE_ENDS, words_between

_CLAUSE = 16
_OWNER = 3
_SHORTEST = 3
_DOZEN = 12
_CACHED = 1 << 13
_NAME_AND_SURNAME = 2


@dataclass(slots=True)
class Profile:
    """One entity of the article.

    Attributes:
        entity_id: its id.
        type: the type of its first mention.
        gender: ``m``, ``f`` or an empty string where nothing tells.
        described: the nouns that stand in apposition to a mention, in it, or are said of it.
        mentions: offsets of its mentions, in order.
    """

    entity_id: str
    type: str
    gender: Gender = ""
    described: set[str] = field(default_factory=set)
    mentions: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Cast:
    """The entities of one article and where they are mentioned, outermost mentions in order.

    Attributes:
        profiles: the entities by id.
        mentions, starts: the mentions, and where each starts.
        by_name: for each word of a person's name, whose name it is in; more than one where namesakes are.
        by_initials: the initials of each person's name, and whose they are.
        first_person: where the first mention of a person starts.
        announced: the entities that a headline or dek names.
        by_noun: for each noun that describes an entity, the places of the descriptions in order, and of whom they are.
    """

    profiles: dict[str, Profile]
    mentions: list[Entity]
    starts: list[int]
    by_noun: dict[str, tuple[list[int], list[str]]] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)
    by_initials: dict[str, set[str]] = field(default_factory=dict)
    announced: set[str] = field(default_factory=set)
    first_person: float = float("inf")

    def within(self, start: int, end: int) -> list[Entity]:
        """Give the mentions that overlap the characters from ``start`` to ``end``, in order."""
        return self.mentions[self._first_in(start) : bisect_left(self.starts, end)]

    def first_within(self, start: int, end: int) -> list[Entity]:
        """Give the first dozen of the mentions there: a sentence that names more is a list, and costs no more."""
        first = self._first_in(start)
        return self.mentions[first : min(first + _DOZEN, bisect_left(self.starts, end))]

    def last_within(self, start: int, end: int) -> Entity | None:
        """Give the last of the mentions there."""
        at = bisect_left(self.starts, end)
        return self.mentions[at - 1] if at > self._first_in(start) else None

    def names_person_before(self, offset: int) -> bool:
        """Say whether a person is named before a place."""
        return self.first_person < offset

    def _first_in(self, start: int) -> int:
        at = bisect_left(self.starts, start)
        return at - 1 if at and self.mentions[at - 1].end > start else at

    def describe(self, noun: str, mention: Entity) -> None:
        """Note that a noun describes a mention; mentions come in order."""
        known = self.by_noun.get(noun)
        if known is None:
            self.by_noun[noun] = ([mention.start], [mention.entity_id])
        elif known[0][-1] != mention.start:
            known[0].append(mention.start)
            known[1].append(mention.entity_id)
        self.profiles[mention.entity_id].described.add(noun)


def read_cast(stream: Stream, entities: Sequence[Entity]) -> Cast:
    """Gather what the text says about each entity. Linear in the number of mentions."""
    outer: list[Entity] = []
    for entity in sorted(entities, key=lambda entity: (entity.start, -entity.end)):
        if not outer or entity.start >= outer[-1].end:
            outer.append(entity)
    cast = Cast({}, outer, [entity.start for entity in outer])
    for entity in outer:
        profile = cast.profiles.setdefault(entity.entity_id, Profile(entity.entity_id, entity.type))
        profile.mentions.append(entity.start)
        if entity.type == "PER":
            cast.first_person = min(cast.first_person, entity.start)
            _name(stream, cast, entity, profile)
        _describe(stream, cast, entity, profile)
    return cast


def _name(stream: Stream, cast: Cast, entity: Entity, profile: Profile) -> None:
    words = words_between(stream.folded, entity.start, entity.end)
    if len(words) > 1:
        initials = "".join(word[0] for word in words)
        cast.by_initials.setdefault(initials, set()).add(entity.entity_id)
    for word in words:
        cast.by_name.setdefault(word, set()).add(entity.entity_id)
    if not profile.gender and len(words) > 1:
        titled = len(words) > _NAME_AND_SURNAME and bool(gender_of_noun(stream.lexicon, words[0]))
        profile.gender = gender_of_name(stream.lexicon, words[titled]) or gender_of_noun(stream.lexicon, words[0])


def _describe(stream: Stream, cast: Cast, entity: Entity, profile: Profile) -> None:
    first = bisect_left(stream.starts, entity.start)
    if first >= len(stream.starts) or stream.starts[first] != entity.start:
        return
    last = bisect_left(stream.starts, entity.end, first)
    person, language = profile.type == "PER", stream.lexicon.language
    inside = [at for at in range(first, last) if entity.type != "PER" or not stream.capital[at]]
    for at in inside + words_before_name(stream, first) + words_after_name(stream, last):
        word = stream.words[at]
        if person and not profile.gender:
            profile.gender = gender_of_noun(stream.lexicon, word)
        for noun in _nouns_in(language, word):
            cast.describe(noun, entity)
    if entity.type == "PER" and not profile.gender:
        profile.gender = gender_of_name(stream.lexicon, stream.words[first])
    if entity.type == "PER":
        _describe_other(stream, cast, entity, first)


def _describe_other(stream: Stream, cast: Cast, entity: Entity, first: int) -> None:
    """Note what *his son* **Y** and *X's son* **Y** make of the person named before: the father or mother of Y."""
    noun = first - 1 - (stream.words[first - 1] == ",")
    names = stream.lexicon.inverse.get(stream.words[noun], ()) if noun >= 1 else ()
    if not names:
        return
    if stream.words[noun - 1] in stream.lexicon.words["possessives"]:
        other = _person_before(stream, cast, entity, noun)
    else:
        owner = cast.last_within(stream.starts[max(noun - _OWNER, 0)], stream.starts[noun])
        other = owner.entity_id if owner is not None and owner.type == "PER" else None
    for name in names if other is not None else ():
        if gender_of_noun(stream.lexicon, name) == cast.profiles[other or ""].gender:
            cast.describe(name, replace(entity, entity_id=other or ""))


def _person_before(stream: Stream, cast: Cast, entity: Entity, word: int) -> str | None:
    """Give the last other person that the sentence names before a word."""
    for at in range(word, max(word - _CLAUSE, 0), -1):
        if stream.words[at] in SENTENCE_ENDS:
            return None
        mention = cast.last_within(stream.starts[at - 1], stream.starts[at])
        if mention is not None and mention.type == "PER" and mention.entity_id != entity.entity_id:
            return mention.entity_id
    return None


@lru_cache(maxsize=_CACHED)
def _nouns_in(language: str, word: str) -> tuple[str, ...]:
    """Give the nouns by which a word may describe somebody: itself and its base; none where it is a small word."""
    words = lexicon(language)
    if words is None or len(word) < _SHORTEST or word in words.words["inside_phrase"]:
        return ()
    if not word.replace("-", "").isalpha():
        return ()
    return tuple(dict.fromkeys((word, base_noun(words, word))))
