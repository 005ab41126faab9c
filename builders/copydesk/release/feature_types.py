"""The types of a view's columns in the two forms that the library ``datasets`` reads, written without importing it.

The import takes more processor time than the tables themselves, and a hundred megabytes for as long as the process
lives. Both forms are files that exist outside of that library, the key ``huggingface`` of an Arrow schema and
``dataset_info`` of a card; that they are its own to the byte is held by a test.
"""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from copydesk.schema import arrow_schema, resolve, view_descriptions

if TYPE_CHECKING:
    import pyarrow as pa

_DTYPES = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool"}
"""The types of values by their names in a JSON schema."""


@cache
def pinned_schema(view: str) -> "pa.Schema":
    """Give the Arrow schema of a view with the ``huggingface`` key that types its features for ``datasets``."""
    metadata = {"huggingface": json.dumps({"info": {"features": feature_types(view)}}, ensure_ascii=True)}
    return arrow_schema(view).with_metadata(metadata)


def feature_types(view: str) -> dict[str, Any]:
    """Give the features of a view as ``datasets.Features.to_dict`` would."""
    return {name: _type(value) for name, (_, value) in view_descriptions(view).items()}


def card_types(view: str) -> list[dict[str, Any]]:
    """Give the features of a view as a card lists them; no two parts are one object, which YAML would write as such."""
    return [{"name": name, **_card_type(value)} for name, (_, value) in view_descriptions(view).items()]


def _type(value: dict[str, Any]) -> dict[str, Any]:
    if "x-class-names" in value:
        return {"names": list(value["x-class-names"]), "_type": "ClassLabel"}
    match value["type"]:
        case "object":
            return {name: _type(resolve(part)[0]) for name, part in value["properties"].items()}
        case "array":
            return {"feature": _type(resolve(value["items"])[0]), "_type": "List"}
        case name:
            return {"dtype": _DTYPES[name], "_type": "Value"}


def _card_type(value: dict[str, Any]) -> dict[str, Any]:
    if "x-class-names" in value:
        names = {str(number): name for number, name in enumerate(value["x-class-names"])}
        return {"dtype": {"class_label": {"names": names}}}
    match value["type"]:
        case "object":
            parts = value["properties"].items()
            return {"struct": [{"name": name, **_card_type(resolve(part)[0])} for name, part in parts]}
        case "array":
            item = _card_type(resolve(value["items"])[0])
            (short,) = item.values()
            return {"list": short}
        case name:
            return {"dtype": _DTYPES[name]}
