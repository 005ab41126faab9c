"""Level 3: entities follow the annotation scheme."""

from bisect import bisect_right
from collections.abc import Iterator

from copydesk.check.rules.rule import ArticleRule, Flaw, GoldRule
from copydesk.check.rules.spans import inside
from copydesk.record import Article, Role

_WITHOUT_ENTITIES: frozenset[Role] = frozenset({"credit", "document_id", "update_line"})
_DEEPEST = 2


def entity_order(article: Article) -> Iterator[Flaw]:
    """Find entities that are not ordered by (start, -end), and mentions that stand twice."""
    before: tuple[int, int] | None = None
    for i, entity in enumerate(article.entities):
        key = (entity.start, -entity.end)
        if before is not None and key <= before:
            problem = "has the same characters as the one ahead of it" if key == before else "belongs further ahead"
            yield Flaw(f"/entities/{i}", problem)
        before = key


def entity_crossing(article: Article) -> Iterator[Flaw]:
    """Find entities that cross, and entities nested more than one deep; a sweep with a stack of open ends."""
    ordered = sorted(enumerate(article.entities), key=lambda item: (item[1].start, -item[1].end))
    around: list[tuple[int, int]] = []
    for i, entity in ordered:
        while around and around[-1][0] <= entity.start:
            around.pop()
        if around and entity.end > around[-1][0]:
            yield Flaw(f"/entities/{i}", f"crosses the end of /entities/{around[-1][1]} at {around[-1][0]}")
            continue
        if len(around) >= _DEEPEST:
            yield Flaw(f"/entities/{i}", f"lies inside /entities/{around[-1][1]}, which is nested already")
        around.append((entity.end, i))


def entity_role(article: Article) -> Iterator[Flaw]:
    """Find entities in credits, document ids or update lines, and entities that run over a passage's end."""
    starts = [passage.start for passage in article.passages]
    for i, entity in enumerate(article.entities):
        last = bisect_right(starts, entity.start) - 1
        if last < 0 or not inside(article.text, entity.start, entity.end):
            continue
        passage = article.passages[last]
        if passage.role in _WITHOUT_ENTITIES:
            yield Flaw(f"/entities/{i}", f"stands in a {passage.role}")
        if entity.end > passage.end:
            yield Flaw(f"/entities/{i}", f"runs over the end of its passage at {passage.end}")


def misc_in_gold(article: Article) -> Iterator[Flaw]:
    """Find MISC where people decided."""
    for i, entity in enumerate(article.entities):
        if entity.type == "MISC":
            yield Flaw(f"/entities/{i}/type", "MISC is for automatic layers alone")


RULES = (
    ArticleRule(
        "entity-order",
        3,
        "error",
        "One order makes two editions comparable line by line, and a mention that stands twice counts twice.",
        "Order entities by start, longer ones first; remove the copy.",
        entity_order,
    ),
    ArticleRule(
        "entity-crossing",
        3,
        "error",
        "Crossing names fit in no tag sequence, no markup and no tree.",
        "Keep the name that is meant; nest at most one name in another.",
        entity_crossing,
    ),
    ArticleRule(
        "entity-role",
        3,
        "error",
        "Silence about names in credits and identifiers is only a claim where nobody annotates them.",
        "Remove the entity, or end it with its passage.",
        entity_role,
    ),
    GoldRule(
        "misc-in-gold",
        3,
        "error",
        "The closed set of gold is PER, LOC, ORG, PROD, EVENT; a remainder class cannot be scored.",
        "Choose one of the five, or put the mention among `non_entities`.",
        misc_in_gold,
        "entities",
    ),
)
