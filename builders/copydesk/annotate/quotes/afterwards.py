"""Quotations whose attribution is a sentence of its own after them (*« … » C'est ce qu'a dit X*, *„…“ Das sagte X*).

The sentence opens with what stands for the words said, or has it at its verb (*Lo ha detto X*), and its verb only says:
who denies or confirms what was said has not said it.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from copydesk.annotate.quotes.cues import Cue, find_cues
from copydesk.annotate.quotes.drafts import Draft, Place
from copydesk.annotate.quotes.phrases import Phrase, is_stop, phrase_after
from copydesk.annotate.quotes.sources import Around, can_speak, source_after, source_of_verb
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream

_BRIEF = 30
_REACH = 8
_LEAD = 5
_SUBJECT = 5
_CLOSES = frozenset((".", FOLDED, "!", "?"))
_VERBAL = frozenset(("verb", "participle", "infinitive"))


class Attribution(NamedTuple):
    """What a sentence says about the words before it: its cue, who speaks, whether they were really said."""

    cue: list[Place]
    source: Phrase
    factual: bool = True


def attribute_afterwards(stream: Stream, drafts: Sequence[Draft]) -> None:
    """Give each quote that has neither cue nor source those of the sentence after it, if that one is about it."""
    cued = {place for draft in drafts for place in draft.cue}
    for draft in drafts:
        if draft.cue or draft.source is not None or draft.turn or draft.parent is not None:
            continue
        number = sentence_after(stream, draft)
        found = attribution_of_words_before(stream, stream.sentences[number]) if number is not None else None
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
    light = functions["definite"] | functions["demonstratives"] | functions["copulas"] | functions["said_objects"]
    known = False
    for at in range(sentence.first, min(sentence.first + _LEAD, sentence.last)):
        word = stream.words[at]
        if word in functions["said_nouns"]:
            return at if known else None
        if is_stop(word) or (word in functions["indefinite"] and word not in functions["definite"]):
            return None
        known = known or word in light
    return None


def attribution_of_words_before(stream: Stream, sentence: Sentence) -> Attribution | None:
    """Read *C'est ce qu'a dit X*, *A dirlo è X*, *X lo ha detto*; None where nothing before is attributed."""
    if sentence.last - sentence.first > _BRIEF or stream.words[sentence.last - 1] == "?":
        return None
    after = opening(stream, sentence, stream.lexicon.clefts)
    if after is not None:
        source = phrase_after(stream, after, sentence.last)
        return Attribution([_said_in(stream, sentence.first, after)], source) if source is not None else None
    leaving = opening(stream, sentence, stream.lexicon.leaving)
    after = leaving or opening(stream, sentence, stream.lexicon.openers)
    found = _by_verb_at(stream, sentence, after) or _by_cue(stream, sentence, after)
    return found or (_by_any_verb(stream, sentence, leaving) if leaving is not None else None)


def _by_any_verb(stream: Stream, sentence: Sentence, after: int) -> Attribution | None:
    """Read *Mit diesen Worten verabschiedete sich X*: whoever does something with these words has said them."""
    for at in range(after, min(after + _SUBJECT, sentence.last)):
        subject = phrase_after(stream, at, sentence.last)
        if subject is not None and can_speak(stream, subject):
            return Attribution([], subject)
    return None


def _by_verb_at(stream: Stream, sentence: Sentence, at: int | None) -> Attribution | None:
    """Read a verb that only says right after what stands for the words (*So* **said** *X*)."""
    if at is None or stream.words[at] not in stream.lexicon.words["said_verbs"]:
        return None
    source = source_after(stream, at + 1, sentence.last)
    if source is None or _says_more(stream, sentence, source[1]):
        return None
    return Attribution([stream.span(at, at + 1)], source)


def _by_cue(stream: Stream, sentence: Sentence, after: int | None) -> Attribution | None:
    for cue in find_cues(stream, sentence):
        if not _only_says(stream, cue) or _says_more(stream, sentence, cue.last):
            continue
        opened = after is not None and after <= cue.first <= after + _REACH
        if not opened and not _has_object(stream, sentence, cue):
            return None
        before = phrase_after(stream, after, cue.first) if opened and after is not None else None
        source = before or source_of_verb(stream, sentence, cue, Around(sentence.first, inverted=opened))
        return Attribution([stream.span(*part) for part in cue.parts], source, cue.factual) if source else None
    return None


def _said_in(stream: Stream, first: int, last: int) -> Place:
    """Give the word of an opening phrase that says: a verb of saying, else the longest."""
    best = max(range(first, last), key=lambda at: (stream.words[at] in stream.lexicon.forms, len(stream.words[at])))
    return stream.span(best, best + 1)


def _only_says(stream: Stream, cue: Cue) -> bool:
    said = stream.lexicon.words["said_verbs"]
    return cue.kind in _VERBAL and any(stream.words[at] in said for part in cue.parts for at in range(*part))


def _has_object(stream: Stream, sentence: Sentence, cue: Cue) -> bool:
    """Say whether what stands for the words said is right beside the verb (*X* **lo** *ha detto*, *said* **so**)."""
    objects = stream.lexicon.words["said_objects"]
    before = cue.first > sentence.first and stream.words[cue.first - 1] in objects
    ends = cue.last + 1 >= sentence.last or stream.words[cue.last + 1] in stream.lexicon.words["prepositions"] | _CLOSES
    return before or (cue.last < sentence.last and stream.words[cue.last] in objects and ends)


def _says_more(stream: Stream, sentence: Sentence, first: int) -> bool:
    """Say whether a verb before a word has words of its own to say: a clause, a colon, marks."""
    more = stream.lexicon.words["complementizers"] | {":", FOLDED}
    return any(stream.words[at] in more for at in range(first, sentence.last))
