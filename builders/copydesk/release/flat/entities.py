"""The view ``entities``: a row for each mention of a named thing."""

from collections.abc import Iterator
from typing import Any

from copydesk.release.flat.passages import Passages
from copydesk.release.flat.tagging import TaggedRecord


def entity_rows(row: TaggedRecord) -> Iterator[dict[str, Any]]:
    """Give the rows of one record, in the order of its mentions."""
    record, (_, outcomes) = row.record, row.tagged
    passages = Passages(record)
    for mention, outcome in zip(record["entities"], outcomes, strict=True):
        context, context_start = passages.context(mention["start"], mention["end"])
        yield {
            "article_id": record["id"],
            "language": record["language"],
            **mention,
            "role": passages.role_at(mention["start"]),
            "context": context,
            "context_start": context_start,
            "token_view": outcome,
        }
