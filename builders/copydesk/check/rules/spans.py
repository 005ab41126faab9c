"""Level 1: every span lies in the text, says what stands there, and cuts nothing in two."""

import unicodedata
from collections.abc import Iterator

from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.record import Article, Span

_SHOWN = 40


PlacedSpan = tuple[str, int, int, str | None]
"""Pointer, start and end of a span, and its text, which is None where the record does not repeat it."""


def inside(text: str, start: int, end: int) -> bool:
    """Say whether [start, end) is a span of the text; an empty one is."""
    return 0 <= start <= end <= len(text)


def surfaces(article: Article) -> Iterator[PlacedSpan]:
    """Give every span of the record that repeats what stands at it, in the order of the schema."""
    for i, image in enumerate(article.images):
        yield from _optional(f"/images/{i}/caption_span", image.caption_span)
        yield from _optional(f"/images/{i}/credit_span", image.credit_span)
    for i, link in enumerate(article.related_links):
        yield from _optional(f"/related_links/{i}/kicker_span", link.kicker_span)
        yield from _optional(f"/related_links/{i}/title_span", link.title_span)
    for i, entity in enumerate(article.entities):
        yield (f"/entities/{i}", entity.start, entity.end, entity.text)
    for i, quote in enumerate(article.quotes):
        for part in ("content", "cue", "source", "marks"):
            for j, span in enumerate(getattr(quote, part)):
                yield (f"/quotes/{i}/{part}/{j}", span.start, span.end, span.text)
    for i, non_quote in enumerate(article.non_quotes):
        yield (f"/non_quotes/{i}", non_quote.start, non_quote.end, non_quote.text)
    for i, non_entity in enumerate(article.non_entities):
        yield (f"/non_entities/{i}", non_entity.start, non_entity.end, non_entity.text)


def passages(article: Article) -> Iterator[PlacedSpan]:
    """Give the passages as spans."""
    for i, passage in enumerate(article.passages):
        yield (f"/passages/{i}", passage.start, passage.end, None)


def span_bounds(article: Article) -> Iterator[Flaw]:
    """Find spans that run out of the text or end before they start."""
    length = len(article.text)
    for pointer, start, end, _ in (*surfaces(article), *passages(article), *_edits(article)):
        if not 0 <= start <= end <= length:
            yield Flaw(pointer, f"[{start}, {end}) does not lie inside a text of {length} code points")


def span_surface(article: Article) -> Iterator[Flaw]:
    """Find spans whose text is not what stands at their offsets."""
    text = article.text
    for pointer, start, end, surface in (*surfaces(article), *_edits(article)):
        if inside(text, start, end) and text[start:end] != surface:
            yield Flaw(pointer, f"says {_show(surface or '')}, but {_show(text[start:end])} stands at [{start}, {end})")


def span_combining(article: Article) -> Iterator[Flaw]:
    """Find spans that start or end between a letter and the marks that it carries; white space carries none."""
    text = article.text
    for pointer, start, end, _ in (*surfaces(article), *passages(article)):
        for offset in (start, end):
            if 0 < offset < len(text) and _is_mark(text[offset]) and not text[offset - 1].isspace():
                yield Flaw(pointer, f"cuts {_show(text[offset - 1 : offset + 1])} in two at code point {offset}")


def span_whitespace(article: Article) -> Iterator[Flaw]:
    """Find spans that are empty, or start or end with white space."""
    text = article.text
    for pointer, start, end, _ in (*surfaces(article), *passages(article)):
        if not inside(text, start, end):
            continue
        if start == end:
            yield Flaw(pointer, f"is empty at code point {start}")
        elif text[start].isspace() or text[end - 1].isspace():
            where = "starts" if text[start].isspace() else "ends"
            yield Flaw(pointer, f"{where} with white space: {_show(text[start:end])}")


def _optional(pointer: str, span: Span | None) -> Iterator[PlacedSpan]:
    if span is not None:
        yield (pointer, span.start, span.end, span.text)


def _edits(article: Article) -> Iterator[PlacedSpan]:
    for i, edit in enumerate(article.edits):
        yield (f"/edits/{i}", edit.start, edit.end, edit.after)


def _is_mark(character: str) -> bool:
    return character > "\N{COMBINING GRAVE ACCENT}" and unicodedata.category(character)[0] == "M"


def _show(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "\N{HORIZONTAL ELLIPSIS}")


RULES = (
    ArticleRule(
        "span-bounds",
        1,
        "error",
        "A span that leaves the text raises or returns the wrong characters in every tool that slices by it.",
        "Correct start and end: code points of `text`, half-open.",
        span_bounds,
    ),
    ArticleRule(
        "span-surface",
        1,
        "error",
        "An offset that is off by one trains a model on the wrong characters without a word.",
        "Make the offsets point at the surface; count code points, neither bytes nor UTF-16 units.",
        span_surface,
    ),
    ArticleRule(
        "span-combining",
        1,
        "error",
        "A letter torn from its marks is another letter, and joining the parts again changes the text.",
        "Move the boundary before the letter or after its last mark.",
        span_combining,
    ),
    ArticleRule(
        "span-whitespace",
        1,
        "error",
        "Exact-match scores punish a span that is right but for a space at its edge.",
        "Shrink the span to its first and last visible character, or remove it where nothing is left.",
        span_whitespace,
    ),
)
