"""The dataclasses of ``record`` and the article schema say the same, both ways."""

import dataclasses
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from copydesk import record, schema
from copydesk.resources import read_schema

ARTICLE = read_schema("article")
CLASSES = {
    "Article": ARTICLE,
    **{"".join(part.capitalize() for part in name.split("_")): part for name, part in ARTICLE["$defs"].items()},
}


def described(annotation: Any) -> Any:
    """Write a Python annotation as the schema would write the same type."""
    if get_origin(annotation) is UnionType:
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        return (described(kinds[0]), "null")
    if get_origin(annotation) is Literal:
        return ("enum", frozenset(get_args(annotation)))
    if get_origin(annotation) is tuple:
        return ("list", described(get_args(annotation)[0]))
    if dataclasses.is_dataclass(annotation):
        assert isinstance(annotation, type)
        return ("object", annotation.__name__)
    return {str: "string", int: "integer", float: "number", bool: "boolean"}[annotation]


def written(field: dict[str, Any]) -> Any:
    """Read a property of the schema in the same words."""
    if "anyOf" in field:
        return (written(field["anyOf"][0]), "null")
    if "$ref" in field:
        name = field["$ref"].removeprefix("#/$defs/")
        return ("object", "".join(part.capitalize() for part in name.split("_")))
    if isinstance(field["type"], list):
        return (field["type"][0], "null")
    if field["type"] == "array":
        return ("list", written(field["items"]))
    if len(field.get("enum", ())) > 1:
        return ("enum", frozenset(field["enum"]))
    return field["type"]


def test_every_definition_of_the_schema_is_a_dataclass_and_the_other_way_round() -> None:
    classes = {name for name, kind in vars(record).items() if dataclasses.is_dataclass(kind)}
    assert classes == set(CLASSES)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_fields_agree_in_name_order_type_nullability_and_labels(name: str) -> None:
    hints = get_type_hints(getattr(record, name))
    in_code = [(field.name, described(hints[field.name])) for field in dataclasses.fields(getattr(record, name))]
    in_schema = [(field, written(value)) for field, value in CLASSES[name]["properties"].items()]
    assert in_code == in_schema


def test_every_tuple_holds_items_of_one_class() -> None:
    """Writing a record takes the class of all items from the first."""
    kinds = [kind for name in CLASSES for kind in get_type_hints(getattr(record, name)).values()]
    tuples = [option for kind in kinds for option in (kind, *get_args(kind)) if get_origin(option) is tuple]
    assert record.Edit in {get_args(kind)[0] for kind in tuples}
    for kind in tuples:
        item, *rest = get_args(kind)
        assert rest == [...], kind
        assert isinstance(item, type), kind
        assert not (dataclasses.is_dataclass(item) and item.__subclasses__()), kind


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_every_object_is_closed_and_every_property_required_and_described(name: str) -> None:
    part = CLASSES[name]
    assert part["additionalProperties"] is False
    assert part["required"] == list(part["properties"])
    for field, value in part["properties"].items():
        for equivalent in ("ninjs", "schema.org", "TEI"):
            assert equivalent in value["description"], f"{field} names no {equivalent} equivalent"


def test_schema_version_in_code_is_the_one_of_the_schema() -> None:
    assert ARTICLE["properties"]["schema_version"]["const"] == record.SCHEMA_VERSION


@pytest.mark.parametrize("view", [*schema.VIEWS, *schema.FLAT_VIEWS])
def test_features_and_arrow_schema_of_a_view_are_the_same_types(view: str) -> None:
    features = schema.features(view)
    assert features.arrow_schema.equals(schema.arrow_schema(view))
    assert tuple(features) == schema.view_fields(view)


def test_the_full_view_has_every_field() -> None:
    assert schema.view_fields("full") == tuple(ARTICLE["properties"])


def test_an_unknown_view_is_refused() -> None:
    with pytest.raises(KeyError):
        schema.view_fields("weather")


def test_the_field_table_has_a_row_for_each_field() -> None:
    rows = schema.field_table("default").split("\n")[2:]
    assert [row.split("`")[1] for row in rows] == list(schema.view_fields("default"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("language_probability", float("nan")),
        ("language_probability", True),
        ("id", "fr-01\n"),
        ("id", "../fr-01"),
        ("id", "FR-01"),
        ("text", ""),
        ("headline", 1),
        ("date_published", "2024-1-1"),
        ("source", {}),
    ],
)
def test_a_wrong_value_is_found_at_its_place(field: str, value: object) -> None:
    found = {pointer.split("/")[1] for pointer, _ in schema.schema_errors("article", {field: value}) if pointer}
    assert found == {field}


@pytest.mark.parametrize("start", [1.0, True, "1", -1])
def test_offsets_are_whole_numbers_from_zero(start: object) -> None:
    passage = {"role": "headline", "start": start, "end": 2, "raw_start": 0, "raw_end": 1}
    found = [pointer for pointer, _ in schema.schema_errors("article", {"passages": [passage]}) if pointer]
    assert found == ["/passages/0/start"]


def test_formats_are_asserted() -> None:
    source = {"url": "https://exa mple.org/", "retrieved": "2024-02-30"}
    found = {pointer for pointer, _ in schema.schema_errors("article", {"source": source})}
    assert {"/source/url", "/source/retrieved"} <= found


def test_a_long_value_is_not_printed() -> None:
    messages = [message for _, message in schema.schema_errors("article", {"id": "x" * 100_000})]
    assert max(map(len, messages)) < 200
