"""Level 3: in gold, silence is a claim. What looks like a quotation or a name was decided on."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from copydesk.check.intervals import cover
from copydesk.check.marks import marks_of
from copydesk.check.rules.rule import Flaw, GoldRule
from copydesk.record import Article, Role

ANNOTATED: frozenset[Role] = frozenset({"headline", "dek", "caption", "related_item", "subhead", "paragraph"})
"""The roles in which every mention of an entity is annotated."""

_LONGEST_NAME = 200
_FIRST_WORD = re.compile(r"\w+")


def gold_quotes_exhaustive(article: Article) -> Iterator[Flaw]:
    """Find pairs of quotation marks that are neither in a quote nor in ``non_quotes``."""
    decided = [(span.start, span.end) for span in article.non_quotes]
    decided.extend((span.start, span.end) for quote in article.quotes for span in (*quote.content, *quote.marks))
    known = cover(decided)
    for pair in (pair for pair in marks_of(article).pairs if pair.certain):
        last = pair.end - 1 if pair.closed else pair.start
        if not (known.holds(pair.start, pair.start + 1) and known.holds(last, last + 1)):
            yield Flaw("/text", f"the marks at [{pair.start}, {pair.end}) are in no quote and in no non_quote")


def gold_entities_exhaustive(article: Article) -> Iterator[Flaw]:
    """Find words that are an entity elsewhere in the article, and are neither entity nor ``non_entities`` here.

    Same case, whole words (a hyphen joins words), in an annotated role, not inside an annotated or excepted span.
    """
    decided = [(entity.start, entity.end) for entity in article.entities]
    decided.extend((span.start, span.end) for span in article.non_entities)
    known = cover(decided)
    starts = [passage.start for passage in article.passages]
    for start, end in _occurrences(article.text, {entity.text for entity in article.entities}):
        at = bisect_right(starts, start) - 1
        in_role = at >= 0 and article.passages[at].role in ANNOTATED and end <= article.passages[at].end
        if in_role and not known.holds(start, end):
            shown = article.text[start:end]
            yield Flaw("/entities", f"{shown!r} at [{start}, {end}) is annotated elsewhere, but not here")


def _occurrences(text: str, surfaces: set[str]) -> Iterator[tuple[int, int]]:
    """Find the surfaces as whole words, in one pass: at each word, those that begin with it."""
    lengths: dict[str, set[int]] = {}
    for surface in surfaces:
        if len(surface) <= _LONGEST_NAME and (first := _FIRST_WORD.match(surface)):
            lengths.setdefault(first[0], set()).add(len(surface))
    initials = "".join(sorted({word[0] for word in lengths}))
    for word in re.finditer(rf"[{initials}](?<!\w.)\w*", text) if initials else ():
        start = word.start()
        for length in sorted(lengths.get(word[0], ())):
            if text[start : start + length] in surfaces and _stands_alone(text, start, start + length):
                yield start, start + length


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not _joins(text, start - 1, start - 2) and not _joins(text, end, end + 1)


def _joins(text: str, near: int, beyond: int) -> bool:
    """Say whether the character at ``near`` makes a longer word: a letter, or a hyphen with a letter behind it."""
    if not 0 <= near < len(text):
        return False
    if text[near] in "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}":
        return 0 <= beyond < len(text) and text[beyond].isalnum()
    return text[near].isalnum() or text[near] == "_"


RULES = (
    GoldRule(
        "gold-quotes-exhaustive",
        3,
        "error",
        "A recall measured on gold with a forgotten quotation is wrong.",
        "Annotate the quotation, or list the marks in `non_quotes` with their reason.",
        gold_quotes_exhaustive,
        "quotes",
    ),
    GoldRule(
        "gold-entities-exhaustive",
        3,
        "error",
        "A forgotten mention counts as an error of every system that finds it.",
        "Annotate the mention, or list it in `non_entities` with its reason.",
        gold_entities_exhaustive,
        "entities",
    ),
)
