"""The view ``quotes``: a row for each quote, with its speaker by name and the passages around it."""

from collections.abc import Iterator, Mapping
from typing import Any

from copydesk.release.flat.passages import Passages
from copydesk.release.flat.tagging import TaggedRecord

_SPANS = ("content", "cue", "source")
_AS_THEY_ARE = ("source_kind", "attribution", "factual", "speaker_entity_id", "level", "parent_id")


def quote_rows(row: TaggedRecord) -> Iterator[dict[str, Any]]:
    """Give the rows of one record, in the order of its quotes."""
    record = row.record
    passages = Passages(record)
    names = _longest_names(record)
    for quote in record["quotes"]:
        spans = [span for name in _SPANS for span in quote[name]]
        context, context_start = passages.context(
            min(span["start"] for span in spans), max(span["end"] for span in spans)
        )
        yield {
            "article_id": record["id"],
            "language": record["language"],
            "id": quote["id"],
            "type": quote["type"],
            **{column: values for name in _SPANS for column, values in _columns(name, quote[name]).items()},
            **{name: quote[name] for name in _AS_THEY_ARE},
            "speaker_name": names.get(quote["speaker_entity_id"]),
            "context": context,
            "context_start": context_start,
        }


def _columns(name: str, spans: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Lay the spans of one kind side by side: their texts, starts and ends."""
    return {
        name: [span["text"] for span in spans],
        f"{name}_start": [span["start"] for span in spans],
        f"{name}_end": [span["end"] for span in spans],
    }


def _longest_names(record: Mapping[str, Any]) -> dict[str, str]:
    """Give for each thing its longest mention, the first of those that are equally long."""
    names: dict[str, str] = {}
    for mention in record["entities"]:
        name = mention["entity_id"]
        if len(mention["text"]) > len(names.get(name, "")):
            names[name] = mention["text"]
    return names
