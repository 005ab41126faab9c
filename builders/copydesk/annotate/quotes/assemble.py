"""From drafts to the record: types, ids, surfaces, and the marks that are nobody's speech."""

from bisect import bisect_right
from collections.abc import Container, Sequence
from unicodedata import combining

from copydesk.annotate.quotes.drafts import Draft, Place
from copydesk.annotate.quotes.marks import Marked
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.resolve import Speaker
from copydesk.record import Quote, QuoteType, Span


def ordered(drafts: list[Draft]) -> list[Draft]:
    """Put each draft's content in order and the drafts in order of their first character."""
    for draft in drafts:
        draft.content.sort()
    return sorted(drafts, key=lambda draft: (_start(draft), draft.content[0][1]))


def _start(draft: Draft) -> int:
    return draft.content[0][0]


def build_quotes(
    stream: Stream, drafts: list[Draft], speakers: list[Speaker], aside: Container[int]
) -> tuple[Quote, ...]:
    """Give the quotes of the record; the drafts are in order and numbered q1, q2, ….

    The stretches ``aside`` (indexes into ``stream.marked``) quote nobody and do not make a quote mixed.
    """
    numbers = {id(draft): f"q{number}" for number, draft in enumerate(drafts, 1)}
    outer = [stretch for at, stretch in enumerate(stream.marked) if stretch.parent < 0 and at not in aside]
    starts = [stretch.start for stretch in outer]
    quotes = []
    for draft, speaker in zip(drafts, speakers, strict=True):
        source = [stream.span(*draft.source)] if draft.source is not None else []
        if draft.inner_source is not None:
            source = [draft.inner_source]
        quotes.append(
            Quote(
                id=numbers[id(draft)],
                type=quote_type(stream.text, draft.content, draft.marks, outer, starts),
                content=_spans(stream.text, draft.content),
                cue=_spans(stream.text, sorted(draft.cue)),
                source=_spans(stream.text, source),
                marks=_spans(stream.text, draft.marks),
                source_kind=speaker.kind,
                attribution=speaker.attribution,
                factual=draft.factual,
                speaker_entity_id=speaker.entity_id,
                level=draft.level,
                parent_id=numbers[id(draft.parent)] if draft.parent is not None else None,
            )
        )
    return tuple(quotes)


def _spans(text: str, places: Sequence[Place]) -> tuple[Span, ...]:
    return tuple(span_at(text, start, end) for start, end in places)


def span_at(text: str, start: int, end: int) -> Span:
    """Give a span with its surface, widened where it would cut a letter from its combining marks."""
    while start > 0 and combining(text[start]):
        start -= 1
    while end < len(text) and combining(text[end]):
        end += 1
    return Span(start, end, text[start:end])


def quote_type(
    text: str, content: Sequence[Place], marks: Sequence[Place], outer: Sequence[Marked], starts: Sequence[int]
) -> QuoteType:
    """Tell direct (all words of the content are marked), indirect (none) and mixed (some) apart."""
    marked, bare = False, False
    for start, end in content:
        if (start, end) in marks:
            marked = True
            continue
        position = start
        for at in range(max(bisect_right(starts, start) - 1, 0), len(outer)):
            if outer[at].start >= end:
                break
            opening, closing = max(outer[at].start, position), min(outer[at].end, end)
            if closing <= opening:
                continue
            bare = bare or _has_word(text[position:opening])
            marked = marked or _has_word(text[opening:closing])
            position = closing
        bare = bare or _has_word(text[position:end])
    if not marked:
        return "indirect"
    return "mixed" if bare else "direct"


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)
