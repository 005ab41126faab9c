"""Quotations whose attribution is a sentence of its own after them (*« … » C'est ce qu'a dit X*, *„…“ Das sagte X*).

The sentence opens with what stands for the words said, or has it at its verb (*Lo ha detto X*), and its verb only says:
who denies or confirms what was said has not said it.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from copydesk.annotate.quotes.actors import who_acts
from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.cues import find_cues
from copydesk.annotate.quotes.drafts import Draft, Place
from copydesk.annotate.quotes.phrases import Phrase, is_stop, phrase_after
from copydesk.annotate.quotes.sources import Around, can_speak, source_after, source_of_verb
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream

_BRIEF = 30
_REACH = 8
_LEAD = 5
_CLOSES = frozenset((".", FOLDED, "!", "?"))
_LEADS = frozenset((":", FOLDED))
_VERBAL = frozenset(("verb", "participle", "infinitive"))


class Attribution(NamedTuple):
    """What a sentence says about the words before it: its cue, who speaks, whether they were really said."""

    cue: list[Place]
    source: Phrase
    factual: bool = True


def attribute_afterwards(stream: Stream, drafts: Sequence[Draft], people: Mapping[int, int]) -> None:
    """Give each quote that has neither cue nor source those of the sentence after it, if that one is about it.

    Args:
        stream: the words.
        drafts: the quotes.
        people: where each name of a person starts, and where it ends.
    """
    cued = {place for draft in drafts for place in draft.cue}
    for draft in drafts:
        if draft.cue or draft.source is not None or draft.turn or draft.parent is not None:
            continue
        number = sentence_after(stream, draft)
        if number is None:
            continue
        found = attribution_of_words_before(stream, stream.sentences[number], people)
        draft.disowned = found is None and _is_disowned(stream, stream.sentences[number])
        if found is not None and cued.isdisjoint(found.cue):
            draft.cue, draft.source, draft.factual = found


def sentence_after(stream: Stream, draft: Draft) -> int | None:
    """Give the number of the sentence that starts right where a quote ends; None where the quote ends inside one."""
    end = draft.content[-1][1]
    at = bisect_left(stream.starts, end)
    while at < len(stream.words) and stream.words[at] in _CLOSES - {FOLDED}:
        at += 1
    number = bisect_left(stream.sentences, at, key=_first_of)
    found = number < len(stream.sentences) and stream.sentences[number].first == at
    return number if found else None


def _first_of(sentence: Sentence) -> int:
    return sentence.first


def opening(stream: Stream, sentence: Sentence, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> int | None:
    """Give the word after the longest of some phrases that a sentence opens with; None where it opens with none."""
    first = sentence.first
    for phrase in phrases.get(stream.words[first], ()):
        last = first + len(phrase)
        if last < sentence.last and tuple(stream.words[first:last]) == phrase:
            return last
    return None


def noun_for_words(stream: Stream, sentence: Sentence) -> int | None:
    """Find the noun for words said near the start: after a definite article, a demonstrative or a copula."""
    functions = stream.lexicon.words
    known = False
    for at in range(sentence.first, min(sentence.first + _LEAD, sentence.last)):
        word = stream.words[at]
        if word in functions["said_nouns"]:
            return at if known else None
        if is_stop(word) or (word in functions["indefinite"] and word not in functions["definite"]):
            return None
        known = known or word in functions["naming_words"]
    return None


def speaks_of_words_before(stream: Stream, sentence: Sentence) -> bool:
    """Say whether a sentence is about the words before it: it names them, says who said them, or leaves with them."""
    if noun_for_words(stream, sentence) is not None or opening(stream, sentence, stream.lexicon.leaving) is not None:
        return True
    return _is_disowned(stream, sentence) or attribution_of_words_before(stream, sentence, {}) is not None


def attribution_of_words_before(stream: Stream, sentence: Sentence, people: Mapping[int, int]) -> Attribution | None:
    """Read *C'est ce qu'a dit X*, *A dirlo è X*, *X lo ha detto*; None where nothing before is attributed.

    A sentence that denies anything is not read: it may say that X never said so, or that nobody did.
    """
    brief = sentence.last - sentence.first <= _BRIEF
    if not brief or stream.words[sentence.last - 1] == "?" or _denies(stream, sentence):
        return None
    after = opening(stream, sentence, stream.lexicon.clefts)
    if after is not None:
        source = phrase_after(stream, after, sentence.last)
        return Attribution([_said_in(stream, sentence.first, after)], source) if source is not None else None
    leaving = opening(stream, sentence, stream.lexicon.leaving)
    after = leaving or opening(stream, sentence, stream.lexicon.openers)
    found = _by_verb_at(stream, sentence, after) or _by_cue(stream, sentence, after)
    if found is not None or leaving is None:
        return found
    source = who_acts(stream, leaving, sentence.last, people)
    return Attribution([], source) if source is not None else None


def _is_disowned(stream: Stream, sentence: Sentence) -> bool:
    """Say whether a sentence says of the words before it that somebody, or nobody, has not said them."""
    if sentence.last - sentence.first > _BRIEF or not _denies(stream, sentence):
        return False
    functions = stream.lexicon.words
    starts = sentence.first + (stream.words[sentence.first] in functions["negations"])
    rest = Sentence(starts, sentence.last, sentence.paragraph)
    after = opening(stream, rest, stream.lexicon.openers) or opening(stream, rest, stream.lexicon.leaving)
    if after is not None and _holds(stream, range(after, min(after + _REACH, sentence.last)), functions["said_verbs"]):
        return True
    for cue in find_cues(stream, sentence):
        beside = range(max(cue.first - 1, sentence.first), min(cue.last + 1, sentence.last))
        if _only_says(stream, cue) and _holds(stream, beside, functions["said_objects"]):
            return True
    return False


def _holds(stream: Stream, places: range, words: frozenset[str]) -> bool:
    return not words.isdisjoint(stream.words[places.start : places.stop])


def _denies(stream: Stream, sentence: Sentence) -> bool:
    return _holds(stream, range(sentence.first, sentence.last), stream.lexicon.words["denying"])


def _by_verb_at(stream: Stream, sentence: Sentence, at: int | None) -> Attribution | None:
    """Read a verb that only says right after what stands for the words (*So* **said** *X*)."""
    if at is None or stream.words[at] not in stream.lexicon.words["said_verbs"]:
        return None
    source = source_after(stream, at + 1, sentence.last)
    if source is None or _says_more(stream, sentence, source[1]):
        return None
    return Attribution([stream.span(at, at + 1)], source)


def _by_cue(stream: Stream, sentence: Sentence, after: int | None) -> Attribution | None:
    floor = after if after is not None else sentence.first
    for cue in find_cues(stream, sentence):
        if not _only_says(stream, cue) or _says_more(stream, sentence, cue.last):
            continue
        opened = after is not None and after <= cue.first <= after + _REACH
        if not opened and not _has_object(stream, sentence, cue):
            return None
        before = phrase_after(stream, after, cue.first) if opened and after is not None else None
        source = before or source_of_verb(stream, sentence, cue, Around(floor, inverted=opened))
        if source is None or source[0] < floor or not (opened or _is_speaker(stream, source)):
            return None
        return Attribution([stream.span(*part) for part in cue.parts], source, cue.factual)
    return None


def _said_in(stream: Stream, first: int, last: int) -> Place:
    """Give the word of an opening phrase that says: a verb of saying, else the longest."""
    best = max(range(first, last), key=lambda at: (stream.words[at] in stream.lexicon.forms, len(stream.words[at])))
    return stream.span(best, best + 1)


def _only_says(stream: Stream, cue: Cue) -> bool:
    said = stream.lexicon.words["said_verbs"]
    return cue.kind in _VERBAL and any(_holds(stream, range(*part), said) for part in cue.parts)


def _has_object(stream: Stream, sentence: Sentence, cue: Cue) -> bool:
    """Say whether what stands for the words said is right beside the verb (*X* **lo** *ha detto*, *said* **so**)."""
    objects = stream.lexicon.words["said_objects"]
    before = cue.first > sentence.first and stream.words[cue.first - 1] in objects
    after = stream.words[cue.last + 1] if cue.last + 1 < sentence.last else "."
    ends = after in _CLOSES or after in stream.lexicon.words["prepositions"]
    return before or (cue.last < sentence.last and stream.words[cue.last] in objects and ends)


def _is_speaker(stream: Stream, source: Phrase) -> bool:
    """Say whether a subject may have said what it says again: somebody, no law and no film."""
    functions = stream.lexicon.words
    if _holds(stream, range(*source), stream.lexicon.nouns["documents"]):
        return False
    named = not stream.lexicon.noun_capitals and any(stream.capital[at] for at in range(*source))
    return named or stream.words[source[0]] in functions["relatives"] or can_speak(stream, source)


def _says_more(stream: Stream, sentence: Sentence, first: int) -> bool:
    """Say whether a verb before a word has words of its own to say: a clause, a colon, marks."""
    words = stream.words[first : sentence.last]
    return not (_LEADS.isdisjoint(words) and stream.lexicon.words["complementizers"].isdisjoint(words))
