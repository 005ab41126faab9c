"""The words of an area: where they stand, and whether a capital at their start says anything."""

import re
from typing import NamedTuple

from copydesk.annotate.entities.lexicon import Lexicon

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-\u2010\u2011'\u2019&][^\W_]+)*")
_SENTENCE_ENDS = frozenset(".!?\N{HORIZONTAL ELLIPSIS}:;\N{EM DASH}\N{EN DASH}\N{BULLET}")
_OPENERS = frozenset("\"\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
                     "\N{DOUBLE LOW-9 QUOTATION MARK}\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}")  # fmt: skip


class Word(NamedTuple):
    """One word, half-open in code points of its area.

    ``opens`` says that the word opens a sentence, a line or a quotation, where any word is written with a capital.
    ``capital`` says that it starts with a capital letter; ``gap`` is what stands between it and the word before.
    """

    start: int
    end: int
    text: str
    gap: str
    capital: bool
    opens: bool


def words_of(text: str, lexicon: Lexicon) -> tuple[Word, ...]:
    """Split a text into words; elided words (``l'``) and possessive endings stand apart from the name they touch."""
    words: list[Word] = []
    position, abbreviated = 0, False
    for match in _WORD.finditer(text):
        for start, end in _parts(match[0], match.start(), lexicon):
            gap, word = text[position:start], text[start:end]
            opens = not words or (len(gap) > 1 and _opens(gap, abbreviated=abbreviated))
            capital = word[0].isupper()
            words.append(Word(start, end, word, gap, capital, opens))
            position = end
            abbreviated = (capital and len(word) == 1) or word in lexicon.abbreviations
    return tuple(words)


def _parts(word: str, start: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    end = start + len(word)
    cut = _apostrophe(word)
    if cut < 0:
        return [(start, end)]
    if word[:cut].lower() in lexicon.elisions:
        return [(start, start + cut), *_parts(word[cut + 1 :], start + cut + 1, lexicon)]
    last = max(word.rfind("'"), word.rfind("\N{RIGHT SINGLE QUOTATION MARK}"))
    if word[last + 1 :] in lexicon.possessives:
        return [(start, start + last)]
    return [(start, end)]


def _apostrophe(word: str) -> int:
    straight, curly = word.find("'"), word.find("\N{RIGHT SINGLE QUOTATION MARK}")
    return max(straight, curly) if min(straight, curly) < 0 else min(straight, curly)


def _opens(gap: str, *, abbreviated: bool) -> bool:
    if abbreviated and gap.startswith("."):
        gap = gap[1:]
    return not _SENTENCE_ENDS.isdisjoint(gap) or not _OPENERS.isdisjoint(gap)
