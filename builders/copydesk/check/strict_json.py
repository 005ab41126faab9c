"""Read JSON strictly: what two readers could understand in two ways is refused, with its place.

Refused are text that is not UTF-8, a byte order mark, duplicate keys, NaN and Infinity, numbers beyond I-JSON
(RFC 7493), halves of surrogate pairs, control characters other than tab and line ends, and nesting that is deeper
than any record of this project.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, Never

from copydesk.check.json_places import DEEPEST, Fault, Lines, first_fault, is_too_large
from copydesk.errors import InputError, Place

LARGEST_RECORD = 64 * 1024 * 1024
"""Bytes of one JSON text; one article is a thousandth of it."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SUSPECT = re.compile(r"\\(?:[bf]|u(?:[dD][89a-fA-F]|00[0189][0-9a-fA-F]|007[fF]))|[\x7f-\x9f]")
"""Escapes of surrogates and of control characters, and controls that JSON lets stand unescaped."""


class _RefusedError(ValueError):
    """Something that needs the slow scanner to say where it is."""


def read_json(data: bytes, path: str = "", *, line: int = 1) -> Any:
    """Read one JSON text.

    Args:
        data: the bytes.
        path: the file that errors name.
        line: the line of the file on which ``data`` starts.

    Raises:
        InputError: the text is refused; the rule is ``json-`` with ``encoding``, ``syntax``, ``duplicate-key``,
            ``constant``, ``range``, ``depth``, ``surrogate``, ``control`` or ``size``, the place has line and column.
    """
    text = decode_json(data, path, line=line)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_refuse,
            parse_int=_integer,
            parse_float=_fraction,
        )
    except json.JSONDecodeError as error:
        raise _error(Fault("json-syntax", error.msg, error.pos), text, path, line) from None
    except (_RefusedError, RecursionError):
        fault = first_fault(text) or Fault("json-syntax", "cannot be read", 0)
        raise _error(fault, text, path, line) from None
    suspect = _too_deep(value) or _SUSPECT.search(text)
    if suspect and (found := first_fault(text)):
        raise _error(found, text, path, line)
    return value


def decode_json(data: bytes, path: str = "", *, line: int = 1) -> str:
    """Decode the bytes of a JSON text.

    Raises:
        InputError: they are too many (``json-size``), not UTF-8, or start with a byte order mark (``json-encoding``).
    """
    if len(data) > LARGEST_RECORD:
        message = f"one JSON text has more than {LARGEST_RECORD} bytes"
        raise InputError("json-size", message, Place(path, line))
    if data.startswith(_BYTE_ORDER_MARK):
        raise InputError("json-encoding", "starts with a byte order mark", Place(path, line, 1))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        message = f"is not UTF-8: byte 0x{data[error.start]:02x}"
        raise InputError("json-encoding", message, Place(path, line + before.count(b"\n"), column)) from None


def _error(fault: Fault, text: str, path: str, line: int) -> InputError:
    row, column = Lines(text).place(fault.offset)
    return InputError(fault.rule, fault.message, Place(path, line + row - 1, column))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise _RefusedError
    return record


def _refuse(_constant: str) -> Never:
    raise _RefusedError


def _integer(digits: str) -> int:
    if is_too_large(digits):
        raise _RefusedError
    return int(digits)


def _fraction(digits: str) -> float:
    if is_too_large(digits):
        raise _RefusedError
    return float(digits)


def _too_deep(value: Any) -> bool:
    layer = [value]
    for _ in range(DEEPEST):
        layer = [child for container in layer for child in _containers(container)]
        if not layer:
            return False
    return True


def _containers(value: Any) -> Iterable[Any]:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [child for child in children if isinstance(child, dict | list)]
