"""Level 4: the parts of an article are what their names say."""

import re
from collections.abc import Iterator

from copydesk.check.marks import marks_of
from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.record import Article, Passage

SHORTEST_BODY = 100
LONGEST_HEADLINE = 250
LONGEST_CAPTION = 300
"""All three in code points."""

MOST_MARKS = 20
"""How many marks without a partner are named one by one."""

_TAG = re.compile(
    r"</?(?:a|article|b|blockquote|body|br|div|em|figure|h[1-6]|head|html|i|iframe|img|li|link|meta|ol|p|script|section|"
    r"span|strong|style|table|td|tr|u|ul)(?:[ \t][^<>]{0,500})?/?>|<!doctype html|"
    r"&(?:nbsp|amp|lt|gt|quot|#[0-9]{2,6});",
    re.IGNORECASE,
)
_COPYRIGHT_SIGN = "\N{COPYRIGHT SIGN}"
_COPYRIGHT = re.compile(rf"(?<!\w){_COPYRIGHT_SIGN}")
_JSON = re.compile(r'(?:\A|\n)[\[{][ \t]*(?:[\[{][ \t]*)?(?:"[^"\n]{0,200}"[ \t]*[:,\]]|\})')


def layout_no_headline(article: Article) -> Iterator[Flaw]:
    """Find articles without a headline."""
    if article.headline is None:
        yield Flaw("/headline", "is null: no headline was found")


def headline_long(article: Article) -> Iterator[Flaw]:
    """Find headlines that are more likely a paragraph."""
    if article.headline is not None and len(article.headline) > LONGEST_HEADLINE:
        start = next((passage.start for passage in article.passages if passage.role == "headline"), None)
        message = f"has {len(article.headline)} code points; more than {LONGEST_HEADLINE} is rarely one"
        yield Flaw("/headline", message, start)


def dek_in_body(article: Article) -> Iterator[Flaw]:
    """Find deks that stand in the body once more."""
    if article.dek is not None:
        yield from _repeats(article, {_folded(article.dek)}, "repeats the dek")


def caption_in_body(article: Article) -> Iterator[Flaw]:
    """Find paragraphs that repeat a caption, or are short and bear a copyright sign."""
    captions = {_folded(image.caption) for image in article.images if image.caption is not None}
    yield from _repeats(article, captions, "repeats a caption")
    if _COPYRIGHT_SIGN not in article.text:
        return
    for i, passage in _paragraphs(article):
        length = passage.end - passage.start
        if length <= LONGEST_CAPTION and _COPYRIGHT.search(article.text, passage.start, passage.end):
            yield Flaw(f"/passages/{i}", "is a short paragraph with a copyright sign: a caption or a credit")


def body_near_empty(article: Article) -> Iterator[Flaw]:
    """Find bodies with hardly any text."""
    if len(article.body) < SHORTEST_BODY:
        yield Flaw("/body", f"has {len(article.body)} code points; an article has {SHORTEST_BODY} at least")


def quote_marks_unbalanced(article: Article) -> Iterator[Flaw]:
    """Find quotation marks that open and never close, or close what was not opened."""
    found = marks_of(article)
    problems = sorted(
        [(at, "is not closed") for at in found.unclosed] + [(at, "closes nothing") for at in found.unopened]
    )
    for at, problem in problems[:MOST_MARKS]:
        yield Flaw("/text", f"the mark {article.text[at]} at code point {at} {problem}", at)
    if len(problems) > MOST_MARKS:
        yield Flaw("/text", f"{len(problems) - MOST_MARKS} more marks have no partner")


def looks_like_html(article: Article) -> Iterator[Flaw]:
    """Find markup that was taken for text."""
    is_possible = "<" in article.text or "&" in article.text
    if is_possible and (match := _TAG.search(article.text)):
        yield Flaw("/text", f"holds markup, first at code point {match.start()}: {match[0][:40]!r}", match.start())


def looks_like_json(article: Article) -> Iterator[Flaw]:
    """Find data that was taken for text."""
    is_possible = "{" in article.text or "[" in article.text
    if is_possible and (match := _JSON.search(article.text)):
        message = f"holds what looks like JSON, first at code point {match.start()}: {match[0].strip()[:40]!r}"
        yield Flaw("/text", message, match.start())


def _paragraphs(article: Article) -> Iterator[tuple[int, Passage]]:
    return ((i, passage) for i, passage in enumerate(article.passages) if passage.role == "paragraph")


def _repeats(article: Article, texts: set[str], message: str) -> Iterator[Flaw]:
    if texts:
        for i, passage in _paragraphs(article):
            if _folded(article.text[passage.start : passage.end]) in texts:
                yield Flaw(f"/passages/{i}", message)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


RULES = (
    ArticleRule(
        "layout-no-headline",
        4,
        "warning",
        "A task that pairs headlines with bodies loses the article.",
        "Mark the headline in the gold layout, or waive the rule where the article has none.",
        layout_no_headline,
    ),
    ArticleRule(
        "headline-long",
        4,
        "warning",
        "A paragraph taken for a headline spoils both fields.",
        "Correct the layout.",
        headline_long,
    ),
    ArticleRule(
        "dek-in-body",
        4,
        "warning",
        "A summary that stands in the body makes summarisation look solved.",
        "Correct the layout, or waive the rule where the article says it twice.",
        dek_in_body,
    ),
    ArticleRule(
        "caption-in-body",
        4,
        "warning",
        "Captions in the body break its sentences apart.",
        "Correct the layout: role caption or credit.",
        caption_in_body,
    ),
    ArticleRule(
        "body-near-empty",
        4,
        "warning",
        "A teaser or an error page is no article.",
        "Look at the raw file; withdraw the article, or waive the rule for a brief.",
        body_near_empty,
    ),
    ArticleRule(
        "quote-marks-unbalanced",
        4,
        "warning",
        "Where a quotation ends is then a guess.",
        "Look at the place; the text stays as it is, the quote ends with its paragraph.",
        quote_marks_unbalanced,
    ),
    ArticleRule(
        "looks-like-html",
        4,
        "warning",
        "Markup in the text is learned as if it were language.",
        "Take the text from the page with a reader that drops markup.",
        looks_like_html,
    ),
    ArticleRule(
        "looks-like-json",
        4,
        "warning",
        "Data in the text is learned as if it were language.",
        "Look at the raw file; it may be a record and no article.",
        looks_like_json,
    ),
)
