"""Flat views of an article: a row for each mention, each quote, each passage of tokens.

Each view is one function from a record of the view ``full``, with what its tokens are tagged, to rows that its schema
declares. ``write`` writes what they give, and ``verify`` compares the tables with what they give.
"""

from collections.abc import Callable, Iterator
from typing import Any

from copydesk.release.flat.entities import entity_rows
from copydesk.release.flat.ner_tokens import token_rows
from copydesk.release.flat.quotes import quote_rows
from copydesk.release.flat.tagging import TaggedRecord

FLAT_ROWS: dict[str, Callable[[TaggedRecord], Iterator[dict[str, Any]]]] = {
    "entities": entity_rows,
    "quotes": quote_rows,
    "ner_tokens": token_rows,
}
"""What makes the rows of each flat view, by its name."""
