"""Whom a definite description means: *le ministre*, *die Zeugin*, *the company*, *la burgalesa*."""

from bisect import bisect_left
from dataclasses import replace

from copydesk.annotate.quotes.nouns import base_noun, is_person_role
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.gender import Gender, gender_of_phrase
from copydesk.annotate.speakers.kinds import is_complement, is_head, is_singular
from copydesk.annotate.speakers.pairs import one_of_two, other_of_two
from copydesk.annotate.speakers.profiles import Profile
from copydesk.annotate.speakers.salience import ORGANIZATION, Wanted, most_salient
from copydesk.annotate.speakers.scene import Scene, Speaker
from copydesk.record import SourceKind

_BARE = 4
_GOING_ON = 4
_AFTER_HEAD = 2
_SHORTEST = 3
_ARTICLE_AND_NOUN = 2
_PLACES = 12
_PLACES_AFTER = 3


def resolve_description(scene: Scene, first: int, last: int, kind: SourceKind) -> Speaker:
    """Resolve a definite description: by what the article says of its entities, else by who is in mind.

    The second holds for bare descriptions alone. One with a possessive or a complement (*son fondateur*, *le président
    du club*) that fits nothing said before brings somebody new into the article.
    """
    stream = scene.stream
    found = described_as(scene, first, last, kind)
    if found is None and kind in ("person", "none"):
        about = scene.outer or scene
        found = one_of_two(about, stream, first, last) or other_of_two(about, stream, first, last)
    if found is not None:
        return Speaker(found, "anaphoric", "person" if kind == "none" else kind)
    if kind == "document" or _has_name(stream, first, last):
        return Speaker(None, "explicit", kind)
    pointed_at = stream.words[first] in stream.lexicon.words["demonstratives"] and kind in ("person", "none")
    if kind == "organization" and _is_capital(stream, first, last):
        # written like a name (*la Provincia*): it means itself
        found = None
    elif (
        pointed_at or _is_bare(stream, first, last) or (kind == "organization" and not _holds_name(stream, first, last))
    ):
        found = _in_mind(scene.outer or scene, stream, first, last, kind)
        if found is not None and kind == "organization":
            scene.heads.setdefault(head_of(stream, first, last), found)
    elif kind in ("person", "none") and not (_is_somebodys(stream, first, last) or _is_told_apart(stream, last)):
        about = scene.outer or scene
        found = _last_speaker(about, stream, first, last) or _just_introduced(about, stream, first, last)
    if found is None and kind in ("person", "none"):
        found = _introduced_next(scene, last)
    known_kind: SourceKind = "person" if kind == "none" else kind
    return Speaker(found, "anaphoric" if found else "explicit", known_kind)


def _is_somebodys(stream: Stream, first: int, last: int) -> bool:
    """Say whether a description is of somebody by who he is to another, just named (*son père*, *o pai dele*)."""
    possessives, relations = stream.lexicon.words["possessives"], stream.lexicon.nouns["relations"]
    return any(word in possessives or word in relations for word in stream.words[first:last])


def _is_capital(stream: Stream, first: int, last: int) -> bool:
    """Say whether the noun after the determiner has a capital where only names have one."""
    return last - first > 1 and stream.capital[first + 1] and not stream.lexicon.noun_capitals


def is_definite(stream: Stream, first: int, last: int) -> bool:
    """Say whether a phrase may take up somebody known: it has a definite determiner, or is short and has none."""
    words = stream.lexicon.words
    word = stream.words[first]
    if word in words["indefinite"] and word not in words["definite"]:
        return False
    return word in words["definite"] or last - first <= _SHORTEST


def described_as(scene: Scene, first: int, last: int, kind: SourceKind) -> str | None:
    """Find the entity that the article describes by the nouns of a phrase, the one named last before it if several."""
    stream = scene.stream
    nouns = content_words(stream, first, last)
    if not nouns:
        return None
    head = head_of(stream, first, last)
    start = stream.starts[first]
    best, best_rank = None, (-1, -1)
    for entity_id in _described_near(scene, head, start):
        profile = scene.cast.profiles[entity_id]
        if not _fits(profile, kind):
            continue
        rank = (sum(noun in profile.described for noun in nouns), _last_before(profile, start))
        if rank > best_rank:
            best, best_rank = entity_id, rank
    return (
        best
        or scene.heads.get(head)
        or _described_by_fellow(scene, head, start, (kind, gender_of_phrase(stream, first, last)))
    )


def _described_by_fellow(scene: Scene, head: str, start: int, wanted: tuple[SourceKind, Gender]) -> str | None:
    """Find the entity described last before ``start`` by a noun that takes up the same (*il parroco: il sacerdote*)."""
    last, found = -1, None
    for noun in scene.stream.lexicon.fellows.get(head, ()):
        if noun not in scene.cast.by_noun:
            continue
        places, names = scene.cast.by_noun[noun]
        at = bisect_left(places, start) - 1
        if at < 0 or places[at] <= last:
            continue
        profile = scene.cast.profiles[names[at]]
        if _fits(profile, wanted[0]) and (not wanted[1] or profile.gender in ("", wanted[1])):
            last, found = places[at], names[at]
    return found


def content_words(stream: Stream, first: int, last: int) -> list[str]:
    """Give the words of a phrase that say something of whom it names."""
    functions = stream.lexicon.words
    determiners, linkers, prepositions = functions["determiners"], functions["linkers"], functions["prepositions"]
    return [
        word
        for word in stream.words[first:last]
        if (len(word) >= _SHORTEST or is_head(stream.lexicon, word))
        and word not in determiners
        and word not in linkers
        and word not in prepositions
    ]


def head_of(stream: Stream, first: int, last: int) -> str:
    """Give the noun that says what somebody is: one that is known, else the first; never one of a complement."""
    functions = stream.lexicon.words
    bounds = functions["governing"]
    end = next((at for at in range(first + 1, last) if stream.words[at] in bounds and at > first + 1), last)
    nouns = content_words(stream, first, end) or content_words(stream, first, last)
    # a short name alone (*the AP*) has no word that says anything
    known = [at for at, word in enumerate(nouns) if is_head(stream.lexicon, word)]
    if not known:
        return nouns[0] if nouns else ""
    at = known[0]
    while stream.lexicon.head_last and at + 1 in known:
        at += 1
    return nouns[at]


def _described_near(scene: Scene, head: str, start: int) -> list[str]:
    found: list[str] = []
    for noun in dict.fromkeys((head, base_noun(scene.stream.lexicon, head))):
        places, names = scene.cast.by_noun.get(noun, ([], []))
        at = bisect_left(places, start)
        found.extend(names[max(at - _PLACES, 0) : at + _PLACES_AFTER])
    return list(dict.fromkeys(found))


def _fits(profile: Profile, kind: SourceKind) -> bool:
    if kind in ("person", "organization"):
        return (profile.type == "PER") == (kind == "person")
    return kind != "document" or profile.type not in ("PER", "LOC")


def _last_before(profile: Profile, offset: int) -> int:
    at = bisect_left(profile.mentions, offset)
    return profile.mentions[at - 1] if at else -1


def _has_name(stream: Stream, first: int, last: int) -> bool:
    """Say whether a phrase ends in a name, of somebody whom no entity stands for."""
    if last - first == _ARTICLE_AND_NOUN and stream.words[first] in stream.lexicon.words["definite"]:
        # a name has no article: this says where somebody is from (*la Nancéienne*)
        return False
    named = stream.capital[last - 1] and not is_person_role(stream.lexicon, stream.words[last - 1])
    if stream.lexicon.noun_capitals and last - first <= _SHORTEST:
        return False
    return named and last - first > 1 and not is_complement(stream, last - 1, first)


def _is_bare(stream: Stream, first: int, last: int) -> bool:
    """Say whether a phrase is a determiner, a noun and perhaps an adjective: singular, nobody's, without complement."""
    functions = stream.lexicon.words
    word = stream.words[first]
    owned = not functions["possessives"].isdisjoint(stream.words[first:last])
    definite = word in functions["definite"] and not owned and is_singular(stream, first)
    if last - first < 2 or not definite or _is_told_apart(stream, last):
        return False
    end = _end_of_noun(stream, first, last)
    return end is not None and functions["governing"].isdisjoint(stream.words[first + 1 : end])


def _is_told_apart(stream: Stream, last: int) -> bool:
    """Say whether a relative clause without a comma says which one is meant: somebody who was not named."""
    return last < len(stream.words) and stream.words[last] in stream.lexicon.words["relatives"]


def _end_of_noun(stream: Stream, first: int, last: int) -> int | None:
    """Give where the noun of a description has surely ended: two words after one that is known, else with the phrase.

    A long phrase without a known noun is none.
    """
    for at in range(first + 1, min(first + _BARE, last)):
        if is_head(stream.lexicon, stream.words[at]):
            return min(at + 1 + _AFTER_HEAD, last)
    return last if last - first <= _BARE else None


def _holds_name(stream: Stream, first: int, last: int) -> bool:
    """Say whether a complement of a phrase names something; where every noun is capital nothing tells."""
    return any(stream.capital[first + 1 : last])


def _last_speaker(scene: Scene, stream: Stream, first: int, last: int) -> str | None:
    """Give who spoke in the sentence before, if he agrees with a longer description in gender, both being known."""
    name = scene.last
    near = 0 <= scene.sentence_at(stream.starts[first]) - scene.last_sentence <= (_GOING_ON if scene.goes_on else 1)
    if not name or not near or scene.cast.profiles[name].type != "PER":
        return None
    gender = scene.cast.profiles[name].gender
    return name if gender and gender == gender_of_phrase(stream, first, last) else None


def _just_introduced(scene: Scene, stream: Stream, first: int, last: int) -> str | None:
    """Give the person whose name opens the sentence before, if the article has not said what he is: this says it."""
    before = scene.before(scene.sentence_at(stream.starts[first]))
    gender = gender_of_phrase(stream, first, last)
    if before < 0 or not gender:
        return None
    start = scene.sentence_starts[before]
    mentions = scene.cast.within(start, start + 1)
    profile = scene.cast.profiles[mentions[0].entity_id] if mentions else None
    if profile is None or profile.type != "PER" or profile.gender != gender:
        return None
    return None if any(is_person_role(stream.lexicon, noun) for noun in profile.described) else profile.entity_id


def _in_mind(scene: Scene, stream: Stream, first: int, last: int, kind: SourceKind) -> str | None:
    """Give the most salient entity that a phrase of ``stream`` fits by kind and gender."""
    start = stream.starts[first]
    if kind == "organization" or stream.words[first] in stream.lexicon.words["neuters"]:
        wanted = replace(ORGANIZATION, noun=head_of(stream, first, last))
    else:
        head = head_of(stream, first, last) if content_words(stream, first, last) else ""
        noun = head if is_person_role(stream.lexicon, head) else ""
        wanted = Wanted(gender_of_phrase(stream, first, last), strangers=False, noun=noun)
    return most_salient(scene, scene.sentence_at(start), start, wanted)


def _introduced_next(scene: Scene, last: int) -> str | None:
    """Find a person whom the next sentence names by surname alone, never named before: he was just described."""
    stream = scene.stream
    following = bisect_left(scene.sentence_starts, stream.ends[last - 1])
    if following >= len(stream.sentences):
        return None
    start = scene.sentence_starts[following]
    mentions = scene.cast.within(start, start + 1)
    if not mentions or mentions[0].type != "PER" or " " in mentions[0].text:
        return None
    profile = scene.cast.profiles[mentions[0].entity_id]
    return profile.entity_id if profile.mentions[0] == mentions[0].start else None
