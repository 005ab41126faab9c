"""The naive system that quotes are compared with: every pair of marks is a quote, the nearest name its speaker."""

from collections.abc import Sequence

from copydesk.annotate.document import Document
from copydesk.annotate.quotes.marks import find_marked
from copydesk.annotate.quotes.paragraphs import paragraphs_of
from copydesk.text.tokens import tokenize
from copydesk.use.scoring.own_gold_quotes import GoldText
from copydesk.use.scoring.quote_matches import ScoredQuote


def every_mark(document: GoldText) -> tuple[ScoredQuote, ...]:
    """Take every pair of marks as a direct quote, and the nearest run of capital words as its speaker."""
    read = Document(document.raw, document.language, document.passages)
    outer = [stretch for stretch in find_marked(read.text, paragraphs_of(read)) if stretch.parent < 0]
    names = _capital_runs(document.raw, [(stretch.start, stretch.end) for stretch in outer])
    quotes, at = [], 0
    for stretch in outer:
        while at + 1 < len(names) and names[at + 1][1] <= stretch.start:
            at += 1
        near = min(names[at : at + 3], key=lambda name: _distance(name, stretch.start, stretch.end), default=None)
        source = (near,) if near is not None else ()
        speaker = next((e.entity_id for e in document.entities for s, t in source if e.start < t and s < e.end), None)
        quotes.append(ScoredQuote("direct", ((stretch.start, stretch.end),), (), source, speaker))
    return tuple(quotes)


def _distance(name: tuple[int, int], start: int, end: int) -> int:
    return max(start - name[1], name[0] - end, 0)


def _capital_runs(text: str, marked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    at = 0
    for token in tokenize(text):
        while at < len(marked) and marked[at][1] <= token.start:
            at += 1
        inside = at < len(marked) and marked[at][0] <= token.start
        if inside or not text[token.start].isupper():
            continue
        if runs and runs[-1][1] + 1 == token.start:
            runs[-1] = (runs[-1][0], token.end)
        else:
            runs.append((token.start, token.end))
    return runs
