"""What a cue governs to its right: marked speech, a clause, an infinitive."""

from dataclasses import dataclass
from typing import Literal

from copydesk.annotate.quotes.cues import Cue
from copydesk.annotate.quotes.phrases import apposition_end, can_start, is_stop, is_verb, phrase_after
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream

ComplementKind = Literal["marked", "clause", "colon"]
_REACH = 24
_SUBJECT = 10
_PREDICATE = 3
_DANGLING = frozenset(",;:.\N{HORIZONTAL ELLIPSIS}")


@dataclass(frozen=True, slots=True)
class Complement:
    """What stands at words ``first`` to ``last`` (half-open) and how it is governed."""

    kind: ComplementKind
    first: int
    last: int


def complement_after(stream: Stream, sentence: Sentence, cue: Cue, start: int, stop: int) -> Complement | None:
    """Find what a cue governs after word ``start``: marks, a colon, a subordinate or bare clause, an infinitive.

    Objects, adverbs and adjuncts may stand between (*told reporters on Monday that*); a verb or the end of the
    sentence ends the search, as does word ``stop``.
    """
    lexicon, words = stream.lexicon, stream.words
    functions = lexicon.words
    limit = min(stop, start + _REACH)
    at = _past_recipient(stream, cue, start, stop)
    start = at
    direct_object = False
    while at < limit:
        word = words[at]
        if word == FOLDED:
            return _marked(stream, cue, at, stop, adjacent=at == start)
        if word == ":":
            return _after_colon(stream, sentence, at)
        if (
            word in functions["complementizers"]
            and "clause" in cue.takes
            and not (direct_object and lexicon.strict_objects)
        ):
            end = clause_end(stream, at, stop)
            # a clause that stands in marks as a whole is marked speech: the complementizer stays outside
            inner = at + 2 if at + 1 < end and words[at + 1] == ":" else at + 1
            if inner < end and words[inner] == FOLDED and end == inner + 1:
                return Complement("marked", inner, end)
            return Complement("clause", at, end)
        if word in functions["infinitive_markers"] and "infinitive" in cue.takes and _is_infinitive(stream, at + 1):
            return Complement("clause", at, clause_end(stream, at, stop))
        if word == ",":
            bare = _after_comma(stream, cue, at, stop)
            if bare is not None:
                return bare
            if not _adjunct_follows(stream, at, limit):
                return None
        elif word in ("(", ")"):
            pass
        elif at == start and "bare" in cue.takes and not lexicon.bare_after_comma and _starts_clause(stream, cue, at, stop):
            return Complement("clause", at, clause_end(stream, at, stop))
        elif at == start and "bare_infinitive" in cue.takes and _is_infinitive(stream, at):
            return Complement("clause", at, clause_end(stream, at, stop))
        elif is_verb(lexicon, word) or word in functions["relative_others"] and at > start:
            return None
        elif at == start and word in functions["determiners"]:
            direct_object = True
        at += 1
    return None


def _past_recipient(stream: Stream, cue: Cue, start: int, stop: int) -> int:
    """Pass over the person told (*told reporters he was ill*)."""
    if stream.words[cue.last - 1] not in stream.lexicon.words["telling"]:
        return start
    phrase = phrase_after(stream, start, stop)
    return phrase[1] if phrase is not None else start


def _marked(stream: Stream, cue: Cue, at: int, stop: int, *, adjacent: bool) -> Complement:
    """Take marked words that a verb governs, with the rest of a bare clause that they open (*said “it hurts” to go*)."""
    reflexive = cue.first > 0 and stream.words[cue.first - 1] in stream.lexicon.words["reflexives"]
    if reflexive and not adjacent and "bare_infinitive" in cue.takes and at - cue.last <= _PREDICATE:
        return Complement("clause", cue.last, at + 1)
    bare = adjacent and "bare" in cue.takes and not stream.lexicon.bare_after_comma and not cue.weak
    if not bare or at + 2 >= stop or is_stop(stream.words[at + 1]):
        return Complement("marked", at, at + 1)
    stretch = stream.marked[stream.stretch[at]]
    if stream.text[stretch.inner_end - 1] in ".,!?" or stream.words[at + 1] in stream.lexicon.words["joiners"]:
        return Complement("marked", at, at + 1)
    return Complement("clause", at, clause_end(stream, at, stop))


def _after_colon(stream: Stream, sentence: Sentence, colon: int) -> Complement | None:
    if colon + 1 >= sentence.last:
        return None
    if stream.words[colon + 1] == FOLDED:
        return Complement("marked", colon + 1, colon + 2)
    return Complement("colon", colon + 1, _trim(stream, colon + 1, sentence.last))


def _after_comma(stream: Stream, cue: Cue, comma: int, stop: int) -> Complement | None:
    lexicon, words = stream.lexicon, stream.words
    if comma + 1 >= stop:
        return None
    following = words[comma + 1]
    if following == FOLDED:
        return Complement("marked", comma + 1, comma + 2)
    if following in lexicon.words["complementizers"] and "clause" in cue.takes:
        return Complement("clause", comma + 1, clause_end(stream, comma + 1, stop))
    if not lexicon.bare_after_comma or "bare" not in cue.takes or cue.weak:
        return None
    if following in lexicon.words["subordinators"] or following in lexicon.words["joiners"]:
        return None
    apposed = apposition_end(stream, comma + 1, stop)
    if (
        apposed is not None
        and apposed < stop
        and (words[apposed] == ":" or (words[apposed] == "," and phrase_after(stream, cue.last, comma) is not None))
    ):
        return None
    return Complement("clause", comma + 1, clause_end(stream, comma + 1, stop))


def _adjunct_follows(stream: Stream, comma: int, limit: int) -> bool:
    """Say whether *, dans un communiqué,* or an apposition stands after a comma, and ends with another comma."""
    functions = stream.lexicon.words
    if comma + 1 >= limit:
        return False
    following = stream.words[comma + 1]
    if not (
        following in functions["prepositions"] or following in functions["adverbs"] or can_start(stream, comma + 1)
    ):
        return False
    return any(stream.words[at] in (",", ":") for at in range(comma + 2, limit))


def _starts_clause(stream: Stream, cue: Cue, at: int, stop: int) -> bool:
    """Say whether a clause without a complementizer starts here: a subject that no punctuation or clause follows."""
    lexicon, words = stream.lexicon, stream.words
    phrase = phrase_after(stream, at, stop)
    if phrase is None:
        return words[at] in lexicon.words["subordinators"]
    end = phrase[1]
    if end >= stop or stop - at <= 2:
        return False
    if words[end] == FOLDED:
        return True
    if is_stop(words[end]):
        return False
    plain = words[end] not in lexicon.words["prepositions"] and words[end] not in lexicon.words["time"]
    plain = plain or words[cue.last - 1] in lexicon.words["plain_saying"]
    for ahead in range(end, min(end + _SUBJECT, stop)):
        if words[ahead] in lexicon.words["complementizers"]:
            return False
        if is_verb(lexicon, words[ahead]):
            return True
    return plain


def _is_infinitive(stream: Stream, at: int) -> bool:
    if at >= len(stream.words):
        return False
    functions = stream.lexicon.words
    while (
        stream.words[at] in functions["clitics"]
        or stream.words[at] in functions["reflexives"]
        or (stream.words[at] in functions["negations"])
    ):
        at += 1
        if at >= len(stream.words):
            return False
    word = stream.words[at]
    if stream.lexicon.infinitive_endings:
        return word.endswith(stream.lexicon.infinitive_endings) and not stream.capital[at]
    return word.isalpha() and word not in functions["determiners"] and not stream.capital[at]


def clause_end(stream: Stream, start: int, stop: int) -> int:
    """Give where a clause that starts at word ``start`` ends: the sentence's end without its full stop."""
    return _trim(stream, start, stop)


def _trim(stream: Stream, start: int, end: int) -> int:
    while end > start + 1 and stream.words[end - 1] in _DANGLING:
        end -= 1
    return end
