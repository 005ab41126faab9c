"""Level 2: ids are unique, and what points at another part of the record finds it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.record import Article, Quote


def id_unique(article: Article) -> Iterator[Flaw]:
    """Find entity mentions or quotes of one article that share an id."""
    for name, ids in (("entities", (e.id for e in article.entities)), ("quotes", (q.id for q in article.quotes))):
        first: dict[str, int] = {}
        for i, key in enumerate(ids):
            if key in first:
                yield Flaw(f"/{name}/{i}/id", f"{key!r} is the id of /{name}/{first[key]} too")
            first.setdefault(key, i)


def references_resolve(article: Article) -> Iterator[Flaw]:
    """Find speakers that are no entity of the article, and parents that are no quote of it."""
    entity_ids = {entity.entity_id for entity in article.entities}
    quote_ids = {quote.id for quote in article.quotes}
    for i, quote in enumerate(article.quotes):
        if quote.speaker_entity_id is not None and quote.speaker_entity_id not in entity_ids:
            yield Flaw(f"/quotes/{i}/speaker_entity_id", f"no entity has the entity_id {quote.speaker_entity_id!r}")
        if quote.parent_id is not None and quote.parent_id not in quote_ids:
            yield Flaw(f"/quotes/{i}/parent_id", f"no quote has the id {quote.parent_id!r}")
        if quote.parent_id == quote.id:
            yield Flaw(f"/quotes/{i}/parent_id", "a quote is not its own parent")


def entity_id_type(article: Article) -> Iterator[Flaw]:
    """Find things that are of one type in one mention and of another in the next."""
    first: dict[str, int] = {}
    for i, entity in enumerate(article.entities):
        other = article.entities[first.setdefault(entity.entity_id, i)]
        if entity.type != other.type:
            yield Flaw(
                f"/entities/{i}/type",
                f"{entity.entity_id!r} is {entity.type} here and {other.type} in /entities/{first[entity.entity_id]}",
            )


def quote_level_parent(article: Article) -> Iterator[Flaw]:
    """Find quotes whose level, parent and place do not agree."""
    by_id = {quote.id: quote for quote in article.quotes}
    contents = {quote.id: sorted((span.start, span.end) for span in quote.content) for quote in article.quotes}
    for i, quote in enumerate(article.quotes):
        if (quote.level == 1) != (quote.parent_id is None):
            yield Flaw(f"/quotes/{i}/level", "level 1 has no parent, and every deeper level has one")
            continue
        parent = by_id.get(quote.parent_id or "")
        if parent is None or parent is quote:
            continue
        if quote.level != parent.level + 1:
            yield Flaw(f"/quotes/{i}/level", f"is {quote.level}, but its parent {parent.id} is of level {parent.level}")
        if not _within(quote, contents[parent.id]):
            yield Flaw(f"/quotes/{i}/content", f"does not lie in the content of its parent {parent.id}")


def kb_status(article: Article) -> Iterator[Flaw]:
    """Find entities that say linked and name no item, or name one and do not say linked."""
    for i, entity in enumerate(article.entities):
        if (entity.kb_status == "linked") != (entity.kb_id is not None):
            item = entity.kb_id or "no item"
            yield Flaw(f"/entities/{i}/kb_status", f"is {entity.kb_status!r} with {item}")


def layers_complete(article: Article) -> Iterator[Flaw]:
    """Find content whose layer says nothing of where it comes from, and layers named twice."""
    named: set[str] = set()
    for i, layer in enumerate(article.layers):
        if layer.name in named:
            yield Flaw(f"/layers/{i}/name", f"{layer.name!r} stands twice")
        named.add(layer.name)
    contents: dict[str, Iterable[object]] = {
        "layout": article.passages,
        "spacing": article.edits,
        "language": article.language_detected if article.language_detected != "und" else "",
        "entities": (*article.entities, *article.non_entities),
        "quotes": (*article.quotes, *article.non_quotes),
    }
    for name, content in contents.items():
        if content and name not in named:
            yield Flaw("/layers", f"has no entry for {name!r}, which has content")


def _within(quote: Quote, outer: list[tuple[int, int]]) -> bool:
    """Say whether each content span lies in one of the outer spans, which are ordered by start."""
    for span in quote.content:
        last = bisect_right(outer, span.start, key=itemgetter(0)) - 1
        if last < 0 or outer[last][1] < span.end:
            return False
    return True


RULES = (
    ArticleRule(
        "id-unique",
        2,
        "error",
        "An id that two things share names neither.",
        "Number the mentions e1, e2, … and the quotes q1, q2, … in order.",
        id_unique,
    ),
    ArticleRule(
        "references-resolve",
        2,
        "error",
        "A speaker or parent that is not in the record is lost in every join.",
        "Correct the reference, annotate the entity, or set the speaker to null with its reason.",
        references_resolve,
    ),
    ArticleRule(
        "entity-id-type",
        2,
        "error",
        "One thing has one type; two types mean that two things share an id, or that a label is wrong.",
        "Give different things different entity_ids, or correct the type.",
        entity_id_type,
    ),
    ArticleRule(
        "quote-level-parent",
        2,
        "error",
        "Nesting that contradicts itself makes views of the outermost quotes wrong.",
        "Set level to 1 plus the number of quotes around it, and parent_id to the nearest.",
        quote_level_parent,
    ),
    ArticleRule(
        "kb-status",
        2,
        "error",
        "`nil` (looked for, not there) and `unlinked` (not looked for) are different claims.",
        "Give linked entities their item, and the others none.",
        kb_status,
    ),
    ArticleRule(
        "layers-complete",
        2,
        "error",
        "Who uses an annotation must be able to see who or what made it.",
        "Name each layer that has content once, with its provenance, tool and version.",
        layers_complete,
    ),
)
