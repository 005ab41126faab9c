"""Quotes while they are being put together."""

from bisect import bisect_right
from dataclasses import dataclass, field

from copydesk.annotate.quotes.phrases import Phrase
from copydesk.annotate.quotes.stream import Stream

Place = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """One attribution in the making; offsets are code points of the text, ``source`` is words of the stream.

    Attributes:
        content: what was said, in order.
        cue: what says so.
        source: who, as a phrase; None where the sentence names nobody.
        factual: the words were really said.
        sentence: number of the sentence that holds the cue, or the first content.
        marks: content that counts as marked though no mark stands about it; an ordered set.
        level: 1, or one more than the quote around it.
        parent: the quote around this one.
        words: the stream that ``source`` counts in, where it is not the one of the text (inside marks).
        within: the stretch between whose marks it was read, as an index into the marked stretches, or -1.
        turn: the answer of an interview.
        lead: somebody in the sentence before a quote that no cue takes; he may be the speaker, but is no source.
        disowned: what follows says that it was not said so; nobody is guessed to have said it.
        checked: how many places of its content are known to be marked.
    """

    content: list[Place]
    cue: list[Place] = field(default_factory=list)
    source: Phrase | None = None
    factual: bool = True
    sentence: int = 0
    marks: dict[Place, None] = field(default_factory=dict)
    level: int = 1
    parent: "Draft | None" = None
    words: Stream | None = None
    within: int = -1
    turn: bool = False
    lead: Phrase | None = None
    disowned: bool = False
    checked: int = 0

    def source_place(self, stream: Stream) -> Place | None:
        """Give the characters of the source; ``stream`` is the one of the text."""
        return (self.words or stream).span(*self.source) if self.source is not None else None


def all_marked(stream: Stream, draft: Draft) -> bool:
    """Say whether all words of a draft stand between marks or count as marked. Each place is looked at once."""
    while draft.checked < len(draft.content):
        place = draft.content[draft.checked]
        if not _in_marks(stream, place) and place not in draft.marks:
            return False
        draft.checked += 1
    return True


def _in_marks(stream: Stream, place: Place) -> bool:
    at = max(bisect_right(stream.starts, place[0]) - 1, 0)
    while at < len(stream.words) and stream.starts[at] < place[1]:
        if stream.words[at][0].isalnum():
            return False
        at += 1
    return True


@dataclass(slots=True)
class Reading:
    """What has been read so far.

    Attributes:
        stream: the words.
        drafts: the quotes, in the order in which they were found.
        taken: words of the stream (marked stretches) that are in a quote.
        last: the draft that a floating stretch may continue.
    """

    stream: Stream
    drafts: list[Draft] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    last: Draft | None = None


def add(reading: Reading, draft: Draft) -> Draft:
    """Put a draft among those that were read, and give it back."""
    reading.drafts.append(draft)
    return draft
