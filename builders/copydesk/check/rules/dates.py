"""Level 3: dates are days that the calendar has, in the order in which an article is made."""

import re
from collections.abc import Iterator
from datetime import datetime

from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.record import Article

FIRST_YEAR, LAST_YEAR = 1605, 2100
"""The year of the first printed newspaper, and one that no article of today can bear."""

_STATED = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?\Z", re.ASCII
)


def dates_iso(article: Article) -> Iterator[Flaw]:
    """Find dates that no calendar or clock has, or that cannot be meant."""
    for pointer, value in (
        ("/date_published", article.date_published),
        ("/date_modified", article.date_modified),
        ("/source/retrieved", article.source.retrieved),
    ):
        if value is None:
            continue
        day = _read(value)
        if day is None:
            yield Flaw(pointer, f"{value!r} is no day and time of the calendar in ISO 8601")
        elif not FIRST_YEAR <= day.year <= LAST_YEAR:
            yield Flaw(pointer, f"{value!r} does not lie between {FIRST_YEAR} and {LAST_YEAR}")


def dates_order(article: Article) -> Iterator[Flaw]:
    """Find articles that were changed on a day before that of their publication."""
    published, modified = (_read(value or "") for value in (article.date_published, article.date_modified))
    if published and modified and modified.date() < published.date():
        yield Flaw("/date_modified", f"{article.date_modified!r} is before the day of publication")


def _read(value: str) -> datetime | None:
    if not _STATED.match(value):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


RULES = (
    ArticleRule(
        "dates-iso",
        3,
        "error",
        "A date that does not exist, or that was guessed, moves an article to another time.",
        "Write what the article states as an ISO 8601 date or local date-time, or null.",
        dates_iso,
    ),
    ArticleRule(
        "dates-order",
        3,
        "warning",
        "Of two dates that stand the wrong way about, one is wrong, and nobody knows which.",
        "Look at the article; state the right date in the sidecar.",
        dates_order,
    ),
)
