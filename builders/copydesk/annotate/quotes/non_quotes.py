"""Pairs of quotation marks that are nobody's speech, with the reason."""

from bisect import bisect_right
from collections.abc import Mapping

from copydesk.annotate.quotes.assemble import span_at
from copydesk.annotate.quotes.names import inner_words
from copydesk.annotate.quotes.stream import Stream
from copydesk.record import NonQuote, NonQuoteReason, Quote


def find_non_quotes(
    stream: Stream, quotes: tuple[Quote, ...], aside: Mapping[int, NonQuoteReason]
) -> tuple[NonQuote, ...]:
    """Give every outermost marked stretch that was set aside or that no quote holds; inner ones go with it."""
    covered = sorted((span.start, span.end) for quote in quotes if quote.level == 1 for span in quote.content)
    starts = [start for start, _ in covered]
    found = []
    for at in stream.folds:
        number = stream.stretch[at]
        stretch = stream.marked[number]
        holder = bisect_right(starts, stretch.start) - 1
        if number not in aside and holder >= 0 and covered[holder][1] > stretch.start:
            continue
        span = span_at(stream.text, stretch.start, stretch.end)
        found.append(NonQuote(span.start, span.end, span.text, aside.get(number) or reason_of(stream, at)))
    return tuple(found)


def reason_of(stream: Stream, at: int) -> NonQuoteReason:
    """Tell a nickname within a name and a title in capitals from scare quotes."""
    if _within_name(stream, at):
        return "nickname"
    words = inner_words(stream, at)
    if len(words) > 1 and sum(word[0].isupper() for word in words) * 2 > len(words):
        return "title"
    return "scare_quote"


def _within_name(stream: Stream, at: int) -> bool:
    if at == 0 or at + 1 >= len(stream.words) or stream.lexicon.noun_capitals:
        return False
    return stream.capital[at - 1] and stream.capital[at + 1] and stream.words[at - 1].isalpha()
