"""One article without its text, and the way back from it and the raw article.

What ``TEXT_FIELDS`` names is left out at every depth. It can all be computed: an edit's ``before`` is what the raw has
there; its ``after`` follows from the kind and length of the edit; the rest are stretches of the clean text.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

from copydesk.record import Passage, Role, record_part
from copydesk.text.fields import BODY_ROLES, article_kicker, joined

TEXT_FIELDS = frozenset(
    {
        "text",
        "headline",
        "kicker",
        "dek",
        "body",
        "byline",
        "dateline",
        "update_line",
        "caption",
        "credit",
        "title",
        "before",
        "after",
    }
)
"""The fields that hold words of the article, wherever they stand in the record."""

_NORMALISED = "nfc"
_SPACED = ("line_wrap", "lost_space:")
_OWN_LINES: tuple[Role, ...] = ("byline", "dateline", "update_line")


def without_text(value: Any) -> Any:
    """Copy a record, or a part of one, without the fields that hold text."""
    if isinstance(value, dict):
        return {name: without_text(part) for name, part in value.items() if name not in TEXT_FIELDS}
    if isinstance(value, list):
        return [without_text(part) for part in value]
    return value


def with_text(annotation: Mapping[str, Any], raw: str) -> dict[str, Any]:
    """Rebuild the record from its annotation and the decoded raw article.

    Where the raw is not the one that was annotated the result is another record; callers compare digests.
    """
    edits = [_edit(edit, raw) for edit in annotation["edits"]]
    text = _apply(raw, edits)
    passages = tuple(record_part(Passage, passage) for passage in annotation["passages"])
    return {
        **annotation,
        **{name: surfaces(annotation[name], text) for name in ("entities", "quotes", "non_quotes", "non_entities")},
        "edits": edits,
        "text": text,
        "headline": joined(text, passages, "headline"),
        "kicker": article_kicker(text, passages),
        "dek": joined(text, passages, "dek"),
        "body": joined(text, passages, *BODY_ROLES) or "",
        **{role: joined(text, passages, role) for role in _OWN_LINES},
        "images": [_named(image, text, "caption", "credit") for image in annotation["images"]],
        "related_links": [_named(link, text, "kicker", "title") for link in annotation["related_links"]],
    }


def _edit(edit: Mapping[str, Any], raw: str) -> dict[str, Any]:
    before = raw[edit["raw_start"] : edit["raw_end"]]
    return {**edit, "before": before, "after": _after(edit["reason"], edit["end"] - edit["start"], before)}


def _after(reason: str, length: int, before: str) -> str:
    """Say what an edit put there: cleaning adds nothing but white space, and what NFC makes of the raw."""
    if reason == _NORMALISED:
        return unicodedata.normalize("NFC", before)
    return (" " if reason.startswith(_SPACED) else "\n") * length


def _apply(raw: str, edits: list[dict[str, Any]]) -> str:
    parts, position = [], 0
    for edit in edits:
        parts += [raw[position : edit["raw_start"]], edit["after"]]
        position = edit["raw_end"]
    return "".join((*parts, raw[position:]))


def surfaces(value: Any, text: str) -> Any:
    """Give every span below a value its surface."""
    if isinstance(value, list):
        return [surfaces(part, text) for part in value]
    if not isinstance(value, dict):
        return value
    filled = {name: surfaces(part, text) for name, part in value.items()}
    return {**filled, "text": text[value["start"] : value["end"]]} if "start" in value else filled


def _named(value: Mapping[str, Any], text: str, *names: str) -> dict[str, Any]:
    """Give an image or related link its spans with their surfaces, and the strings that repeat them."""
    spans = {f"{name}_span": surfaces(value[f"{name}_span"], text) for name in names}
    strings = {name: span["text"] if (span := spans[f"{name}_span"]) else None for name in names}
    return {**value, **strings, **spans}
