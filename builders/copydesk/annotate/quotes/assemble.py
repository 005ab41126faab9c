"""From drafts to the record: types, ids, surfaces, and the marks that are nobody's speech."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from unicodedata import combining

from copydesk.annotate.quotes.drafts import Draft, Place
from copydesk.annotate.quotes.glyphs import UNSURE
from copydesk.annotate.quotes.marks import Marked
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.scene import Speaker
from copydesk.record import Quote, QuoteType, Span


def ordered(stream: Stream, drafts: list[Draft]) -> list[Draft]:
    """Make each draft lawful and put them in order of their first character.

    Content is sorted, without overlaps and without the cue; a source inside the content is no source of it.
    """
    for draft in drafts:
        draft.content = [place for place in _without(_merged(draft.content), sorted(draft.cue)) if place[0] < place[1]]
        source = draft.source_place(stream)
        if source is not None and _overlaps(draft.content, source):
            draft.source = None
        said = set(draft.content)
        draft.marks = {place: None for place in draft.marks if place in said}
        if not draft.marks and _holds_open_single(stream, draft.content):
            draft.marks = dict.fromkeys(draft.content)
    kept = [draft for draft in drafts if draft.content]
    return sorted(kept, key=lambda draft: (draft.content[0], draft.content[-1][1]))


def _holds_open_single(stream: Stream, content: Sequence[Place]) -> bool:
    """Say whether content runs over paragraphs by a mark that may be an apostrophe: there its lines are listed."""
    for start, end in content:
        at = bisect_left(stream.marked, start, key=lambda stretch: stretch.start)
        if at < len(stream.marked) and (stretch := stream.marked[at]).continues and stretch.end == end:
            return stretch.start == start and stream.text[start] in UNSURE
    return False


def _merged(places: Sequence[Place]) -> list[Place]:
    merged: list[Place] = []
    for start, end in sorted(places):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(places: Sequence[Place], removed: Sequence[Place]) -> list[Place]:
    left, at = [], 0
    for first, end in places:
        start = first
        while at < len(removed) and removed[at][0] < end:
            if removed[at][1] > start:
                left.append((start, removed[at][0]))
                start = removed[at][1]
            at += 1
        left.append((start, end))
    return left


def _overlaps(places: Sequence[Place], place: Place) -> bool:
    return any(start < place[1] and place[0] < end for start, end in places)


def build_quotes(
    stream: Stream, drafts: list[Draft], speakers: list[Speaker], aside: Container[int]
) -> tuple[Quote, ...]:
    """Give the quotes of the record; the drafts are in order and numbered q1, q2, ….

    The stretches ``aside`` (indexes into ``stream.marked``) quote nobody and do not make a quote mixed.
    """
    numbers = {id(draft): f"q{number}" for number, draft in enumerate(drafts, 1)}
    outer = [stretch for at, stretch in enumerate(stream.marked) if stretch.parent < 0 and at not in aside]
    pairs_within = {-1: (outer, [stretch.start for stretch in outer])}
    quotes = []
    for draft, speaker in zip(drafts, speakers, strict=True):
        if draft.within not in pairs_within:
            inner = [stream.marked[child] for child in stream.children[draft.within]]
            pairs_within[draft.within] = (inner, [stretch.start for stretch in inner])
        pairs, starts = pairs_within[draft.within]
        source = draft.source_place(stream)
        quotes.append(
            Quote(
                id=numbers[id(draft)],
                type=quote_type(stream.text, draft.content, draft.marks, pairs, starts),
                content=_spans(stream.text, draft.content),
                cue=_spans(stream.text, sorted(draft.cue)),
                source=_spans(stream.text, [source] if source is not None else []),
                marks=_spans(stream.text, list(draft.marks)),
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
    text: str, content: Sequence[Place], marks: Container[Place], outer: Sequence[Marked], starts: Sequence[int]
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
