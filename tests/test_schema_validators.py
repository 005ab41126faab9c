"""The compiled validator only saves time: it never accepts what the reference refuses, and rarely asks it in vain."""

import copy
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.resources import SCHEMAS, read_schema
from copydesk.schema import _compiled, _surely_valid, schema_errors, validator

pytestmark = [pytest.mark.slow, pytest.mark.once]

EXAMPLES = Path(__file__).parent / "examples"
VALID = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((EXAMPLES / "valid").iterdir())]
NAMES = sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.iterdir())
Step = str | int


def refuses(name: str, value: Any) -> bool:
    return any(validator(name).iter_errors(value))


def examples() -> Iterator[Any]:
    for path in sorted(EXAMPLES.rglob("*.json*")):
        for text in [path.read_bytes()] if path.suffix == ".json" else path.read_bytes().split(b"\n"):
            try:
                yield json.loads(text)
            except ValueError:
                continue


def places(value: Any, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        yield (*path, key)
        yield from places(child, (*path, key))


def test_both_agree_on_every_example() -> None:
    found = [(_surely_valid("article", value), refuses("article", value)) for value in examples()]
    assert (True, False) in found
    assert all(accepted != refused for accepted, refused in found)


ODD: list[Any] = [
    *(0, 1, -1, 2**53, 2**64, 10**400, True, False, None, 0.0, 1.0, 0.5, -0.0, 1e300, float("nan"), float("inf")),
    *(
        "",
        "a",
        "a\n",
        "und",
        "en",
        "en\n",
        "e1",
        "e1\n",
        "q1",
        "Q1",
        "1.0",
        "x" * 200,
        "\ud800",
        "\u0000",
        "\U0001f600",
    ),
    *("2024-05-01", "2024-05-01\n", "2024-02-30", "2024-05-01T10:00", "\u0662\u0660\u0662\u0664-01-01", "a\u2028"),
    *("https://example.org/", "https://", "http:// x", "HTTPS://example.org", "https://\u00e9.example/", "file:///x"),
    *("0" * 64, "g" * 64, "f" * 64 + "\n", [], {}, [1], {"a": 1}, ["a", "a"], (), (1,), b"a", {1: 2}),
]


@pytest.mark.parametrize("name", range(len(VALID)))
def test_both_agree_on_every_odd_value_at_every_place(name: int) -> None:
    record = VALID[name]
    for *steps, last in _distinct(record):
        around: Any = record
        for step in steps:
            around = around[step]
        kept = around[last]
        for value in ODD:
            around[last] = value
            if _surely_valid("article", record):
                assert not refuses("article", record), (steps, last, value)
        around[last] = kept


def _distinct(record: Any) -> list[tuple[Step, ...]]:
    """Give one place of each kind: the first item of an array stands for the others."""
    return [path for path in places(record) if all(step == 0 or isinstance(step, str) for step in path)]


@given(st.integers(0, len(VALID) - 1), st.data())
def test_both_agree_on_mutated_records(index: int, data: st.DataObject) -> None:
    record = copy.deepcopy(VALID[index])
    for _ in range(data.draw(st.integers(1, 3))):
        *steps, last = data.draw(st.sampled_from(list(places(record))))
        around: Any = record
        for step in steps:
            around = around[step]
        action = data.draw(st.sampled_from(["set", "remove", "add", "double"]))
        if action == "set":
            around[last] = data.draw(st.sampled_from(ODD) | st.integers() | st.floats() | st.text(max_size=4))
        elif action == "remove":
            del around[last]
        elif action == "add" and isinstance(around, dict):
            around[data.draw(st.text(max_size=4))] = data.draw(st.none() | st.integers() | st.text(max_size=4))
        elif isinstance(around, list):
            around.append(copy.deepcopy(around[int(last)]))
    assert _surely_valid("article", record) <= (not refuses("article", record))


def conforming(schema: Any, root: Any) -> Any:
    """Make a small value that a schema of ours may accept: the simplest of each kind."""
    if "$ref" in schema:
        whose, _, pointer = schema["$ref"].partition("#/")
        home = part = read_schema("article") if whose else root
        for step in pointer.split("/"):
            part = part[step]
        return conforming(part, home)
    for key in ("const", "enum"):
        if key in schema:
            return schema[key] if key == "const" else schema[key][0]
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return conforming(schema[key][0], root)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        return {name: conforming(part, root) for name, part in schema.get("properties", {}).items()}
    if kind == "array":
        return [conforming(schema["items"], root)] if "items" in schema else []
    return {"integer": 1, "number": 0.5, "boolean": True, "null": None}.get(str(kind), "e1")


@pytest.mark.parametrize("name", NAMES)
def test_both_agree_on_the_parts_of_every_schema(name: str) -> None:
    root = read_schema(name)
    value = conforming(root, root)
    for path in [(), *places(value)]:
        for odd in [*ODD, *(ODD[:4] if path else [])]:
            changed = copy.deepcopy({"": value})
            around: Any = changed
            *steps, last = ("", *path)
            for step in steps:
                around = around[step]
            around[last] = odd
            assert _surely_valid(name, changed[""]) <= (not refuses(name, changed[""])), (path, odd)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("entities", [{"start": 1.0}]),
        ("language_probability", True),
        ("language_probability", float("nan")),
        ("id", "a\n"),
        ("date_published", "2024-05-01\n"),
    ],
)
def test_what_python_would_let_through_is_refused(field: str, value: Any) -> None:
    assert list(schema_errors("article", {**VALID[0], field: value}))


def test_findings_come_in_the_order_of_the_record_with_items_by_number() -> None:
    record = copy.deepcopy(VALID[0])
    record["passages"] = [{**record["passages"][0], "start": "x"} for _ in range(12)]
    pointers = [pointer for pointer, _ in schema_errors("article", record)]
    assert pointers == [f"/passages/{number}/start" for number in range(12)]


def test_an_unknown_property_is_named_at_its_own_place_with_the_nearest_known() -> None:
    assert list(schema_errors("article", {**VALID[0], "headlin": "x", "zz/z": 1})) == [
        ("/headlin", "the schema knows no 'headlin' here; did you mean 'headline'?"),
        ("/zz~1z", "the schema knows no 'zz/z' here"),
    ]


def test_the_compiled_validator_saves_most_of_the_time() -> None:
    def seconds(action: Any) -> float:
        action()
        taken = []
        for _ in range(5):
            started = time.process_time()
            action()
            taken.append(time.process_time() - started)
        return min(taken)

    reference = seconds(lambda: [list(validator("article").iter_errors(record)) for record in VALID * 10])
    compiled = seconds(lambda: [list(schema_errors("article", record)) for record in VALID * 10])
    assert reference > 5 * compiled


def test_a_reference_that_leaves_the_schema_is_refused_by_both_without_a_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import socket  # noqa: PLC0415

    def refuse(*_arguments: Any) -> None:
        raise AssertionError("a connection was asked for")

    outside = {"$schema": read_schema("article")["$schema"], "$ref": "http://127.0.0.1:9/leaves.json"}
    known = {"outside": outside, "article": read_schema("article")}
    monkeypatch.setattr("copydesk.schema.read_schema", known.__getitem__)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    for ask in (
        lambda: list(validator.__wrapped__("outside").iter_errors({})),
        lambda: _compiled.__wrapped__("outside"),
    ):
        with pytest.raises(Exception, match=r"(?i)leaves\.json"):
            ask()
