"""Check articles: one record, one article, or the facts of many."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any

from copydesk.check.findings import Finding
from copydesk.check.rules import RULES
from copydesk.check.rules.corpus import article_facts
from copydesk.check.rules.rule import ArticleFacts, ArticleRule, CorpusRule, Flaw, GoldRule, finding
from copydesk.check.rules.schema import SCHEMA, schema_flaws
from copydesk.errors import Place, UsageError
from copydesk.record import Article
from copydesk.text.intake import text_place

HIGHEST_LEVEL = 5
MOST_FLAWS = 100
"""How many findings of one rule in one article are given one by one; the rest is one finding with their number."""


def check_article(  # noqa: PLR0913  each is one thing that a caller chooses
    article: Article,
    *,
    path: str = "",
    levels: int = 4,
    only: Collection[str] = (),
    exclude: Collection[str] = (),
    raw: str | None = None,
) -> list[Finding]:
    """Check one article by the rules up to a level.

    Gold rules apply to layers that people or language models adjudicated, not to ``automatic`` ones.

    Args:
        article: of any content; no content makes a rule raise.
        path: the file that findings name.
        levels: the highest level of the rules that run.
        only: ids of the rules to run, all where empty.
        exclude: ids of the rules to leave out.
        raw: the raw article where ``path`` is its file; findings about characters then have line and column in it.

    Raises:
        UsageError: ``only`` or ``exclude`` names no rule.
    """
    adjudicated = {layer.name for layer in article.layers if layer.provenance != "automatic"}
    rules = _article_rules(levels, frozenset(only), frozenset(exclude))
    wanted = (rule for rule in rules if not isinstance(rule, GoldRule) or rule.layer in adjudicated)
    return list(_apply(wanted, article, path, raw))


def check_gold(
    article: Article, *, path: str = "", only: Collection[str] = (), exclude: Collection[str] = ()
) -> list[Finding]:
    """Check an article whose annotation claims to be gold by the gold rules alone, whatever its layers say."""
    rules = _article_rules(HIGHEST_LEVEL, frozenset(only), frozenset(exclude))
    return list(_apply((rule for rule in rules if isinstance(rule, GoldRule)), article, path))


def check_record(
    record: Any, *, path: str = "", levels: int = 4, only: Collection[str] = (), exclude: Collection[str] = ()
) -> list[Finding]:
    """Check one record as JSON has it: its shape first, the article only if the shape holds.

    What is wrong with the shape is always reported, whatever ``only`` and ``exclude`` say.
    """
    check_rule_names((*only, *exclude))
    article, flaws = read_record(record, path=path)
    return flaws if article is None else check_article(article, path=path, levels=levels, only=only, exclude=exclude)


def read_record(record: Any, *, path: str = "") -> tuple[Article | None, list[Finding]]:
    """Take a record as JSON has it for an article, or say in what it departs from the schema."""
    flaws = [finding(SCHEMA, Place(path, pointer=flaw.pointer), flaw.message) for flaw in schema_flaws(record)]
    return (None, flaws) if flaws else (Article.from_dict(record), [])


def check_corpus(
    facts: Sequence[ArticleFacts], *, only: Collection[str] = (), exclude: Collection[str] = ()
) -> Iterator[Finding]:
    """Check what holds of all articles together; ``facts`` come from ``facts_of``."""
    check_rule_names((*only, *exclude))
    for rule in _chosen(HIGHEST_LEVEL, frozenset(only), frozenset(exclude)):
        if isinstance(rule, CorpusRule):
            for fact, message in rule.check(facts):
                yield finding(rule, fact.place, message, fact.id)


def facts_of(article: Article, *, path: str = "", split: str | None = None) -> ArticleFacts:
    """Take from an article what the corpus rules need of it; ``split`` is the one it is released in, where known."""
    return article_facts(article, Place(path), split=split)


def check_rule_names(names: Iterable[str]) -> None:
    """Refuse names of rules that do not exist.

    Raises:
        UsageError: a name is no rule's id; the message names the nearest.
    """
    for name in names:
        if name not in RULES:
            near = get_close_matches(name, RULES, n=1)
            raise UsageError(f"there is no rule {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))


def _apply(rules: Iterable[ArticleRule], article: Article, path: str, raw: str | None = None) -> Iterator[Finding]:
    for rule in rules:
        rest = 0
        for number, flaw in enumerate(rule.check(article)):
            if number < MOST_FLAWS:
                yield finding(rule, _place(flaw, article, path, raw), flaw.message, article.id)
            else:
                rest += 1
        if rest:
            yield finding(rule, Place(path, pointer=""), f"{rest} more of the kind", article.id)


def _place(flaw: Flaw, article: Article, path: str, raw: str | None) -> Place:
    if raw is None or flaw.offset is None or not 0 <= flaw.offset <= len(article.text):
        return Place(path, pointer=flaw.pointer)
    return text_place(raw, article.raw_span(flaw.offset, flaw.offset)[0], path)


@cache
def _article_rules(levels: int, only: frozenset[str], exclude: frozenset[str]) -> tuple[ArticleRule, ...]:
    check_rule_names(sorted(only | exclude))
    return tuple(rule for rule in _chosen(levels, only, exclude) if isinstance(rule, ArticleRule))


def _chosen(levels: int, only: frozenset[str], exclude: frozenset[str]) -> Iterator[Any]:
    for rule in RULES.values():
        if rule.level <= levels and rule.id not in exclude and (not only or rule.id in only):
            yield rule
