"""What is counted of one article, layer by layer; ``MEASURES`` says by which formula the counts are read."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, NamedTuple

from copydesk.pipeline.adjudication.differences import matched_quotes, same_entities
from copydesk.pipeline.agreement.labels import NONE, Pair, entity_labels, quote_labels, role_pairs, tokens_of
from copydesk.pipeline.agreement.statistics import BOTH, ONE, OTHER, Count, b_cubed
from copydesk.pipeline.gold import Gold
from copydesk.record import LayerName


class Measure(NamedTuple):
    """One number of a report: the layer, what it is about, the formula (a key of ``FORMULAS``)."""

    layer: LayerName
    name: str
    formula: str


def count(pair: Pair) -> dict[Measure, Count]:
    """Count everything that the measures of one article need."""
    return {measure: counter(pair) for measure, counter in MEASURES.items()}


def _spans(spans_of: Callable[[Gold], Iterable[Hashable]]) -> Callable[[Pair], Count]:
    """Make a counter of spans that both have, each taken as often as it stands."""

    def counted(pair: Pair) -> Count:
        one, other = Counter(spans_of(pair.one)), Counter(spans_of(pair.other))
        return Counter({BOTH: (one & other).total(), ONE: one.total(), OTHER: other.total()})

    return counted


def _pieces(gold: Gold) -> Iterable[Hashable]:
    return ((piece.start, piece.end, piece.role, piece.noise) for piece in gold.pieces or ())


def _mentions(gold: Gold) -> Iterable[Hashable]:
    return ((m["start"], m["end"], m["type"]) for m in gold.annotation["entities"])


def _contents(gold: Gold) -> Iterable[Hashable]:
    return (_places(quote["content"]) for quote in gold.annotation["quotes"])


def _parts(part: str) -> Callable[[Gold], Iterable[Hashable]]:
    return lambda gold: ((span["start"], span["end"]) for quote in gold.annotation["quotes"] for span in quote[part])


def _places(spans: Iterable[Mapping[str, Any]]) -> tuple[tuple[int, int], ...]:
    return tuple((span["start"], span["end"]) for span in spans)


def _matched_mentions(pair: Pair) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Pair the mentions that both bound alike."""
    there = {(m["start"], m["end"]): m for m in pair.other.annotation["entities"]}
    return [(m, there[key]) for m in pair.one.annotation["entities"] if (key := (m["start"], m["end"])) in there]


def _mention_types(pair: Pair) -> Count:
    return Counter((one["type"], other["type"]) for one, other in _matched_mentions(pair))


def _linking(pair: Pair) -> Count:
    return b_cubed((one["entity_id"], other["entity_id"]) for one, other in _matched_mentions(pair))


def _entity_tokens(pair: Pair) -> Count:
    tokens = tokens_of(pair)
    return Counter(zip(entity_labels(pair.one, tokens), entity_labels(pair.other, tokens), strict=True))


def _quote_tokens(pair: Pair) -> Count:
    tokens = tokens_of(pair)
    return Counter(zip(quote_labels(pair.one, tokens), quote_labels(pair.other, tokens), strict=True))


def _content_tokens(pair: Pair) -> Count:
    """Count the tokens that lie in a quote, whatever its type."""
    tokens = tokens_of(pair)
    one, other = ([label != NONE for label in quote_labels(gold, tokens)] for gold in (pair.one, pair.other))
    both = sum(first and second for first, second in zip(one, other, strict=True))
    return Counter({BOTH: both, ONE: sum(one), OTHER: sum(other)})


def _quote_label(name: str) -> Callable[[Pair], Count]:
    """Make a counter of the labels of that name that matched quotes have."""
    return lambda pair: Counter((one[name], other[name]) for one, other in _quote_pairs(pair))


def _quote_pairs(pair: Pair) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    return matched_quotes(pair.one.annotation["quotes"], pair.other.annotation["quotes"])[0]


def _speakers(pair: Pair) -> Count:
    """Count the matched quotes whose speaker is the same thing to both; none is a speaker too."""
    same = same_entities(pair.one, pair.other)
    said = (same(one["speaker_entity_id"], other["speaker_entity_id"]) for one, other in _quote_pairs(pair))
    return Counter(("same", "same" if agreed else "another") for agreed in said)


MEASURES: dict[Measure, Callable[[Pair], Count]] = {
    Measure("layout", "pieces with role", "F1"): _spans(_pieces),
    Measure("layout", "role by character", "share"): role_pairs,
    Measure("layout", "role by character", "alpha"): role_pairs,
    Measure("spacing", "lost spaces", "F1"): _spans(lambda gold: gold.lost_spaces),
    Measure("entities", "mentions with type", "F1"): _spans(_mentions),
    Measure("entities", "type by token", "alpha"): _entity_tokens,
    Measure("entities", "type of the same mentions", "kappa"): _mention_types,
    Measure("entities", "linking of the same mentions", "B-cubed F1"): _linking,
    Measure("quotes", "content, whole quotes", "F1"): _spans(_contents),
    Measure("quotes", "content by token", "F1"): _content_tokens,
    Measure("quotes", "type by token", "alpha"): _quote_tokens,
    Measure("quotes", "cue", "F1"): _spans(_parts("cue")),
    Measure("quotes", "source", "F1"): _spans(_parts("source")),
    Measure("quotes", "type of matched quotes", "kappa"): _quote_label("type"),
    Measure("quotes", "source kind of matched quotes", "kappa"): _quote_label("source_kind"),
    Measure("quotes", "attribution of matched quotes", "kappa"): _quote_label("attribution"),
    Measure("quotes", "speaker of matched quotes", "share"): _speakers,
}
"""The measures, in the order of reports, each with what it counts of an article."""
