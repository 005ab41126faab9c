"""The words of dates in every language together, compiled once."""

import re
from functools import cache
from typing import NamedTuple

from copydesk.resources import language_data, languages

ZONES = frozenset(
    [
        "est",
        "edt",
        "et",
        "cst",
        "cdt",
        "ct",
        "mst",
        "mdt",
        "mt",
        "pst",
        "pdt",
        "pt",
        "bst",
        "cet",
        "cest",
        "mez",
        "mesz",
        "met",
        "wet",
        "west",
        "aest",
        "aedt",
        "ist",
        "jst",
        "sast",
        "msk",
        "brt",
        "art",
        "clt",
    ]
)
"""Zone names that are no offset (summer time, several countries); here so that none is taken for a weekday."""

APOSTROPHES = str.maketrans("\N{RIGHT SINGLE QUOTATION MARK}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "'  ")


class DateWords(NamedTuple):
    """What a date may be written with.

    Attributes:
        months, weekdays: name -> number from 1 (January, Monday), in all languages.
        published, modified, relative: patterns of their phrases.
        languages: language -> how three numbers are read there, "dmy" or "" where there are two orders.
        day_first: words that only languages have in which three numbers mean day, month, year.
        two_orders: words that only languages have with two orders.
        glue: small words between the parts.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    published: re.Pattern[str]
    modified: re.Pattern[str]
    relative: re.Pattern[str]
    languages: dict[str, str]
    day_first: frozenset[str]
    two_orders: frozenset[str]
    glue: frozenset[str]


@cache
def date_words() -> DateWords:
    """Compile the date words; a word that means two months or weekdays in two languages is left out."""
    tables = [language_data(language, "dates") for language in languages()]
    by_order: dict[str, set[str]] = {"dmy": set(), "": set()}
    for table in tables:
        names = [name for topic in ("months", "weekdays") for group in table.get(topic, ()) for name in group]
        names += [phrase for topic in ("published", "modified") for phrase in table.get(topic, ())]
        by_order[table.get("numeric_order", "")].update(names)
    return DateWords(
        months=_numbered(tables, "months"),
        weekdays=_numbered(tables, "weekdays"),
        published=_phrases(tables, "published"),
        modified=_phrases(tables, "modified"),
        relative=_phrases(tables, "relative"),
        languages={
            language: table.get("numeric_order", "") for language, table in zip(languages(), tables, strict=True)
        },
        day_first=frozenset(by_order["dmy"] - by_order[""]),
        two_orders=frozenset(by_order[""] - by_order["dmy"]),
        glue=frozenset(word for table in tables for word in table.get("glue", ())),
    )


def fold(text: str) -> str:
    """Lower the case and straighten apostrophes and spaces, as the date words are written."""
    return text.lower().translate(APOSTROPHES)


def _numbered(tables: list[dict[str, list[list[str]]]], topic: str) -> dict[str, int]:
    numbers: dict[str, set[int]] = {}
    for table in tables:
        for number, names in enumerate(table.get(topic, ()), start=1):
            for name in names:
                numbers.setdefault(name, set()).add(number)
    return {name: next(iter(found)) for name, found in numbers.items() if len(found) == 1}


def _phrases(tables: list[dict[str, list[str]]], topic: str) -> re.Pattern[str]:
    phrases = sorted(
        {phrase for table in tables for phrase in table.get(topic, ())}, key=lambda phrase: (-len(phrase), phrase)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")
