"""What a cue governs to its right: marked speech, a clause, an infinitive."""

from typing import Literal, NamedTuple

from copydesk.annotate.quotes.clauses import clause_end, is_bare_clause, is_infinitive, verb_ahead, without_dangling
from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.phrases import Phrase, apposition_end, can_start, is_stop, is_verb, phrase_after
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream

ComplementKind = Literal["marked", "clause", "colon"]
_REACH = 24
_PREDICATE = 3
_ANSWERED = 2
_LEADS = frozenset((FOLDED, ":", ","))


class Complement(NamedTuple):
    """What stands at words ``first`` to ``last`` (half-open) and how it is governed."""

    kind: ComplementKind
    first: int
    last: int


def complement_after(stream: Stream, sentence: Sentence, cue: Cue, start: int, stop: int) -> Complement | None:
    """Find what a cue governs after word ``start``: marks, a colon, a subordinate or bare clause, an infinitive.

    Objects, adverbs and adjuncts may stand between (*told reporters on Monday that*); a verb or the end of the
    sentence ends the search, as does word ``stop``.
    """
    start = _past_recipient(stream, cue, start, stop)
    marked = _past_light_infinitive(stream, cue, start, stop)
    if marked > start:
        return Complement("marked", start, marked + 1)
    return _search(stream, sentence, cue, (start, stop))


def _search(stream: Stream, sentence: Sentence, cue: Cue, bounds: Phrase) -> Complement | None:
    words, (start, stop) = stream.words, bounds
    limit = min(stop, start + _REACH)
    clause_words = stream.lexicon.clause_words
    for at in range(start, limit):
        if at > start and words[at] not in clause_words and words[at] not in _LEADS:
            continue
        if words[at] == FOLDED:
            return _marked(stream, cue, at, stop, adjacent=at == start)
        if words[at] == ":":
            return _after_colon(stream, sentence, at)
        clause = _clause_at(stream, cue, at, start, stop)
        if clause is not None:
            return clause
        if words[at] == "," and not _adjunct_follows(stream, at, limit):
            return None
        if _ends_search(stream, at, start):
            return None
    return None


def _clause_at(stream: Stream, cue: Cue, at: int, start: int, stop: int) -> Complement | None:
    """Give the clause or infinitive that starts at a word, or after the comma that stands there."""
    functions = stream.lexicon.words
    word = stream.words[at]
    if word == ",":
        return _after_comma(stream, cue, at, stop)
    relative = at > start and word in functions["relative_others"]
    if "question" in cue.takes and word in functions["interrogatives"] and not relative:
        return _question(stream, at, stop)
    glued = stream.text[stream.starts[at] - 1] == "-"
    if word in functions["complementizers"] and "clause" in cue.takes and not glued:
        relative = stream.lexicon.strict_objects and at > start and stream.words[start] in functions["determiners"]
        return None if relative else _subordinate(stream, at, stop)
    marked_infinitive = word in functions["infinitive_markers"] and "infinitive" in cue.takes
    if marked_infinitive and is_infinitive(stream, at + 1):
        return Complement("clause", at, clause_end(stream, at, stop))
    if at == start and is_bare_clause(stream, cue, at, stop):
        return Complement("clause", at, clause_end(stream, at, stop))
    return None


def _subordinate(stream: Stream, at: int, stop: int) -> Complement:
    """Take a subordinate clause; one that stands in marks as a whole is marked speech without its complementizer."""
    end = clause_end(stream, at, stop)
    inner = at + 2 if at + 1 < end and stream.words[at + 1] == ":" else at + 1
    if inner + 1 == end and stream.words[inner] == FOLDED:
        return Complement("marked", inner, end)
    return Complement("clause", at, end)


def _question(stream: Stream, at: int, stop: int) -> Complement:
    """Take a reported question; what answers it in marks after a colon is what was said (*explains why: “…”*)."""
    end = clause_end(stream, at, stop)
    if end - at > _ANSWERED and stream.words[end - 1] == FOLDED and stream.words[end - 2] == ":":
        return Complement("marked", end - 1, end)
    return Complement("clause", at, end)


def _ends_search(stream: Stream, at: int, start: int) -> bool:
    functions, word = stream.lexicon.words, stream.words[at]
    relative = word in functions["relative_others"] and word not in functions["determiners"]
    return is_verb(stream.lexicon, word) or (relative and at > start)


def _past_recipient(stream: Stream, cue: Cue, start: int, stop: int) -> int:
    """Pass over the person told (*told reporters he was ill*)."""
    if stream.words[cue.last - 1] not in stream.lexicon.words["telling"]:
        return start
    phrase = phrase_after(stream, start, stop)
    return phrase[1] if phrase is not None else start


def _marked(stream: Stream, cue: Cue, at: int, stop: int, *, adjacent: bool) -> Complement:
    """Take marked words that a verb governs, with the rest of a bare clause that they open."""
    reflexive = cue.first > 0 and stream.words[cue.first - 1] in stream.lexicon.words["reflexives"]
    predicate = not adjacent and stream.words[cue.last] not in stream.lexicon.words["linkers"]
    if reflexive and predicate and "bare_infinitive" in cue.takes and at - cue.last <= _PREDICATE:
        return Complement("clause", cue.last, at + 1)
    bare = adjacent and "bare" in cue.takes and not stream.lexicon.bare_after_comma and not cue.weak
    if not bare or at + 2 >= stop or is_stop(stream.words[at + 1]):
        return Complement("marked", at, at + 1)
    stretch = stream.marked[stream.stretch[at]]
    joined = stream.words[at + 1] in stream.lexicon.words["joiners"] and not verb_ahead(stream, at + 2, stop)
    if stream.text[stretch.inner_end - 1] in ".,!?" or joined:
        return Complement("marked", at, at + 1)
    return Complement("clause", at, clause_end(stream, at, stop))


def _after_colon(stream: Stream, sentence: Sentence, colon: int) -> Complement | None:
    if colon + 1 >= sentence.last:
        return None
    if stream.words[colon + 1] == FOLDED:
        return Complement("marked", colon + 1, colon + 2)
    return Complement("colon", colon + 1, without_dangling(stream, colon + 1, sentence.last))


def _after_comma(stream: Stream, cue: Cue, comma: int, stop: int) -> Complement | None:
    lexicon, start = stream.lexicon, comma + 1
    if start >= stop:
        return None
    following = stream.words[start]
    if following == FOLDED:
        return Complement("marked", start, start + 1)
    asks = "question" in cue.takes and following in lexicon.words["interrogatives"]
    if asks or (following in lexicon.words["complementizers"] and "clause" in cue.takes):
        return _subordinate(stream, start, stop)
    bare = lexicon.bare_after_comma and "bare" in cue.takes and not cue.weak
    connective = following in lexicon.words["subordinators"] or following in lexicon.words["joiners"]
    if not bare or connective or _is_apposition(stream, cue, comma, stop):
        return None
    return Complement("clause", start, clause_end(stream, start, stop))


def _is_apposition(stream: Stream, cue: Cue, comma: int, stop: int) -> bool:
    """Say whether an apposition of the inverted subject stands after a comma (*sagte X, Chef der Bank:*)."""
    end = apposition_end(stream, comma + 1, stop)
    if end is None or end >= stop:
        return False
    if stream.words[end] == ":":
        return True
    return stream.words[end] == "," and phrase_after(stream, cue.last, comma) is not None


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


def _past_light_infinitive(stream: Stream, cue: Cue, start: int, stop: int) -> int:
    """Give the word of marks that only an auxiliary infinitive precedes (*dit n'avoir « rien vu »*), else ``start``."""
    functions, at, heads = stream.lexicon.words, start, 0
    if "bare_infinitive" not in cue.takes:
        return start
    while at < min(start + _PREDICATE, stop) and stream.words[at] != FOLDED:
        head = stream.words[at] in functions["auxiliaries"] and is_infinitive(stream, at)
        heads += head
        if not head and stream.words[at] not in functions["light_negated"]:
            return start
        at += 1
    return at if heads == 1 and at < stop and stream.words[at] == FOLDED else start
