"""Score the quote layer against annotated articles, with naive baselines of the same run.

Our own records with an adjudicated quote layer are read (see ``own_gold_quotes``), and texts in three other schemes. A
plain one (``type``, ``content``, ``cue``, ``speaker``, ``speaker_entity``) is scored as it stands, and so is PARC's as
in PolNeAR. Sets with a ``medium`` (Redewiedergabe) annotate each marked stretch as a direct quote of its own, inside
indirect speech too: there our content is cut into its marked stretches before direct quotes are compared, and only
speech and writing are counted, not thought. Their speaker is annotated wherever he stands; where our quote has no
source, the speaker being implied by the quote before, that one's source is compared.

Where the gold names no speaker, ``speaker of matched`` asks nothing. What the engine says there is a figure of its own,
``speaker none of matched``: its recall is the share of such quotes for which we name nobody either, its precision the
share of those for which we name nobody in which the gold does so too.
"""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from copydesk.annotate.document import Document, QuoteLayer
from copydesk.annotate.entities import find_entities
from copydesk.annotate.quotes import find_quotes
from copydesk.annotate.quotes.marks import find_marked
from copydesk.annotate.quotes.paragraphs import paragraphs_of
from copydesk.record import Entity
from copydesk.use.scoring.entity_matches import Counts
from copydesk.use.scoring.own_gold_quotes import GoldText, scored_quote
from copydesk.use.scoring.quote_baseline import every_mark
from copydesk.use.scoring.quote_matches import INNER, ScoredQuote, compare_quotes
from copydesk.use.scoring.quote_sets import read_quote_set
from copydesk.use.scoring.report import ScoreReport, ScoreRow

SEED = 20230917
RESAMPLES = 500
OWN_ENTITIES = "automatic entities "


def score(path: Path, *, plain: bool = False) -> ScoreReport:
    """Score ``find_quotes`` against a JSONL file of annotated texts.

    Each line is an article of ours, or holds ``raw``, ``lang`` and ``quotes``, and may hold ``entities`` and
    ``segments``. With ``plain`` the segments are not used. A line that holds ``predicted`` (a list like ``quotes``;
    with an article of ours the record of the same article from elsewhere), and the ``text`` that these were made on,
    is scored as it stands.

    Raises:
        InputError: a line cannot be read, its quotes are automatic, or ``predicted`` was made on another text.
    """
    documents, given = read_quote_set(path, plain=plain)
    systems: dict[str, list[tuple[ScoredQuote, ...]]] = {"": given} if given else _systems(documents)
    rows = [row for name, predicted in systems.items() for row in _rows(name, documents, predicted)]
    return ScoreReport("quotes", len(documents), tuple(rows), _notes(documents))


def _notes(documents: Sequence[GoldText]) -> tuple[str, ...]:
    notes = [
        "counts are added up over documents (micro); intervals: 95 % bootstrap over documents",
        "cue, source and speaker are shares of gold quotes that have one and overlap a predicted quote of the group",
        "speaker none: of matched quotes, where gold and prediction name nobody",
        "speakers are resolved to the gold entities of the same text; rows 'automatic entities' to those found in it",
    ]
    if any(document.by_stretch for document in documents):
        notes.append(
            "medium Speech, Writing and SW alone; each marked stretch is a direct quote; reports only in 'with reports'"
        )
        notes.append("a quote without a source is compared with the source of the quote before")
    else:
        notes.append("all gold quotes are counted, attributions of thought too where the set holds them")
    return tuple(notes)


def _systems(documents: Sequence[GoldText]) -> dict[str, list[tuple[ScoredQuote, ...]]]:
    systems = {
        "": [_found(document, document.entities) for document in documents],
        "baseline all marks, nearest name ": [every_mark(document) for document in documents],
    }
    if any(document.entities for document in documents):
        systems[OWN_ENTITIES] = _with_own_entities(documents)
    return systems


def _with_own_entities(documents: Sequence[GoldText]) -> list[tuple[ScoredQuote, ...]]:
    """Resolve speakers to the entities that the entity layer finds, named as the gold names what they overlap."""
    layers = find_entities([Document(d.raw, d.language, d.passages) for d in documents], annotator="auto")
    return [
        _found(document, _by_gold_name(layer.entities, document))
        for document, layer in zip(documents, layers, strict=True)
    ]


def _by_gold_name(entities: Sequence[Entity], document: GoldText) -> list[Entity]:
    """Give the mentions, all of one id under the gold name that most of them overlap."""
    names = gold_names(entities, document.entities)
    return [replace(entity, entity_id=names.get(entity.entity_id, f"own {entity.entity_id}")) for entity in entities]


def gold_names(entities: Sequence[Entity], gold_entities: Sequence[Entity]) -> dict[str, str]:
    """Give for each name among some mentions the gold name that its mentions share most with, where any does.

    Each pair of mentions counts by the share of their characters that both have, so that a name inside a longer one
    counts less than the longer one itself.
    """
    gold = sorted(gold_entities, key=attrgetter("start"))
    starts = [entity.start for entity in gold]
    longest = max((entity.end - entity.start for entity in gold), default=0)
    votes: dict[str, dict[str, float]] = {}
    for entity in entities:
        for other in gold[bisect_right(starts, entity.start - longest) : bisect_left(starts, entity.end)]:
            shared = min(entity.end, other.end) - max(entity.start, other.start)
            if shared > 0:
                found = votes.setdefault(entity.entity_id, {})
                both = max(entity.end, other.end) - min(entity.start, other.start)
                found[other.entity_id] = found.get(other.entity_id, 0) + shared / both
    return {own: min(found, key=lambda name: (-found[name], name)) for own, found in votes.items()}


def _found(document: GoldText, entities: Sequence[Entity]) -> tuple[ScoredQuote, ...]:
    read = Document(document.raw, document.language, document.passages)
    layer = find_quotes(read, entities)
    quotes = tuple(map(scored_quote, layer.quotes))
    return tuple(_by_stretch(read, layer, quotes)) if document.by_stretch else quotes


def _by_stretch(read: Document, layer: QuoteLayer, quotes: Sequence[ScoredQuote]) -> Iterable[ScoredQuote]:
    """Cut content into its marked stretches, each a direct quote; what holds words outside marks is indirect too."""
    aside = {(span.start, span.end) for span in layer.non_quotes}
    outer = [m for m in find_marked(read.text, paragraphs_of(read)) if m.parent < 0 and (m.start, m.end) not in aside]
    starts = [stretch.start for stretch in outer]
    for quote in _with_carried_source(quotes):
        if quote.type == INNER:
            continue
        if quote.type != "direct":
            yield quote._replace(type="indirect")
        for start, end in quote.content:
            for stretch in outer[bisect_left(starts, start) : bisect_left(starts, end)]:
                if stretch.end <= end:
                    yield quote._replace(type="direct", content=((stretch.start, stretch.end),))


def _with_carried_source(quotes: Iterable[ScoredQuote]) -> Iterator[ScoredQuote]:
    """Give quotes without a source the source of the one before: that speaker is implied."""
    carried: tuple[tuple[int, int], ...] = ()
    for quote in quotes:
        if quote.source:
            carried = quote.source
            yield quote
        else:
            yield quote._replace(source=carried)


def _rows(name: str, documents: Sequence[GoldText], predicted: Sequence[Sequence[ScoredQuote]]) -> list[ScoreRow]:
    counts = [
        compare_quotes(document.quotes, own, gold_text=document.raw, predicted_text=document.raw)
        for document, own in zip(documents, predicted, strict=True)
    ]
    draws = _draws(len(counts))
    return [
        ScoreRow("all", f"{name}{measure}", _values([count[measure] for count in counts], draws))
        for measure in (counts[0] if counts else ())
        if any(count[measure].gold for count in counts) and _says_something(documents, name, measure)
    ]


def _says_something(documents: Sequence[GoldText], name: str, measure: str) -> bool:
    """Leave out what repeats another row or says nothing: reports, types aside, no speaker where a set has none."""
    if "speaker none" in measure and all(quote.speaker is None for document in documents for quote in document.quotes):
        return False
    if name == OWN_ENTITIES:
        return " speaker " in measure and "with reports" not in measure
    reports = any(quote.type == "report" for document in documents for quote in document.quotes)
    if measure.startswith("all"):
        return not measure.endswith("aside") and (reports or "with reports" not in measure)
    return True


def _draws(documents: int) -> list[list[int]]:
    """Draw documents with replacement, with a fixed seed, once for all measures."""
    draw = random.Random(SEED)  # noqa: S311
    return [draw.choices(range(documents), k=documents) for _ in range(RESAMPLES)]


def _values(counts: Sequence[Counts], draws: Sequence[Sequence[int]]) -> dict[str, float]:
    right = [count.right for count in counts]
    predicted = [count.predicted for count in counts]
    gold = [count.gold for count in counts]
    total = _total(right, predicted, gold, range(len(counts)))
    drawn = sorted(_total(right, predicted, gold, draw).f1 for draw in draws)
    return {
        "precision": total.precision,
        "recall": total.recall,
        "f1": total.f1,
        "f1_low": drawn[int(0.025 * RESAMPLES)],
        "f1_high": drawn[int(0.975 * RESAMPLES)],
        "predicted": total.predicted,
        "gold": total.gold,
    }


def _total(
    right: Sequence[float], predicted: Sequence[float], gold: Sequence[float], documents: Iterable[int]
) -> Counts:
    chosen = list(documents)
    matched = sum(map(right.__getitem__, chosen))
    return Counts(matched, sum(map(predicted.__getitem__, chosen)), matched, sum(map(gold.__getitem__, chosen)))
