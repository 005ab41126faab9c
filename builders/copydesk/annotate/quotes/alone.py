"""Marks that stand alone in their sentence: they continue the quote before them, or start one without a cue."""

from copydesk.annotate.quotes.afterwards import speaks_of_words_before
from copydesk.annotate.quotes.drafts import Draft, Reading, add, all_marked
from copydesk.annotate.quotes.introductions import introduction
from copydesk.annotate.quotes.sources import can_speak, likely_speaker
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream, is_word, last_sign, takes_up


def stands_alone(stream: Stream, sentence: Sentence) -> bool:
    """Say whether a sentence holds marked stretches and punctuation alone."""
    return all(
        stream.words[at] == FOLDED or not stream.words[at][0].isalnum() for at in range(sentence.first, sentence.last)
    )


def opens_heading(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Read *“X and Y”: how the town lives* in a heading; a single word there is a label."""
    after = at + 1
    if at != sentence.first or sentence.paragraph not in stream.apart or after >= sentence.last:
        return False
    return stream.words[after] == ":" and not is_word(stream, at)


def float_marks(reading: Reading, number: int, at: int) -> Draft | None:
    """Continue the last quote if it is near and holds marked speech; else start one whose speaker nobody names."""
    stream, last = reading.stream, reading.last
    span = stream.span(at, at + 1)
    before = stream.sentences[number - 1] if number else None
    sentence = stream.sentences[number]
    apart = sentence.paragraph in stream.apart and (before is None or before.paragraph != sentence.paragraph)
    apart = apart or _is_explained_next(stream, number) or _is_given_next(stream, number)
    if last is not None and number - last.sentence <= 1 and not apart:
        if all_marked(stream, last):
            last.content.append(span)
            last.sentence = number
            return last
        return add(reading, Draft([span], sentence=number))
    if before is None or apart:
        return add(reading, Draft([span], sentence=number))
    led = introduction(stream, before)
    if led is not None:
        return add(reading, Draft([span], list(led.cue), led.source, sentence=number))
    source = likely_speaker(stream, before, before.last)
    if source is not None and not stream.lexicon.noun_capitals and not can_speak(stream, source):
        source = None
    return add(reading, Draft([span], lead=source, sentence=number))


def is_judged_next(stream: Stream, number: int) -> bool:
    """Say whether a statement opens its paragraph and a verdict follows, as in a list of myths (*“X.” False, it …*)."""
    own = stream.sentences[number]
    following = stream.sentences[number + 1] if number + 1 < len(stream.sentences) else None
    opens = number == 0 or stream.sentences[number - 1].paragraph != own.paragraph
    if following is None or following.paragraph != own.paragraph or not opens or own.last - own.first != 1:
        return False
    if last_sign(stream.text, stream.marked[stream.stretch[own.first]]) != ".":
        return False
    return any(
        stream.words[at] in stream.lexicon.words["verdicts"]
        for at in range(following.first, min(following.first + 2, following.last))
    )


def _is_given_next(stream: Stream, number: int) -> bool:
    """Say whether marks open their paragraph and the next sentence gives them a speaker of their own."""
    sentences = stream.sentences
    if number == 0 or number + 1 >= len(sentences) or takes_up(stream, sentences[number].first):
        return False
    if sentences[number - 1].paragraph == sentences[number].paragraph:
        return False
    return speaks_of_words_before(stream, sentences[number + 1])


def _is_explained_next(stream: Stream, number: int) -> bool:
    """Say whether a paragraph of marks alone is what the next one speaks of (*“X”*, then *The words, …*)."""
    sentences = stream.sentences
    if number + 1 >= len(sentences) or takes_up(stream, sentences[number].first):
        return False
    own, following = sentences[number], sentences[number + 1]
    before = sentences[number - 1].paragraph if number else -1
    if own.paragraph in (before, following.paragraph) or following.last - following.first <= 2:
        return False
    noun = following.first + 1
    return (
        stream.words[following.first] in stream.lexicon.words["definite"]
        and stream.words[noun] in stream.lexicon.nouns["cue"]
    )
