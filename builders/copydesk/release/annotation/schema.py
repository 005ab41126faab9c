"""The schema of an article without its text: the article schema with the fields that hold text taken out."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from copydesk.release.annotation.record import TEXT_FIELDS
from copydesk.resources import read_schema


@cache
def annotation_schema() -> dict[str, Any]:
    """Derive the schema; the result is shared, do not change it."""
    derived: dict[str, Any] = _without_text_fields(read_schema("article"))
    return {
        **derived,
        "$id": "urn:copydesk:schema:annotation:1.0",
        "title": "A news article without its text",
        "description": "The offsets, hashes and labels of one article. Everything that holds words of it is left out "
        "and is rebuilt from the raw article, which source.sha256 names.",
    }


def render_annotation_schema() -> bytes:
    """Write the schema as the file that lies in an edition."""
    return (json.dumps(annotation_schema(), ensure_ascii=False, indent=2) + "\n").encode()


def annotation_flaws(value: Any) -> Iterator[str]:
    """Find what departs from the schema, each with its JSON pointer; the values are not shown."""
    for error in _validator().iter_errors(value):
        yield f"/{'/'.join(str(part) for part in error.absolute_path)} violates {error.validator!r}"


def beside_flaws(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Find what departs from the schema ``gold`` or ``adjudication`` without its fields that hold text."""
    for error in _validator(name).iter_errors(value):
        yield f"/{'/'.join(str(part) for part in error.absolute_path)}", f"violates {error.validator!r}"
    for index, entry in enumerate(value.get("differences", ())):
        if entry["reason"] is not None or "reason_sha256" not in entry:
            yield f"/differences/{index}/reason", "has the words of a reason, or not their digest"


@cache
def _validator(name: str = "article") -> Any:
    import jsonschema  # noqa: PLC0415
    import referencing  # noqa: PLC0415

    schema = annotation_schema() if name == "article" else _without_text_fields(read_schema(name))
    return jsonschema.Draft202012Validator(schema, registry=referencing.Registry())


def _without_text_fields(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_text_fields(part) for part in value]
    if not isinstance(value, dict):
        return value
    derived = {name: _without_text_fields(part) for name, part in value.items()}
    if isinstance(value.get("properties"), dict):
        kept = [name for name in value["properties"] if name not in TEXT_FIELDS]
        derived["properties"] = {name: derived["properties"][name] for name in kept}
        derived["required"] = [name for name in value["required"] if name not in TEXT_FIELDS]
    return derived
