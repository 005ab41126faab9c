"""Match the spans of an old and a new article, and tell what became of each; n log n in the number of spans.

Spans are paired in stages, each on what the one before it left: the same place and label; the same place; the same
label and characters elsewhere; the same type and characters elsewhere; the same type on overlapping characters.
Within a stage equals are paired in the order of the article.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from copydesk.release.changes.difference import SpanKind
from copydesk.release.changes.spans import Naming, Occurrence, SpanLayer, item_names

Key = Callable[[Occurrence], Hashable]
Pair = tuple[Occurrence, Occurrence]


@dataclass(frozen=True, slots=True)
class SpanChange:
    """What became of one span.

    Attributes:
        details: the labels and parts in which the kept span differs.
    """

    kind: SpanKind
    old: Occurrence | None
    new: Occurrence | None
    details: tuple[str, ...] = ()


def _place(span: Occurrence) -> Hashable:
    return span.place, span.surface


def _everything(span: Occurrence) -> Hashable:
    return span.place, span.surface, span.labels, span.parts


def _labels_elsewhere(span: Occurrence) -> Hashable:
    return span.labels, span.surface


def _type_elsewhere(span: Occurrence) -> Hashable:
    return span.labels[0], span.surface


STAGES: tuple[Key, ...] = (_everything, _place, _labels_elsewhere, _type_elsewhere)
_NAMING_STAGES: tuple[Key, ...] = (_place, _type_elsewhere)


def span_changes(old: Sequence[Occurrence], new: Sequence[Occurrence], layer: SpanLayer) -> list[SpanChange]:
    """Tell what became of the spans of one layer; spans that stayed as they were are left out."""
    pairs, gone, come = _paired(old, new, STAGES)
    overlapping, gone, come = _paired_by_overlap(gone, come)
    changes = [change for pair in (*pairs, *overlapping) if (change := _change(pair, layer))]
    changes += [SpanChange("removed", span, None) for span in gone]
    changes += [SpanChange("added", None, span) for span in come]
    return changes


def naming(old: Sequence[Occurrence], new: Sequence[Occurrence], field: str) -> Naming:
    """Find by what names the new article knows the things of the old one, one to one.

    Names hold within one article and shift when a mention is added: a thing is the same when most of its mentions
    are. Where things were merged or divided, the larger share keeps the name.

    Args:
        old: the annotations of the old article.
        new: those of the new one.
        field: the field that holds the name.
    """
    pairs, gone, come = _paired(old, new, _NAMING_STAGES)
    overlapping, _, _ = _paired_by_overlap(gone, come)
    votes = Counter(
        (before, after)
        for one, other in (*pairs, *overlapping)
        for before in item_names(one, field)
        for after in item_names(other, field)
    )
    names: dict[str, str] = {}
    taken: set[str] = set()
    for (before, after), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if before not in names and after not in taken:
            names[before] = after
            taken.add(after)
    return names


def _paired(
    old: Sequence[Occurrence], new: Sequence[Occurrence], stages: Iterable[Key]
) -> tuple[list[Pair], list[Occurrence], list[Occurrence]]:
    """Pair spans stage by stage; give the pairs and what is left on each side."""
    pairs: list[Pair] = []
    gone, come = list(old), list(new)
    for key in stages:
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for number, span in enumerate(gone):
            waiting[key(span)].append(number)
        taken: set[int] = set()
        left: list[Occurrence] = []
        for span in come:
            numbers = waiting.get(key(span))
            if numbers:
                number = numbers.popleft()
                taken.add(number)
                pairs.append((gone[number], span))
            else:
                left.append(span)
        gone, come = [span for number, span in enumerate(gone) if number not in taken], left
    return pairs, gone, come


def _paired_by_overlap(
    old: Iterable[Occurrence], new: Iterable[Occurrence]
) -> tuple[list[Pair], list[Occurrence], list[Occurrence]]:
    """Pair spans of one type whose characters overlap, from the left."""
    pairs: list[Pair] = []
    gone: list[Occurrence] = []
    come: list[Occurrence] = []
    olds, news = _by_type(old), _by_type(new)
    for kind in sorted(olds.keys() | news.keys()):
        left, right = deque(olds.get(kind, ())), deque(news.get(kind, ()))
        while left and right:
            if left[0].hull[1] <= right[0].hull[0]:
                gone.append(left.popleft())
            elif right[0].hull[1] <= left[0].hull[0]:
                come.append(right.popleft())
            else:
                pairs.append((left.popleft(), right.popleft()))
        gone += left
        come += right
    return pairs, gone, come


def _by_type(spans: Iterable[Occurrence]) -> Mapping[str, Sequence[Occurrence]]:
    groups: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for span in spans:
        groups[str(span.labels[0])].append(span)
    return {kind: sorted(group, key=lambda span: span.hull) for kind, group in groups.items()}


def _change(pair: Pair, layer: SpanLayer) -> SpanChange | None:
    old, new = pair
    labels = _differing(layer.labels, old.labels, new.labels)
    parts = _differing(layer.parts, old.parts, new.parts)
    if old.place != new.place:
        return SpanChange("moved", old, new, (*labels, *parts))
    if labels:
        return SpanChange("relabelled", old, new, (*labels, *parts))
    if parts:
        return SpanChange("moved", old, new, parts)
    if old.surface != new.surface:
        return SpanChange("reworded", old, new)
    return SpanChange("renumbered", old, new) if _names_differ(old, new, layer) else None


def _names_differ(old: Occurrence, new: Occurrence, layer: SpanLayer) -> bool:
    """Tell whether annotations that say the same do so under other names."""
    return any(old.item.get(name) != new.item.get(name) for name in ("id", *layer.labels))


def _differing(names: Sequence[str], old: Sequence[object], new: Sequence[object]) -> tuple[str, ...]:
    return tuple(name for name, before, after in zip(names, old, new, strict=True) if before != after)
