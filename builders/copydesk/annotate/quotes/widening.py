"""Marked words that are only part of what a verb reports: the rest of the phrase goes with them.

*Il a dénoncé* **un « recul brutal » des libertés**, *she condemned* **a “reckless gamble”**: a few marked words inside
the object of a cue are quoted as the object, from its first word to its last. So are whom and
what somebody calls so: *nannte* **das Heft „unser
Gewissen“**; what a preposition governs is a phrase of its own (*traite le projet d'* **« usine à gaz »**).
"""

from copydesk.annotate.quotes.clauses import clause_end
from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.phrases import Phrase, abbreviates, is_open_class, is_stop, is_verb, skip_adjunct
from copydesk.annotate.quotes.stream import FOLDED, Stream

_REACH = 24
_PHRASE = 4
_PHRASE_LENGTH = 60
_CLOSED = frozenset(".,!?\N{HORIZONTAL ELLIPSIS}")


def widened(stream: Stream, cue: Cue, source: Phrase | None, at: int, stop: int) -> Phrase:
    """Give the words of the object that a marked stretch is part of, or the stretch alone.

    Args:
        stream: the words.
        cue: the verb whose object it is, before the stretch.
        source: who says so, before or after the verb.
        at: the word of the stretch.
        stop: the word before which the object must end.
    """
    before = stream.words[at - 1]
    if "call" in cue.takes and (before in stream.lexicon.words["linkers"] or before in stream.lexicon.comparatives):
        return at, at + 1
    start = max(cue.last, source[1] if source is not None and source[1] <= at else 0)
    if "call" in cue.takes and start == at - 1 and _is_loose_pronoun(stream, start):
        return start, at + 1
    called = "call" in cue.takes
    first = _past_governed(stream, _first_of_object(stream, start, at, called=called), at)
    goes_on = first < at or _is_completed(stream, at, stop)
    return first, _last_of_object(stream, at, stop) if goes_on else at + 1


def _is_completed(stream: Stream, at: int, stop: int) -> bool:
    """Say whether what follows a few marked words completes them: a clause (*« soulagé » que …*), a noun."""
    stretch = stream.marked[stream.stretch[at]]
    said = stream.text[stretch.inner_start : min(stretch.inner_end, stretch.inner_start + _PHRASE_LENGTH)].split()
    if not said or len(said) > _PHRASE or not said[0][0].islower() or at + 2 >= stop:
        return False
    if stream.words[at + 1] in stream.lexicon.words["complementizers"]:
        return True
    return is_open_class(stream, at + 1) and not (
        stream.capital[at + 1] or is_verb(stream.lexicon, stream.words[at + 1])
    )


def _first_of_object(stream: Stream, start: int, at: int, *, called: bool) -> int:
    """Give the first word of the object between a verb and a stretch; ``at`` where the stretch is all of it."""
    named = called and stream.lexicon.noun_capitals and stream.capital[at - 1] and at - 1 > start
    if at - start > _REACH or not (named or _belongs_to_phrase(stream, at - 1)):
        return at
    functions = stream.lexicon.words
    if any(_bounds(stream, between) for between in range(start, at)):
        return at
    clitics = functions["clitics_alone"]
    if any(stream.words[between] in clitics for between in range(start + 1, at)):
        # a verb that no list knows stands between
        return at
    first = start
    while first < at:
        word = stream.words[first]
        adverb = word in functions["adverbs"] and word not in functions["determiners"]
        if adverb or word in functions["time"] or word in clitics:
            first += 1
        elif word in functions["prepositions"] and word not in functions["determiners"]:
            dated = stream.words[first + 1].isdigit()
            past = first + 2 if dated else skip_adjunct(stream, first, at + 1)
            first = past if past <= at else first + 1
        else:
            break
    return min(first, at)


def _is_loose_pronoun(stream: Stream, at: int) -> bool:
    """Say whether a pronoun stands at a word, not joined to its verb (*chama-lhe*)."""
    word = stream.words[at]
    if stream.text[stream.starts[at] - 1] == "-":
        return False
    return word in stream.lexicon.pronouns or word in stream.lexicon.words["clitics"]


def _past_governed(stream: Stream, first: int, at: int) -> int:
    """Pass over the preposition that a verb governs (*parle* d'*un « désastre »*, *promet* de *« tenir »*)."""
    functions = stream.lexicon.words
    while first < at and stream.words[first] in functions["governed_by_verb"]:
        first += 1
    return first


def _belongs_to_phrase(stream: Stream, at: int) -> bool:
    """Say whether the word before a stretch shares its phrase: a determiner, a preposition, an adjective, a noun."""
    functions, word = stream.lexicon.words, stream.words[at]
    if not word[0].isalpha() or word in stream.lexicon.pronouns or word in functions["time"]:
        return False
    return not stream.capital[at] or word in functions["determiners"]


def _bounds(stream: Stream, at: int) -> bool:
    functions, word = stream.lexicon.words, stream.words[at]
    if word == "." and at > 0 and abbreviates(stream, at):
        return False
    return is_stop(word) or is_verb(stream.lexicon, word) or word in functions["complementizers"]


def _last_of_object(stream: Stream, at: int, stop: int) -> int:
    """Give the end of the object: with its clause, where an ordinary word goes on after the marks."""
    if at + 1 >= stop:
        return at + 1
    stretch = stream.marked[stream.stretch[at]]
    following = stream.words[at + 1]
    closed = stream.text[stretch.start : stretch.inner_end].rstrip()[-1:] in _CLOSED
    goes_on = following[0].isalpha() and following not in stream.lexicon.words["joiners"]
    if closed or not goes_on or following in stream.lexicon.forms or following == FOLDED:
        return at + 1
    return clause_end(stream, at, stop)
