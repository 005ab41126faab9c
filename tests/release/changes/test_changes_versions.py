"""The version that is due follows from the difference, and a lower one is refused."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import UsageError
from copydesk.release.changes.difference import (
    BUMPS,
    Bump,
    Difference,
    SchemaChange,
    Side,
    SplitMoves,
    bump_due,
)
from copydesk.release.changes.versions import next_version, require_version, version_numbers

CASES = Path(__file__).parents[2] / "cases" / "release" / "changes" / "versions.jsonl"
DUE = [json.loads(line) for line in CASES.read_text(encoding="utf-8").split("\n") if line]

SAME = Difference(Side("1.0.0", 9), Side("1.0.0", 9), 0, 0, 0, 9, (), {}, {}, {}, (), False, ())
TABLE: dict[str, tuple[dict[str, Any], Bump]] = {
    "the same bytes": ({}, "none"),
    "other files of the same rows": ({"files_changed": True}, "patch"),
    "articles added": ({"added": 1, "files_changed": True}, "minor"),
    "a column added": ({"schema": (SchemaChange("a", "added", None, "string"),), "files_changed": True}, "minor"),
    "a field widened": ({"schema": (SchemaChange("a", "widened", "x", "y"),)}, "minor"),
    "another version of the schema": ({"schema": (SchemaChange("schema_version", "renamed", "1", "2"),)}, "minor"),
    "an article edited": ({"changed": 1}, "major"),
    "an article removed": ({"removed": 1}, "major"),
    "an article in another split": ({"split_moves": (SplitMoves("train", "test", 1),)}, "major"),
    "a field narrowed": ({"schema": (SchemaChange("a", "narrowed", "x", "y"),)}, "major"),
    "a column removed": ({"schema": (SchemaChange("a", "removed", "string", None),)}, "major"),
    "a column of another type": ({"schema": (SchemaChange("a", "retyped", "string", "integer"),)}, "major"),
    "articles added and one edited": ({"added": 5, "changed": 1}, "major"),
    "receipts of the same rows": ({"fields": None, "spans": None, "schema": None, "files_changed": None}, "none"),
}


@pytest.mark.parametrize("name", TABLE)
def test_each_difference_makes_its_step_due(name: str) -> None:
    values, bump = TABLE[name]
    assert bump_due(replace(SAME, **values)) == bump


@pytest.mark.parametrize("case", DUE, ids=lambda case: f"{case['version']} {case['bump']}")
def test_the_next_version_follows_from_the_step(case: dict[str, Any]) -> None:
    assert next_version(case["version"], case["bump"]) == case["due"]


@given(numbers=st.tuples(*[st.integers(0, 999)] * 3), bump=st.sampled_from(BUMPS))
def test_versions_only_ever_grow(numbers: tuple[int, int, int], bump: Bump) -> None:
    version = ".".join(map(str, numbers))
    due = version_numbers(next_version(version, bump))
    assert due == numbers if bump == "none" else due > numbers


@given(numbers=st.tuples(*[st.integers(0, 99)] * 3), proposed=st.tuples(*[st.integers(0, 99)] * 3))
def test_a_version_is_refused_exactly_when_it_is_below_the_one_due(
    numbers: tuple[int, int, int], proposed: tuple[int, int, int]
) -> None:
    previous, wanted = (".".join(map(str, one)) for one in (numbers, proposed))
    for bump in BUMPS:
        due = next_version(previous, bump)
        if proposed >= version_numbers(due):
            require_version(wanted, previous, bump)
        else:
            with pytest.raises(UsageError) as refused:
                require_version(wanted, previous, bump)
            assert due in str(refused.value)


@pytest.mark.parametrize(
    "version", ["", "1", "1.0", "v1.0.0", "1.0.0\n", "01.0.0", "1.0.0-rc1", "١.0.0", "1.0.1234567"]
)
def test_what_is_no_version_is_refused(version: str) -> None:
    with pytest.raises(UsageError, match="is no version"):
        version_numbers(version)
