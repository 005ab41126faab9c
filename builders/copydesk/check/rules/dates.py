"""Level 3: dates are days that the calendar has."""

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
    """Find dates that no calendar or clock has, that cannot be meant, or that stand the wrong way about."""
    found = {}
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
        else:
            found[pointer] = day.date()
    published, modified = found.get("/date_published"), found.get("/date_modified")
    if published and modified and modified < published:
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
)
