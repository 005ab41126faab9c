"""Level 1: the record has the shape that the schema declares."""

from collections.abc import Iterator
from typing import Any

from copydesk.check.rules.rule import Flaw, Rule
from copydesk.schema import schema_errors

SCHEMA = Rule(
    "schema",
    1,
    "error",
    "A missing, misspelt or mistyped field is null or an exception in every tool that reads it.",
    "Correct the field; `schema/article.schema.json` says what each must be.",
)
RULES = (SCHEMA,)


def schema_flaws(record: Any) -> Iterator[Flaw]:
    """Find everything in which a value departs from the schema of an article."""
    return (Flaw(pointer, message) for pointer, message in schema_errors("article", record))
