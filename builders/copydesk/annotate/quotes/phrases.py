"""Noun phrases about a cue, found by function words and capitals alone: no tagger, no parser.

A phrase is a half-open pair of word indexes of the stream. The scans look at a bounded number of words, so that a
sentence without an end costs no more than any other.
"""

from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.lexicon import Lexicon
from copydesk.annotate.quotes.stream import FOLDED, Stream
from copydesk.text.tokens import abbreviations

Phrase = tuple[int, int]
REACH = 40
_BARE = 3
_STOPS = frozenset(",;:.!?()[]\N{HORIZONTAL ELLIPSIS}" + DASHES) | {"...", "..", "-"}


def is_stop(word: str) -> bool:
    """Say whether a word is punctuation that bounds a phrase."""
    return word in _STOPS or word == FOLDED


def is_verb(lexicon: Lexicon, word: str) -> bool:
    """Say whether a word is surely a finite verb: an auxiliary, a common verb or a verb of saying that is no noun."""
    words = lexicon.words
    if word in words["participials"]:
        return False
    if word in words["auxiliaries"] or word in words["hedges"] or word in words["verbs"] or word in words["modals"]:
        return True
    form = lexicon.forms.get(word)
    return form is not None and "finite" in form.kinds and word not in words["weak"]


def is_person_role(lexicon: Lexicon, word: str) -> bool:
    """Say whether a word names a role that a person has."""
    nouns = lexicon.nouns
    return word in nouns["roles_m"] or word in nouns["roles_f"] or word in nouns["roles_x"]


def can_start(stream: Stream, index: int) -> bool:
    """Say whether a noun phrase may start at a word: determiner, name, title, role or number."""
    lexicon, word = stream.lexicon, stream.words[index]
    words = lexicon.words
    if word in words["time"] or word in words["adverbs"]:
        return False
    if word in words["determiners"]:
        return True
    if word in words["prepositions"] or word in words["subordinators"] or word in words["joiners"]:
        return False
    return stream.capital[index] or is_speaker_noun(lexicon, word)


def is_speaker_noun(lexicon: Lexicon, word: str) -> bool:
    """Say whether a common noun names somebody or something that speaks."""
    nouns = lexicon.nouns
    return (
        is_person_role(lexicon, word)
        or word in nouns["roles_p"]
        or word in nouns["organizations"]
        or word in nouns["documents"]
        or word in nouns["groups"]
        or word in nouns["agencies"]
        or word in nouns["titles_m"]
        or word in nouns["titles_f"]
    )


def phrase_after(stream: Stream, index: int, limit: int) -> Phrase | None:
    """Give the noun phrase that starts at ``index``, with its complements and its apposition."""
    if index >= limit:
        return None
    lexicon, word = stream.lexicon, stream.words[index]
    if word in lexicon.pronouns:
        return index, index + 1
    if not can_start(stream, index):
        return None
    end = _phrase_end(stream, index, min(limit, index + REACH))
    end = _with_appositions(stream, index, end, min(limit, index + REACH))
    return (index, end) if _names_something(stream, index, end) else None


def _names_something(stream: Stream, start: int, end: int) -> bool:
    return any(stream.words[i] not in stream.lexicon.words["determiners"] for i in range(start, end))


def _phrase_end(stream: Stream, start: int, limit: int) -> int:
    lexicon, words, at = stream.lexicon, stream.words, start
    functions = lexicon.words
    named = False
    while at < limit:
        word = words[at]
        if word == "." and at > start and at + 1 < limit and _abbreviates(stream, at):
            at += 1
            continue
        if is_stop(word) or word in functions["subordinators"] or word in functions["time"]:
            break
        if at > start and word in functions["relative_others"] and word not in functions["determiners"]:
            break
        if word in functions["adverbs"] and not stream.capital[at]:
            break
        if at > start and is_verb(lexicon, word) and not stream.capital[at]:
            break
        if at == start and word in functions["determiners"]:
            pass
        elif word in functions["joiners"]:
            if not _joins_phrase(stream, at, limit):
                break
        elif word in functions["linkers"]:
            pass
        elif word in functions["prepositions"]:
            if named or word not in functions["inner_prepositions"] or not _is_complement(stream, at, limit):
                break
        elif at > start and word in lexicon.pronouns and not stream.capital[at]:
            break
        elif at > start and lexicon.noun_capitals and not _continues_german(stream, start, at):
            break
        elif stream.capital[at] and not lexicon.noun_capitals:
            named = named or at > start or not is_speaker_noun(lexicon, word)
        at += 1
    while at > start + 1 and _dangles(lexicon, words[at - 1]):
        at -= 1
    return at


def _abbreviates(stream: Stream, at: int) -> bool:
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
    functions = lexicon.words
    return (
        word in functions["joiners"]
        or word in functions["linkers"]
        or word in functions["prepositions"]
        or (word in functions["determiners"])
    )


def _joins_phrase(stream: Stream, at: int, limit: int) -> bool:
    return at + 1 < limit and can_start(stream, at + 1) and stream.words[at + 1] not in stream.lexicon.pronouns


def _is_complement(stream: Stream, at: int, limit: int) -> bool:
    """Say whether *à l'Assemblée* after a role belongs to it: a capital stands right after the preposition."""
    ahead = at + 1
    if ahead < limit and stream.words[ahead] in stream.lexicon.words["determiners"]:
        ahead += 1
    return ahead < limit and stream.capital[ahead]


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
        end = last
    del start
    return end


def apposition_end(stream: Stream, at: int, limit: int) -> int | None:
    """Give the end of an apposition that starts at ``at``, or None where none starts there."""
    lexicon = stream.lexicon
    if at >= limit or not can_start(stream, at):
        return None
    if stream.words[at] in lexicon.words["determiners"]:
        ahead = range(at + 1, min(at + 5, limit))
        if not any(is_speaker_noun(lexicon, stream.words[i]) or stream.capital[i] for i in ahead):
            return None
    end = _phrase_end(stream, at, limit)
    return end if end > at else None


def phrase_before(stream: Stream, index: int, first: int) -> Phrase | None:
    """Give the noun phrase that ends just before word ``index``, not looking back beyond word ``first``.

    Adverbs and clitic pronouns between the phrase and the verb are passed over; an incidental clause in commas is
    passed over, an apposition is taken.
    """
    lexicon, words = stream.lexicon, stream.words
    functions = lexicon.words
    end = index
    floor = max(first, index - REACH)
    if end > floor and words[end - 1] in functions["reflexives"]:
        end -= 1
    while (
        end > floor
        and (words[end - 1] in functions["clitics"] or words[end - 1] in functions["adverbs"])
        and (
            words[end - 1] not in lexicon.pronouns
            or lexicon.pronouns[words[end - 1]][0] in "mf"
            and end - 2 >= floor
            and not is_stop(words[end - 2])
            and words[end - 1] in functions["clitics"]
            and words[end - 2] != "que"
        )
    ):
        end -= 1
    if end <= floor or words[end - 1] in functions["joiners"]:
        return None
    if (
        words[end - 1] in lexicon.pronouns
        and words[end - 1] not in functions["determiners"]
        or (words[end - 1] in lexicon.pronouns and end == index)
    ):
        return end - 1, end
    if words[end - 1] in functions["relatives"] and words[end - 1] not in functions["determiners"]:
        return end - 1, end
    if words[end - 1] == ")":
        opening = next((at for at in range(end - 2, max(floor, end - 8), -1) if words[at] == "("), None)
        if opening is None:
            return None
        inner = _chunk(stream, opening, floor)
        return (inner[0], end) if inner else None
    if words[end - 1] == ",":
        return _before_comma(stream, end - 1, floor)
    chunk = _chunk(stream, end, floor)
    return _with_leading_title(stream, chunk, floor) if chunk else None


def _before_comma(stream: Stream, comma: int, floor: int) -> Phrase | None:
    opening = next((at for at in range(comma - 1, floor - 1, -1) if stream.words[at] == ","), None)
    if opening is None or opening <= floor:
        return None
    chunk = _chunk(stream, opening, floor)
    if chunk is None:
        return None
    inside = stream.words[opening + 1]
    functions = stream.lexicon.words
    if inside in functions["relative_others"] or not can_start(stream, opening + 1):
        return chunk
    end = _phrase_end(stream, opening + 1, comma)
    return (chunk[0], end) if end == comma else chunk


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
        if at >= stop or words[at] not in functions["linkers"]:
            return min(at, stop)
    return min(at, stop)


def _chunk(stream: Stream, end: int, floor: int) -> Phrase | None:
    """Give the noun phrase that ends at word ``end``: back to a boundary, then forward to the first fitting start."""
    lexicon, words = stream.lexicon, stream.words
    functions = lexicon.words
    at = end
    while at > floor:
        word = words[at - 1]
        if word == "." and at - 2 >= floor and at < end and _abbreviates(stream, at - 1):
            at -= 1
            continue
        if is_stop(word) or word in functions["relative_others"] and word not in functions["determiners"]:
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
        governed = (
            before in functions["prepositions"] or before in functions["linkers"] or before in functions["joiners"]
        )
        if words[start] in functions["oblique"]:
            continue
        if governed or not can_start(stream, start):
            continue
        if before and before in functions["determiners"]:
            continue
        if _names_something(stream, start, end):
            return start, end
    return (at, end) if 0 < end - at <= _BARE and _is_plain(stream, at, end) else None


def _is_plain(stream: Stream, first: int, last: int) -> bool:
    """Say whether words are common nouns and adjectives without a determiner (*forecasters said*)."""
    functions = stream.lexicon.words
    closed = ("prepositions", "adverbs", "time", "clitics", "joiners", "subordinators", "negations", "reflexives")
    return all(
        stream.words[at].isalpha() and not any(stream.words[at] in functions[name] for name in closed)
        for at in range(first, last)
    )
