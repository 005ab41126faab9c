"""A page before anything on it has a label: its lines with their shapes, kinds and words."""

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.text.layout.lines import Line
from copydesk.text.layout.shape import Shape, kind_of, shape_of


class View(NamedTuple):
    """What is known of a page before its headline is.

    Attributes:
        raw: the raw page.
        lines: all its lines.
        texts: what each says.
        sizes: the length of each.
        shapes: what each looks like.
        kinds: the one word for each that its neighbours see.
        words: the words of the head of each.
        about: the words that the heads of the paragraphs use.
    """

    raw: str
    lines: Sequence[Line]
    texts: Sequence[str]
    sizes: Sequence[int]
    shapes: Sequence[Shape]
    kinds: Sequence[str]
    words: Sequence[Sequence[str]]
    about: set[str]


def view_of(raw: str, lines: Sequence[Line]) -> View:
    """Look at each line of a page by itself."""
    texts = [line.text for line in lines]
    described = list(map(shape_of, texts))
    shapes = [shape for shape, _ in described]
    words = [found for _, found in described]
    kinds = list(map(kind_of, shapes))
    paragraphs = [found for found, kind in zip(words, kinds, strict=True) if kind == "para"]
    return View(raw, lines, texts, list(map(len, texts)), shapes, kinds, words, set().union(*paragraphs))
