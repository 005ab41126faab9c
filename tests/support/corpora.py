"""Small corpora for tests."""

from collections.abc import Callable
from pathlib import Path

HEAD = {
    "schema_version": "1.0",
    "name": "small",
    "title": "A small corpus",
    "description": "Made in a test.",
    "version": "0.1.0",
    "licence": "CC-BY-4.0",
    "citation": "none",
    "homepage": None,
    "languages": ["fr"],
    "buckets": 1,
}

MakeCorpus = Callable[..., Path]


def raw_article(headline: str = "Le conseil vote le budget", body: str = "") -> str:
    """Write a plain raw article in French; ``body`` is added to its first paragraph."""
    return (
        f"{headline}\n\nLa maire a présenté mardi soir le budget de la commune pour l'année prochaine. {body}\n\n"
        "La dette baissera de trois pour cent et les travaux de l'école commenceront au printemps.\n"
    )
