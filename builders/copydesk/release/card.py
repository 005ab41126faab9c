"""The card of an edition, README.md: what the Hub and ``datasets`` read first, and people too.

``datasets`` takes the version, the types and the sizes of a Parquet directory from this file alone; without them an
edition loads as version 0.0.0. Its cache knows a local directory by its base name and this YAML, and not by its
files: the content digest stands in each config's description so that other rows are never served from the cache.
"""

import re
from collections.abc import Mapping
from typing import Any

from copydesk.release import front_matter
from copydesk.release.card_body import card_body
from copydesk.release.corpus import CorpusHead
from copydesk.release.edition import Config, Edition, configs, split_rows
from copydesk.release.feature_types import card_types
from copydesk.release.layout import TablePlace

_TASKS = ("token-classification", "summarization")
_TAGS = ("news", "quotations", "named-entity-recognition", "quotation-attribution")
_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_LARGEST = "1M<n<10M"
_UNKNOWN_LANGUAGE = "und"
_NOT_IN_NAME = re.compile(r"[^a-z0-9.]+")


def render_card(edition: Edition) -> str:
    """Write the card: YAML between two lines ``---``, then the text for people.

    Raises:
        FrontMatterError: a value of the corpus's head does not survive YAML.
    """
    return f"---\n{front_matter.dump(card_values(edition))}---\n\n{card_body(edition)}"


def card_values(edition: Edition) -> dict[str, Any]:
    """Give everything that the YAML of the card says."""
    rows = {table.place: table.rows for table in edition.tables}
    sizes = {table.place: table.arrow_bytes for table in edition.tables}
    return {
        "pretty_name": one_line(edition.head.title),
        "language": [tag for tag in edition.tally.by_language() if tag != _UNKNOWN_LANGUAGE],
        **_licence(edition.head),
        "task_categories": list(_TASKS),
        "tags": list(_TAGS),
        "size_categories": [_size_category(sum(edition.tally.by_language().values()))],
        "configs": config_values(edition.head.version, edition.content_digest, rows),
        "dataset_info": info_values(edition.head.version, rows, sizes),
    }


def config_values(version: str, content_digest: str, rows: Mapping[TablePlace, int]) -> list[dict[str, Any]]:
    """Give the list ``configs`` of the card: where the files of each configuration are, and the digest."""
    return [
        {
            "config_name": config.name,
            "version": version,
            "description": content_digest,
            "data_files": [{"split": split, "path": config.pattern(split)} for split in split_rows(config, rows)],
        }
        for config in configs(rows)
    ]


def info_values(version: str, rows: Mapping[TablePlace, int], sizes: Mapping[TablePlace, int]) -> list[dict[str, Any]]:
    """Give the list ``dataset_info`` of the card: the version, types and sizes of each configuration."""
    return [_config_info(config, version, rows, sizes) for config in configs(rows)]


def one_line(text: str) -> str:
    """Set a text on one line, whatever line ends it holds."""
    return " ".join(text.split())


def _config_info(
    config: Config, version: str, rows: Mapping[TablePlace, int], sizes: Mapping[TablePlace, int]
) -> dict[str, Any]:
    examples, bytes_of = split_rows(config, rows), split_rows(config, sizes)
    return {
        "config_name": config.name,
        "version": version,
        "features": card_types(config.view),
        "splits": [
            {"name": split, "num_bytes": bytes_of[split], "num_examples": number} for split, number in examples.items()
        ],
        "dataset_size": sum(bytes_of.values()),
    }


def _licence(head: CorpusHead) -> dict[str, str]:
    """Give the Hub's licence fields: ``other`` is explained by a name (of lower case and hyphens), a link, a reason."""
    fields = {
        "license": head.licence.lower(),
        "license_name": _NOT_IN_NAME.sub("-", (head.licence_name or "").lower()).strip("-"),
        "license_link": head.licence_link,
        "license_details": head.licence_reason,
    }
    return {name: one_line(value) for name, value in fields.items() if value}


def _size_category(articles: int) -> str:
    return next((name for limit, name in _SIZES if articles < limit), _LARGEST)
