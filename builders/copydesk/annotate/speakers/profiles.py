"""What an article says about each of its entities: gender, roles, where it is named."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.annotate.quotes.phrases import can_start, is_stop, is_verb
from copydesk.annotate.quotes.stream import Stream
from copydesk.record import Entity

_BACK = 10
_AHEAD = 8


@dataclass(slots=True)
class Profile:
    """One entity of the article.

    Attributes:
        entity_id: its id.
        type: the type of its first mention.
        gender: ``m``, ``f`` or an empty string where nothing tells.
        described: the common nouns that stand in apposition to a mention, or in it.
        mentions: offsets of its mentions, in order.
    """

    entity_id: str
    type: str
    gender: str = ""
    described: set[str] = field(default_factory=set)
    mentions: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Cast:
    """The entities of one article and where they are mentioned, outermost mentions in order."""

    profiles: dict[str, Profile]
    mentions: list[Entity]
    starts: list[int]

    def within(self, start: int, end: int) -> list[Entity]:
        """Give the mentions that overlap the characters from ``start`` to ``end``, in order."""
        at = bisect_left(self.starts, start)
        if at and self.mentions[at - 1].end > start:
            at -= 1
        found = []
        while at < len(self.mentions) and self.mentions[at].start < end:
            found.append(self.mentions[at])
            at += 1
        return found


def read_cast(stream: Stream, entities: Sequence[Entity]) -> Cast:
    """Gather what the text says about each entity. Linear in the number of mentions."""
    outer: list[Entity] = []
    for entity in sorted(entities, key=lambda entity: (entity.start, -entity.end)):
        if not outer or entity.start >= outer[-1].end:
            outer.append(entity)
    profiles: dict[str, Profile] = {}
    for entity in outer:
        profile = profiles.setdefault(entity.entity_id, Profile(entity.entity_id, entity.type))
        profile.mentions.append(entity.start)
        _describe(stream, entity, profile)
    return Cast(profiles, outer, [entity.start for entity in outer])


def _describe(stream: Stream, entity: Entity, profile: Profile) -> None:
    first = bisect_left(stream.starts, entity.start)
    if first >= len(stream.starts) or stream.starts[first] != entity.start:
        return
    last = bisect_left(stream.starts, entity.end, first)
    nouns = stream.lexicon.nouns
    if entity.type == "PER" and not profile.gender:
        name = stream.words[first]
        profile.gender = "m" if name in nouns["names_m"] else "f" if name in nouns["names_f"] else ""
    if entity.type == "PER":
        _read_before(stream, first, profile)
    else:
        _read_before(stream, first, profile)
        profile.described.update(stream.words[first:last])
    _read_after(stream, last, profile)


def _read_before(stream: Stream, first: int, profile: Profile) -> None:
    functions = stream.lexicon.words
    seen_comma = False
    for at in range(first - 1, max(-1, first - 1 - _BACK), -1):
        word = stream.words[at]
        if word == "," and at == first - 1 and not seen_comma:
            seen_comma = True
            continue
        if is_stop(word) and word != ".":
            return
        if (
            is_verb(stream.lexicon, word)
            or word in functions["subordinators"]
            or (
                word in functions["prepositions"]
                and word not in functions["linkers"]
                and (word not in functions["inner_prepositions"])
            )
        ):
            return
        _note(stream, word, profile)
        if word in functions["linkers"]:
            if at >= first - 2 and stream.words[first - 1] != ",":
                return
        elif word in functions["determiners"] and (at == 0 or stream.words[at - 1] not in functions["linkers"]):
            return


def _read_after(stream: Stream, last: int, profile: Profile) -> None:
    if last >= len(stream.words) or stream.words[last] not in (",", "("):
        return
    noted = []
    for at in range(last + 1, min(last + 1 + _AHEAD, len(stream.words))):
        word = stream.words[at]
        if is_verb(stream.lexicon, word) or (at == last + 1 and not can_start(stream, at)):
            return
        if is_stop(word):
            break
        noted.append(word)
    for word in noted:
        _note(stream, word, profile)


def _note(stream: Stream, word: str, profile: Profile) -> None:
    nouns, functions = stream.lexicon.nouns, stream.lexicon.words
    if not profile.gender and profile.type == "PER":
        masculine = word in nouns["roles_m"] or word in nouns["titles_m"]
        feminine = word in nouns["roles_f"] or word in nouns["titles_f"]
        if masculine != feminine:
            profile.gender = "m" if masculine else "f"
    if len(word) > 2 and word.isalpha() and word not in functions["determiners"] and word not in functions["linkers"]:
        profile.described.add(word)
