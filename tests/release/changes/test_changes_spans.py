"""What became of each span: cases, and laws that hold for any edits."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.release.changes.rows import RowComparison, row_comparison
from copydesk.release.changes.schema_changes import declarations
from copydesk.release.changes.spans import SPAN_LAYERS, SpanFormError, occurrences
from copydesk.resources import read_schema

CASES = Path(__file__).parents[2] / "cases" / "release" / "changes" / "spans.jsonl"
SPANS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").split("\n") if line]
EMPTY: dict[str, Any] = {layer.field: [] for layer in SPAN_LAYERS}


def comparison() -> RowComparison:
    declared = declarations(read_schema("article"))
    return row_comparison(declared, declared)


@pytest.mark.parametrize("case", SPANS, ids=lambda case: case["label"])
def test_each_span_is_told_apart_by_what_became_of_it(case: dict[str, Any]) -> None:
    change = comparison().compare({**EMPTY, **case["old"]}, {**EMPTY, **case["new"]})
    assert change is not None
    found = {layer: sorted([one.kind, list(one.details)] for one in changes) for layer, changes in change.spans.items()}
    assert found == {layer: sorted(changes) for layer, changes in case["expected"].items()}


@pytest.mark.parametrize("case", SPANS, ids=lambda case: case["label"])
def test_rows_that_are_equal_have_no_difference(case: dict[str, Any]) -> None:
    assert comparison().compare({**EMPTY, **case["new"]}, {**EMPTY, **case["new"]}) is None


TEXT = "Anna rief Bert. Bert rief Anna. Anna schwieg in Bonn."


def entity(number: int, kind: str, start: int, length: int, name: str) -> dict[str, Any]:
    return {
        "id": f"e{number}",
        "type": kind,
        "start": start,
        "end": start + length,
        "text": TEXT[start : start + length],
        "entity_id": name,
        "kb_id": None,
        "kb_status": "unlinked",
    }


@st.composite
def entities(draw: st.DrawFn) -> list[dict[str, Any]]:
    spans = draw(st.lists(st.tuples(st.integers(0, 45), st.integers(1, 6)), max_size=8))
    kinds, names = st.sampled_from(["PER", "LOC", "ORG"]), st.sampled_from(["a", "b", "c"])
    return [entity(number, draw(kinds), *span, draw(names)) for number, span in enumerate(spans)]


def count(changes: Sequence[Any], kind: str) -> int:
    return sum(one.kind == kind for one in changes)


@given(old=entities(), new=entities())
def test_no_span_is_lost_or_counted_twice(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    change = comparison().compare({**EMPTY, "text": TEXT, "entities": old}, {**EMPTY, "text": TEXT, "entities": new})
    changes = change.spans.get("entities", ()) if change else ()
    assert len(old) - count(changes, "removed") == len(new) - count(changes, "added")
    for side, items in (("old", old), ("new", new)):
        named = [one_id["id"] for one in changes if (one_id := getattr(getattr(one, side), "item", None))]
        assert len(named) == len(set(named))
        assert set(named) <= {item["id"] for item in items}


@given(old=entities(), at=st.integers(0, 7), kind=st.sampled_from(["PER", "LOC", "ORG"]))
def test_one_new_type_is_one_span_relabelled(old: list[dict[str, Any]], at: int, kind: str) -> None:
    places = [(item["start"], item["end"]) for item in old]
    if at >= len(old) or old[at]["type"] == kind or places.count(places[at]) > 1:
        return
    new = [dict(item, type=kind) if number == at else item for number, item in enumerate(old)]
    change = comparison().compare({**EMPTY, "text": TEXT, "entities": old}, {**EMPTY, "text": TEXT, "entities": new})
    assert change is not None
    assert [(one.kind, one.details) for one in change.spans["entities"]] == [("relabelled", ("type",))]


@given(old=entities(), names=st.permutations(["a", "b", "c"]))
def test_other_names_for_the_same_things_relabel_nothing(old: list[dict[str, Any]], names: list[str]) -> None:
    places = [(item["start"], item["end"]) for item in old]
    if len(set(places)) < len(places):
        return
    renamed = dict(zip("abc", names, strict=True))
    new = [dict(item, entity_id=renamed[item["entity_id"]]) for item in old]
    change = comparison().compare({**EMPTY, "text": TEXT, "entities": old}, {**EMPTY, "text": TEXT, "entities": new})
    assert {one.kind for one in change.spans["entities"]} <= {"renumbered"} if change else True


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "e1",
        {"type": "PER"},
        {**entity(1, "PER", 0, 4, "a"), "start": None},
        {**entity(1, "PER", 0, 4, "a"), "start": 9, "end": 4},
        {**entity(1, "PER", 0, 4, "a"), "start": -1},
        {**entity(1, "PER", 0, 4, "a"), "type": ["PER"]},
    ],
    ids=str,
)
def test_what_is_no_annotation_is_refused_with_its_place(wrong: Any) -> None:
    layer = next(layer for layer in SPAN_LAYERS if layer.field == "entities")
    with pytest.raises(SpanFormError, match=r"entities\[1\]"):
        occurrences([entity(0, "PER", 0, 4, "a"), wrong], layer, TEXT)
    with pytest.raises(SpanFormError, match="no list"):
        occurrences(None, layer, TEXT)


def test_matching_grows_linearly_with_the_spans() -> None:
    """Ten thousand spans of one surface and type at shifted places are matched at once, not pair by pair."""
    text = "Anna " * 10_000
    old, new = (
        [
            {**entity(number, "PER", 0, 4, "a"), "start": 5 * number + shift, "end": 5 * number + 4}
            for number in range(9999)
        ]
        for shift in (0, 1)
    )
    change = comparison().compare({**EMPTY, "text": text, "entities": old}, {**EMPTY, "text": text, "entities": new})
    assert change is not None
    assert count(change.spans["entities"], "moved") == 9999
