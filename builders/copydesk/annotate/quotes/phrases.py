"""Noun phrases about a cue, found by function words and capitals alone: no tagger, no parser.

A phrase is a half-open pair of word indexes of the stream. The scans look at a bounded number of words, so that a
sentence without an end costs no more than any other.
"""

from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.lexicon import Lexicon
from copydesk.annotate.quotes.nouns import base_noun, is_organization, is_person_role, is_speaker_noun
from copydesk.annotate.quotes.stream import FOLDED, Stream
from copydesk.text.tokens import abbreviations

Phrase = tuple[int, int]
REACH = 40
STOPS = frozenset(",;:.!?()[]\N{HORIZONTAL ELLIPSIS}" + DASHES) | {"...", "..", "-", FOLDED}
"""Punctuation that bounds a phrase, a marked stretch too."""


def is_stop(word: str) -> bool:
    """Say whether a word is punctuation that bounds a phrase."""
    return word in STOPS


def is_verb(lexicon: Lexicon, word: str) -> bool:
    """Say whether a word is surely a finite verb: an auxiliary, a common verb or a verb of saying that is no noun."""
    return word in lexicon.sure_verbs


def can_start(stream: Stream, index: int) -> bool:
    """Say whether a noun phrase may start at a word: determiner, name, title, role or number."""
    lexicon, word = stream.lexicon, stream.words[index]
    words = lexicon.words
    if (word in words["time"] or word in words["adverbs"]) and not determines(stream, index, len(stream.words)):
        return False
    if word in words["determiners"] or is_somebody(stream, index):
        return True
    if word in words["prepositions"] or word in words["subordinators"] or word in words["joiners"]:
        return False
    return stream.capital[index] or is_speaker_noun(lexicon, word)


def phrase_after(stream: Stream, index: int, limit: int) -> Phrase | None:
    """Give the noun phrase that starts at ``index``, with its complements and its apposition."""
    if index >= limit:
        return None
    lexicon, word = stream.lexicon, stream.words[index]
    if word in lexicon.pronouns and not determines(stream, index, limit):
        return index, index + 1
    if not can_start(stream, index):
        return None
    end = phrase_end(stream, index, min(limit, index + REACH))
    end = _with_appositions(stream, index, end, min(limit, index + REACH))
    return (index, end) if names_something(stream, index, end) else None


def determines(stream: Stream, index: int, limit: int) -> bool:
    """Say whether a word that is a pronoun elsewhere is a determiner here (*ce dernier*, *dieser Mann*)."""
    word, lexicon = stream.words[index], stream.lexicon
    if word not in lexicon.pronouns or word not in lexicon.words["determiners"] or index + 1 >= limit:
        return False
    return is_speaker_noun(stream.lexicon, stream.words[index + 1])


def names_something(stream: Stream, start: int, end: int) -> bool:
    """Say whether a phrase holds more than determiners, or stands for somebody of several (*l'un*, *another*)."""
    determiners = stream.lexicon.words["determiners"]
    return any(stream.words[i] not in determiners for i in range(start, end)) or is_somebody(stream, end - 1)


def is_somebody(stream: Stream, index: int) -> bool:
    """Say whether a word that may be a determiner stands for somebody itself: a verb or the end of a phrase follows."""
    if stream.words[index] not in stream.lexicon.words["somebody"]:
        return False
    if index + 1 >= len(stream.words):
        return True
    following, functions = stream.words[index + 1], stream.lexicon.words
    ends = is_stop(following) and following not in (FOLDED, "(", "[")
    return ends or is_verb(stream.lexicon, following) or following in functions["linkers"]


def phrase_end(stream: Stream, start: int, limit: int) -> int:
    """Give where the noun phrase that starts at a word ends, not beyond ``limit``."""
    at, named = start, False
    while at < limit:
        if stream.words[at] == "." and start < at < limit - 1 and abbreviates(stream, at):
            at += 1
            continue
        if _bounds_phrase(stream, at, start) or not _belongs(stream, at, (start, limit), named=named):
            break
        if stream.capital[at] and not stream.lexicon.noun_capitals:
            named = named or at > start or not is_speaker_noun(stream.lexicon, stream.words[at])
        at += 1
    while at > start + 1 and _dangles(stream.lexicon, stream.words[at - 1]) and not is_somebody(stream, at - 1):
        at -= 1
    return at


def _bounds_phrase(stream: Stream, at: int, start: int) -> bool:
    """Say whether a word is surely outside: punctuation, a conjunction, a time, an adverb, a verb."""
    lexicon, word = stream.lexicon, stream.words[at]
    functions = lexicon.words
    if is_stop(word) or word in functions["subordinators"] or (at > start and word in functions["time"]):
        return True
    if stream.capital[at]:
        return at > start and word in functions["relative_others"] and word not in functions["determiners"]
    if word in functions["adverbs"]:
        return True
    relative = word in functions["relative_others"] and word not in functions["determiners"]
    return at > start and (relative or is_verb(lexicon, word))


def _belongs(stream: Stream, at: int, bounds: Phrase, *, named: bool) -> bool:
    """Say whether a function word or noun continues the phrase; prepositions do before its name, not after."""
    lexicon, word = stream.lexicon, stream.words[at]
    functions = lexicon.words
    start, limit = bounds
    if (at == start and word in functions["determiners"]) or (at == start + 1 and is_somebody(stream, at)):
        return True
    if word in functions["joiners"]:
        return _joins_phrase(stream, at, limit)
    if word in functions["linkers"]:
        return True
    if word in functions["prepositions"]:
        return not named and word in functions["inner_prepositions"] and _is_complement(stream, at, limit)
    if at == start:
        return True
    return word not in lexicon.pronouns and not (lexicon.noun_capitals and not _continues_german(stream, start, at))


def abbreviates(stream: Stream, at: int) -> bool:
    """Say whether the full stop at word ``at`` belongs to an abbreviation or an initial (*M. X*, *John F. X*)."""
    before = stream.words[at - 1]
    if stream.starts[at] != stream.ends[at - 1]:
        return False
    return len(before) == 1 or before in abbreviations(stream.lexicon.language)


def _continues_german(stream: Stream, start: int, at: int) -> bool:
    """German nouns are capital: a lower-case word after one is no part of the phrase, unless it opens a genitive."""
    if stream.capital[at] or stream.words[at] in stream.lexicon.words["linkers"]:
        return True
    return (
        not any(stream.capital[i] for i in range(max(start, at - 1), at))
        or stream.words[at - 1] in (stream.lexicon.words["determiners"])
    )


def _dangles(lexicon: Lexicon, word: str) -> bool:
    return word in lexicon.words["inside_phrase"] or word in lexicon.words["joiners"]


def _joins_phrase(stream: Stream, at: int, limit: int) -> bool:
    return at + 1 < limit and can_start(stream, at + 1) and stream.words[at + 1] not in stream.lexicon.pronouns


def _is_complement(stream: Stream, at: int, limit: int) -> bool:
    """Say whether *à l'Assemblée* after a role belongs to it: a capital stands right after the preposition."""
    ahead = at + 1
    if ahead < limit and stream.words[ahead] in stream.lexicon.words["determiners"]:
        ahead += 1
    timed = ahead < limit and stream.words[ahead] in stream.lexicon.words["time"]
    return ahead < limit and stream.capital[ahead] and not timed


def _with_appositions(stream: Stream, start: int, end: int, limit: int) -> int:
    """Take *, maire de Lyon,* and *(SPD)* that follow a name, and a name that follows a role."""
    words = stream.words
    if end + 2 < limit and words[end] == "(" and stream.capital[end + 1]:
        closing = next((at for at in range(end + 1, min(end + 6, limit)) if words[at] == ")"), -1)
        if closing > 0:
            end = closing + 1
    for _ in range(2):
        if end + 1 >= limit or words[end] != ",":
            return end
        last = apposition_end(stream, end + 1, limit)
        if last is None or (last < limit and words[last] not in (",", ".", ":", ";", FOLDED)):
            return end
        if _is_thing(stream, start, end) and _is_role(stream, end + 1, last):
            return end
        end = last
    return end


def _is_thing(stream: Stream, first: int, last: int) -> bool:
    """Say whether the noun of a phrase is an organization or a document: nobody's role stands in apposition to it."""
    nouns = (base_noun(stream.lexicon, stream.words[at]) for at in range(first, last))
    head = next((noun for noun in nouns if is_speaker_noun(stream.lexicon, noun)), "")
    return is_organization(stream.lexicon, head) or head in stream.lexicon.nouns["documents"]


def _is_role(stream: Stream, first: int, last: int) -> bool:
    return any(is_person_role(stream.lexicon, stream.words[at]) for at in range(first, last))


def apposition_end(stream: Stream, at: int, limit: int) -> int | None:
    """Give the end of an apposition that starts at ``at``, or None where none starts there."""
    lexicon = stream.lexicon
    if at >= limit or not can_start(stream, at):
        return None
    if stream.words[at] in lexicon.words["determiners"]:
        ahead = range(at + 1, min(at + 5, limit))
        if not any(is_speaker_noun(lexicon, stream.words[i]) or stream.capital[i] for i in ahead):
            return None
    end = phrase_end(stream, at, limit)
    return end if end > at else None


def _coordinates(stream: Stream, at: int, stop: int) -> bool:
    """Say whether another noun is joined to the one before (*zur Lage und seiner Aufgabe*)."""
    if not stream.lexicon.noun_capitals or at + 1 >= stop or stream.words[at] not in stream.lexicon.words["joiners"]:
        return False
    return (
        stream.words[at + 1] in stream.lexicon.words["oblique"]
        or stream.words[at + 1] in stream.lexicon.words["linkers"]
    )


def skip_adjunct(stream: Stream, at: int, stop: int) -> int:
    """Pass over a prepositional phrase: preposition, determiner, noun, and what *de*, *of*, *der* add to it."""
    lexicon, words = stream.lexicon, stream.words
    functions = lexicon.words
    while at < stop:
        at += 1
        while at < stop and (words[at] in functions["determiners"] or words[at] in functions["linkers"]):
            at += 1
        if lexicon.noun_capitals:
            while at < stop and not stream.capital[at] and words[at].isalpha():
                at += 1
        if at < stop and stream.capital[at]:
            while at < stop and stream.capital[at]:
                at += 1
        else:
            at += 1
        if at >= stop or not (words[at] in functions["linkers"] or _coordinates(stream, at, stop)):
            return min(at, stop)
    return min(at, stop)


def is_open_class(stream: Stream, at: int) -> bool:
    """Say whether a word is none of the function words that may open a phrase: a noun, an adjective, a verb."""
    return stream.words[at].isalpha() and stream.words[at] not in stream.lexicon.words["closed"]
