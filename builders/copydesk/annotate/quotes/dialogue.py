"""Turns of a dialogue that nothing but a dash marks: *— Where is he?* and in the next paragraph *— In the boat.*.

A line that starts with a dash may be an item of a list as well. It is a turn where the lines beside it start so too,
and one of them asks, exclaims, or says by whom it is said.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from copydesk.annotate.quotes.drafts import Draft, Place, Reading
from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.introductions import Introduction, introduction
from copydesk.annotate.quotes.spoken import Read, Turn
from copydesk.annotate.quotes.stream import Sentence, Stream
from copydesk.text.tokens import SENTENCE_ENDS

_NOBODY = Introduction((), None, of_speech=False)
_ALIVE = frozenset("?!")
_TURNS = 2
_LONGEST = 400


def find_dialogue(read: Read) -> list[Turn]:
    """Give the turns of a dialogue that no quote begins yet, in order; none between the answers of an interview."""
    stream = read.stream
    begun = {draft.content[0][0] for draft in read.drafts if draft.content}
    answered = {start for turn in read.turns for start, _ in turn.content}
    last_of = {sentence.paragraph: sentence for sentence in stream.sentences}
    turns: list[Turn] = []
    for run in _runs(stream, read.paragraphs):
        lines = [read.paragraphs[number] for number in run]
        spoken = any(start in begun for start, _ in lines)
        if any(start in answered for start, _ in lines):
            continue
        if not spoken and not any(stream.text[end - 1] in _ALIVE for _, end in lines):
            continue
        before = last_of.get(run[0] - 1)
        led = introduction(stream, before) if before is not None and run[0] not in stream.apart else None
        if led is None and not spoken and _is_interview(stream.text, lines):
            turns.extend(Turn((line,), answer=True) for line in lines[1::2])
            continue
        for number in run:
            start, end = read.paragraphs[number]
            if start not in begun:
                first = led if led is not None and number == run[0] else _NOBODY
                turns.append(Turn(((start, end),), first.cue, first.source))
    return turns


def _is_interview(text: str, lines: Sequence[Place]) -> bool:
    """Say whether lines that nothing leads to are questions, and each one's answer: who asks is the writer."""
    asked = [text[end - 1] == "?" for _, end in lines]
    pairs = len(lines) // 2
    alternating = len(lines) % 2 == 0 and pairs >= _TURNS and asked[0] and not any(asked[1::2])
    return alternating and sum(asked[::2]) * 2 >= pairs


def _runs(stream: Stream, paragraphs: Sequence[Place]) -> Iterator[list[int]]:
    """Give the numbers of paragraphs that follow each other and start with a dash."""
    run: list[int] = []
    for number, place in enumerate(paragraphs):
        if run and (not _is_turn(stream.text, place) or number in stream.apart):
            if len(run) >= _TURNS:
                yield run
            run = []
        if _is_turn(stream.text, place):
            run.append(number)
    if len(run) >= _TURNS:
        yield run


def _is_turn(text: str, place: Place) -> bool:
    start, end = place
    return text[start] in DASHES and any(letter.isalpha() for letter in text[start : start + _LONGEST]) and end > start


def continue_turn(reading: Reading, number: int, sentence: Sentence) -> bool:
    """Add a sentence to the turn of a dialogue that its paragraph opened (*— Je pars, dit-il. Il est tard.*)."""
    stream, last = reading.stream, reading.last
    if last is None or not last.marks or not last.cue or last.sentence != number - 1:
        return False
    before = stream.sentences[number - 1]
    if before.paragraph != sentence.paragraph or before.first >= sentence.first:
        return False
    span = stream.span(sentence.first, sentence.last)
    last.content.append(span)
    last.marks[span] = None
    last.sentence = number
    return True


def with_full_stop(stream: Stream, end: int) -> int:
    """Take the mark that ends the line of a turn."""
    at = bisect_left(stream.starts, end)
    return stream.ends[at] if at < len(stream.words) and stream.words[at] in SENTENCE_ENDS else end


def is_dialogue_turn(stream: Stream, number: int, draft: Draft) -> bool:
    """Say whether a quote starts with the dash of a dialogue, first in its paragraph (*— Je pars, dit-il.*)."""
    first = stream.sentences[number].first
    if stream.words[first] not in DASHES or draft.content[0][0] != stream.starts[first]:
        return False
    before = stream.sentences[number - 1] if number else None
    if before is None or before.paragraph != stream.sentences[number].paragraph:
        return True
    return stream.words[before.last - 1] in SENTENCE_ENDS
