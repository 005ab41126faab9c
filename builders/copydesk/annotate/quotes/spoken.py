"""Whole lines that somebody speaks or wrote, without quotation marks: answers, turns of dialogue, block quotations."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.annotate.quotes.drafts import Draft, Place
from copydesk.annotate.quotes.phrases import Phrase
from copydesk.annotate.quotes.stream import Stream


@dataclass(frozen=True, slots=True)
class Turn:
    """Lines that were said.

    Attributes:
        content: the lines, a place each, without a label.
        cue: what leads to them: the colon of a label, or the words of the sentence before.
        source: who speaks, as words of the stream.
        answer: it is the answer of an interview.
    """

    content: tuple[Place, ...]
    cue: tuple[Place, ...] = ()
    source: Phrase | None = None
    answer: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What is known when lines without marks are looked for.

    Attributes:
        stream: the words.
        paragraphs: the paragraphs, in order, numbered as in the stream.
        drafts: the quotes read so far; a turn of dialogue with a cue of its own is among them.
        turns: the spoken lines found so far.
    """

    stream: Stream
    paragraphs: Sequence[Place]
    drafts: Sequence[Draft]
    turns: Sequence[Turn]


def with_turns(stream: Stream, drafts: list[Draft], turns: Sequence[Turn]) -> list[Draft]:
    """Make a quote of each turn. Of what was read inside one, marks with a cue stay, one level down."""
    if not turns:
        return drafts
    spoken = [_draft(stream, turn) for turn in turns]
    owners = sorted((place, number) for number, turn in enumerate(turns) for place in turn.content)
    kept = []
    for draft in drafts:
        held = [_owner(owners, place) for place in draft.content]
        if all(owner is None for owner in held):
            kept.append(draft)
            continue
        outside = [place for place, owner in zip(draft.content, held, strict=True) if owner is None]
        if outside:
            draft.content = outside
            kept.append(draft)
        elif len(set(held)) == 1 and held[0] is not None and draft.cue and _is_marked(stream, draft):
            draft.level, draft.parent = 2, spoken[held[0]]
            kept.append(draft)
    return [*kept, *spoken]


def _draft(stream: Stream, turn: Turn) -> Draft:
    sentence = bisect_right(stream.sentences, turn.content[0][0], key=lambda found: stream.starts[found.first]) - 1
    return Draft(
        list(turn.content),
        list(turn.cue),
        turn.source,
        sentence=max(sentence, 0),
        marks=dict.fromkeys(turn.content),
        turn=turn.answer,
    )


def _owner(owners: Sequence[tuple[Place, int]], place: Place) -> int | None:
    at = bisect_left(owners, place[1], key=lambda owner: owner[0][0]) - 1
    return owners[at][1] if at >= 0 and owners[at][0][1] > place[0] else None


def _is_marked(stream: Stream, draft: Draft) -> bool:
    starts = [bisect_left(stream.marked, start, key=lambda stretch: stretch.start) for start, _ in draft.content]
    pairs = zip(starts, draft.content, strict=True)
    return any(at < len(stream.marked) and stream.marked[at].end <= end for at, (_, end) in pairs)
