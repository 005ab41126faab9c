"""What a cue governs to its right: marked speech, a clause, an infinitive."""

import itertools
from dataclasses import dataclass
from typing import Literal

from copydesk.annotate.quotes.cues import Cue
from copydesk.annotate.quotes.nouns import is_speaker_noun
from copydesk.annotate.quotes.phrases import (
    Phrase,
    apposition_end,
    can_start,
    is_stop,
    is_verb,
    phrase_after,
    skip_adjunct,
)
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream, ends_in_comma

ComplementKind = Literal["marked", "clause", "colon"]
_REACH = 24
_SUBJECT = 14
_CLAUSE = 4
_LONGEST = 120
_PREDICATE = 3
_ANSWERED = 2
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
    start = _past_recipient(stream, cue, start, stop)
    marked = _past_light_infinitive(stream, cue, start, stop)
    if marked > start:
        return Complement("marked", start, marked + 1)
    return _search(stream, sentence, cue, (start, stop))


def _search(stream: Stream, sentence: Sentence, cue: Cue, bounds: Phrase) -> Complement | None:
    words, (start, stop) = stream.words, bounds
    limit = min(stop, start + _REACH)
    for at in range(start, limit):
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
    if marked_infinitive and _is_infinitive(stream, at + 1):
        return Complement("clause", at, clause_end(stream, at, stop))
    if at == start and _is_bare(stream, cue, at, stop):
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


def _is_bare(stream: Stream, cue: Cue, at: int, stop: int) -> bool:
    """Say whether a clause or an infinitive without any marker follows its verb at once."""
    if _is_object_alone(stream, at, stop):
        return False
    if "bare" in cue.takes and not stream.lexicon.bare_after_comma and _starts_clause(stream, cue, at, stop):
        return True
    return "bare_infinitive" in cue.takes and _is_infinitive(stream, at)


def _is_object_alone(stream: Stream, at: int, stop: int) -> bool:
    """Say whether a word only stands for what was said elsewhere (*said* **so** *on Monday*): no verb follows it."""
    functions = stream.lexicon.words
    if stream.words[at] not in functions["said_objects"] or stream.words[at] in functions["complementizers"]:
        return False
    after = at + 1
    ends = after >= stop or is_stop(stream.words[after])
    if not ends and not (stream.words[after] in functions["prepositions"] or stream.words[after] in functions["time"]):
        return False
    rest = itertools.takewhile(
        lambda ahead: not is_stop(stream.words[ahead]), range(after, min(after + _SUBJECT, stop))
    )
    return not any(is_verb(stream.lexicon, stream.words[ahead]) for ahead in rest)


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
    joined = stream.words[at + 1] in stream.lexicon.words["joiners"] and not _verb_ahead(stream, at + 2, stop)
    if stream.text[stretch.inner_end - 1] in ".,!?" or joined:
        return Complement("marked", at, at + 1)
    return Complement("clause", at, clause_end(stream, at, stop))


def _after_colon(stream: Stream, sentence: Sentence, colon: int) -> Complement | None:
    if colon + 1 >= sentence.last:
        return None
    if stream.words[colon + 1] == FOLDED:
        return Complement("marked", colon + 1, colon + 2)
    return Complement("colon", colon + 1, _trim(stream, colon + 1, sentence.last))


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


def _starts_clause(stream: Stream, cue: Cue, at: int, stop: int) -> bool:
    """Say whether a clause without a complementizer starts here: a subject that no punctuation or clause follows."""
    lexicon, words = stream.lexicon, stream.words
    phrase = phrase_after(stream, at, stop)
    if phrase is None:
        plain = words[cue.last - 1] in lexicon.words["plain_saying"]
        opens = words[at] in lexicon.words["subordinators"] or words[at] in lexicon.words["expletives"]
        return opens or (plain and _has_bare_subject(stream, at, stop))
    end = phrase[1]
    if end >= stop or stop - at <= 2 or is_stop(words[end]):
        return end < stop and words[end] == FOLDED
    follows = lexicon.forms.get(words[end])
    if follows is not None and "finite" in follows.kinds and words[at] in lexicon.pronouns:
        return True
    for ahead in range(end, min(end + _SUBJECT, stop)):
        if is_verb(lexicon, words[ahead]):
            return True
        if words[ahead] in lexicon.words["complementizers"]:
            form = lexicon.forms.get(words[ahead - 1]) if ahead > end else None
            return form is not None and "finite" in form.kinds
    adjunct = words[end] in lexicon.words["prepositions"] or words[end] in lexicon.words["time"]
    return not adjunct or words[cue.last - 1] in lexicon.words["plain_saying"]


def _has_bare_subject(stream: Stream, at: int, stop: int) -> bool:
    """Say whether a plural or a mass noun without a determiner is the subject (*said political power has shifted*)."""
    functions = stream.lexicon.words
    if stream.words[at] in functions["no_bare_subject"]:
        return False
    for ahead in range(at, min(at + _SUBJECT, stop)):
        word = stream.words[ahead]
        if is_stop(word) or word in functions["complementizers"]:
            return False
        if is_verb(stream.lexicon, word):
            return ahead > at
    return False


def _is_infinitive(stream: Stream, at: int) -> bool:
    functions = stream.lexicon.words
    light = functions["light_negated"]
    while at < len(stream.words) and stream.words[at] in light:
        at += 1
    if at >= len(stream.words) or stream.capital[at]:
        return False
    word, before = stream.words[at], stream.words[at - 1]
    if stream.lexicon.infinitive_endings:
        if is_speaker_noun(stream.lexicon, word) and before in functions["determiners"]:
            return False
        return word.endswith(stream.lexicon.infinitive_endings)
    return word.isalpha() and word not in functions["determiners"]


def _verb_ahead(stream: Stream, start: int, stop: int) -> bool:
    """Say whether a verb follows before anything that bounds a phrase: the words before it are its subject."""
    for at in range(start, min(start + _SUBJECT, stop)):
        if is_stop(stream.words[at]):
            return False
        if is_verb(stream.lexicon, stream.words[at]) and at > start:
            return True
    return False


def _past_light_infinitive(stream: Stream, cue: Cue, start: int, stop: int) -> int:
    """Give the word of marks that only an auxiliary infinitive precedes (*dit n'avoir « rien vu »*), else ``start``."""
    functions, at, heads = stream.lexicon.words, start, 0
    if "bare_infinitive" not in cue.takes:
        return start
    while at < min(start + _PREDICATE, stop) and stream.words[at] != FOLDED:
        head = stream.words[at] in functions["auxiliaries"] and _is_infinitive(stream, at)
        heads += head
        if not head and stream.words[at] not in functions["light_negated"]:
            return start
        at += 1
    return at if heads == 1 and at < stop and stream.words[at] == FOLDED else start


def clause_end(stream: Stream, start: int, stop: int) -> int:
    """Give where a clause that starts at word ``start`` ends, without its full stop.

    It ends with its sentence, or before a comma after which a coordinated main clause has a subject of its own
    (*, but he also warned*).
    """
    for comma in range(start + _CLAUSE, min(stop, start + _LONGEST) - 2):
        if ends_in_comma(stream, comma) and _is_main_clause(stream, comma + 1, stop):
            return _trim(stream, start, comma + (stream.words[comma] == FOLDED))
    return _trim(stream, start, stop)


def _is_main_clause(stream: Stream, at: int, stop: int) -> bool:
    functions = stream.lexicon.words
    if stream.words[at] not in functions["contrasts"]:
        return False
    first = at + 1
    if first < stop and stream.words[first] in functions["prepositions"]:
        first = skip_adjunct(stream, first, stop)
    subject = phrase_after(stream, first, stop)
    if subject is None or subject[1] >= stop:
        return False
    verb = subject[1]
    if stream.words[verb] in functions["adverbs"]:
        verb += 1
    word = stream.words[verb] if verb < stop else ""
    return is_verb(stream.lexicon, word) or word in stream.lexicon.forms


def _trim(stream: Stream, start: int, end: int) -> int:
    while end > start + 1 and stream.words[end - 1] in _DANGLING:
        end -= 1
    return end
