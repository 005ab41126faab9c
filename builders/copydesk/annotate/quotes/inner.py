"""Quotes inside the marks of another: *« Mon fils a demandé : “Pourquoi ?” »*.

The words between the outer marks are read like a text of their own. What has marks and a cue there is a quote one
level down; marks without a cue belong to what the outer speaker says.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from copydesk.annotate.quotes.assemble import ordered
from copydesk.annotate.quotes.attribution import read_attributions
from copydesk.annotate.quotes.drafts import Draft, Place
from copydesk.annotate.quotes.names import set_names_aside
from copydesk.annotate.quotes.stream import Stream, inner_stream

_OVERLAPPING = 4
_DEPTH = 2
"""How many levels of marks are read from inside: each costs one more reading of its words."""


def with_inner(stream: Stream, drafts: Sequence[Draft]) -> list[Draft]:
    """Give the drafts with those inside them, in order. Linear: each word is read at most twice more.

    Args:
        stream: the words of the text.
        drafts: lawful drafts, in order.
    """
    if not stream.children:
        return list(drafts)
    places = sorted(
        ((place, number) for number, draft in enumerate(drafts) for place in draft.content), key=_start_and_number
    )
    holders: dict[int, Draft] = {}
    found = list(drafts)
    for number in sorted(stream.children):
        stretch = stream.marked[number]
        if stretch.depth >= _DEPTH:
            continue
        holder = holders.get(number)
        if holder is None and stretch.parent < 0:
            holder = _holder(drafts, places, (stretch.start, stretch.end))
        if holder is not None:
            found.extend(_read(stream, number, holder, holders))
    return sorted(found, key=lambda draft: (draft.content[0], draft.level, draft.content[-1][1]))


def _start_and_number(entry: tuple[Place, int]) -> tuple[int, int]:
    return entry[0][0], entry[1]


def _holder(drafts: Sequence[Draft], places: Sequence[tuple[Place, int]], stretch: Place) -> Draft | None:
    """Give the innermost draft that holds a stretch, whole or with its cue cut out."""
    at = bisect_right(places, stretch[0], key=lambda entry: entry[0][0])
    near = [number for place, number in places[max(at - _OVERLAPPING, 0) : at] if place[1] > stretch[0]]
    return max((drafts[number] for number in near), key=lambda draft: draft.level, default=None)


def _read(stream: Stream, number: int, holder: Draft, holders: dict[int, Draft]) -> list[Draft]:
    inner = inner_stream(stream, number)
    set_names_aside(inner)
    children = stream.children[number]
    kept = []
    for draft in ordered(inner, read_attributions(inner).drafts):
        if not draft.cue or not all(_holds(holder.content, place) for place in draft.content):
            continue
        marked = [child for child in _within(stream, children, draft.content) if _has_word(stream, child)]
        if not marked:
            continue
        draft.level, draft.parent, draft.within = holder.level + 1, holder, number
        draft.words, draft.sentence = draft.words or inner, holder.sentence
        holders.update(dict.fromkeys(marked, draft))
        kept.append(draft)
    return kept


def _has_word(stream: Stream, number: int) -> bool:
    stretch = stream.marked[number]
    return any(character.isalnum() for character in stream.text[stretch.inner_start : stretch.inner_end])


def _within(stream: Stream, children: Sequence[int], content: Sequence[Place]) -> list[int]:
    """Give the stretches that lie in the content; both are ordered."""
    found: list[int] = []
    for start, end in content:
        at = bisect_left(children, start, key=lambda child: stream.marked[child].start)
        while at < len(children) and stream.marked[children[at]].end <= end:
            found.append(children[at])
            at += 1
    return found


def _holds(content: Sequence[Place], place: Place) -> bool:
    at = bisect_right(content, place[0], key=lambda span: span[0]) - 1
    return at >= 0 and place[1] <= content[at][1]
