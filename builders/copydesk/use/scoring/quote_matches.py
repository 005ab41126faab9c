"""How predicted quotes are held against gold: content by span and by character, cue, source and speaker of matched."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from copydesk.errors import UsageError
from copydesk.use.scoring.entity_matches import Counts

Place = tuple[int, int]
INNER = "inner"
"""The type of quotes inside another, whatever their marks: they are scored among themselves."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "direct": ("direct",),
    "mixed": ("mixed",),
    "indirect": ("indirect",),
    "direct and mixed": ("direct", "mixed"),
    "all": ("direct", "mixed", "indirect"),
    "all with reports": ("direct", "mixed", "indirect", "report"),
    "inner": (INNER,),
}
"""What is scored together; ``report`` is speech told by a noun phrase alone, which the guideline leaves out."""


class ScoredQuote(NamedTuple):
    """A quote as the scores see it: half-open code points of the scored text, and the speaker's name or id."""

    type: str
    content: tuple[Place, ...]
    cue: tuple[Place, ...] = ()
    source: tuple[Place, ...] = ()
    speaker: str | None = None


def compare_quotes(
    gold: Sequence[ScoredQuote], predicted: Sequence[ScoredQuote], *, gold_text: str = "", predicted_text: str = ""
) -> dict[str, Counts]:
    """Count what agrees between the gold and the predicted quotes of one text.

    ``exact``: all content spans are the same. ``characters``: characters of content. ``characters, other types aside``:
    the same without what the gold holds under another type. ``cue``, ``source``, ``speaker``: of gold quotes that have
    one and overlap a predicted quote of the same group, the share where the spans overlap (for the speaker: where the
    entity is the same); the quote with the greatest overlap is taken. ``speaker none``: of all gold quotes that overlap
    one, those without a speaker, against those whose match has none. Linear but for sorting.

    Raises:
        UsageError: the two were made on different texts.
    """
    if gold_text != predicted_text:
        raise UsageError("gold and predicted quotes were made on different texts")
    counts: dict[str, Counts] = {}
    for group, types in GROUPS.items():
        own = [quote for quote in gold if quote.type in types]
        found = [quote for quote in predicted if quote.type in types]
        aside = [quote for quote in gold if quote.type not in types]
        counts[f"{group} content exact"] = _exact(own, found)
        counts[f"{group} content characters"] = _characters(own, found, [])
        counts[f"{group} content characters, other types aside"] = _characters(own, found, aside)
        for part, count in _of_matched(own, found).items():
            counts[f"{group} {part} of matched"] = count
    return counts


def _counts(matched: int, predicted: int, gold: int) -> Counts:
    return Counts(right=matched, predicted=predicted, found=matched, gold=gold)


def _exact(gold: Sequence[ScoredQuote], predicted: Sequence[ScoredQuote]) -> Counts:
    left = [quote.content for quote in gold]
    right = [quote.content for quote in predicted]
    remaining: dict[tuple[Place, ...], int] = {}
    for content in left:
        remaining[content] = remaining.get(content, 0) + 1
    matched = 0
    for content in right:
        if remaining.get(content, 0):
            remaining[content] -= 1
            matched += 1
    return _counts(matched, len(right), len(left))


def _characters(gold: Sequence[ScoredQuote], predicted: Sequence[ScoredQuote], aside: Sequence[ScoredQuote]) -> Counts:
    own, found = _covered(gold), _covered(predicted)
    if aside:
        found = _minus(found, _minus(_covered(aside), own))
    both = _length(own) + _length(found) - _length(_union([*own, *found]))
    return _counts(both, _length(found), _length(own))


def _covered(quotes: Iterable[ScoredQuote]) -> list[Place]:
    return _union(place for quote in quotes for place in quote.content)


def _union(places: Iterable[Place]) -> list[Place]:
    merged: list[Place] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _minus(places: Sequence[Place], removed: Sequence[Place]) -> list[Place]:
    left, at = [], 0
    for place_start, end in places:
        start = place_start
        while at < len(removed) and removed[at][1] <= start:
            at += 1
        ahead = at
        while ahead < len(removed) and removed[ahead][0] < end:
            if removed[ahead][0] > start:
                left.append((start, removed[ahead][0]))
            start = max(start, removed[ahead][1])
            ahead += 1
        if start < end:
            left.append((start, end))
    return left


def _length(places: Iterable[Place]) -> int:
    return sum(end - start for start, end in places)


def _of_matched(gold: Sequence[ScoredQuote], predicted: Sequence[ScoredQuote]) -> dict[str, Counts]:
    right = {"cue": 0, "source": 0, "speaker": 0}
    asked = dict(right)
    silent, silent_found, silent_both = 0, 0, 0
    for quote, match in _matches(gold, predicted):
        for part, own, found in (("cue", quote.cue, match.cue), ("source", quote.source, match.source)):
            if own:
                asked[part] += 1
                right[part] += _shared(own, found) > 0
        if quote.speaker is not None:
            asked["speaker"] += 1
            right["speaker"] += quote.speaker == match.speaker
        silent += quote.speaker is None
        silent_found += match.speaker is None
        silent_both += quote.speaker is None and match.speaker is None
    counts = {part: _counts(right[part], asked[part], asked[part]) for part in right}
    return {**counts, "speaker none": _counts(silent_both, silent_found, silent)}


def _matches(
    gold: Sequence[ScoredQuote], predicted: Sequence[ScoredQuote]
) -> Iterable[tuple[ScoredQuote, ScoredQuote]]:
    places = sorted((place, number) for number, quote in enumerate(predicted) for place in quote.content)
    starts = [place[0] for place, _ in places]
    longest = max((place[1] - place[0] for place, _ in places), default=0)
    for quote in gold:
        overlaps: dict[int, int] = {}
        for start, end in quote.content:
            at = bisect_right(starts, start - longest)
            while at < len(places) and starts[at] < end:
                (first, last), number = places[at]
                shared = min(end, last) - max(start, first)
                if shared > 0:
                    overlaps[number] = overlaps.get(number, 0) + shared
                at += 1
        if overlaps:
            yield quote, predicted[min(overlaps, key=lambda number: (-overlaps[number], number))]


def _shared(one: Sequence[Place], other: Sequence[Place]) -> int:
    return sum(max(0, min(a_end, b_end) - max(a, b)) for a, a_end in one for b, b_end in other)
