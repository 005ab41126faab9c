"""The noun phrase before a verb: found backwards, by what cannot belong to it."""

from copydesk.annotate.quotes.nouns import is_person_role, is_speaker_noun
from copydesk.annotate.quotes.phrases import (
    REACH,
    Phrase,
    abbreviates,
    can_start,
    is_stop,
    is_verb,
    names_something,
    phrase_end,
    skip_adjunct,
)
from copydesk.annotate.quotes.stream import Stream

_BARE = 3
_BRACKETS = 8


def phrase_before(stream: Stream, index: int, first: int) -> Phrase | None:
    """Give the noun phrase that ends just before word ``index``, not looking back beyond word ``first``.

    Adverbs and clitic pronouns between the phrase and the verb are passed over; an incidental clause in commas is
    passed over, an apposition is taken.
    """
    floor = max(first, index - REACH)
    end = _before_light_words(stream, index, floor)
    if end <= floor or stream.words[end - 1] in stream.lexicon.words["joiners"]:
        return None
    if _is_pronoun(stream, end - 1, adjacent=end == index):
        return end - 1, end
    if stream.words[end - 1] == ")":
        return _before_bracket(stream, end, floor)
    if stream.words[end - 1] == ",":
        return _before_comma(stream, end - 1, floor)
    chunk = _chunk(stream, end, floor)
    return _with_leading_title(stream, chunk, floor) if chunk else None


def _before_light_words(stream: Stream, index: int, floor: int) -> int:
    """Go back over a reflexive, clitic pronouns and adverbs; a pronoun that can be the subject stays."""
    functions, pronouns = stream.lexicon.words, stream.lexicon.pronouns
    end = index
    if end > floor and stream.words[end - 1] in functions["reflexives"]:
        end -= 1
    while end > floor:
        word = stream.words[end - 1]
        clitic = word in functions["clitics"]
        object_pronoun = clitic and end - 2 >= floor and not is_stop(stream.words[end - 2])
        if not (clitic or word in functions["adverbs"]) or (word in pronouns and not object_pronoun):
            break
        end -= 1
    return end


def _is_pronoun(stream: Stream, at: int, *, adjacent: bool) -> bool:
    functions, word = stream.lexicon.words, stream.words[at]
    if word in stream.lexicon.pronouns:
        return adjacent or word not in functions["determiners"]
    return word in functions["relatives"] and word not in functions["determiners"]


def _before_bracket(stream: Stream, end: int, floor: int) -> Phrase | None:
    """Take a name with the brackets after it (*Eva Lang (SPD) sagte*)."""
    opening = next((at for at in range(end - 2, max(floor, end - _BRACKETS), -1) if stream.words[at] == "("), None)
    inner = _chunk(stream, opening, floor) if opening is not None else None
    return (inner[0], end) if inner else None


def _before_comma(stream: Stream, comma: int, floor: int) -> Phrase | None:
    opening = next((at for at in range(comma - 1, floor - 1, -1) if stream.words[at] == ","), None)
    if opening is None or opening <= floor:
        return None
    chunk = _past_complement(stream, opening, floor) or _chunk(stream, opening, floor)
    if chunk is None:
        return None
    inside = stream.words[opening + 1]
    functions = stream.lexicon.words
    if inside in functions["relative_others"] or not can_start(stream, opening + 1):
        return chunk
    end = phrase_end(stream, opening + 1, comma)
    return (chunk[0], end) if end == comma else chunk


def _past_complement(stream: Stream, comma: int, floor: int) -> Phrase | None:
    """Pass over another aside before one (*Quiroga, del CSIC, que no estaba, …*): a preposition opens no source."""
    functions = stream.lexicon.words
    opening = next((at for at in range(comma - 1, floor, -1) if stream.words[at] == ","), None)
    if opening is None or stream.words[opening + 1] not in functions["governing_alone"]:
        return None
    bounded = any(is_verb(stream.lexicon, stream.words[at]) for at in range(opening + 1, comma))
    return None if bounded else _chunk(stream, opening, floor)


def _with_leading_title(stream: Stream, chunk: Phrase, floor: int) -> Phrase:
    """Take *le directeur de l'usine,* before *Jean Duval*, and *Jean Duval,* before *le directeur de l'usine*."""
    start, end = chunk
    if start - 2 < floor or stream.words[start - 1] != ",":
        return chunk
    before = _chunk(stream, start - 1, floor)
    if before is None or stream.words[before[0]] in stream.lexicon.words["prepositions"]:
        return chunk
    if _is_bare_name(stream, chunk):
        role = any(is_person_role(stream.lexicon, stream.words[at]) for at in range(*before))
        return (before[0], end) if role else chunk
    described = any(is_speaker_noun(stream.lexicon, stream.words[at]) for at in range(start, min(start + 3, end)))
    return (before[0], end) if described and before[1] == start - 1 and _is_bare_name(stream, before) else chunk


def _is_bare_name(stream: Stream, phrase: Phrase) -> bool:
    return all(stream.capital[at] for at in range(*phrase))


def _chunk(stream: Stream, end: int, floor: int) -> Phrase | None:
    """Give the noun phrase that ends at word ``end``: back to a boundary, then forward to the first fitting start."""
    lexicon, words = stream.lexicon, stream.words
    functions = lexicon.words
    at = end
    while at > floor:
        word = words[at - 1]
        if word == "." and at - 2 >= floor and at < end and abbreviates(stream, at - 1):
            at -= 1
            continue
        if is_stop(word) or (word in functions["relative_others"] and word not in functions["determiners"]):
            break
        if word in functions["subordinators"]:
            break
        if word in lexicon.pronouns and word not in functions["determiners"] and not stream.capital[at - 1]:
            break
        if is_verb(lexicon, word) and not stream.capital[at - 1]:
            break
        at -= 1
    start = at - 1
    while start + 1 < end:
        start += 1
        if words[start] in functions["prepositions"] and words[start] not in functions["determiners"]:
            start = skip_adjunct(stream, start, end) - 1
            continue
        before = words[start - 1] if start > at else ""
        # a joiner that opens the chunk joins clauses, not phrases (*…, und Fink sagt*)
        joined = before in functions["joiners"] and start - 1 > at
        governed = before in functions["prepositions"] or before in functions["linkers"] or joined
        if words[start] in functions["oblique"]:
            continue
        if governed or not can_start(stream, start):
            continue
        if before and before in functions["determiners"]:
            continue
        if names_something(stream, start, end):
            return start, end
    return (at, end) if 0 < end - at <= _BARE and _is_plain(stream, at, end) else None


def _is_plain(stream: Stream, first: int, last: int) -> bool:
    """Say whether words are common nouns and adjectives without a determiner (*forecasters said*)."""
    closed = stream.lexicon.words["no_plain_noun"]
    return all(word.isalpha() and word not in closed for word in stream.words[first:last])
