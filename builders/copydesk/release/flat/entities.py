"""The view ``entities``: a row for each mention of a named thing."""

from collections.abc import Iterator, Mapping
from typing import Any

from copydesk.release.flat.passages import Passages
from copydesk.release.flat.tagging import tag_tokens
from copydesk.release.flat.token_schemes import TokenScheme


def entity_rows(record: Mapping[str, Any], scheme: TokenScheme) -> Iterator[dict[str, Any]]:
    """Give the rows of one record, in the order of its mentions."""
    passages = Passages(record)
    _, outcomes = tag_tokens(record, scheme)
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
