"""Verbs that only their place makes verbs of saying: right after marks, with the subject behind (*« … », peste X*)."""

from copydesk.annotate.quotes.drafts import Place
from copydesk.annotate.quotes.nouns import is_speaker_noun
from copydesk.annotate.quotes.phrases import Phrase, is_open_class, phrase_after
from copydesk.annotate.quotes.scope import BREAKS
from copydesk.annotate.quotes.sources import can_speak, source_after
from copydesk.annotate.quotes.stream import Sentence, Stream, last_sign
from copydesk.text.tokens import SENTENCE_ENDS

_COMPOUND = 3
_ADVERBIAL = 6
_VERB = 4


def inverted_verb(stream: Stream, sentence: Sentence, at: int) -> tuple[Place, Phrase | None] | None:
    """Give the verb after the stretch at word ``at`` and its subject: any verb, known or not, that is inverted there.

    A pronoun glued to it says so, and so does a subject right after it where the stretch opens the sentence.
    """
    verb = at + 1
    while verb < sentence.last and stream.words[verb] == ",":
        verb += 1
    subject = verb + 1
    if verb > at + 1 and at == sentence.first and stream.lexicon.drops_subjects:
        alone = _without_subject(stream, sentence, verb)
        if alone is not None:
            return alone, None
    if subject >= sentence.last:
        return None
    glued = stream.text[stream.starts[subject] - 1] == "-" and stream.lexicon.enclitics
    if glued and stream.words[subject] in stream.lexicon.pronouns:
        return stream.span(verb, verb + 1), (subject, subject + 1)
    apart = verb > at + 1 or last_sign(stream.text, stream.marked[stream.stretch[at]]) == ","
    if at > sentence.first or not apart or stream.capital[verb] or not is_open_class(stream, verb):
        return None
    if stream.lexicon.noun_capitals:
        found = source_after(stream, subject, sentence.last)
        return (stream.span(verb, verb + 1), found) if found is not None else None
    return _of_somebody(stream, sentence, verb)


def _without_subject(stream: Stream, sentence: Sentence, first: int) -> Place | None:
    """Read *, si giustifica.* and *, resume al salir.* where the language drops subjects: the aside is a verb alone."""
    functions, verb = stream.lexicon.words, first
    while verb < sentence.last and stream.words[verb] in functions["light"]:
        verb += 1
    if verb >= sentence.last or stream.capital[verb] or not is_open_class(stream, verb):
        return None
    word = stream.words[verb]
    if len(word) < _VERB or word.endswith(stream.lexicon.adverb_endings) or is_speaker_noun(stream.lexicon, word):
        return None
    after = stream.words[verb + 1] if verb + 1 < sentence.last else "."
    closes = after in BREAKS or after in SENTENCE_ENDS or after == "."
    reflexive = stream.words[verb - 1] in functions["reflexives"]
    return stream.span(verb - reflexive, verb + 1) if closes else None


def _of_somebody(stream: Stream, sentence: Sentence, verb: int) -> tuple[Place, Phrase] | None:
    """Read *, peste le maire.* and *, ha tagliato corto il giudice.*: with the subject the aside ends."""
    functions = stream.lexicon.words
    reach = _COMPOUND if stream.words[verb] in functions["auxiliaries"] else 1
    for subject in range(verb + 1, min(verb + reach, sentence.last - 1) + 1):
        phrase = phrase_after(stream, subject, sentence.last)
        if phrase is None or stream.words[subject] in functions["linkers"] or not can_speak(stream, phrase):
            continue
        end = phrase[1]
        closes = end >= sentence.last or stream.words[end] in BREAKS or stream.words[end] in SENTENCE_ENDS
        return (stream.span(verb, subject), phrase) if closes else None
    return _after_adverbial(stream, sentence, verb)


def _after_adverbial(stream: Stream, sentence: Sentence, verb: int) -> tuple[Place, Phrase] | None:
    """Read *, attaque d'emblée la juge.*: an adverb or adjunct stands between, and with the subject it ends."""
    phrase = source_after(stream, verb + 1, sentence.last)
    if phrase is None or phrase[0] - verb > _ADVERBIAL or not can_speak(stream, phrase):
        return None
    end = phrase[1]
    closes = end >= sentence.last or stream.words[end] in BREAKS or stream.words[end] in SENTENCE_ENDS
    return (stream.span(verb, verb + 1), phrase) if closes else None
