"""The fields of a record that passages spell out: headline, dek, body, images, related links."""

from collections.abc import Sequence

from copydesk.record import Image, Passage, RelatedLink, Role, Span

BODY_ROLES: tuple[Role, ...] = ("paragraph", "subhead")


def joined(text: str, passages: Sequence[Passage], *roles: Role) -> str | None:
    """Join the passages of some roles by a blank line; None where there is none."""
    parts = [text[passage.start : passage.end] for passage in passages if passage.role in roles]
    return "\n\n".join(parts) if parts else None


def images(text: str, passages: Sequence[Passage]) -> tuple[Image, ...]:
    """Pair each caption with the credit that follows it at once; either may stand alone."""
    found: list[Image] = []
    previous: Passage | None = None
    for passage in passages:
        if passage.role == "caption":
            span = span_of(text, passage)
            found.append(Image(span.text, None, span, None))
        elif passage.role == "credit":
            span = span_of(text, passage)
            if previous is not None and previous.role == "caption":
                caption = found.pop()
                found.append(Image(caption.caption, span.text, caption.caption_span, span))
            else:
                found.append(Image(None, span.text, None, span))
        previous = passage
    return tuple(found)


def related_links(text: str, passages: Sequence[Passage]) -> tuple[RelatedLink, ...]:
    """Pair each related title with the kicker that stands at once before it."""
    found = []
    previous: Passage | None = None
    for passage in passages:
        if passage.role == "related_item":
            title = span_of(text, passage)
            kicker = span_of(text, previous) if previous is not None and previous.role == "kicker" else None
            found.append(RelatedLink(kicker.text if kicker else None, title.text, None, kicker, title))
        previous = passage
    return tuple(found)


def article_kicker(text: str, passages: Sequence[Passage]) -> str | None:
    """Join the kickers that belong to no related link."""
    own = [
        passage
        for passage, following in zip(passages, (*passages[1:], None), strict=False)
        if passage.role == "kicker" and (following is None or following.role != "related_item")
    ]
    return joined(text, own, "kicker")


def span_of(text: str, passage: Passage) -> Span:
    """Give a passage as a span with its surface."""
    return Span(passage.start, passage.end, text[passage.start : passage.end])
