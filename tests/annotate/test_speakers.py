"""Which entity a source means."""

import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.quotes import find_quotes
from copydesk.record import Entity

CASES = Path(__file__).parents[1] / "cases" / "quotes" / "speakers.jsonl"


def read_cases() -> list[Any]:
    lines = CASES.read_text(encoding="utf-8").split("\n")
    return [pytest.param(case, id=case["label"]) for case in map(json.loads, filter(None, lines))]


def mentions(case: dict[str, Any]) -> list[Entity]:
    found: list[Entity] = []
    position = 0
    for number, (surface, kind, name) in enumerate(case["entities"], 1):
        start = case["text"].index(surface, position)
        position = start + len(surface)
        found.append(Entity(f"e{number}", kind, start, position, surface, name, None, "unlinked"))
    return found


@pytest.mark.parametrize("case", read_cases())
def test_speakers_are_resolved(case: dict[str, Any]) -> None:
    layer = find_quotes(Document(case["text"], case["language"]), mentions(case))
    assert [quote.speaker_entity_id for quote in layer.quotes] == case["speakers"]
    assert [quote.attribution for quote in layer.quotes] == case["attributions"]


def test_without_entities_nobody_is_resolved_and_sources_are_found() -> None:
    layer = find_quotes(Document("„Es hält“, sagte Peter Lang. „Wirklich“, sagte er.", "de"), ())
    assert [quote.speaker_entity_id for quote in layer.quotes] == [None, None]
    assert [quote.source[0].text for quote in layer.quotes] == ["Peter Lang", "er"]
