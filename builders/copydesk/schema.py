"""The one written contract, ``schema/article.schema.json``, and what is derived from it.

From the schema come the validator, the Arrow schema, the Hugging Face ``Features`` and the field table of the
card. No other place declares a field. The other schemas (corpus manifest, source sidecar, gold file) are
validated by the same means.
"""

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from copydesk.resources import read_schema

if TYPE_CHECKING:
    import datasets
    import pyarrow as pa
    from jsonschema.protocols import Validator

VIEWS = ("default", "full")
"""The sets of columns that a release offers; each property of the schema names those that carry it."""

_MAX_SHOWN = 120


@cache
def validator(name: str) -> "Validator":
    """Make the validator of ``schema/<name>.schema.json``: JSON Schema 2020-12, with three traps closed.

    Formats are asserted, no reference leaves the schema, and what Python's matching would let through is refused:
    ``1.0`` is no integer, NaN and infinity are no numbers, and ``$`` does not match before a final line feed.
    """
    import jsonschema  # noqa: PLC0415  the import costs 0.16 s
    import referencing  # noqa: PLC0415

    base = jsonschema.Draft202012Validator
    types = base.TYPE_CHECKER.redefine_many({"integer": _is_integer, "number": _is_number})
    extend: Any = jsonschema.validators.extend  # typeshed leaves it untyped
    strict: type[Validator] = extend(base, {"pattern": _pattern}, type_checker=types)
    schema = read_schema(name)
    base.check_schema(schema)
    return strict(schema, format_checker=base.FORMAT_CHECKER, registry=referencing.Registry())


def schema_errors(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Find everything in which a JSON value departs from the schema ``name``.

    Yields:
        A JSON pointer to the place, and what is wrong there in words; never a value of more than 120 characters.
    """
    for error in sorted(
        validator(name).iter_errors(value), key=lambda error: [str(part) for part in error.absolute_path]
    ):
        pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in error.absolute_path)
        message = error.message
        if len(message) > _MAX_SHOWN:
            message = f"{message[: _MAX_SHOWN - 30]} … (violates {error.validator!r})"
        yield pointer, message


def view_fields(view: str) -> tuple[str, ...]:
    """Name the columns of a view, in the order of the schema.

    Raises:
        KeyError: there is no such view.
    """
    if view not in VIEWS:
        raise KeyError(view)
    return tuple(name for name, field in read_schema("article")["properties"].items() if view in field["x-views"])


def arrow_schema(view: str = "full") -> "pa.Schema":
    """Derive the Arrow schema of a view: strings, int64, float64, lists of structs."""
    import pyarrow as pa  # noqa: PLC0415

    properties = read_schema("article")["properties"]
    return pa.schema([pa.field(name, _arrow_type(properties[name])) for name in view_fields(view)])


def features(view: str = "full") -> "datasets.Features":
    """Derive the Hugging Face ``Features`` of a view, with ``List`` for lists of structs."""
    import datasets  # noqa: PLC0415  the import costs more than a second

    properties = read_schema("article")["properties"]
    return datasets.Features({name: _feature(properties[name]) for name in view_fields(view)})


def field_table(view: str = "full") -> str:
    """Write the fields of a view as a Markdown table: name, type, null or not, meaning and equivalents."""
    properties = read_schema("article")["properties"]
    rows = ["| field | type | null | what |", "|---|---|---|---|"]
    for name in view_fields(view):
        kind, nullable = _kind(properties[name])
        rows.append(f"| `{name}` | {kind} | {'yes' if nullable else 'no'} | {properties[name]['description']} |")
    return "\n".join(rows)


def resolve(field: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Follow a property to its definition: the schema of its value without null, and whether null is allowed."""
    if "anyOf" in field:
        option = next(option for option in field["anyOf"] if option.get("type") != "null")
        return resolve(option)[0], True
    if "$ref" in field:
        return read_schema("article")["$defs"][field["$ref"].removeprefix("#/$defs/")], False
    kind = field.get("type")
    if isinstance(kind, list):
        return {**field, "type": next(name for name in kind if name != "null")}, True
    return field, False


def _arrow_type(field: dict[str, Any]) -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415

    value, _ = resolve(field)
    match value["type"]:
        case "object":
            return pa.struct([pa.field(name, _arrow_type(part)) for name, part in value["properties"].items()])
        case "array":
            return pa.list_(_arrow_type(value["items"]))
        case name:
            return {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}[name]


def _feature(field: dict[str, Any]) -> Any:
    import datasets  # noqa: PLC0415

    value, _ = resolve(field)
    match value["type"]:
        case "object":
            return {name: _feature(part) for name, part in value["properties"].items()}
        case "array":
            return datasets.List(_feature(value["items"]))
        case name:
            return datasets.Value(
                {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool"}[name]
            )


def _kind(field: dict[str, Any]) -> tuple[str, bool]:
    value, nullable = resolve(field)
    if value["type"] == "array":
        item, _ = resolve(value["items"])
        reference = value["items"].get("$ref", "").removeprefix("#/$defs/")
        return f"list of {reference or item['type']}", nullable
    return field.get("$ref", "").removeprefix("#/$defs/") or value["type"], nullable


def _is_integer(_checker: Any, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(_checker: Any, value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[Any]:
    import jsonschema  # noqa: PLC0415

    if isinstance(value, str) and not re.search(_strict_end(pattern), value):
        shown = value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + "…"
        yield jsonschema.ValidationError(f"{shown!r} does not match {pattern!r}")


@cache
def _strict_end(pattern: str) -> str:
    r"""Let a final ``$`` mean the very end of the string, as in JSON Schema, not the place before a last line feed."""
    return pattern[:-1] + r"\Z" if pattern.endswith("$") and not pattern.endswith(r"\$") else pattern
