"""The view ``ner_tokens``: a row for each passage in which names are annotated, its tokens with their tags."""

from collections.abc import Iterator
from typing import Any

from copydesk.release.flat.tagging import TaggedRecord


def token_rows(row: TaggedRecord) -> Iterator[dict[str, Any]]:
    """Give the rows of one record, in the order of its passages.

    An article without the layer ``entities`` gives none: its tags would claim that it names nothing.
    """
    record = row.record
    if not any(layer["name"] == "entities" for layer in record["layers"]):
        return
    text = record["text"]
    for passage in row.tagged[0]:
        yield {
            "article_id": record["id"],
            "language": record["language"],
            "passage": passage.number,
            "role": record["passages"][passage.number]["role"],
            "tokens": [text[start:end] for start, end in zip(passage.starts, passage.ends, strict=True)],
            "ner_tags": passage.tags,
            "start": passage.starts,
            "end": passage.ends,
        }
