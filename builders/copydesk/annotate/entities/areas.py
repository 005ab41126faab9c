"""Which stretches of an article are annotated, and how they read without the marks of typesetting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.annotate.document import Document
from copydesk.record import Role

ANNOTATED_ROLES: frozenset[Role] = frozenset({"headline", "dek", "caption", "related_item", "subhead", "paragraph"})
"""The roles in which names are annotated; bylines, credits, datelines and the like hold none (guideline 1.1)."""

_HYPHENATION = re.compile("(?<=[^\\W\\d_])[\N{NOT SIGN}\N{SOFT HYPHEN}](?=[^\\W\\d_])")
_MAY_BREAK = re.compile("[\N{NOT SIGN}\N{SOFT HYPHEN}]")
_LINE_END = str.maketrans("\n\r\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "     ")


@dataclass(frozen=True, slots=True)
class Area:
    """One stretch to annotate.

    ``text`` is how it reads: hyphens that only break a word at a line's end (the soft hyphen, and the not sign that
    text recognition writes for it) are left out, line ends and fixed spaces are plain spaces. ``offsets`` maps its code
    points to those of the document, None where each character stands for itself; ``start`` is the document's code
    point of its first character.
    """

    role: Role
    start: int
    text: str
    offsets: tuple[int, ...] | None = None

    def document_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``text`` that is not empty to the document."""
        if self.offsets is None:
            return self.start + start, self.start + end
        return self.offsets[start], self.offsets[end - 1] + 1


def annotated_areas(document: Document) -> tuple[Area, ...]:
    """Give the stretches of a document that are annotated, in order; without a layout, what blank lines separate."""
    if document.passages:
        spans = [(p.role, p.start, p.end) for p in document.passages if p.role in ANNOTATED_ROLES]
    else:
        spans = [("paragraph", start, end) for start, end in _paragraphs(document.text)]
    return tuple(_area(role, start, document.text[start:end]) for role, start, end in spans)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for block in text.split("\n\n"):
        if block.strip():
            yield start, start + len(block)
        start += len(block) + 2


def _area(role: Role, start: int, text: str) -> Area:
    breaks = {match.start() for match in _HYPHENATION.finditer(text)} if _MAY_BREAK.search(text) else ()
    if not breaks:
        return Area(role, start, text.translate(_LINE_END))
    kept = [index for index in range(len(text)) if index not in breaks]
    reading = "".join(text[index] for index in kept).translate(_LINE_END)
    return Area(role, start, reading, tuple(start + index for index in kept))
