"""Lines of JSON that each follow a schema: splits, receipts, tombstones."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from copydesk.check.strict_json import read_json
from copydesk.errors import InputError, Place
from copydesk.schema import schema_errors


def checked_line(line: bytes, schema: str, rule: str, place: Place) -> Mapping[str, Any]:
    """Read one line and hold it to a schema that wants an object.

    Args:
        line: the line; its end may be there.
        schema: the name of the schema.
        rule: the id of the rule that a line of another form breaks.
        place: the file and the number of the line.

    Raises:
        InputError: the line is no JSON, or departs from the schema; says where in it.
    """
    try:
        value = read_json(line, place.path)
    except InputError as error:
        raise InputError(rule, error.message, replace(place, column=error.place.column)) from error
    for pointer, message in schema_errors(schema, value):
        raise InputError(rule, message, replace(place, pointer=pointer or "/"))
    return dict(value)
