"""The reasons of an adjudication as their file has them: one entry a difference, with whom it was decided for."""

from dataclasses import dataclass
from typing import Any

from copydesk.errors import InputError, Place
from copydesk.pipeline.adjudication.differences import Difference
from copydesk.schema import schema_errors


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided at one difference.

    Attributes:
        followed: an annotator, ``both`` or ``neither``.
        reason: why; None where an edition leaves the words out.
    """

    difference: Difference
    followed: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """The decisions of one article, about the differences of two annotators."""

    path: str
    annotators: tuple[str, str]
    decisions: tuple[Decision, ...]


def reasons_of(value: Any, path: str, *, expected_id: str) -> Reasons:
    """Take JSON for the reasons of one article.

    Raises:
        InputError: not after the schema (``adjudication-schema``), or of another article (``gold-id``).
    """
    for pointer, message in schema_errors("adjudication", value):
        raise InputError("adjudication-schema", message, Place(path, pointer=pointer or "/"))
    if value["id"] != expected_id:
        message = f"holds the reasons of {value['id']!r}, not {expected_id!r}"
        raise InputError("gold-id", message, Place(path, pointer="/id"))
    one, other = value["annotators"]
    return Reasons(path, (one, other), tuple(map(_decision, value["differences"])))


def _decision(entry: dict[str, Any]) -> Decision:
    difference = Difference(entry["layer"], entry["start"], entry["end"], tuple(entry["fields"]))
    return Decision(difference, entry["followed"], entry["reason"])
