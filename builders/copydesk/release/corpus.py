"""The head of a corpus, ``corpus.json``: its name, its version and the terms it comes under."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CorpusHead:
    """What ``schema/corpus.schema.json`` declares, as far as a release speaks of it.

    Attributes:
        buckets: into how many files the rows of one language and split are divided.
    """

    name: str
    title: str
    description: str
    version: str
    licence: str
    licence_name: str | None
    licence_link: str | None
    licence_reason: str | None
    citation: str
    homepage: str | None
    languages: tuple[str, ...]
    buckets: int


def corpus_head(value: Mapping[str, Any]) -> CorpusHead:
    """Build the head from JSON that has passed the schema ``corpus``."""
    return CorpusHead(
        name=value["name"],
        title=value["title"],
        description=value["description"],
        version=value["version"],
        licence=value["licence"],
        licence_name=value.get("licence_name"),
        licence_link=value.get("licence_link"),
        licence_reason=value.get("licence_reason"),
        citation=value["citation"],
        homepage=value["homepage"],
        languages=tuple(value["languages"]),
        buckets=value["buckets"],
    )
