"""Every change of a declaration is seen, and classified by what it does to those who read the data."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import VerificationError
from copydesk.release.changes.difference import SCHEMA_BUMPS
from copydesk.release.changes.rows import row_comparison
from copydesk.release.changes.schema_changes import declarations, schema_changes
from copydesk.resources import read_schema

CASES = Path(__file__).parents[2] / "cases" / "release" / "changes" / "schemas.jsonl"
SCHEMAS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").split("\n") if line]


def edited(at: list[str], value: Any) -> Any:
    schema = copy.deepcopy(read_schema("article"))
    place = schema
    for step in at[:-1]:
        place = place[step]
    if value is None:
        del place[at[-1]]
    else:
        place[at[-1]] = value
    return schema


@pytest.mark.parametrize("case", SCHEMAS, ids=lambda case: case["label"])
def test_a_change_of_the_schema_is_named_and_weighed(case: dict[str, Any]) -> None:
    changes = schema_changes(declarations(read_schema("article")), declarations(edited(case["at"], case["value"])))
    found = [[change.field, change.kind, SCHEMA_BUMPS[change.kind]] for change in changes]
    assert found == case["expected"]


def test_rows_are_compared_in_what_both_schemas_have() -> None:
    """A new part of a list is a new column, and the old rows are as they were."""
    old = declarations(read_schema("article"))
    new = declarations(edited(["$defs", "entity", "properties", "score"], {"type": "number"}))
    one = {"type": "PER", "start": 0, "end": 4, "entity_id": "e", "kb_id": None, "kb_status": "nil"}
    before = {"text": "Anna", "schema_version": "1.0", "entities": [one], "quotes": []}
    after = {**before, "schema_version": "1.1", "entities": [{**one, "score": 0.5}], "mood": "calm"}
    assert row_comparison(old, new).compare(before, after) is None
    other = {**after, "entities": [{**one, "score": 0.5, "type": "LOC"}]}
    change = row_comparison(old, new).compare(before, other)
    assert change is not None
    assert change.fields == ("entities",)


@pytest.mark.parametrize(
    "schema",
    [
        None,
        {},
        {"properties": {"a": {}}},
        {"properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {"$ref": "#/$defs/b"}}},
        {"properties": {"a": {"type": "array", "items": {"$ref": "#/$defs/b"}}}}
        | {"$defs": {"b": {"type": "array", "items": {"$ref": "#/$defs/b"}}}},
        {"properties": {"a": {"anyOf": [{"type": "null"}]}}},
        {"properties": {"a": {"$ref": "#/$defs/none"}}},
    ],
    ids=str,
)
def test_what_is_no_schema_is_refused(schema: Any) -> None:
    with pytest.raises(VerificationError, match="release-schema"):
        declarations(schema)
