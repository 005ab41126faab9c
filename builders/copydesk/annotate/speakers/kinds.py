"""What kind of source a noun phrase names, and which of the names in it speaks."""

from bisect import bisect_left

from copydesk.annotate.quotes.lexicon import Lexicon
from copydesk.annotate.quotes.nouns import base_noun, is_organization, is_person_role, is_speaker_noun
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.profiles import Cast
from copydesk.record import Entity, SourceKind


def source_kind(stream: Stream, cast: Cast, first: int, last: int) -> SourceKind:
    """Tell what kind of source a phrase names, by its head noun; ``none`` where nothing tells."""
    lexicon = stream.lexicon
    end = _end_of_head(stream, first, last)
    head = _head_noun(stream, first, end)
    if not head:
        return _kind_without_noun(stream, cast, first, last)
    named, nouns = base_noun(lexicon, head), lexicon.nouns
    plural = named in nouns["roles_p"] or named in nouns["groups"]
    if plural and not (is_person_role(lexicon, head) and is_singular(stream, first)):
        return "group"
    if named in nouns["documents"]:
        return "document"
    return "organization" if is_organization(lexicon, head) or named in nouns["agencies"] else "person"


def _head_noun(stream: Stream, first: int, end: int) -> str:
    """Give the noun of somebody who speaks that says what a phrase is: the first, or the last of those side by side."""
    found = ""
    for at in range(first, end):
        if is_speaker_noun(stream.lexicon, stream.words[at]):
            found = stream.words[at]
            if not stream.lexicon.head_last:
                return found
        elif found:
            return found
    return found


def _end_of_head(stream: Stream, first: int, last: int) -> int:
    """Give where the complement of the first noun begins: *vom Institut* does not say what *der Kartograf* is."""
    functions = stream.lexicon.words
    bounds = functions["governing"]
    for at in range(first, last):
        word = stream.words[at]
        if word in bounds and at > first:
            return at if stream.capital[at - 1] == stream.lexicon.noun_capitals and _is_noun(stream, at - 1) else last
    return last


def _is_noun(stream: Stream, at: int) -> bool:
    word, lexicon = stream.words[at], stream.lexicon
    return word.isalpha() and word not in lexicon.pronouns and word not in lexicon.words["no_head"]


def _kind_without_noun(stream: Stream, cast: Cast, first: int, last: int) -> SourceKind:
    mentions = cast.within(stream.starts[first], stream.ends[last - 1])
    if mentions and all(mention.type != "PER" for mention in mentions):
        return "person" if all(governed(stream, mention, first) for mention in mentions) else "organization"
    start = first + (stream.words[first] in stream.lexicon.words["determiners"])
    return "person" if mentions or any(stream.capital[start:last]) else "none"


def kind_of_unknown_noun(stream: Stream, first: int) -> SourceKind:
    """Call a source that no list knows a person, or a group where its determiner is a plural."""
    words, word = stream.lexicon.words, stream.words[first]
    return "group" if word in words["determiners"] and word not in words["singular"] else "person"


def kind_of_entity(entity: Entity, kind: SourceKind) -> SourceKind:
    """Give the kind of a source that holds the name of its speaker."""
    if entity.type == "PER" and kind != "document":
        return "person"
    if entity.type in ("ORG", "LOC") and kind in ("none", "person"):
        return "organization"
    return "person" if kind == "none" else kind


def is_singular(stream: Stream, first: int) -> bool:
    """Say whether the determiner that opens a phrase may be a singular."""
    return stream.words[first] in stream.lexicon.words["singular"]


def is_head(lexicon: Lexicon, word: str) -> bool:
    """Say whether a noun can be the head of a description of somebody or something that speaks."""
    return (
        is_person_role(lexicon, word)
        or is_organization(lexicon, word)
        or base_noun(lexicon, word) in lexicon.nouns["documents"]
    )


def named_in(stream: Stream, mentions: list[Entity], first: int, last: int, kind: SourceKind) -> Entity | None:
    """Give the name in a source that is the speaker's, and not a complement of another noun.

    Somebody described by what he belongs to (*un employé de* **X**) is not X; but the town of X is X, so is the
    ministry of X, and the statement of X speaks for X. Who only read or received a document does not speak in it.
    """
    free = [mention for mention in mentions if not governed(stream, mention, first)]
    persons = [mention for mention in free if mention.type == "PER"]
    if persons:
        return persons[0]
    has_role = any(is_person_role(stream.lexicon, stream.words[at]) for at in range(first, last))
    # one named among several (*des médias tels que* **X**) is not who speaks
    if (has_role and kind in ("person", "group")) or (kind == "group" and not is_singular(stream, first)):
        return None
    if free:
        return free[0]
    if kind == "organization":
        return next((mention for mention in mentions if mention.type in ("ORG", "LOC")), None)
    if kind == "document" and stream.lexicon.nouns["studies"].isdisjoint(stream.words[first:last]):
        return next((mention for mention in mentions if mention.type != "LOC" and _owns(stream, mention, first)), None)
    return None


def _owns(stream: Stream, mention: Entity, first: int) -> bool:
    """Say whether a name is joined to the noun before it by *de*, *of* or a genitive, and by nothing else."""
    functions = stream.lexicon.words
    at = bisect_left(stream.starts, mention.start) - 1
    while at > first and stream.words[at] in functions["determiners"] and stream.words[at] not in functions["linkers"]:
        at -= 1
    return at > first and (
        stream.words[at] in functions["linkers"] or stream.words[at] not in functions["prepositions"]
    )


def governed(stream: Stream, mention: Entity, first: int = 0) -> bool:
    """Say whether a name is the complement of another noun (*le porte-parole de* **X**, **X**'s *spokesman*)."""
    return owns_next(stream, mention) or is_complement(stream, bisect_left(stream.starts, mention.start), first)


def owns_next(stream: Stream, mention: Entity) -> bool:
    """Say whether a name stands in the genitive before what it owns (**X**'s *spokesman*, **Molls** *Sohn*)."""
    following = bisect_left(stream.starts, mention.end)
    if following >= len(stream.words):
        return False
    if stream.words[following] in stream.lexicon.words["genitives"]:
        return True
    inflected = mention.text.endswith(stream.lexicon.endings["genitive_ends"])
    return inflected and is_person_role(stream.lexicon, stream.words[following])


def is_complement(stream: Stream, index: int, first: int) -> bool:
    """Say whether a linker or preposition governs the name at a word of the phrase that starts at ``first``."""
    functions = stream.lexicon.words
    for at in range(index - 1, first - 1, -1):
        word = stream.words[at]
        if at == first and word in functions["determiners"]:
            return False
        if word in functions["linkers"] or word in functions["prepositions"]:
            return True
        if stream.capital[at] or not (word.isalpha() or word.endswith("'")):
            return False
    return False
