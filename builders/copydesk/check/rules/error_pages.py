"""Level 4: a page that a server sent in the place of an article."""

import re
from collections.abc import Iterator
from functools import cache

from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.record import Article
from copydesk.resources import language_data, languages

LONGEST_PAGE = 1500
"""Code points; an article about an error page is longer."""

_TOPIC = "error_pages"


def boilerplate(article: Article) -> Iterator[Flaw]:
    """Find short texts that say what error pages, consent walls and robot checks say, in any language.

    A status line is enough; of other phrases it takes two, for an article may quote one.
    """
    if len(article.text) > LONGEST_PAGE:
        return
    status, phrases = _phrases()
    text = article.text.casefold()
    if (found := status.search(text)) or len({match[0] for match in phrases.finditer(text)}) > 1:
        first = found or phrases.search(text)
        start = first.start() if first and len(text) == len(article.text) else 0
        yield Flaw("/text", "reads like an error page, a consent wall or a robot check", start)


@cache
def _phrases() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = [language_data(language, _TOPIC) for language in languages()]
    return _any_of(data, "status"), _any_of(data, "phrases")


def _any_of(data: list[dict[str, list[str]]], key: str) -> re.Pattern[str]:
    words = sorted(
        {phrase.casefold() for topic in data for phrase in topic.get(key, ())}, key=lambda word: (-len(word), word)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


RULES = (
    ArticleRule(
        "boilerplate",
        4,
        "warning",
        "A corpus of error pages teaches error pages.",
        "Fetch the article again, or take the file out of the corpus.",
        boilerplate,
    ),
)
