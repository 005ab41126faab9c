"""German reported speech that runs over sentences in the subjunctive, without a cue of its own."""

from copydesk.annotate.quotes.drafts import Draft, Reading
from copydesk.annotate.quotes.phrases import Phrase
from copydesk.annotate.quotes.sources import can_speak, likely_speaker
from copydesk.annotate.quotes.stream import Sentence, Stream

_NEAR = 2


def in_konjunktiv(stream: Stream, sentence: Sentence) -> bool:
    """Say whether a sentence has a verb in the subjunctive of report; never where a language lacks such a mood."""
    forms = stream.lexicon.words["konjunktiv"]
    if forms.isdisjoint(stream.words[sentence.first : sentence.last]):
        return False
    return any(stream.words[at] in forms and not stream.capital[at] for at in range(sentence.first, sentence.last))


def near(reading: Reading, number: int) -> bool:
    """Say whether the last quote ends so near that a sentence may continue it."""
    return reading.last is not None and number - reading.last.sentence <= _NEAR


def continue_with(reading: Reading, number: int, sentence: Sentence, first: int) -> Draft:
    """Add a sentence from word ``first`` on to what is reported by mood alone, or start such a quote."""
    stream = reading.stream
    last = sentence.last
    while last > first + 1 and stream.words[last - 1] in (".", ";"):
        last -= 1
    span = stream.span(first, last)
    if reading.last is not None and near(reading, number):
        if span in reading.last.content:
            return reading.last
        if not reading.last.cue and reading.last.source is None:
            reading.last.content.append(span)
            reading.last.sentence = number
            return reading.last
        draft = Draft([span], sentence=number)
    else:
        draft = Draft([span], source=_speaker_before(stream, number), sentence=number)
    reading.drafts.append(draft)
    reading.last = draft
    return draft


def _speaker_before(stream: Stream, number: int) -> Phrase | None:
    if number == 0:
        return None
    before = stream.sentences[number - 1]
    if before.paragraph != stream.sentences[number].paragraph:
        return None
    subject = likely_speaker(stream, before, before.last)
    return subject if subject is not None and can_speak(stream, subject) else None


def continue_in_konjunktiv(reading: Reading, number: int, sentence: Sentence) -> None:
    """Take a sentence of reported speech that has no cue of its own."""
    if in_konjunktiv(reading.stream, sentence):
        continue_with(reading, number, sentence, sentence.first)
