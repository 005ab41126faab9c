"""Each rule about a phenomenon of news meets it in the corpus: in an article in which it could fail, and does not."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from copydesk.check.rules import RULES
from copydesk.check.rules.rule import ArticleRule, CorpusRule
from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from copydesk.record import Article, Quote, Span
from copydesk.resources import CORPUS
from copydesk.text.tokens import tokenize

WHOLE = 60
"""Articles from which on the corpus is what it is meant to be."""

BRIEF = 1500
LONG_HEADLINE = 80
SHORT_PARAGRAPH = 300
SHARED_WORDS = 4
INVISIBLE = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}"
MANY_DIGITS = re.compile(r"[0-9](?:[ .,/\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-]?[0-9]){6}")
NAME = re.compile(r"[^\W\d_a-zà-ÿ]\w+ [^\W\d_a-zà-ÿ]\w+")

Needs = Callable[[Article], bool]


def within(article: Article, *, from_the_start: bool) -> bool:
    """Say whether a name lies in another, and begins where it does if that is asked for."""
    pairs = ((a, b) for a in article.entities for b in article.entities if a is not b)
    return any(a.start <= b.start and b.end <= a.end and (a.start == b.start or not from_the_start) for a, b in pairs)


def broken_by(parts: Callable[[Quote], tuple[Span, ...]]) -> Needs:
    """Make a test for quotes that something interrupts: it stands between two spans of their content."""

    def needs(article: Article) -> bool:
        return any(
            quote.content[0].end <= span.start and span.end <= quote.content[-1].start
            for quote in article.quotes
            for span in parts(quote)
            if len(quote.content) > 1
        )

    return needs


def of_each_type(article: Article) -> bool:
    return {quote.type for quote in article.quotes} == {"direct", "indirect", "mixed"}


def names_where_none_is_annotated(article: Article) -> bool:
    roles = {"byline", "credit"}
    return any(NAME.search(article.text, p.start, p.end) for p in article.passages if p.role in roles)


def speaker_unknown(article: Article) -> bool:
    return any(quote.speaker_entity_id is None for quote in article.quotes)


def look_alike(article: Article) -> bool:
    return not {entity.text for entity in article.entities}.isdisjoint(span.text for span in article.non_entities)


def dek_shares_words(article: Article) -> bool:
    words = [[token.word for token in tokenize(text or "")] for text in (article.dek, article.body)]
    dek, body = ({tuple(own[i : i + SHARED_WORDS]) for i in range(len(own) - SHARED_WORDS + 1)} for own in words)
    return not dek.isdisjoint(body)


def short_paragraph_beside_a_caption(article: Article) -> bool:
    short = any(p.role == "paragraph" and p.end - p.start < SHORT_PARAGRAPH for p in article.passages)
    return short and any(image.caption for image in article.images)


def quote_over_paragraphs(article: Article) -> bool:
    return any("\n\n" in article.text[q.content[0].start : q.content[-1].end] for q in article.quotes)


def holds(characters: str) -> Needs:
    return lambda article: any(character in article.text for character in characters)


def another_script(article: Article) -> bool:
    return any(letter.isalpha() and letter > "\N{LATIN SMALL LETTER EZH WITH CARON}" for letter in article.text)


PHENOMENA: dict[str, tuple[str, Needs]] = {
    "entity-order": ("two names that begin together", lambda a: within(a, from_the_start=True)),
    "entity-crossing": ("a name in another", lambda a: within(a, from_the_start=False)),
    "entity-role": ("a name in a byline or credit", names_where_none_is_annotated),
    "misc-in-gold": (
        "a product or event",
        lambda a: any(entity.type in {"PROD", "EVENT"} for entity in a.entities),
    ),
    "quote-type-marks": ("direct, indirect and mixed quotes", of_each_type),
    "quote-source-outside-content": ("a source inside a split quote", broken_by(lambda q: q.source)),
    "quote-cue-outside-content": ("a cue inside a split quote", broken_by(lambda q: q.cue)),
    "quote-speaker-attribution": ("a quote whose speaker is not known", speaker_unknown),
    "quote-order": ("a quote in another", lambda a: any(quote.level > 1 for quote in a.quotes)),
    "dates-iso": ("a date", lambda a: bool(a.date_published or a.date_modified)),
    "dates-order": ("two dates", lambda a: bool(a.date_published and a.date_modified)),
    "gold-quotes-exhaustive": ("marks that are no quote", lambda a: bool(a.quotes and a.non_quotes)),
    "gold-entities-exhaustive": ("a look-alike of a name", look_alike),
    "language-declared": ("one of three close languages", lambda a: a.language in {"es", "it", "pt"}),
    "language-uncertain": ("a short body", lambda a: 0 < len(a.body) < BRIEF),
    "layout-no-headline": (
        "something before the headline",
        lambda a: any(p.role == "headline" and p.raw_start > 0 for p in a.passages),
    ),
    "headline-long": ("a long headline", lambda a: len(a.headline or "") >= LONG_HEADLINE),
    "dek-in-body": ("a dek in words of the body", dek_shares_words),
    "caption-in-body": ("a caption beside a short paragraph", short_paragraph_beside_a_caption),
    "body-near-empty": ("a brief", lambda a: 0 < len(a.body) < BRIEF),
    "quote-marks-unbalanced": ("a quote over paragraphs", quote_over_paragraphs),
    "looks-like-html": ("a sign that markup has", holds("<>&")),
    "looks-like-json": ("a sign that data have", holds("[]{}")),
    "boilerplate": (
        "a prompt to subscribe",
        lambda a: any(edit.reason == "noise:subscription" for edit in a.edits),
    ),
    "invisible-characters": ("an invisible character", lambda a: any(sign in a.raw for sign in INVISIBLE)),
    "mojibake": ("a letter that mojibake is made of", holds("ÃÂâ")),
    "mixed-script": ("a letter of another script", another_script),
    "pii-email": ("an at sign", lambda a: "@" in a.raw),
    "pii-phone": ("many digits in a row", lambda a: MANY_DIGITS.search(a.text) is not None),
}
"""What an article must hold so that the rule has something to go wrong about."""

NO_PHENOMENA = {
    "bidi-control": "damage or attack, not news in these six languages",
    "replacement-character": "damage",
    "noncharacter": "damage",
    "pii-iban": "nothing that news prints",
    "pii-card": "nothing that news prints",
    "pii-token": "nothing that news prints",
    "pii-ip": "nothing that news prints",
    "url-suspicious": "about addresses, which articles written for the corpus do not have",
    **{
        name: "about files beside the gold, not about articles"
        for name, rule in RULES.items()
        if rule.level in {3, 4} and not isinstance(rule, ArticleRule | CorpusRule)
    },
}


@cache
def articles() -> tuple[Article, ...]:
    outcomes = build_articles(open_corpus(CORPUS), Options(entities=None, quotes=False))
    return tuple(outcome.article for outcome in outcomes if isinstance(outcome, Built))


def test_every_rule_of_levels_three_and_four_is_decided_on() -> None:
    assert PHENOMENA.keys().isdisjoint(NO_PHENOMENA)
    assert PHENOMENA.keys() | NO_PHENOMENA.keys() == {rule.id for rule in RULES.values() if rule.level in {3, 4}}


@pytest.mark.parametrize("rule", PHENOMENA)
def test_the_phenomenon_is_not_everywhere(rule: str) -> None:
    """An article of one plain line has nothing of it, so that meeting it in the corpus says something."""
    plain = Article.from_dict(articles()[0].to_dict() | dict.fromkeys(("headline", "dek"), None) | EMPTY)
    assert not PHENOMENA[rule][1](plain)


EMPTY: dict[str, Any] = {
    "text": "Nichts",
    "body": "",
    "language": "de",
    "date_published": None,
    "date_modified": None,
    "images": [],
    "related_links": [],
    "passages": [],
    "entities": [],
    "quotes": [],
    "non_quotes": [],
    "non_entities": [],
    "edits": [],
}


@pytest.mark.skipif(len(articles()) < WHOLE, reason="the corpus is not whole yet")
@pytest.mark.parametrize("rule", PHENOMENA)
def test_an_article_of_the_corpus_has_it_and_stands_the_rule(rule: str) -> None:
    checked = RULES[rule]
    assert isinstance(checked, ArticleRule)
    met = [article for article in articles() if PHENOMENA[rule][1](article)]
    sound = [article.id for article in met if not list(checked.check(article))]
    assert sound, f"no article has {PHENOMENA[rule][0]} and passes {rule}; {len(met)} have it"
