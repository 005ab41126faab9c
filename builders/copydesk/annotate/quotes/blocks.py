"""Block quotations: lines without marks, after a sentence that says who says or writes them and ends with a colon.

The first paragraph after the colon is taken, and those that follow it as long as they speak in the first person: no
reporter does, and nothing else in a text shows where such words end.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from copydesk.annotate.quotes.drafts import Place
from copydesk.annotate.quotes.glyphs import CLOSERS_OF, DASHES
from copydesk.annotate.quotes.introductions import introduction
from copydesk.annotate.quotes.spoken import Read, Turn
from copydesk.annotate.quotes.stream import Stream
from copydesk.text.tokens import SENTENCE_ENDS, words_between

_WORDS = 4


def find_blocks(read: Read) -> list[Turn]:
    """Give the block quotations of a text, in order; a line that holds something read before is not taken."""
    stream, paragraphs = read.stream, read.paragraphs
    taken = {start for turn in read.turns for start, _ in turn.content}
    reported = {stream.sentences[draft.sentence].paragraph for draft in read.drafts}
    reported.update(number for number, (start, _) in enumerate(paragraphs) if start in taken)
    turns: list[Turn] = []
    free = 0
    for number, sentence in enumerate(stream.sentences):
        if stream.words[sentence.last - 1] != ":":
            continue
        after = stream.sentences[number + 1].paragraph if number + 1 < len(stream.sentences) else sentence.paragraph
        if after == sentence.paragraph or after < free:
            continue
        lines = [
            paragraphs[line] for line in takewhile(lambda line: line not in reported, _lines(stream, paragraphs, after))
        ]
        found = introduction(stream, sentence)
        if lines and found is not None and found.of_speech:
            turns.append(Turn(tuple(lines), found.cue, found.source))
            free = after + len(lines)
    return turns


def _lines(stream: Stream, paragraphs: Sequence[Place], first: int) -> Iterator[int]:
    """Give the numbers of the lines that a quotation may have from a paragraph on; none where that is a list."""
    text, personal = stream.text, stream.lexicon.words["first_person"]
    for number in range(first, len(paragraphs)):
        start, end = paragraphs[number]
        words = words_between(stream.folded, start, end)
        spoken = not personal.isdisjoint(words)
        opens = text[start] in CLOSERS_OF or text[start] in DASHES or text[start].isdigit()
        ends = any(text[at] in SENTENCE_ENDS for at in range(start, end))
        if number in stream.apart or opens or not ends or text[end - 1] == ":":
            return
        if len(words) < _WORDS if number == first else not spoken:
            return
        yield number
