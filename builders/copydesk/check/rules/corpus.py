"""Level 5: what holds of all articles together."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator

from copydesk.check.rules.rule import ArticleFacts, CorpusRule
from copydesk.errors import Place
from copydesk.record import Article


def article_facts(article: Article, place: Place) -> ArticleFacts:
    """Take from an article what the corpus rules need."""
    headline = article.headline or ""
    digest = hashlib.sha256(f"{headline}\n\n{article.body}".encode("utf-8", "surrogatepass")).digest()
    return ArticleFacts(article.id, place, digest if article.body else b"")


def article_id_unique(facts: Iterable[ArticleFacts]) -> Iterator[tuple[ArticleFacts, str]]:
    """Find articles whose ids are the same, or would be the same file name on some system."""
    first: dict[str, ArticleFacts] = {}
    for fact in facts:
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", fact.id).casefold())
        other = first.setdefault(key, fact)
        if other is not fact:
            same = "is" if other.id == fact.id else "differs only by case or encoding from"
            yield fact, f"the id {fact.id!r} {same} that of {other.id!r} in {other.place}"


def article_duplicate_text(facts: Iterable[ArticleFacts]) -> Iterator[tuple[ArticleFacts, str]]:
    """Find articles with the same headline and body."""
    first: dict[bytes, ArticleFacts] = {}
    for fact in facts:
        if fact.digest:
            other = first.setdefault(fact.digest, fact)
            if other is not fact:
                yield fact, f"has the same headline and body as {other.id!r} in {other.place}"


RULES = (
    CorpusRule(
        "article-id-unique",
        5,
        "error",
        "An id that two articles share names neither; on some systems they would be one file.",
        "Give one of them another id; ids are never reused.",
        article_id_unique,
    ),
    CorpusRule(
        "article-duplicate-text",
        5,
        "warning",
        "The same article twice is counted twice, and leaks from one split into another.",
        "Keep one of them, or put both into the same split.",
        article_duplicate_text,
    ),
)
