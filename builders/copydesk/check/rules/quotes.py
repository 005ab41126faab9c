"""Level 3: quotes follow the annotation scheme."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Literal

from copydesk.check.intervals import Cover, Interval, cover, merged, outermost
from copydesk.check.marks import marks_of
from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.check.rules.spans import inside
from copydesk.record import Article, Quote, QuoteType


def quote_type_marks(article: Article) -> Iterator[Flaw]:
    """Find quotes whose type is not what the quotation marks about their content say.

    ``direct``: all words of the content are marked; ``indirect``: none; ``mixed``: some. Marks that stand in
    ``non_quotes`` or belong to a quote inside this one do not count; what ``marks`` lists counts as marked.
    Typewriter apostrophes may be marks or not: either reading is right. Where the marks of a passage do not pair up,
    what they mark is a guess, and every type is right; ``quote-marks-unbalanced`` says so.
    """
    if not article.quotes:
        return
    children: dict[str, list[Interval]] = {}
    for quote in article.quotes:
        if quote.parent_id is not None:
            children.setdefault(quote.parent_id, []).extend((span.start, span.end) for span in quote.content)
    certain, all_pairs = _pairs_of_speech(article, certain=True), _pairs_of_speech(article, certain=False)
    readings = [(certain, outermost(certain))]
    if len(all_pairs) != len(certain):
        readings.append((all_pairs, outermost(all_pairs)))
    doubtful = cover(_unbalanced_passages(article))
    for i, quote in enumerate(article.quotes):
        spans = [(span.start, span.end) for span in quote.content]
        if all(inside(article.text, *span) for span in spans) and not any(doubtful.holds(*span) for span in spans):
            inner = cover(children.get(quote.id, ()))
            types = [_type_by_marks(article.text, quote, _marked(quote, *reading, inner)) for reading in readings]
            if quote.type not in types:
                yield Flaw(f"/quotes/{i}/type", f"is {quote.type}, but by its marks the content is {types[0]}")


def quote_source_outside_content(article: Article) -> Iterator[Flaw]:
    """Find source spans that overlap the content of their own quote."""
    return _inside_content(article, "source")


def quote_cue_outside_content(article: Article) -> Iterator[Flaw]:
    """Find cue spans that overlap the content of their own quote."""
    return _inside_content(article, "cue")


def quote_speaker_attribution(article: Article) -> Iterator[Flaw]:
    """Find quotes whose source, speaker and attribution contradict each other."""
    mentions = {(entity.start, entity.end): entity.entity_id for entity in article.entities}
    for i, quote in enumerate(article.quotes):
        if quote.source_kind != "none" and not quote.source:
            yield Flaw(f"/quotes/{i}/source_kind", f"is {quote.source_kind}, but there is no source span")
        if quote.attribution == "explicit" and not quote.source:
            yield Flaw(f"/quotes/{i}/attribution", "is explicit, but there is no source span")
        if quote.attribution == "unknown" and quote.speaker_entity_id is not None:
            yield Flaw(f"/quotes/{i}/attribution", f"is unknown, but the speaker is {quote.speaker_entity_id!r}")
        named = [mentions[key] for key in ((s.start, s.end) for s in quote.source) if key in mentions]
        if named and quote.speaker_entity_id is None and quote.attribution != "unknown":
            yield Flaw(f"/quotes/{i}/speaker_entity_id", f"is null, though the source is the entity {named[0]!r}")


def quote_order(article: Article) -> Iterator[Flaw]:
    """Find quotes out of order, and parts of a quote out of order or overlapping."""
    before = -1
    for i, quote in enumerate(article.quotes):
        for part in ("content", "cue", "source", "marks"):
            end = -1
            for j, span in enumerate(getattr(quote, part)):
                if span.start < end:
                    yield Flaw(f"/quotes/{i}/{part}/{j}", "starts before the span ahead of it ends")
                end = max(end, span.end)
        start = min((span.start for span in quote.content), default=before)
        if start < before:
            yield Flaw(f"/quotes/{i}", "starts before the quote ahead of it")
        before = max(before, start)


def _inside_content(article: Article, part: Literal["cue", "source"]) -> Iterator[Flaw]:
    for i, quote in enumerate(article.quotes):
        content = sorted((span.start, span.end) for span in quote.content)
        furthest = list(accumulate((end for _, end in content), max))
        for j, span in enumerate(getattr(quote, part)):
            last = bisect_left(content, span.end, key=itemgetter(0)) - 1
            if last >= 0 and furthest[last] > span.start:
                yield Flaw(f"/quotes/{i}/{part}/{j}", f"overlaps the content of {quote.id}")


def _unbalanced_passages(article: Article) -> Iterator[Interval]:
    marks = marks_of(article)
    starts = [passage.start for passage in article.passages]
    for at in (*marks.unclosed, *marks.unopened):
        if (index := bisect_right(starts, at) - 1) >= 0:
            yield starts[index], article.passages[index].end


def _pairs_of_speech(article: Article, *, certain: bool) -> list[Interval]:
    """Pair the marks of the article, without those that stand in ``non_quotes``; the uncertain ones on request."""
    excepted = cover((span.start, span.end) for span in article.non_quotes)
    pairs = (pair for pair in marks_of(article).pairs if pair.certain or not certain)
    return [(pair.start, pair.end) for pair in pairs if not excepted.holds(pair.start, pair.end)]


def _marked(quote: Quote, pairs: Sequence[Interval], outer: Sequence[Interval], inner: Cover) -> list[Interval]:
    """Give what counts as marked for this quote: what ``marks`` lists, pairs in its content, and one around it."""
    marked = [(span.start, span.end) for span in quote.marks]
    for span in quote.content:
        first = bisect_left(pairs, (span.start, 0))
        last = bisect_left(pairs, (span.end, 0))
        around = bisect_right(outer, span.start, key=itemgetter(0)) - 1
        candidates = list(pairs[first:last])
        if around >= 0 and (quote.level == 1 or outer[around][1] <= quote.content[-1].end):
            candidates.append(outer[around])
        marked.extend(pair for pair in candidates if not inner.holds(*pair))
    return merged(marked)


def _type_by_marks(text: str, quote: Quote, marked: Sequence[Interval]) -> QuoteType:
    """Compare the words of the content with what is marked: all, none, or some."""
    in_marks = bare = False
    for span in quote.content:
        position = span.start
        for at in range(bisect_right(marked, span.start, key=itemgetter(1)), len(marked)):
            start, end = max(marked[at][0], position), min(marked[at][1], span.end)
            if start >= span.end:
                break
            bare = bare or _has_word(text[position:start])
            in_marks = in_marks or _has_word(text[start:end])
            position = end
        bare = bare or _has_word(text[position : span.end])
    if in_marks:
        return "mixed" if bare else "direct"
    return "indirect"


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


RULES = (
    ArticleRule(
        "quote-type-marks",
        3,
        "error",
        "Whether words are the speaker's own is what direct, mixed and indirect are for.",
        "Correct the type or the content; put marks that are no speech into `non_quotes`.",
        quote_type_marks,
    ),
    ArticleRule(
        "quote-source-outside-content",
        3,
        "error",
        "A source inside the content would have the speaker quote the naming of himself.",
        "Split the content around the source, or correct the span.",
        quote_source_outside_content,
    ),
    ArticleRule(
        "quote-cue-outside-content",
        3,
        "error",
        "A cue inside the content puts the reporter's words into the speaker's mouth.",
        "Split the content around the cue, or correct the span.",
        quote_cue_outside_content,
    ),
    ArticleRule(
        "quote-speaker-attribution",
        3,
        "error",
        "How a speaker was found and who it is must not contradict each other.",
        "A null speaker needs the attribution unknown or a source that is no entity; unknown needs a null speaker.",
        quote_speaker_attribution,
    ),
    ArticleRule(
        "quote-order",
        3,
        "error",
        "One order makes two editions comparable line by line.",
        "Order quotes by their first content span, and the spans of each part by start.",
        quote_order,
    ),
)
