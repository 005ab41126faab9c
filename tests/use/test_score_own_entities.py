"""Our own gold as what entities are measured against."""

import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import InputError
from copydesk.use.scoring.entities import score
from copydesk.use.scoring.own_gold import read_own_gold

EXAMPLES = Path(__file__).parents[1] / "examples" / "valid"


def gold(name: str) -> dict[str, Any]:
    """A valid record whose entities are gold."""
    record: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    for layer in record["layers"]:
        if layer["name"] == "entities":
            layer["provenance"] = "manual"
    return record


def automatic(record: dict[str, Any]) -> dict[str, Any]:
    layers = [{**layer, "provenance": "automatic"} for layer in record["layers"]]
    return {**record, "layers": layers}


def write(path: Path, *records: Any) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def f1(path: Path, group: str = "all") -> dict[str, float]:
    return {row.measure: row.values["f1"] for row in score(path).rows if row.group == group}


def test_gold_against_gold_is_one_in_every_language(tmp_path: Path) -> None:
    records = [gold("fr-pont"), gold("de-bruecke")]
    path = write(tmp_path / "gold.jsonl", *({**record, "predicted": automatic(record)} for record in records))
    for group in ("all", "language=de", "language=fr"):
        assert f1(path, group) == dict.fromkeys(("strict", "exact", "partial", "type", "linking"), 1.0)


def test_a_mention_left_out_costs_recall(tmp_path: Path) -> None:
    record = gold("fr-pont")
    scored = [entity for entity in record["entities"] if entity["type"] in {"PER", "LOC", "ORG"}]
    without = automatic({**record, "entities": [e for e in record["entities"] if e != scored[-1]], "quotes": []})
    path = write(tmp_path / "gold.jsonl", {**record, "predicted": without})
    (row,) = (row for row in score(path).rows if row.measure == "strict" and row.group == "all")
    assert row.values["precision"] == 1.0
    assert row.values["recall"] == pytest.approx(1 - 1 / len(scored))


def test_without_predictions_the_annotators_are_scored_beside_a_baseline(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", gold("fr-pont"), gold("de-bruecke"))
    assert {"strict", "rules strict", "baseline same words linking"} <= f1(path).keys()
    assert f1(path)["rules strict"] > 0.5
    assert f1(path, "language=de").keys() == {"strict", "exact", "partial", "type", "linking"}


def test_articles_whose_layer_is_automatic_are_left_out(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", gold("fr-pont"), automatic(gold("de-bruecke")))
    assert [read.gold.language for read in read_own_gold(path, "entities")] == ["fr"]


def test_a_file_without_gold_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", automatic(gold("fr-pont")))
    with pytest.raises(InputError, match="no article whose entities are not automatic"):
        score(path)


def test_predictions_on_another_text_are_refused_at_their_line(tmp_path: Path) -> None:
    record = gold("fr-pont")
    path = write(tmp_path / "rows.jsonl", record | {"predicted": record}, record | {"predicted": gold("de-bruecke")})
    with pytest.raises(InputError, match=r"rows.jsonl:2: .* \[score-text-mismatch\]"):
        score(path)


@pytest.mark.parametrize("line", ["7", "{}", '{"schema_version": "1.0"}', '{"broken'])
def test_a_line_that_is_no_record_is_refused_at_its_line(tmp_path: Path, line: str) -> None:
    path = write(tmp_path / "rows.jsonl", gold("fr-pont"))
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"rows.jsonl:2: .* \[score-input\]"):
        score(path)
