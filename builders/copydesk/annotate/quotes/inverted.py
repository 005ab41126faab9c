"""Verbs that only their place makes verbs of saying: right after marks, with the subject behind (*« … », peste X*)."""

from copydesk.annotate.quotes.drafts import Place
from copydesk.annotate.quotes.phrases import Phrase, is_open_class, phrase_after
from copydesk.annotate.quotes.scope import BREAKS
from copydesk.annotate.quotes.sources import can_speak, source_after
from copydesk.annotate.quotes.stream import Sentence, Stream
from copydesk.text.tokens import SENTENCE_ENDS

_COMPOUND = 3


def inverted_verb(stream: Stream, sentence: Sentence, at: int) -> tuple[Place, Phrase] | None:
    """Give the verb after the stretch at word ``at`` and its subject: any verb, known or not, that is inverted there.

    A pronoun glued to it says so, and so does a subject right after it where the stretch opens the sentence.
    """
    verb = at + 1
    while verb < sentence.last and stream.words[verb] == ",":
        verb += 1
    subject = verb + 1
    if subject >= sentence.last:
        return None
    glued = stream.text[stream.starts[subject] - 1] == "-" and stream.lexicon.enclitics
    if glued and stream.words[subject] in stream.lexicon.pronouns:
        return stream.span(verb, verb + 1), (subject, subject + 1)
    if at > sentence.first or verb == at + 1 or stream.capital[verb] or not is_open_class(stream, verb):
        return None
    if stream.lexicon.noun_capitals:
        found = source_after(stream, subject, sentence.last)
        return (stream.span(verb, verb + 1), found) if found is not None else None
    return _of_somebody(stream, sentence, verb)


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
    return None
