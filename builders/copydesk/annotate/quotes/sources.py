"""Who a cue names: the phrase before it, after it or inside it."""

from typing import NamedTuple

from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.nouns import is_speaker_noun
from copydesk.annotate.quotes.phrases import (
    REACH,
    Phrase,
    can_start,
    determines,
    is_stop,
    is_verb,
    phrase_after,
    skip_adjunct,
)
from copydesk.annotate.quotes.phrases_before import phrase_before
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream

_ADJUNCT = 8
_NAME = 4
_PARTICIPLE = 24
_FULL_NAME = 2
_NOMINATIVE = frozenset(("ms", "1s", "1p"))
_LOOSE = frozenset((",", ";", ":", FOLDED, "(", *DASHES))


def source_after(stream: Stream, start: int, limit: int) -> Phrase | None:
    """Give the subject that follows an inverted verb; adverbs and adjuncts may stand between.

    *a écrit sur Telegram le ministre*, *sagte am Montag der Sprecher*, *said on Monday John Smith*.
    """
    lexicon, words = stream.lexicon, stream.words
    functions = lexicon.words
    at, stop = start, min(limit, start + _ADJUNCT)
    while at < stop:
        word = words[at]
        if determines(stream, at, limit):
            return phrase_after(stream, at, limit)
        if word in lexicon.pronouns and (at == start or word not in functions["clitics"]):
            return at, at + 1
        if word in functions["governing"] and word not in functions["determiners"]:
            at = skip_adjunct(stream, at, stop)
            continue
        clitic = word in functions["clitics"] and not can_start(stream, at)
        if word in functions["adverbs"] or word in functions["reflexives"] or clitic:
            at += 1
            continue
        if word in functions["time"]:
            at += 1
            continue
        return phrase_after(stream, at, limit)
    return None


class Around(NamedTuple):
    """What is known about a verb of saying when its subject is looked for.

    Attributes:
        floor: the first word that may belong to the subject.
        inverted: the words said stand before the verb, so look after it first.
        inherited: the source of an earlier cue of the same sentence, for a verb without a subject of its own.
    """

    floor: int
    inverted: bool = False
    inherited: Phrase | None = None


def source_of_verb(stream: Stream, sentence: Sentence, cue: Cue, around: Around) -> Phrase | None:
    """Give the subject of a verb of saying, before it, after it or between its parts."""
    if cue.passive:
        return _quoted(stream, cue, around.floor)
    after = bracketed(stream, cue) or source_after(stream, cue.last, sentence.last)
    if after is not None and _is_empty(stream, after):
        return _document(stream, sentence, after[1])
    if after is not None and _is_called(stream, cue, after, sentence.last):
        after = None
    if after is not None and (around.inverted or _verb_second(stream, sentence, cue, after)):
        return after
    if stream.words[cue.parts[0][0]] in stream.lexicon.words["quoting"]:
        return source_after(stream, cue.last, sentence.last)
    earlier = around.inherited or main_subject(stream, sentence, cue.first)
    if _has_no_subject(stream, cue, around.floor):
        return earlier
    before = phrase_before(stream, cue.first, around.floor)
    farther = earlier or after if stream.lexicon.subject_first else after or earlier
    return before or farther or _whole_left(stream, cue, around.floor)


def _is_called(stream: Stream, cue: Cue, after: Phrase, last: int) -> bool:
    """Say whether a phrase between a verb of calling and marks is its object (*Definisce la rete “un colabrodo”*)."""
    drops = stream.lexicon.drops_subjects and "call" in cue.takes
    return drops and after[0] == cue.last and after[1] < last and stream.words[after[1]] == FOLDED


def _quoted(stream: Stream, cue: Cue, floor: int) -> Phrase | None:
    """Give the subject of *X wird zitiert*; with any other verb in the passive nobody is said to speak."""
    if stream.words[cue.last - 1] not in stream.lexicon.words["quoting"]:
        return None
    return bracketed(stream, cue) or phrase_before(stream, cue.first, floor)


def _whole_left(stream: Stream, cue: Cue, floor: int) -> Phrase | None:
    """Take the few words before a verb that nothing else explains: a name with a particle (*Von der Leyen sagte*)."""
    if not 0 < cue.first - floor <= _NAME or not stream.capital[cue.first - 1] or not stream.capital[floor]:
        return None
    return floor, cue.first


def _has_no_subject(stream: Stream, cue: Cue, floor: int) -> bool:
    """Say whether a verb shares the subject of another: infinitives, loose participles, the second of two."""
    loose = cue.kind in ("gerund", "participle") and stream.words[cue.first - 1] in _LOOSE
    return loose or cue.kind == "infinitive" or follows_joiner(stream, cue, floor)


def _is_empty(stream: Stream, phrase: Phrase) -> bool:
    return phrase[1] - phrase[0] == 1 and stream.words[phrase[0]] in stream.lexicon.empty_subjects


def _document(stream: Stream, sentence: Sentence, at: int) -> Phrase | None:
    """Read *heißt es in dem Schreiben*, *In dem Schreiben heißt es*: the source stands after the preposition."""
    return _after_preposition(stream, at, sentence.last) or _after_preposition(stream, sentence.first, at)


def _after_preposition(stream: Stream, at: int, last: int) -> Phrase | None:
    functions = stream.lexicon.words
    while at < last and stream.words[at] in functions["adverbs"]:
        at += 1
    if at + 1 < last and stream.words[at] in functions["prepositions"]:
        start = at if stream.words[at] in functions["determiners"] else at + 1
        return phrase_after(stream, start, last)
    return None


def _verb_second(stream: Stream, sentence: Sentence, cue: Cue, after: Phrase) -> bool:
    """Say whether the subject follows a verb in second place (*Dazu sagte er*, *Ergänzend sagte Merkel*).

    Right after the verb stands a pronoun, or a bare name while a single adverb opens the sentence.
    """
    verb = cue.parts[0]
    if not stream.lexicon.noun_capitals or after[0] != verb[1]:
        return False
    before = stream.words[verb[0] - 1] if verb[0] > sentence.first else ""
    if before in stream.lexicon.pronouns:
        return False
    features = stream.lexicon.pronouns.get(stream.words[after[0]])
    if features is not None:
        return features in _NOMINATIVE
    adverb = before.endswith(stream.lexicon.adverb_endings)
    return verb[0] == sentence.first + 1 and stream.capital[after[0]] and adverb


def bracketed(stream: Stream, cue: Cue) -> Phrase | None:
    """Give the subject between the two parts of a cue (*hat* **der Minister** *gefordert*)."""
    if cue.inside is None or cue.inside[0] >= cue.inside[1]:
        return None
    return source_after(stream, *cue.inside)


def follows_joiner(stream: Stream, cue: Cue, floor: int) -> bool:
    """Say whether a cue is the second of two coordinated verbs (*a publié … et a ajouté*)."""
    functions = stream.lexicon.words
    at = cue.first - 1
    while at > floor and (stream.words[at] in functions["clitics"] or stream.words[at] in functions["adverbs"]):
        at -= 1
    return at >= floor and stream.words[at] in functions["joiners"]


def main_subject(stream: Stream, sentence: Sentence, before: int) -> Phrase | None:
    """Give the subject of the sentence: the first free phrase or pronoun that a verb follows, or the first of all."""
    lexicon = stream.lexicon
    functions = lexicon.words
    at, first = _past_participle(stream, sentence, before), None
    stop = min(before, sentence.first + 60)
    while at < stop:
        word = stream.words[at]
        if word in functions["prepositions"]:
            at = skip_adjunct(stream, at, stop)
            continue
        phrase = phrase_after(stream, at, stop) if word not in functions["subordinators"] else None
        if phrase is None:
            at += 1
            continue
        if word in functions["oblique"]:
            at = phrase[1]
            continue
        if phrase[1] < len(stream.words) and verb_follows(stream, phrase[1], before):
            return _with_name_before(stream, phrase, first)
        first = first or phrase
        at = max(phrase[1], at + 1)
    return first


def _past_participle(stream: Stream, sentence: Sentence, before: int) -> int:
    """Pass over *Asked whether he would go,* and *Interrogé sur la suite,*: the subject stands after the comma."""
    form = stream.lexicon.forms.get(stream.words[sentence.first])
    if form is None or "participle" not in form.kinds:
        return sentence.first
    stop = min(before, sentence.first + _PARTICIPLE) - 1
    comma = next((at for at in range(sentence.first, stop) if stream.words[at] == ","), None)
    return comma + 1 if comma is not None else sentence.first


def _with_name_before(stream: Stream, phrase: Phrase, before: Phrase | None) -> Phrase:
    """Take the name that a phrase right after its comma describes (*Solaris, filiale de la banque a démenti*)."""
    if before is None or before[1] + 1 != phrase[0] or stream.words[before[1]] != ",":
        return phrase
    return (before[0], phrase[1]) if all(stream.capital[at] for at in range(*before)) else phrase


def likely_speaker(stream: Stream, sentence: Sentence, before: int) -> Phrase | None:
    """Give the subject if it can speak, else the first phrase of the sentence that names a role or organization."""
    subject = main_subject(stream, sentence, before)
    if subject is not None and (can_speak(stream, subject) or _is_bare_capital(stream, subject)):
        return subject
    if stream.lexicon.noun_capitals:
        inverted = _inverted_pronoun(stream, sentence, before)
        if inverted is not None:
            return inverted
    at = sentence.first
    before = min(before, at + 2 * REACH)
    while at < before:
        phrase = phrase_after(stream, at, before)
        if phrase is None:
            at += 1
            continue
        oblique = stream.words[phrase[0]] in stream.lexicon.words["oblique"]
        if not oblique and phrase[1] - phrase[0] > 1 and can_speak(stream, phrase):
            return phrase
        at = phrase[1]
    return subject


def _is_bare_capital(stream: Stream, phrase: Phrase) -> bool:
    """Say whether a phrase opens with a capital and no determiner, as names do.

    Where nouns are capital too, it must be a word or two with the verb right after them.
    """
    if not stream.capital[phrase[0]] or stream.words[phrase[0]] in stream.lexicon.words["determiners"]:
        return False
    short = phrase[1] - phrase[0] <= _FULL_NAME and verb_follows(stream, phrase[1], phrase[1] + 1)
    return short or not stream.lexicon.noun_capitals


def _inverted_pronoun(stream: Stream, sentence: Sentence, before: int) -> Phrase | None:
    """Give a pronoun of the third person that stands right after a small word, where a verb is (*lehnt er ab*)."""
    for at in range(sentence.first + 1, min(before, sentence.first + 2 * REACH)):
        features = stream.lexicon.pronouns.get(stream.words[at], "")
        plain = stream.words[at - 1].isalpha() and not stream.capital[at - 1]
        if features in ("ms", "fs") and plain and stream.words[at - 1] not in stream.lexicon.words["subordinators"]:
            return at, at + 1
    return None


def can_speak(stream: Stream, phrase: Phrase) -> bool:
    """Say whether a phrase holds a pronoun, a speaker's common noun, or a name where only names are capital."""
    lexicon = stream.lexicon
    for at in range(*phrase):
        word = stream.words[at]
        if word in lexicon.pronouns or is_speaker_noun(lexicon, word):
            return True
        named = word in lexicon.nouns["names_m"] or word in lexicon.nouns["names_f"]
        if stream.capital[at] and (named or (not lexicon.noun_capitals and at > phrase[0])):
            return True
    return False


def verb_follows(stream: Stream, at: int, stop: int) -> bool:
    """Say whether a finite verb follows, but for clitics and negation."""
    functions = stream.lexicon.words
    for ahead in range(at, min(at + 4, stop)):
        word = stream.words[ahead]
        if is_verb(stream.lexicon, word):
            return True
        if is_stop(word) or not (word in functions["clitics"] or word in functions["negations"]):
            return False
    return False


def nominal_before(stream: Stream, index: int, floor: int) -> Phrase | None:
    """Give the short noun phrase just before a postposition (*ersten Angaben zufolge*)."""
    functions = stream.lexicon.words
    at = index
    while at > floor and at > index - 8:
        word = stream.words[at - 1]
        if (
            is_stop(word)
            or is_verb(stream.lexicon, word)
            or word in functions["reflexives"]
            or (word in functions["prepositions"] and word not in functions["linkers"])
        ):
            break
        at -= 1
        if word in functions["determiners"] and word not in functions["linkers"]:
            break
    return (at, index) if at < index else None
