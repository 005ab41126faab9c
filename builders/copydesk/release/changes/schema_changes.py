"""Compare the declarations of two schemas, field by field, down to the parts of lists and structures."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from copydesk.errors import VerificationError
from copydesk.record import canonical_json
from copydesk.release.changes.difference import SchemaChange, SchemaKind

VERSION_FIELD = "schema_version"
"""The one field that speaks of the schema and not of the article."""

_MAX_DEPTH = 16
_STEP = re.compile(r"[.]|\[\]")
_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
_FIXED = ("pattern", "format", "multipleOf")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a schema says of one field.

    Attributes:
        depth: 0 for a column, more for its parts.
        values: the closed set of values as JSON, or None where any value of the type will do.
        views: the configurations that carry the field; empty below the top level.
        limits: the constraints on values, by their word in JSON Schema.
    """

    depth: int
    type: str
    nullable: bool
    required: bool
    values: frozenset[str] | None
    views: frozenset[str]
    limits: Mapping[str, Any] = field(default_factory=dict)


def declarations(schema: Any) -> dict[str, Declaration]:
    """List the fields that a schema declares, by path: ``text``, ``entities``, ``entities[].type``.

    Raises:
        VerificationError: it is no schema of the kind that editions carry.
    """
    try:
        return dict(_properties(schema, schema, "", 0))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise VerificationError(f"the schema of an edition cannot be read: {error} [release-schema]") from error


def schema_changes(old: Mapping[str, Declaration], new: Mapping[str, Declaration]) -> tuple[SchemaChange, ...]:
    """Compare two lists of declarations; parts of a field that came or went are not listed beside it."""
    changes: list[SchemaChange] = []
    one_sided = old.keys() ^ new.keys()
    for path in sorted(old.keys() | new.keys()):
        if path in one_sided and any(path[: found.start()] in one_sided for found in _STEP.finditer(path)):
            continue
        if path not in old:
            changes.append(SchemaChange(path, "added", None, _words(new[path])))
        elif path not in new:
            changes.append(SchemaChange(path, "removed", _words(old[path]), None))
        else:
            changes += _declaration_changes(path, old[path], new[path])
    return tuple(changes)


def _properties(root: Any, struct: Any, prefix: str, depth: int) -> Iterator[tuple[str, Declaration]]:
    if depth > _MAX_DEPTH:
        raise ValueError(f"it is nested more than {_MAX_DEPTH} levels deep")
    required = frozenset(struct.get("required", ()))
    for name, declared in struct["properties"].items():
        yield from _field(root, declared, f"{prefix}{name}", depth, required=name in required)


def _field(root: Any, declared: Any, path: str, depth: int, *, required: bool) -> Iterator[tuple[str, Declaration]]:
    value, nullable = _resolve(root, declared, 0)
    closed = value.get("enum", [value["const"]] if "const" in value else None)
    yield (
        path,
        Declaration(
            depth,
            str(value["type"]),
            nullable,
            required,
            None if closed is None else frozenset(canonical_json(one) for one in closed if one is not None),
            frozenset(declared.get("x-views", ())),
            {word: value[word] for word in (*_LOWER, *_UPPER, *_FIXED) if word in value},
        ),
    )
    if value["type"] == "object":
        yield from _properties(root, value, f"{path}.", depth + 1)
    elif value["type"] == "array":
        if depth > _MAX_DEPTH:
            raise ValueError(f"it is nested more than {_MAX_DEPTH} levels deep")
        yield from _field(root, value["items"], f"{path}[]", depth + 1, required=True)


def _resolve(root: Any, declared: Any, depth: int) -> tuple[Any, bool]:
    """Follow references to the schema of the value without null, and tell whether null is allowed."""
    if depth > _MAX_DEPTH:
        raise ValueError("its references go in a circle")
    if "anyOf" in declared:
        option = next((option for option in declared["anyOf"] if option.get("type") != "null"), None)
        return _resolve(root, option, depth + 1)[0], True
    if "$ref" in declared:
        return _resolve(root, root["$defs"][declared["$ref"].removeprefix("#/$defs/")], depth + 1)
    kind = declared["type"]
    if isinstance(kind, list):
        return {**declared, "type": next((name for name in kind if name != "null"), "null")}, "null" in kind
    return declared, False


def _declaration_changes(path: str, old: Declaration, new: Declaration) -> Iterator[SchemaChange]:
    if old.type != new.type:
        yield SchemaChange(path, "retyped", old.type, new.type)
        return
    if path == VERSION_FIELD:
        if old.values != new.values:
            yield SchemaChange(path, "renamed", _value_words(old.values), _value_words(new.values))
        return
    if old.nullable != new.nullable:
        yield _change(path, not new.nullable, _null_words(old), _null_words(new))
    if old.required != new.required:
        words = {True: "always there", False: "may be missing"}
        yield _change(path, new.required, words[old.required], words[new.required])
    yield from _set_changes(path, old.values, new.values, _value_words)
    yield from _set_changes(path, old.views, new.views, _view_words)
    for word in (*_LOWER, *_UPPER, *_FIXED):
        before, after = old.limits.get(word), new.limits.get(word)
        if before != after:
            yield _change(path, _is_tighter(word, before, after), _limit_words(word, before), _limit_words(word, after))


def _set_changes(
    path: str,
    old: frozenset[str] | None,
    new: frozenset[str] | None,
    words: Callable[[frozenset[str] | None], str],
) -> Iterator[SchemaChange]:
    """Compare two sets of values, of which None is the set of all; what was lost and what was won are two changes."""
    if old == new:
        return
    if old is None or new is None:
        yield _change(path, old is None, words(old), words(new))
        return
    if old - new:
        yield SchemaChange(path, "narrowed", words(old - new), None)
    if new - old:
        yield SchemaChange(path, "widened", None, words(new - old))


def _change(path: str, narrowed: bool, old: str, new: str) -> SchemaChange:
    kind: SchemaKind = "narrowed" if narrowed else "widened"
    return SchemaChange(path, kind, old, new)


def _is_tighter(word: str, old: Any, new: Any) -> bool:
    """Tell whether a constraint now allows less; another pattern or format is taken to."""
    if new is None:
        return False
    if old is None or word in _FIXED:
        return True
    return bool(new > old) if word in _LOWER else bool(new < old)


def _words(declaration: Declaration) -> str:
    return f"{declaration.type} or null" if declaration.nullable else declaration.type


def _null_words(declaration: Declaration) -> str:
    return "may be null" if declaration.nullable else "never null"


def _value_words(values: frozenset[str] | None) -> str:
    return "any value" if values is None else f"values {', '.join(sorted(values))}"


def _view_words(views: frozenset[str] | None) -> str:
    return f"in {', '.join(sorted(views or ()))}"


def _limit_words(word: str, value: Any) -> str:
    return f"no {word}" if value is None else f"{word} {canonical_json(value)}"
