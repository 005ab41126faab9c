"""Level 5: what holds of all articles together."""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence

from copydesk.check.rules.near_duplicates import article_near_duplicate, sketch
from copydesk.check.rules.rule import ArticleFacts, CorpusRule, Rule
from copydesk.errors import Place
from copydesk.record import Article


def article_facts(article: Article, place: Place, *, split: str | None = None) -> ArticleFacts:
    """Take from an article what the corpus rules need."""
    headline = article.headline or ""
    digest = hashlib.sha256(f"{headline}\n\n{article.body}".encode("utf-8", "surrogatepass")).digest()
    body = article.body
    return ArticleFacts(article.id, place, digest if body else b"", sketch(body), split)


def article_id_unique(facts: Sequence[ArticleFacts]) -> Iterator[tuple[ArticleFacts, str]]:
    """Find articles whose ids are the same, or would be the same file name on some system."""
    first: dict[str, int] = {}
    for number, fact in enumerate(facts):
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", fact.id).casefold())
        before = first.setdefault(key, number)
        if before != number:
            other = facts[before]
            same = "is" if other.id == fact.id else "differs only by case or encoding from"
            yield fact, f"the id {fact.id!r} {same} that of {other.id!r} in {other.place}"


def article_duplicate_text(facts: Sequence[ArticleFacts]) -> Iterator[tuple[ArticleFacts, str]]:
    """Find articles with the same headline and body."""
    first: dict[bytes, int] = {}
    for number, fact in enumerate(facts):
        if fact.digest:
            before = first.setdefault(fact.digest, number)
            if before != number:
                other = facts[before]
                yield fact, f"has the same headline and body as {other.id!r} in {other.place}"


SPLIT_MOVED = Rule(
    "split-moved",
    5,
    "error",
    "From 1.0.0 on, who trained on one edition may test on the next: an article that moves leaks.",
    "Give the article in `splits.jsonl` the split that the receipt in `editions/` names, or raise the major version.",
)
"""``copydesk.use.frozen_splits`` looks: receipts and splits belong to releases, which this package does not know."""

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
    CorpusRule(
        "article-near-duplicate",
        5,
        "warning",
        "An article of the training split that stands in the test split with a new first line makes scores look good.",
        "Put both into the same split by `splits.jsonl`, or keep one of them.",
        article_near_duplicate,
    ),
    SPLIT_MOVED,
)
