"""Strict reading refuses what two readers could understand in two ways, with line and column."""

import contextlib
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.check import strict_json
from copydesk.check.json_places import Lines, PlacedValue, placed_values
from copydesk.check.strict_json import read_json
from copydesk.errors import InputError

REFUSED = [
    (b"\xef\xbb\xbf{}", "json-encoding", 1, 1),
    (b'{"a":\n"\xff"}', "json-encoding", 2, 2),
    ('{"é":\n"é\xff"}'.encode("latin-1"), "json-encoding", 1, 3),
    ("{}".encode("utf-16"), "json-encoding", 1, 1),
    (b"", "json-syntax", 1, 1),
    (b'{"a": 1,\n"b"}', "json-syntax", 2, 4),
    (b"{'a': 1}", "json-syntax", 1, 2),
    (b'["a\nb"]', "json-syntax", 1, 4),
    (b'{"a": 1} {}', "json-syntax", 1, 10),
    (b'{"a": 1,\n "b": {"c": 1, "c": 2}}', "json-duplicate-key", 2, 16),
    (b'{"\\u0061": 1, "a": 2}', "json-duplicate-key", 1, 15),
    (b"[1, NaN]", "json-constant", 1, 5),
    (b"[-Infinity]", "json-constant", 1, 2),
    (b"[9007199254740992]", "json-range", 1, 2),
    (b"[-9007199254740992]", "json-range", 1, 2),
    (b"[" + b"9" * 100_000 + b"]", "json-range", 1, 2),
    (b"[1e999]", "json-range", 1, 2),
    (b'["ok", "\\ud800"]', "json-surrogate", 1, 8),
    (b'{"\\uDC00": 1}', "json-surrogate", 1, 2),
    (b'["\\ude00\\ud83d"]', "json-surrogate", 1, 2),
    (b"[" * 65 + b"]" * 65, "json-depth", 1, 65),
    (b'{"a":' * 100_000, "json-depth", 1, 321),
]
ACCEPTED: list[tuple[bytes, Any]] = [
    (b'{"a": [1, 2.5, null, true, "x"]}', {"a": [1, 2.5, None, True, "x"]}),
    (b'["\\ud83d\\ude00"]', ["\N{GRINNING FACE}"]),
    (b'["\\\\ud800"]', ["\\ud800"]),
    (b"[9007199254740991, -0, 1e300]", [9007199254740991, 0, 1e300]),
    (b"[" * 64 + b"]" * 64, json.loads("[" * 64 + "]" * 64)),
    (b'  {"a": {"b": 1}, "c": {"b": 2}}\n', {"a": {"b": 1}, "c": {"b": 2}}),
]
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\r\n"), max_size=20)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@pytest.mark.parametrize(("data", "rule", "line", "column"), REFUSED)
def test_refused_json_names_its_rule_and_place(data: bytes, rule: str, line: int, column: int) -> None:
    with pytest.raises(InputError) as refused:
        read_json(data, "x.json")
    place = refused.value.place
    assert (refused.value.rule, place.path, place.line, place.column) == (rule, "x.json", line, column)


@pytest.mark.parametrize(("data", "value"), ACCEPTED)
def test_json_with_one_meaning_is_read(data: bytes, value: Any) -> None:
    assert read_json(data) == value


def test_lines_count_on_from_the_line_that_the_caller_names() -> None:
    with pytest.raises(InputError) as refused:
        read_json(b"[NaN]", "x.jsonl", line=7)
    assert (refused.value.place.line, refused.value.place.column) == (7, 2)


def test_a_text_beyond_the_limit_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_json, "LARGEST_RECORD", 10)
    with pytest.raises(InputError) as refused:
        read_json(b'["0123456789"]')
    assert refused.value.rule == "json-size"


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_what_the_standard_library_writes_is_read_back(value: Any, indent: int | None, ascii_only: bool) -> None:
    written = json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()
    assert read_json(written) == value


@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_fail_in_another_way(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert read_json(data) == json.loads(data)


def resolve(value: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


@given(VALUES)
def test_every_value_is_found_at_the_offset_of_its_pointer(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    for item in placed_values(text):
        assert isinstance(item, PlacedValue)
        found, _ = json.JSONDecoder().raw_decode(text, item.offset)
        assert found == resolve(value, item.pointer)


def test_lines_end_at_line_feeds_alone() -> None:
    lines = Lines("a\u2028b\r\nc")
    assert [lines.place(offset) for offset in (0, 2, 5)] == [(1, 1), (1, 3), (2, 1)]


def test_strict_reading_costs_little_more_than_reading() -> None:
    data = (Path(__file__).parents[1] / "examples/valid/fr-pont.json").read_bytes()
    started = time.process_time()
    for _ in range(50):
        read_json(data)
    assert (time.process_time() - started) / 50 < 0.02
