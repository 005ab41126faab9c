"""Where two annotations of one article differ, one entry a decision that an adjudicator has to take.

Pieces and lost spaces are compared in code points of the raw article, everything else in code points of the clean text.
Names of entities are the annotator's own; what counts is which mentions share one.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from copydesk.pipeline.gold import Gold
from copydesk.record import LayerName

Span = tuple[int, int]
Mention = Mapping[str, Any]
Left = TypeVar("Left")
Right = TypeVar("Right")

_QUOTE_SPANS = ("content", "cue", "source", "marks")
_WHOLE = frozenset({"quote", "mention", "bounds"})
"""Fields that say of something whole that only one annotation has it."""
_QUOTE_LABELS = ("type", "source_kind", "attribution", "factual", "level")


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One place where two annotations are not the same.

    Attributes:
        start: first code point, of the raw for layout and spacing and of the clean text else.
        end: code point after the last one; that of ``start`` for a lost space.
        fields: what differs there, such as ``bounds``, ``role``, ``type``, ``entity``, ``cue`` or ``missing``.
    """

    layer: LayerName
    start: int
    end: int
    fields: tuple[str, ...]

    def touches(self, other: "Difference") -> bool:
        """Say whether ``other`` speaks of the same thing: same layer, shared place and shared field.

        Where the whole that ``other`` is about is there in one annotation alone, each of its fields is touched.
        """
        if self.layer != other.layer:
            return False
        if other.start <= self.start and self.end <= other.end and not _WHOLE.isdisjoint(other.fields):
            return True
        shared = self.start < other.end and other.start < self.end
        same_place = shared or (self.start, self.end) == (other.start, other.end)
        return same_place and not set(self.fields).isdisjoint(other.fields)


def differences(one: Gold, other: Gold) -> list[Difference]:
    """List where two annotations of one article differ, in order of layer and place."""
    found = [
        *_layout(one, other),
        *(Difference("spacing", at, at, ("lost_space",)) for at in set(one.lost_spaces) ^ set(other.lost_spaces)),
        *_entities(one, other),
        *_labelled(one, other, "non_entities", "entities"),
        *_quotes(one, other),
        *_labelled(one, other, "non_quotes", "quotes"),
    ]
    return sorted(set(found))


def followed(difference: Difference, one: Gold, other: Gold, final: Gold) -> str:
    """Say whom the final annotation follows at a difference of two: ``one``, ``other`` or ``neither``.

    It follows whoever it does not differ from there; ``both`` where it follows each in part.
    """
    return next(all_followed([difference], one, other, final))


def all_followed(found: Iterable[Difference], one: Gold, other: Gold, final: Gold) -> Iterator[str]:
    """Say of each difference whom the final annotation follows; see ``followed``."""
    departures = (("one", _Places(differences(one, final))), ("other", _Places(differences(other, final))))
    for difference in found:
        names = [name for name, places in departures if not places.touch(difference)]
        yield names[0] if len(names) == 1 else "both" if names else "neither"


def same_entities(one: Gold, other: Gold) -> Callable[[str | None, str | None], bool]:
    """Give a function that says whether a name of ``one`` and a name of ``other`` mean the same thing.

    They do where some mention of the one overlaps some mention of the other.
    """
    left = [(span, mention["entity_id"]) for span, mention in _by_span(one.annotation["entities"]).items()]
    right = [(span, mention["entity_id"]) for span, mention in _by_span(other.annotation["entities"]).items()]
    shared = {(name, other_name) for name, other_name, _ in _overlaps(left, right)}

    def same(name: str | None, other_name: str | None) -> bool:
        if name is None or other_name is None:
            return name is other_name
        return (name, other_name) in shared

    return same


def matched_quotes(
    one: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[Mapping[str, Any], Mapping[str, Any]]], list[Mapping[str, Any]]]:
    """Pair the quotes whose contents share most characters, each once; give the pairs and the quotes left over.

    Quotes of one level are paired before those of different levels.
    """
    left = [(span, i) for i, quote in enumerate(one) for span in _spans(quote, "content")]
    right = [(span, j) for j, quote in enumerate(other) for span in _spans(quote, "content")]
    overlaps: Counter[tuple[int, int]] = Counter()
    for i, j, characters in _overlaps(left, right):
        overlaps[i, j] += characters
    shared = [(one[i]["level"] != other[j]["level"], -size, i, j) for (i, j), size in overlaps.items()]
    taken_one: set[int] = set()
    taken_other: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(shared):
        if i not in taken_one and j not in taken_other:
            taken_one.add(i)
            taken_other.add(j)
            pairs.append((one[i], other[j]))
    alone = [quote for i, quote in enumerate(one) if i not in taken_one]
    return pairs, alone + [quote for j, quote in enumerate(other) if j not in taken_other]


def _layout(one: Gold, other: Gold) -> Iterator[Difference]:
    left = {(piece.start, piece.end): piece.role or piece.noise for piece in one.pieces or ()}
    right = {(piece.start, piece.end): piece.role or piece.noise for piece in other.pieces or ()}
    for span in left.keys() & right.keys():
        if left[span] != right[span]:
            yield Difference("layout", *span, ("role",))
    for start, end in _merged(left.keys() ^ right.keys()):
        yield Difference("layout", start, end, ("bounds", "role"))


def _entities(one: Gold, other: Gold) -> Iterator[Difference]:
    left, right = _by_span(one.annotation["entities"]), _by_span(other.annotation["entities"])
    common = left.keys() & right.keys()
    left_thing, right_thing = _first_mentions(left, common), _first_mentions(right, common)
    for span in common:
        a, b = left[span], right[span]
        fields = [name for name in ("type", "kb_status", "kb_id") if a[name] != b[name]]
        if left_thing[a["entity_id"]] != right_thing[b["entity_id"]]:
            fields.append("entity")
        if fields:
            yield Difference("entities", *span, tuple(fields))
    for start, end in _merged(left.keys() ^ right.keys()):
        yield Difference("entities", start, end, ("mention",))


def _first_mentions(mentions: Mapping[Span, Mention], common: set[Span]) -> dict[str, Span]:
    """Name each thing by the first of its mentions that both annotations have."""
    first: dict[str, Span] = {}
    for span in sorted(common):
        first.setdefault(mentions[span]["entity_id"], span)
    return first


def _labelled(one: Gold, other: Gold, name: str, layer: LayerName) -> Iterator[Difference]:
    """Compare spans that have a reason: look-alikes of entities, marks that are no quotes."""
    left = {span: value["reason"] for span, value in _by_span(one.annotation[name]).items()}
    right = {span: value["reason"] for span, value in _by_span(other.annotation[name]).items()}
    for span in left.keys() | right.keys():
        if left.get(span) != right.get(span):
            yield Difference(layer, *span, (name,))


def _quotes(one: Gold, other: Gold) -> Iterator[Difference]:
    pairs, alone = matched_quotes(one.annotation["quotes"], other.annotation["quotes"])
    same = same_entities(one, other)
    for a, b in pairs:
        fields = [part for part in _QUOTE_SPANS if _spans(a, part) != _spans(b, part)]
        fields += [label for label in _QUOTE_LABELS if a[label] != b[label]]
        if not same(a["speaker_entity_id"], b["speaker_entity_id"]):
            fields.append("speaker")
        if fields:
            yield Difference("quotes", *_extent([*_spans(a, "content"), *_spans(b, "content")]), tuple(fields))
    for quote in alone:
        yield Difference("quotes", *_extent(_spans(quote, "content")), ("quote",))


def _by_span(values: Sequence[Mention]) -> dict[Span, Mention]:
    return {(value["start"], value["end"]): value for value in values}


def _spans(quote: Mapping[str, Any], part: str) -> list[Span]:
    return [(span["start"], span["end"]) for span in quote[part]]


def _extent(spans: Sequence[Span]) -> Span:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _merged(spans: set[Span]) -> Iterator[Span]:
    """Merge spans that overlap."""
    current: Span | None = None
    for start, end in sorted(spans):
        if current and start < current[1]:
            current = current[0], max(end, current[1])
        else:
            if current:
                yield current
            current = start, end
    if current:
        yield current


class _Places:
    """Differences by layer and place, so that those at another are found without looking at all."""

    def __init__(self, found: Iterable[Difference]) -> None:
        self._found: dict[LayerName, list[Difference]] = {}
        for difference in sorted(found):
            self._found.setdefault(difference.layer, []).append(difference)
        self._longest = {layer: max(one.end - one.start for one in of_layer) for layer, of_layer in self._found.items()}

    def touch(self, difference: Difference) -> bool:
        """Say whether one of them speaks of the same thing."""
        of_layer = self._found.get(difference.layer, [])
        first = bisect_left(of_layer, difference.start - self._longest.get(difference.layer, 0), key=_start)
        last = bisect_right(of_layer, difference.end, key=_start)
        return any(map(difference.touches, of_layer[first:last]))


def _start(difference: Difference) -> int:
    return difference.start


def _overlaps(
    one: Iterable[tuple[Span, Left]], other: Iterable[tuple[Span, Right]]
) -> Iterator[tuple[Left, Right, int]]:
    """Pair the spans of two sides that overlap, with the number of characters that they share."""
    ordered = sorted(other, key=_span_of)
    starts = [span[0] for span, _ in ordered]
    longest = max((span[1] - span[0] for span, _ in ordered), default=0)
    for (start, end), name in one:
        for at in range(bisect_left(starts, start - longest), bisect_left(starts, end)):
            (other_start, other_end), other_name = ordered[at]
            if shared := max(0, min(end, other_end) - max(start, other_start)):
                yield name, other_name, shared


def _span_of(entry: tuple[Span, object]) -> Span:
    return entry[0]
