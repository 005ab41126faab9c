"""Where the clause that a cue governs must stop, whatever its words say: at the next cue, at the main clause."""

from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.hosts import comparative_of
from copydesk.annotate.quotes.phrases import is_verb, phrase_after
from copydesk.annotate.quotes.scope import Scope
from copydesk.annotate.quotes.sources import verb_follows
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream, ends_in_comma

_PARTICIPLES = frozenset(("participle", "gerund"))


def stops_of(stream: Stream, sentence: Sentence, cues: list[Cue]) -> list[int]:
    """Give for each cue where its clause must end: before a coordinated or parenthetical cue of its own level."""
    stops: list[int] = []
    stop = sentence.last
    for cue in reversed(cues):
        stops.append(stop)
        stop = _stop_at(stream, sentence, cue) or stop
    return stops[::-1]


def _stop_at(stream: Stream, sentence: Sentence, cue: Cue) -> int | None:
    at = cue.first - 1
    while at > sentence.first and stream.words[at] in stream.lexicon.words["clitics"]:
        at -= 1
    comparative = comparative_of(stream, cue, sentence.first) if cue.kind == "verb" else None
    if comparative is not None:
        return comparative
    functions = stream.lexicon.words
    at -= _is_joined_subject(stream, sentence, at)
    joins = stream.words[at] in functions["joiners"] or stream.words[at] in functions["contrasts"]
    joined = joins and not cue.weak and cue.kind == "verb"
    trailing = cue.kind in ("gerund", "preposition") and ends_in_comma(stream, at)
    at += trailing and stream.words[at] == FOLDED
    return at if at > sentence.first and (joined or trailing) else None


def _is_joined_subject(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Say whether a pronoun is the subject of a main clause after a comma and a joiner (*…, and* **he** *said*)."""
    if stream.words[at] not in stream.lexicon.pronouns or at < sentence.first + 2:
        return False
    return stream.words[at - 1] in stream.lexicon.words["joiners"] and ends_in_comma(stream, at - 2)


def stop_of_clause(scope: Scope) -> int:
    """Give where a verb's own clause must stop, in the clause that the verb stands in."""
    return min(_stop_of_relative(scope), _stop_of_opening(scope))


def _stop_of_relative(scope: Scope) -> int:
    """Give where a cue in a relative clause must stop: at the comma after which the main verb follows."""
    stream, first = scope.stream, scope.cue.first
    functions = stream.lexicon.words
    if first == 0 or stream.words[first - 1] not in functions["relatives"]:
        return scope.stop
    for at in range(scope.cue.last, scope.stop - 1):
        if stream.words[at] == "," and is_verb(stream.lexicon, stream.words[at + 1]):
            return at
    return scope.stop


def _stop_of_opening(scope: Scope) -> int:
    """Give where a clause that opens the sentence must stop: the comma before the main clause.

    *Asked if …, X answered*; *When X said that …, Y left*.
    """
    stream, cue = scope.stream, scope.cue
    if not _opens_with_participle(scope) and not _opens_subordinate(scope):
        return scope.stop
    for comma in range(cue.last + 1, scope.stop - 1):
        if not ends_in_comma(stream, comma):
            continue
        subject = phrase_after(stream, comma + 1, scope.stop)
        if subject is not None and verb_follows(stream, subject[1], scope.stop):
            return comma + (stream.words[comma] == FOLDED)
    return scope.stop


def _opens_with_participle(scope: Scope) -> bool:
    cue = scope.cue
    form = scope.stream.lexicon.forms.get(scope.stream.words[cue.first])
    return form is not None and cue.first == scope.sentence.first and not form.kinds.isdisjoint(_PARTICIPLES)


def _opens_subordinate(scope: Scope) -> bool:
    """Say whether a cue stands in the clause that a conjunction opens the sentence with."""
    stream, (first, last) = scope.stream, (scope.sentence.first, scope.cue.first)
    opens = stream.words[first] in stream.lexicon.words["subordinators"]
    return opens and first < last and not any(ends_in_comma(stream, at) for at in range(first + 1, last))
