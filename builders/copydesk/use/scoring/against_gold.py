"""What the automatic layers reach against the gold of a corpus, from the raw article on.

Each article of a split is read as if it had no gold, and every layer is compared in code points of the raw article, so
that a wrong layout costs the layers above it what it costs their users. Entities and quotes are measured once more on
the clean text of the gold, which shows them apart from what is below; these measures end in ``on gold text``. Speakers
are measured a third time with the entities of the gold given as well, which shows what finding names costs them.

``speaker`` asks of quotes whose speaker the gold names. ``speaker, none`` is about the others: its recall is the share
of them for which no speaker is named here either, its precision the share of those without a speaker here that have
none in the gold.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from copydesk.annotate.document import Document
from copydesk.annotate.entities import find_entities
from copydesk.annotate.quotes import find_quotes
from copydesk.errors import UsageError
from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import Corpus, open_corpus
from copydesk.pipeline.facts import Options
from copydesk.pipeline.survey import Item
from copydesk.record import Article, Entity, LayerName
from copydesk.release.declared_splits import SPLITS_FILE, read_splits
from copydesk.release.splits import Split, split_of
from copydesk.use.scoring.entities import score_text
from copydesk.use.scoring.entity_matches import Counts, Named
from copydesk.use.scoring.own_gold_quotes import scored_quote
from copydesk.use.scoring.quote_matches import Place, ScoredQuote, compare_quotes
from copydesk.use.scoring.quotes import gold_names

ENTITY_MEASURES = {"strict": "PER, LOC and ORG", "exact": "bounds", "linking": "linking, B-cubed"}
ENTITY_TYPES = ("PER", "LOC", "ORG")
QUOTE_MEASURES = {
    "direct content exact": "direct, whole",
    "all content characters": "all, by characters",
    "all content exact": "all, whole",
    "all cue of matched": "cue",
    "all source of matched": "source",
    "all speaker of matched": "speaker",
    "all speaker none of matched": "speaker, none",
}
"""Which of the measures of the scorers are told, and by what name."""

SPEAKERS = ("speaker", "speaker, none")
ON_GOLD_TEXT = " on gold text"
GIVEN_ENTITIES = " on gold text, gold entities given"
NOISE = "noise"
_LOST_SPACE = "lost_space"


class Measure(NamedTuple):
    """A layer, and what of it was measured."""

    layer: LayerName
    name: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One article: its counts, and what made the layers that were measured, as ``name version``."""

    language: str
    counts: Mapping[Measure, Counts]
    tools: frozenset[str]


def compare_corpus(root: Path, split: Split) -> list[Compared]:
    """Read the articles of a split that have gold, and compare the automatic layers with it.

    Raises:
        UsageError: no article of the split has gold.
        CopydeskError: the corpus cannot be opened.
    """
    corpus = open_corpus(root)
    kept = _items(corpus, root, split)
    golds = _articles(replace(corpus, items=kept), Options(entities=None, quotes=False))
    bare = tuple(replace(item, gold=None, primaries=(), reasons=None) for item in kept)
    read = {article.id: article for article in _articles(replace(corpus, items=bare), Options())}
    if not golds:
        raise UsageError(f"{root}: no article of the split {split!r} has gold")
    return [_compared(gold, read.get(gold.id, _nothing(gold)), annotated(gold)) for gold in golds]


def gold_articles(root: Path, split: Split) -> list[Article]:
    """Read the articles of a split that have gold.

    Raises:
        CopydeskError: the corpus cannot be opened.
    """
    corpus = open_corpus(root)
    return _articles(replace(corpus, items=_items(corpus, root, split)), Options(entities=None, quotes=False))


def annotated(gold: Article) -> Article:
    """Give an article with the entities and quotes that the engine finds in its clean text."""
    document = Document(gold.text, gold.language, gold.passages)
    (entities,) = find_entities([document], annotator="auto")
    quotes = find_quotes(document, entities.entities)
    return replace(gold, entities=entities.entities, quotes=quotes.quotes)


def resolved(gold: Article) -> Article:
    """Give an article with the quotes that the engine finds in its clean text when it is given the gold's entities."""
    document = Document(gold.text, gold.language, gold.passages)
    return replace(gold, quotes=find_quotes(document, gold.entities).quotes)


def compare(gold: Article, predicted: Article) -> dict[Measure, Counts]:
    """Compare every layer of two records of one raw article."""
    return {
        **_layout(gold, predicted),
        Measure("spacing", "lost spaces"): _spacing(gold, predicted),
        **_entities(gold, predicted),
        **_quotes(gold, predicted),
    }


def _items(corpus: Corpus, root: Path, split: Split) -> tuple[Item, ...]:
    splits = read_splits(root / SPLITS_FILE)
    return tuple(item for item in corpus.items if item.gold and split_of(item.id, splits) == split)


def _articles(corpus: Corpus, options: Options) -> list[Article]:
    return [outcome.article for outcome in build_articles(corpus, options) if isinstance(outcome, Built)]


def _nothing(gold: Article) -> Article:
    """Give what counts for an article that the engine refused: it found nothing."""
    return replace(gold, passages=(), entities=(), quotes=(), layers=())


def _compared(gold: Article, predicted: Article, on_gold_text: Article) -> Compared:
    given = {Measure(m.layer, m.name + ON_GOLD_TEXT): c for m, c in _entities(gold, on_gold_text).items()}
    given |= {Measure(m.layer, m.name + ON_GOLD_TEXT): c for m, c in _quotes(gold, on_gold_text).items()}
    with_names = _quotes(gold, resolved(gold))
    for name in SPEAKERS:
        given[Measure("quotes", name + GIVEN_ENTITIES)] = with_names[Measure("quotes", name)]
    adjudicated = {layer.name for layer in gold.layers if layer.provenance != "automatic"}
    counts = {m: c for m, c in (compare(gold, predicted) | given).items() if m.layer in adjudicated}
    tools = {f"{layer.tool} {layer.tool_version}" for layer in predicted.layers}
    resources = (resource for layer in predicted.layers for resource in layer.resources if " " in resource)
    return Compared(gold.language, counts, frozenset((*tools, *resources)))


def _layout(gold: Article, predicted: Article) -> dict[Measure, Counts]:
    """Count the characters of each role, white space aside."""
    labels = zip(gold.raw, _roles(gold), _roles(predicted), strict=True)
    pairs = Counter((want, have) for character, want, have in labels if not character.isspace())
    wanted, found = Counter[str](), Counter[str]()
    for (want, have), number in pairs.items():
        wanted[want] += number
        found[have] += number
    total, hit = pairs.total(), sum(pairs[role, role] for role in wanted)
    return {
        Measure("layout", "all characters"): Counts(hit, total, hit, total),
        **{
            Measure("layout", role): Counts(pairs[role, role], found[role], pairs[role, role], wanted[role])
            for role in sorted({*wanted, *found})
        },
    }


def _roles(article: Article) -> list[str]:
    roles = [NOISE] * len(article.raw)
    for passage in article.passages:
        roles[passage.raw_start : passage.raw_end] = [passage.role] * (passage.raw_end - passage.raw_start)
    return roles


def _spacing(gold: Article, predicted: Article) -> Counts:
    wanted, found = (
        {edit.raw_start for edit in article.edits if article.passages and edit.reason.startswith(_LOST_SPACE)}
        for article in (gold, predicted)
    )
    hit = len(wanted & found)
    return Counts(hit, len(found), hit, len(wanted))


def _entities(gold: Article, predicted: Article) -> dict[Measure, Counts]:
    wanted, found = ([_named(entity) for entity in _in_raw(article)] for article in (gold, predicted))
    scored = score_text(wanted, found)
    counts = {Measure("entities", name): scored[measure] for measure, name in ENTITY_MEASURES.items()}
    for kind in ENTITY_TYPES:
        counts[Measure("entities", kind)] = score_text(wanted, found, types=frozenset({kind}))["strict"]
    return counts


def _quotes(gold: Article, predicted: Article) -> dict[Measure, Counts]:
    """Compare quotes; a predicted speaker has the name of the gold entity that most of its mentions overlap."""
    names = gold_names(_in_raw(predicted), _in_raw(gold))
    found = [
        quote._replace(speaker=names.get(quote.speaker, f"own {quote.speaker}")) if quote.speaker else quote
        for quote in _scored(predicted)
    ]
    compared = compare_quotes(_scored(gold), found)
    return {Measure("quotes", name): compared[measure] for measure, name in QUOTE_MEASURES.items()}


def _named(entity: Entity) -> Named:
    return Named(entity.start, entity.end, entity.type, entity.entity_id)


def _in_raw(article: Article) -> list[Entity]:
    """Give the mentions with their places in the raw article."""
    placed = ((entity, article.raw_span(entity.start, entity.end)) for entity in article.entities)
    return [replace(entity, start=start, end=end) for entity, (start, end) in placed]


def _scored(article: Article) -> list[ScoredQuote]:
    def raw(places: Sequence[Place]) -> tuple[Place, ...]:
        return tuple(article.raw_span(start, end) for start, end in places)

    quotes = map(scored_quote, article.quotes)
    return [q._replace(content=raw(q.content), cue=raw(q.cue), source=raw(q.source)) for q in quotes]
