"""The view ``ner_tokens``: a row for each passage in which names are annotated, its tokens with their tags."""

from collections.abc import Iterator, Mapping
from typing import Any

from copydesk.release.flat.tagging import tag_tokens
from copydesk.release.flat.token_schemes import TokenScheme


def token_rows(record: Mapping[str, Any], scheme: TokenScheme) -> Iterator[dict[str, Any]]:
    """Give the rows of one record, in the order of its passages.

    An article without the layer ``entities`` gives none: its tags would claim that it names nothing.
    """
    if not any(layer["name"] == "entities" for layer in record["layers"]):
        return
    text = record["text"]
    for passage in tag_tokens(record, scheme)[0]:
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
