"""Cues: the verbs, prepositions and nouns of one sentence that say that somebody says something."""

from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.phrases import is_stop
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream
from copydesk.annotate.quotes.verb_cues import separable_cue, verb_cue

_COMMAS = frozenset((",", *DASHES))
_CLAUSE = frozenset(("clause",))


def find_cues(stream: Stream, sentence: Sentence) -> list[Cue]:
    """Find the cues of one sentence in order. Linear in its words.

    Few words can be part of a cue, and most of those that can (*de*, *in*) are only where a certain word follows.
    """
    words, last, lexicon = stream.words, sentence.last, stream.lexicon
    cues: list[Cue | None] = []
    for at in [at for at in range(sentence.first, last) if words[at] in lexicon.cue_words]:
        word = words[at]
        if word in lexicon.forms:
            cues.append(verb_cue(stream, sentence, at, lexicon.forms[word]))
        if word in lexicon.lone_cues or (at + 1 < last and words[at + 1] in lexicon.led_by.get(word, ())):
            cues.append(_leading(stream, sentence, at) or _alone(stream, sentence, at))
    return [cue for cue in cues if cue is not None]


def _alone(stream: Stream, sentence: Sentence, at: int) -> Cue | None:
    """Give the cue that a single word makes by where it stands, other than a verb."""
    lexicon, words, word, place = stream.lexicon, stream.words, stream.words[at], (at, at + 1)
    cue = None
    if word in lexicon.weak_before and (at == sentence.first or words[at - 1] == ","):
        cue = Cue(*place, (place,), "preposition", weak=True)
    elif word in lexicon.after:
        cue = Cue(*place, (place,), "postposition")
    elif word in lexicon.possessive_after and at + 1 < sentence.last and words[at + 1] in lexicon.possessive_cue:
        cue = Cue(at + 1, at + 2, ((at + 1, at + 2),), "postposition")
    elif word in lexicon.tail and at > sentence.first and words[at - 1] == ",":
        cue = Cue(*place, (place,), "tail")
    elif word in lexicon.separable and (at + 1 == sentence.last or is_stop(words[at + 1])):
        cue = separable_cue(stream, sentence, at)
    elif word in lexicon.nouns["clause_cue"]:
        cue = Cue(*place, (place,), "noun", takes=_CLAUSE, weak=True)
    return cue


def _leading(stream: Stream, sentence: Sentence, at: int) -> Cue | None:
    """Give the preposition of attribution at a word, with a possessive inside or before its source."""
    word, lexicon = stream.words[at], stream.lexicon
    possessed = _possessed(stream, sentence, at) if word in lexicon.possessed else None
    return possessed or (_preposition(stream, sentence, at) if word in lexicon.before else None)


def _possessed(stream: Stream, sentence: Sentence, at: int) -> Cue | None:
    """Read *à son avis*, *in her own words*, *nach eigenen Angaben*: the possessive inside is the source."""
    possessives = stream.lexicon.words["possessives"]
    second = stream.words[at + 1] if at + 1 < sentence.last else ""
    for phrase in stream.lexicon.possessed[stream.words[at]]:
        if not (second == phrase[1] or (phrase[1] == "*" and second in possessives)):
            continue
        last = at + len(phrase)
        found = stream.words[at:last]
        fits = last <= sentence.last and all(
            word in possessives if slot == "*" else word == slot for word, slot in zip(found, phrase, strict=False)
        )
        if fits and len(found) == len(phrase):
            if phrase in stream.lexicon.manner and not _stands_apart(stream, sentence, at, last):
                return None
            slot = at + phrase.index("*") if "*" in phrase else last
            parts = tuple(part for part in ((at, slot), (slot + 1, last)) if part[0] < part[1])
            return Cue(at, last, parts, "possessed", inside=(slot, slot + 1) if slot < last else None)
    return None


def _stands_apart(stream: Stream, sentence: Sentence, first: int, last: int) -> bool:
    """Say whether words stand between commas, or beside marks: else they tell how (*a poem* **in her own words**)."""
    before = stream.words[first - 1] if first > sentence.first else ","
    after = stream.words[last] if last < sentence.last else ""
    marked = first - 1 > sentence.first and before == "," and stream.words[first - 2] == FOLDED
    return marked or FOLDED in (before, after) or (before in _COMMAS and after in _COMMAS)


def _preposition(stream: Stream, sentence: Sentence, at: int) -> Cue | None:
    for phrase in stream.lexicon.before[stream.words[at]]:
        last = at + len(phrase)
        if last <= sentence.last and tuple(stream.words[at:last]) == phrase:
            return Cue(at, last, ((at, last),), "preposition")
    return None
