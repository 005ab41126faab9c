"""The rows of the section *entities*: ``PER maurel nil Anna Maurel @ 5 12 18#2 20*``, ``NOT adjective French @ 7``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copydesk.use.exchange.sheet.places import Page, SheetError, Span

NOT = "NOT "
_AT = " @ "
_STATES = ("nil", "unlinked", "ambiguous")
_PLACE = re.compile(r"([1-9][0-9]*)(?:#([1-9][0-9]*)|(\*))?\Z")
_KNOWN = re.compile(r"(?:Q[1-9][0-9]*|geonames:[1-9][0-9]*)\Z")


def read_mentions(page: Page, row: str) -> Iterator[tuple[Span, dict[str, Any]]]:
    """Give the places in the raw that one row names, each with what it says of them: ``reason`` alone for a look-alike.

    Raises:
        SheetError: the row is not of the form, or the words do not stand there.
    """
    head, at, places = row.rpartition(_AT)
    if not at:
        raise SheetError("expected … @ LINES")
    said, words = _look_alike(head) if head.startswith(NOT) else _mention(head)
    for place in places.replace(",", " ").split():
        for span in _spans(page, place, words):
            yield span, said


def write_mentions(page: Page, mentions: Sequence[tuple[Span, Mapping[str, Any]]]) -> list[str]:
    """Write mentions as rows: those of one thing in the same words together."""
    rows: dict[str, list[str]] = {}
    for span, mention in mentions:
        words = " ".join(mention["text"].split())
        if "reason" in mention:
            head = f"{NOT}{mention['reason']} {words}"
        else:
            known = mention["kb_id"] or mention["kb_status"]
            head = f"{mention['type']} {mention['entity_id']} {known} {words}"
        rows.setdefault(head, []).append(_place(page, span, words))
    return [f"{head}{_AT}{' '.join(places)}" for head, places in rows.items()]


def _mention(head: str) -> tuple[dict[str, Any], str]:
    parts = head.split(None, 3)
    if len(parts) != 4:
        raise SheetError("expected TYPE slug KB words @ LINES")
    kind, slug, known, words = parts
    if known not in _STATES and not _KNOWN.match(known):
        raise SheetError(f"{known!r} is neither nil, unlinked, ambiguous nor an identifier")
    linked = known not in _STATES
    said = {"type": kind, "entity_id": slug, "kb_id": known if linked else None}
    return said | {"kb_status": "linked" if linked else known}, words


def _look_alike(head: str) -> tuple[dict[str, Any], str]:
    parts = head.split(None, 2)
    if len(parts) != 3:
        raise SheetError("expected NOT reason words @ LINES")
    return {"reason": parts[1]}, parts[2]


def _spans(page: Page, place: str, words: str) -> list[Span]:
    if place.startswith("="):
        return [page.bounds(place)]
    found = _PLACE.match(place)
    if found is None:
        raise SheetError(f"{place!r} is no line")
    line, number, every = found.groups()
    if every:
        spans = page.find(page.line(int(line)), words, whole=True)
        if not spans:
            raise SheetError(f"line {line}: {words!r} does not stand there as a word")
        return spans
    return [page.place(line, f"{words} #{number}" if number else words)]


def _place(page: Page, span: Span, words: str) -> str:
    """Write where a mention stands: a line where that is clear, with a number where it must be, else offsets."""
    line = page.line_of(span[0])
    found = page.find(page.line(line), words, whole=True)
    if span not in found:
        return f"={span[0]}-{span[1]}"
    return str(line) if len(found) == 1 else f"{line}#{found.index(span) + 1}"
