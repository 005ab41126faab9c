"""Which marks of a text belong to a quote, where a sheet does not say: those in its content, of no other's."""

from collections.abc import Iterable, Mapping, Sequence

from copydesk.check.marks import pair_marks
from copydesk.record import Passage
from copydesk.use.exchange.sheet.places import Span

_TWO = ("``", "''")


def marks_of_text(text: str, passages: Sequence[Passage]) -> dict[Span, bool]:
    """Give the span of every mark that has a partner or opens, and whether it is certain to be one."""
    found: dict[Span, bool] = {}
    for pair in pair_marks(text, [(passage.start, passage.end) for passage in passages]).pairs:
        opener = 2 if text.startswith(_TWO, pair.start) else 1
        found[pair.start, pair.start + opener] = pair.certain
        if pair.closed:
            closer = 2 if text[pair.end - 2 : pair.end] == _TWO[1] else 1
            found[pair.end - closer, pair.end] = pair.certain
    return found


def marks_in(content: Sequence[Span], others: Iterable[Span], marks: Mapping[Span, bool]) -> list[Span]:
    """Give the marks inside the content and outside what lies in ``others``; doubtful ones only at its edges."""
    taken = list(others)
    edges = {place for span in content for place in span}
    return [
        mark
        for mark, certain in sorted(marks.items())
        if any(_holds(span, mark) for span in content)
        and not any(_holds(span, mark) for span in taken)
        and (certain or not edges.isdisjoint(mark))
    ]


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
