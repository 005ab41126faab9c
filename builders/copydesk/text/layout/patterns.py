"""What recurs on a page: turns of an interview, quotations pulled out of the story, lines of one make."""

from collections import Counter
from collections.abc import Sequence
from itertools import compress

NAME = 30
"""The name before a turn of an interview, with its colon, is no longer than this."""

TURNS = 3
"""A name that begins so many lines speaks in turns."""

PULLED = range(25, 301)
"""Lengths of what a page pulls out of its story."""

PULLED_KINDS = frozenset({"sentence", "para", "head", "para_open", "question"})
SEARCHED, SEARCHES = 60_000, 200
"""Pulled quotations are looked for in so many characters, and so many lines are looked for."""

QUOTES = (
    "\"'.,\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK} "
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\xa0"
)


def spoken_turns(texts: Sequence[str]) -> list[bool]:
    """Tell which lines are turns of an interview: they begin with a name and a colon, and so do others."""
    names = [text[:colon] if (colon := text.find(":", 0, NAME)) > 0 else "" for text in texts]
    if not any(names):
        return [False] * len(texts)
    counts = Counter(names)
    return [bool(name) and counts[name] >= TURNS for name in names]


def pulled_out(texts: Sequence[str], kinds: Sequence[str]) -> list[bool]:
    """Tell which lines stand inside another line too: a page shows the best of its story in large letters."""
    page = "\n".join(texts)[:SEARCHED]
    left = SEARCHES
    found = []
    for text, kind in zip(texts, kinds, strict=True):
        is_asked = kind in PULLED_KINDS and len(text) in PULLED and left > 0
        left -= is_asked
        found.append(is_asked and page.count(text.strip(QUOTES)) > 1)
    return found


def amid_prose(kinds: Sequence[str], prose: frozenset[str]) -> tuple[list[bool], Counter[str]]:
    """Tell which lines stand between two paragraphs; count how many of each kind do."""
    between = [
        before in prose and after in prose for before, after in zip(["", *kinds[:-1]], [*kinds[1:], ""], strict=True)
    ]
    return between, Counter(compress(kinds, between))
