"""Prepositions of attribution: *selon X, …*, *…, according to X*, *X zufolge*; the rest of the sentence was said."""

from itertools import pairwise

from copydesk.annotate.quotes.clauses import clause_end
from copydesk.annotate.quotes.nouns import is_organization, is_person_role
from copydesk.annotate.quotes.phrases import Phrase, is_stop, is_verb, phrase_after
from copydesk.annotate.quotes.scope import BREAKS, Found, Scope
from copydesk.annotate.quotes.sources import nominal_before
from copydesk.annotate.quotes.stream import FOLDED, Stream

_SOURCE = 16
_SHORT = 3
_LABEL = 10
_INSIDE_NAMES = frozenset((".", "-", "'", "\N{RIGHT SINGLE QUOTATION MARK}"))


def read_preposition(scope: Scope) -> Found | None:
    """Read *Selon X, …*, *…, according to X*: the source follows, the rest of the sentence was said."""
    stream, cue, last = scope.stream, scope.cue, scope.sentence.last
    functions = stream.lexicon.words
    start = cue.last
    while start < last and stream.words[start] in functions["linkers_alone"]:
        start += 1
    start = _past_verb(stream, start, last)
    source = phrase_after(stream, start, last)
    end = source[1] if source is not None else start
    if source is None and not cue.weak:
        comma = next((at for at in range(start, min(start + _SOURCE, last)) if stream.words[at] == ","), start)
        source, end = ((start, comma), comma) if comma > start else (None, start)
    elif source is not None and not stream.lexicon.noun_capitals:
        source, end = _up_to_comma(stream, source, last)
        source, end = _with_description(stream, source, end, last)
    if source is None or _is_mute(stream, source) or (cue.weak and not _can_speak(stream, source, last)):
        return None
    return _around(scope, source, end)


def read_possessed(scope: Scope) -> Found | None:
    """Read *À son avis, …*, *…, in her own words, …*: the source is the possessive, or is not written.

    Where a colon leads to marks, it is they that are somebody's words.
    """
    words = scope.stream.words[scope.cue.last : scope.sentence.last]
    led = any(word == ":" and after == FOLDED for word, after in pairwise(words))
    return None if led else _around(scope, scope.cue.inside, scope.cue.last)


def _past_verb(stream: Stream, start: int, last: int) -> int:
    """Pass over the verb between a preposition and its source (*según contó* **X**, *quanto detto da* **X**)."""
    functions = stream.lexicon.words
    verb = start
    while verb < last and stream.words[verb] in functions["free_relatives"]:
        verb += 1
    at = verb + (verb < last and stream.words[verb] in functions["auxiliaries"])
    form = stream.lexicon.forms.get(stream.words[at]) if at + 1 < last else None
    if form is None:
        return start
    if verb > start and "participle" in form.kinds and stream.words[at + 1] in functions["agents"]:
        return at + 2
    if not ({"finite"} if at == verb else {"participle"}) <= form.kinds:
        return start
    opens = stream.words[at + 1] in functions["determiners"] and stream.words[at + 1] not in functions["linkers"]
    return at + 1 if opens or stream.capital[at + 1] else start


def _is_mute(stream: Stream, source: Phrase) -> bool:
    """Say whether no noun stands in a phrase, where nouns have capitals (*die Kritik war laut geworden*)."""
    spoken = any(stream.capital[at] or stream.words[at] in stream.lexicon.pronouns for at in range(*source))
    return stream.lexicon.noun_capitals and not spoken


def read_postposition(scope: Scope) -> Found | None:
    """Read *ersten Angaben zufolge*: the source stands before the cue."""
    source = nominal_before(scope.stream, scope.cue.first, scope.floor)
    return _around(scope, source, scope.cue.last) if source is not None else None


def _up_to_comma(stream: Stream, source: Phrase, last: int) -> tuple[Phrase, int]:
    """Take a complement that the phrase scan left (*l'organisation militant pour les droits,*) up to the comma.

    Returns:
        The source, without a time at its end (*la semaine dernière*), and the word where what was said begins.
    """
    functions = stream.lexicon.words
    end = 0
    for at in range(source[1], min(source[1] + _SOURCE, last)):
        word = stream.words[at]
        if word == ",":
            return (source[0], end or at), at
        if is_stop(word) or is_verb(stream.lexicon, word):
            break
        if not end and word in functions["determiners"] and stream.words[at + 1] in functions["time_nouns"]:
            end = at
    return source, source[1]


def _with_description(stream: Stream, source: Phrase, end: int, last: int) -> tuple[Phrase, int]:
    """Take the description between commas after a name (*Selon Anne Kerven, enseignante à Brest, …*)."""
    functions = stream.lexicon.words
    start = end + 1
    if start >= last or stream.words[end] != "," or not stream.capital[end - 1] or end != source[1]:
        return source, end
    first = stream.words[start]
    if not first.isalpha() or first in stream.lexicon.pronouns or first in functions["no_description"]:
        return source, end
    for at in range(start + 1, min(start + _SOURCE, last - 1)):
        word = stream.words[at]
        if word == ",":
            return (source[0], at), at
        if is_stop(word) or is_verb(stream.lexicon, word):
            break
    return source, end


def _can_speak(stream: Stream, source: Phrase, last: int) -> bool:
    """Say whether the object of *pour* is somebody: a name, a role, an organization, a pronoun; and a comma follows."""
    if source[1] >= last or stream.words[source[1]] not in (",", FOLDED):
        return False
    lexicon, nouns = stream.lexicon, stream.lexicon.nouns
    for at in range(*source):
        word = stream.words[at]
        if word in lexicon.pronouns and source[1] - source[0] == 1:
            return True
        if is_person_role(lexicon, word) or word in nouns["roles_p"] or is_organization(lexicon, word):
            return True
    head = source[0] + (stream.words[source[0]] in lexicon.words["determiners"])
    return head < source[1] and stream.capital[head]


def _around(scope: Scope, source: Phrase | None, last: int) -> Found | None:
    """Take what stands before cue and source, and from word ``last`` on, as what was said."""
    stream, cue, end = scope.stream, scope.cue, scope.sentence.last
    first = min(cue.first, source[0]) if source is not None else cue.first
    while last < end and stream.words[last] in BREAKS:
        last += 1
    last = _past_incidental(stream, last, end)
    start = max(scope.floor, _past_label(stream, scope.sentence.first, first))
    while start < first and (stream.words[start] in BREAKS or stream.words[start] in stream.lexicon.words["joiners"]):
        start += 1
    content: list[Phrase] = []
    if first > start and _is_said(stream, (start, clause_end(stream, start, first))):
        content.append((start, clause_end(stream, start, first)))
    if last < end and stream.words[last] not in (".", "!", "?", ")") and _past_label(stream, last, end) == last:
        content.extend(_split_colon(stream, last, clause_end(stream, last, end)))
    return Found(scope.draft(content, source), end) if content else None


def _past_label(stream: Stream, start: int, last: int) -> int:
    """Give the word after the label of a turn (*Solène Marche :*, *S. M. :*) that starts at a word, or that word.

    What stands on one side of a label is never said by whom the other side names.
    """
    linkers = stream.lexicon.words["linkers"]
    for at in range(start, min(start + _LABEL, last)):
        word = stream.words[at]
        if word == ":":
            return at + 1 if at > start and stream.capital[start] else start
        if not (stream.capital[at] or word in _INSIDE_NAMES or word in linkers):
            return start
    return start


def _past_incidental(stream: Stream, at: int, last: int) -> int:
    """Pass over *citant des témoins,* between a source and what it says."""
    form = stream.lexicon.forms.get(stream.words[at]) if at < last else None
    if form is None or "gerund" not in form.kinds:
        return at
    return next((comma + 1 for comma in range(at, min(at + _SOURCE, last)) if stream.words[comma] == ","), at)


def _is_said(stream: Stream, phrase: Phrase) -> bool:
    """Say whether the words before a preposition of attribution are a statement, not an adjunct or a connective."""
    functions = stream.lexicon.words
    if FOLDED in stream.words[slice(*phrase)]:
        return True
    word = stream.words[phrase[0]]
    return phrase[1] - phrase[0] > _SHORT or not (word in functions["adverbs"] or word in functions["subordinators"])


def _split_colon(stream: Stream, start: int, end: int) -> list[Phrase]:
    """Split *le plan va réussir : « … »* at its colon: the statement and the words quoted are two spans."""
    if end - start > _SHORT - 1 and stream.words[end - 1] == FOLDED and stream.words[end - 2] == ":":
        return [(start, end - 2), (end - 1, end)]
    return [(start, end)]
