"""The one written contract, ``schema/article.schema.json``, and what is derived from it.

From the schema come the validator, the Arrow schema, the Hugging Face ``Features`` and the field table of the
card. No other place declares a field. The flat views (one row a mention, quote or passage of tokens) have a schema
each, which refers to the article's wherever a field is the same. The other schemas (corpus manifest, source sidecar,
gold file) are validated by the same means.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cache, partial
from math import isfinite
from typing import TYPE_CHECKING, Any

from copydesk.resources import read_schema

if TYPE_CHECKING:
    import datasets
    import pyarrow as pa
    from jsonschema import FormatChecker
    from jsonschema.protocols import Validator

VIEWS = ("default", "full")
"""The sets of columns of articles that a release offers; each property of the schema names those that carry it."""

FLAT_VIEWS = ("entities", "quotes", "ner_tokens")
"""The views with a row for each part of an article; each is declared by the schema of its name."""

_SCHEMA_ID = "urn:copydesk:schema:"

_MAX_SHOWN = 120
_SCALARS = frozenset({str, int, bool, type(None)})
_CONTAINERS = frozenset({dict, list})


@cache
def validator(name: str) -> "Validator":
    """Make the validator of ``schema/<name>.schema.json``: JSON Schema 2020-12, with three traps closed.

    Formats are asserted, no reference leaves our schemas, and what Python's matching would let through is refused:
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
    article = read_schema("article")
    registry: Any = referencing.Registry().with_contents([(article["$id"], article)])
    return strict(schema, format_checker=_judge(), registry=registry)


def schema_errors(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Find everything in which a JSON value departs from the schema ``name``.

    A compiled validator is asked first, which costs a tenth; the words are always those of the reference.

    Yields:
        A JSON pointer to the place, and what is wrong there in words; never a value of more than 120 characters.
        Ordered by place, array items by number.
    """
    if _surely_valid(name, value):
        return
    for error in sorted(validator(name).iter_errors(value), key=lambda error: _place_key(error.absolute_path)):
        pointer = _pointer(error.absolute_path)
        unknown = _unknown_keys(error)
        for key, message in unknown:
            yield f"{pointer}{_pointer([key])}", message
        if not unknown:
            message = error.message
            if len(message) > _MAX_SHOWN:
                message = f"{message[: _MAX_SHOWN - 30]} … (violates {error.validator!r})"
            yield pointer, message


def view_fields(view: str) -> tuple[str, ...]:
    """Name the columns of a view, in the order of the schema.

    Raises:
        KeyError: there is no such view.
    """
    return tuple(_view_properties(view))


def arrow_schema(view: str = "full") -> "pa.Schema":
    """Derive the Arrow schema of a view: strings, int64, float64, lists of structs."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.schema([pa.field(name, _arrow_type(field)) for name, field in _view_properties(view).items()])


def features(view: str = "full") -> "datasets.Features":
    """Derive the Hugging Face ``Features`` of a view, with ``List`` for lists of structs."""
    import datasets  # noqa: PLC0415  the import costs more than a second

    return datasets.Features({name: _feature(field) for name, field in _view_properties(view).items()})


def field_table(view: str = "full") -> str:
    """Write the fields of a view as a Markdown table: name, type, null or not, meaning and equivalents."""
    rows = ["| field | type | null | what |", "|---|---|---|---|"]
    for name, field in _view_properties(view).items():
        kind, nullable = _kind(field)
        rows.append(f"| `{name}` | {kind} | {'yes' if nullable else 'no'} | {field['description']} |")
    return "\n".join(rows)


def class_names(view: str, name: str) -> tuple[str, ...]:
    """Name the classes of a column of class labels, in the order of their numbers.

    Raises:
        KeyError: there is no such view or column, or it holds no class labels.
    """
    return tuple(resolve(_view_properties(view)[name])[0]["items"]["x-class-names"])


def view_descriptions(view: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Give for each column of a view what it means, and the schema of its values without null."""
    return {name: (field["description"], resolve(field)[0]) for name, field in _view_properties(view).items()}


def resolve(field: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """Follow a property to its definition: the schema of its value without null, and whether null is allowed."""
    if "anyOf" in field:
        option = next(option for option in field["anyOf"] if option.get("type") != "null")
        return resolve(option)[0], True
    if "$ref" in field:
        return resolve(_referred(field["$ref"]))
    kind = field.get("type")
    if isinstance(kind, list):
        return {**field, "type": next(name for name in kind if name != "null")}, True
    return field, False


def _view_properties(view: str) -> dict[str, dict[str, Any]]:
    if view in FLAT_VIEWS:
        return dict(read_schema(view)["properties"])
    if view not in VIEWS:
        raise KeyError(view)
    return {name: field for name, field in read_schema("article")["properties"].items() if view in field["x-views"]}


def _referred(reference: str) -> dict[str, Any]:
    """Find the part of a schema that a reference means: without an address, of the article's."""
    address, _, pointer = reference.partition("#/")
    part: Any = read_schema(address.removeprefix(_SCHEMA_ID).partition(":")[0] or "article")
    for key in pointer.split("/"):
        part = part[key]
    return dict(part)


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
    if "x-class-names" in value:
        return datasets.ClassLabel(names=value["x-class-names"])
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
        return f"list of {_name_of(value['items'])}", nullable
    return _name_of(field), nullable


def _name_of(field: dict[str, Any]) -> str:
    """Name a type: objects of the article's schema by their definition."""
    value, _ = resolve(field)
    if "x-class-names" in value:
        return "class label"
    return str(field["$ref"].removeprefix("#/$defs/") if value["type"] == "object" else value["type"])


def _judge() -> "FormatChecker":
    import jsonschema  # noqa: PLC0415

    checker: FormatChecker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return checker


def _conforms(form: str, value: object) -> bool:
    """Ask the reference, which is imported only where a value of such a form stands."""
    return _judge().conforms(value, form)


@cache
def _compiled(name: str) -> Any:
    """Compile the schema: the same dialect, the same judges of formats, and no way to the network."""
    import jsonschema_rs  # noqa: PLC0415

    formats: dict[str, Callable[..., bool]] = {
        form: partial(_conforms, form) for form in sorted(_declared(name, "format"))
    }
    article = read_schema("article")
    return jsonschema_rs.Draft202012Validator(
        read_schema(name),
        validate_formats=True,
        formats=formats,
        ignore_unknown_formats=False,
        offline=True,
        registry=jsonschema_rs.Registry([(article["$id"], article)]),
    )


def _surely_valid(name: str, value: Any) -> bool:
    """Say whether the compiled validator accepts a value about which the reference thinks alike.

    It takes ``1.0`` for an integer and a tuple for an array, and cannot read lone surrogates: values with such parts
    are left to the reference.
    """
    if not _is_plain_json(value, _number_fields(name)):
        return False
    try:
        return bool(_compiled(name).is_valid(value))
    except ValueError:
        return False


def _is_plain_json(value: Any, number_fields: frozenset[str]) -> bool:
    """Say whether a value holds nothing but JSON, and whole floats only where the schema wants a number."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        kind = type(current)
        if kind in _CONTAINERS and _SCALARS.issuperset(map(type, current.values() if kind is dict else current)):
            continue
        if kind is dict:
            for key, part in current.items():
                kind = type(part)
                if kind is float and key in number_fields and isfinite(part):
                    continue
                if kind in _CONTAINERS or kind is float:
                    waiting.append(part)
                elif kind not in _SCALARS:
                    return False
        elif kind is list:
            waiting.extend(part for part in current if type(part) is not str)
        elif kind is float:
            if not isfinite(current) or current.is_integer():
                return False
        elif kind not in _SCALARS:
            return False
    return True


@cache
def _number_fields(name: str) -> frozenset[str]:
    """Name the properties that are a number wherever the schema declares them, so that a whole float is right."""
    kinds: dict[str, set[bool]] = {}
    for field, declared in _properties(read_schema(name)):
        kinds.setdefault(field, set()).add(declared.get("type") == "number")
    return frozenset(field for field, numbers in kinds.items() if numbers == {True})


def _properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in _parts(schema):
        for field, declared in part.get("properties", {}).items():
            if isinstance(declared, dict):
                yield field, declared


def _declared(name: str, keyword: str) -> set[str]:
    return {part[keyword] for part in _parts(read_schema(name)) if isinstance(part.get(keyword), str)}


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    waiting = [schema]
    while waiting:
        current = waiting.pop()
        if isinstance(current, dict):
            yield current
            waiting.extend(current.values())
        elif isinstance(current, list):
            waiting.extend(current)


def _pointer(path: Iterable[str | int]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def _place_key(path: Iterable[str | int]) -> list[tuple[bool, int, str]]:
    return [(isinstance(part, str), 0 if isinstance(part, str) else part, str(part)) for part in path]


def _unknown_keys(error: Any) -> list[tuple[str, str]]:
    """Name each property that an object may not have, with the nearest that it may."""
    if error.validator != "additionalProperties" or error.validator_value is not False:
        return []
    known = error.schema.get("properties", {})
    return [
        (key, f"the schema knows no {str(key)[:80]!r} here" + _suggestion(key, known))
        for key in sorted(error.instance.keys() - known.keys(), key=str)
    ]


def _suggestion(key: str, known: Iterable[str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _is_integer(_checker: Any, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(_checker: Any, value: Any) -> bool:
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[Any]:
    import jsonschema  # noqa: PLC0415

    if isinstance(value, str) and not re.search(_strict_end(pattern), value):
        shown = value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + "…"
        yield jsonschema.ValidationError(f"{shown!r} does not match {pattern!r}")


@cache
def _strict_end(pattern: str) -> str:
    r"""Let a final ``$`` mean the very end of the string, as in JSON Schema, not the place before a last line feed."""
    return pattern[:-1] + r"\Z" if pattern.endswith("$") and not pattern.endswith(r"\$") else pattern
