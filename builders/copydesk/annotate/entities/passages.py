"""A passage read once: its words, and the names in them that need no guessing."""

from functools import lru_cache
from typing import NamedTuple

from copydesk.annotate.entities.candidates import sure_names
from copydesk.annotate.entities.capitals import Candidate
from copydesk.annotate.entities.lexicon import lexicon_of
from copydesk.annotate.entities.words import Word, words_of

REMEMBERED = 128
"""Passages that are kept: the rules and the steps for the whole article read one article's passages in turn."""


class Passage(NamedTuple):
    """The words of a passage, and what ``sure_names`` finds in them."""

    words: tuple[Word, ...]
    sure: tuple[Candidate, ...]


@lru_cache(maxsize=REMEMBERED)
def read_passage(text: str, language: str) -> Passage:
    """Read a passage with the data of a language that has some."""
    lexicon = lexicon_of(language)
    if lexicon is None:
        return Passage((), ())
    words = words_of(text, lexicon)
    return Passage(words, tuple(sure_names(words, lexicon)))
