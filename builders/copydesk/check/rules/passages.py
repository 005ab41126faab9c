"""Level 1: text, passages, fields and edits tell one story, and the raw article can be rebuilt from it."""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator

from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.check.rules.spans import inside
from copydesk.record import Article, Edit, Passage, Role, Span, undo
from copydesk.text.edits import BLANK_LINE
from copydesk.text.normal_form import nfc

_LIFTED_INSIDE = "soft_hyphen"
_MAY_LIFT_WORDS = ("noise:", "nfc")
_WORD = re.compile(r"[^\W\d_]{2}")
_FIELD_ROLES: dict[str, tuple[Role, ...]] = {
    "headline": ("headline",),
    "dek": ("dek",),
    "body": ("paragraph", "subhead"),
    "byline": ("byline",),
    "dateline": ("dateline",),
    "update_line": ("update_line",),
}


def text_nfc(article: Article) -> Iterator[Flaw]:
    """Find text that is not in Unicode normalisation form C."""
    normal = nfc(article.text)
    if normal != article.text:
        pairs = zip(article.text, normal, strict=False)
        offset = next((i for i, (have, want) in enumerate(pairs) if have != want), min(len(article.text), len(normal)))
        yield Flaw("/text", f"is not NFC; the first difference is at code point {offset}")


def passages_order(article: Article) -> Iterator[Flaw]:
    """Find passages that, with the blank lines between them, do not tile the text."""
    position, separator = 0, ""
    for i, passage in enumerate(article.passages):
        if not inside(article.text, passage.start, passage.end):
            return
        if passage.start < position:
            yield Flaw(f"/passages/{i}", f"starts at {passage.start}, before the one ahead of it ends at {position}")
        elif article.text[position : passage.start] != separator:
            expected = "one blank line" if separator else "nothing"
            yield Flaw(f"/passages/{i}", f"{expected} must stand before it, from code point {position}")
        if (blank := article.text.find(BLANK_LINE, passage.start, passage.end)) >= 0:
            yield Flaw(f"/passages/{i}", f"holds a blank line at code point {blank}; that is two passages")
        position, separator = max(position, passage.end), BLANK_LINE
    if article.text[position:]:
        yield Flaw("/passages", f"no passage holds the text from code point {position} on")


def fields_match_passages(article: Article) -> Iterator[Flaw]:
    """Find fields that are not what their passages say."""
    for name, roles in _FIELD_ROLES.items():
        expected = _joined(article, (p for p in article.passages if p.role in roles))
        if getattr(article, name) != (expected if name != "body" else expected or ""):
            yield Flaw(f"/{name}", f"is not what the passages of role {' and '.join(roles)} hold")
    of_links = {(link.kicker_span.start, link.kicker_span.end) for link in article.related_links if link.kicker_span}
    kickers = (p for p in article.passages if p.role == "kicker" and (p.start, p.end) not in of_links)
    if article.kicker != _joined(article, kickers):
        yield Flaw("/kicker", "is not what the kicker passages hold that belong to no related link")
    yield from _parts_match(article)


def undo_gives_raw(article: Article) -> Iterator[Flaw]:
    """Find records from which the raw bytes cannot be rebuilt."""
    try:
        raw = undo(article.text, article.edits).encode(article.source.encoding)
    except (UnicodeEncodeError, LookupError) as error:
        yield Flaw("/edits", f"the rebuilt raw text cannot be encoded: {error}")
        return
    if len(raw) != article.source.bytes:
        yield Flaw("/source/bytes", f"undoing the edits gives {len(raw)} bytes, not {article.source.bytes}")
    elif hashlib.sha256(raw).hexdigest() != article.source.sha256:
        yield Flaw("/source/sha256", "undoing the edits gives other bytes than those of the raw file")


def edits_order(article: Article) -> Iterator[Flaw]:
    """Find edits out of order, or whose two sides do not keep step."""
    raw_end = end = 0
    for i, edit in enumerate(article.edits):
        if edit.raw_start < raw_end or edit.start < end:
            yield Flaw(f"/edits/{i}", "starts before the edit ahead of it ends")
        elif edit.raw_start - raw_end != edit.start - end:
            yield Flaw(f"/edits/{i}", "leaves another number of unchanged characters in the raw than in the text")
        if len(edit.before) != edit.raw_end - edit.raw_start or len(edit.after) != edit.end - edit.start:
            yield Flaw(f"/edits/{i}", "`before` or `after` is not as long as its offsets say")
        elif edit.before == edit.after:
            yield Flaw(f"/edits/{i}", "changes nothing")
        raw_end, end = edit.raw_end, edit.end


def edits_keep_words(article: Article) -> Iterator[Flaw]:
    """Find edits that lift words and do not name them noise: separators, indents and line ends hold none."""
    for i, edit in enumerate(article.edits):
        if not edit.reason.startswith(_MAY_LIFT_WORDS) and _WORD.search(edit.before) and not _WORD.search(edit.after):
            yield Flaw(f"/edits/{i}", f"lifts {edit.before[:40]!r} as {edit.reason}", edit.start)


def passages_raw(article: Article) -> Iterator[Flaw]:
    """Find passages whose raw offsets are not where the edits lead."""
    to_raw = _raw_offsets(article.edits)
    for i, passage in enumerate(article.passages):
        expected = to_raw(passage.start, False), to_raw(passage.end, True)
        if expected != (passage.raw_start, passage.raw_end):
            given = f"[{passage.raw_start}, {passage.raw_end})"
            yield Flaw(f"/passages/{i}", f"stands at raw [{expected[0]}, {expected[1]}) by the edits, not at {given}")


def _joined(article: Article, passages: Iterable[Passage]) -> str | None:
    parts = [article.text[p.start : p.end] for p in passages]
    return BLANK_LINE.join(parts) if parts else None


def _parts_match(article: Article) -> Iterator[Flaw]:
    """Hold images and related links against the passages that they are made of."""
    parts: dict[Role, list[tuple[str, str | None, Span | None]]] = {"caption": [], "credit": [], "related_item": []}
    kickers = []
    for i, image in enumerate(article.images):
        parts["caption"].append((f"/images/{i}/caption", image.caption, image.caption_span))
        parts["credit"].append((f"/images/{i}/credit", image.credit, image.credit_span))
    for i, link in enumerate(article.related_links):
        parts["related_item"].append((f"/related_links/{i}/title", link.title, link.title_span))
        kickers.append((f"/related_links/{i}/kicker", link.kicker, link.kicker_span))
    for role, fields in parts.items():
        unused = {(p.start, p.end): i for i, p in enumerate(article.passages) if p.role == role}
        yield from _uses(role, fields, unused)
        for i in unused.values():
            yield Flaw(f"/passages/{i}", f"is a {role} that no field repeats")
    yield from _uses("kicker", kickers, {(p.start, p.end): 0 for p in article.passages if p.role == "kicker"})


def _uses(
    role: Role, fields: Iterable[tuple[str, str | None, Span | None]], unused: dict[tuple[int, int], int]
) -> Iterator[Flaw]:
    for pointer, value, span in fields:
        if value != (span.text if span else None):
            yield Flaw(pointer, "is not the text of its span")
        if span and unused.pop((span.start, span.end), None) is None:
            yield Flaw(f"{pointer}_span", f"is not a passage of role {role}, or one that another field uses")


def _raw_offsets(edits: tuple[Edit, ...]) -> Callable[[int, bool], int]:
    """Give the map from offsets of the text to offsets of the raw, as ``Article.raw_span`` has it.

    One thing differs: a soft hyphen lifted at the edge of a passage was part of it.
    """
    starts = [edit.start for edit in edits]
    ends = [edit.end for edit in edits]

    def lifted_inside(index: int, offset: int) -> bool:
        return starts[index] == ends[index] == offset and edits[index].reason == _LIFTED_INSIDE

    def to_raw(offset: int, closing: bool) -> int:
        if closing:
            last = bisect_left(starts, offset) - 1
            while last + 1 < len(edits) and lifted_inside(last + 1, offset):
                last += 1
            if last >= 0 and ends[last] > offset:
                return edits[last].raw_end
        else:
            last = bisect_right(ends, offset) - 1
            while last >= 0 and lifted_inside(last, offset):
                last -= 1
            if last + 1 < len(edits) and starts[last + 1] < offset:
                return edits[last + 1].raw_start
        return offset + (edits[last].raw_end - ends[last] if last >= 0 else 0)

    return to_raw


RULES = (
    ArticleRule(
        "text-nfc",
        1,
        "error",
        "The same word in two encodings is two words to a search, a vocabulary and a score.",
        "Build the record again: normalisation is the last recorded edit.",
        text_nfc,
    ),
    ArticleRule(
        "passages-order",
        1,
        "error",
        "Every character of the text has exactly one role; a gap or overlap loses or doubles some.",
        "Order the passages, one blank line apart, from the first code point to the last.",
        passages_order,
    ),
    ArticleRule(
        "fields-match-passages",
        1,
        "error",
        "Headline, dek and body must be the same words as those that the annotation points at.",
        "Derive the field from its passages, joined by a blank line; never edit it alone.",
        fields_match_passages,
    ),
    ArticleRule(
        "edits-order",
        1,
        "error",
        "Edits that overlap or drift cannot be undone.",
        "Build the record again; edits are made by the assembler, not by hand.",
        edits_order,
    ),
    ArticleRule(
        "edits-keep-words",
        1,
        "error",
        "A word that disappears between two passages is missed by nobody, and changes what was said.",
        "Give the words a passage, or set them aside as noise of a named kind.",
        edits_keep_words,
    ),
    ArticleRule(
        "undo-gives-raw",
        1,
        "error",
        "Nothing of the article may be lost or invented: undoing the edits must give the file byte for byte.",
        "Build the record again from the raw file; if the file changed, give it a new record.",
        undo_gives_raw,
    ),
    ArticleRule(
        "passages-raw",
        1,
        "error",
        "Who looks a passage up in the raw article must find it there.",
        "Take raw_start and raw_end from the edits.",
        passages_raw,
    ),
)
