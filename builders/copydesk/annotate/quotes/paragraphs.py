"""The paragraphs that a pair of quotation marks may not leave."""

import re
from itertools import pairwise

from copydesk.annotate.document import Document
from copydesk.record import Passage

_LINE = re.compile(r"[^\n]+")


def paragraphs_of(document: Document) -> list[tuple[int, int]]:
    """Give the passages of a document, or the paragraphs of a plain text, without the white space about them.

    In plain text a line is a paragraph, unless the next line starts with a small letter: then it was wrapped.
    """
    if document.passages:
        return _trimmed(document.text, [(passage.start, passage.end) for passage in _in_order(document)])
    return _wrapped(document.text, _trimmed(document.text, [line.span() for line in _LINE.finditer(document.text)]))


def paragraphs_apart(document: Document) -> frozenset[int]:
    """Give the numbers of the paragraphs that go on with nothing before them: headings, captions, what follows one.

    A plain text has none: there a heading looks like any other line.
    """
    roles = [passage.role for passage in _in_order(document) if document.text[passage.start : passage.end].strip()]
    pairs = pairwise(("paragraph", *roles))
    return frozenset(number for number, pair in enumerate(pairs) if pair != ("paragraph", "paragraph"))


def _in_order(document: Document) -> list[Passage]:
    return sorted(document.passages, key=lambda passage: (passage.start, passage.end))


def _trimmed(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found = []
    for first, last in spans:
        inner = text[first:last]
        start = first + len(inner) - len(inner.lstrip())
        end = last - len(inner) + len(inner.rstrip())
        if start < end:
            found.append((start, end))
    return found


def _wrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and text[start].islower() and text.count("\n", joined[-1][1], start) == 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
