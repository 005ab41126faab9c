"""The words of an area: where they stand, and whether a capital at their start says anything."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.annotate.entities.lexicon import Lexicon

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-\u2010\u2011'\u2019&][^\W_]+)*")
_GLUED = re.compile(r"(?<=[^\W\d_A-Z]{3})(?=[A-Z\u00c0-\u00de])")
_NUMBER_GLUED = re.compile(r"\d+(?=[A-Z\u00c0-\u00de][^\W\d_A-Z]{2})")
_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
_SENTENCE_ENDS = frozenset(".!?\N{HORIZONTAL ELLIPSIS}:;\N{EM DASH}\N{EN DASH}\N{BULLET}")
_OPENERS = frozenset('"\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}'
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
    position, abbreviated, abbreviations = 0, False, lexicon.abbreviations
    for whole, first in _stretches(text, lexicon):
        gap, capital = text[position:first], whole[0].isupper()
        opens = position == 0 or (len(gap) > 1 and _opens(gap, abbreviated=abbreviated))
        opens = opens or (capital and len(gap) < 2 and _opens_without_space(words[-1], gap, lexicon))
        position = first + len(whole)
        words.append(Word(first, position, whole, gap, capital, opens))
        abbreviated = (capital and len(whole) == 1) or whole in abbreviations
    return tuple(words)


def _stretches(text: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    for match in _WORD.finditer(text):
        whole = match[0]
        if whole[0].isdigit() and (glued := _NUMBER_GLUED.match(whole)):
            yield glued[0], match.start()
            match_start, whole = match.start() + glued.end(), whole[glued.end() :]
        else:
            match_start = match.start()
        if whole.isalnum():
            if whole[1:].islower() or whole.isupper():
                yield whole, match_start
            else:
                yield from _unglued(whole, match_start, lexicon)
        else:
            for start, end in _parts(whole, 0, lexicon):
                yield whole[start:end], match_start + start


def _unglued(word: str, start: int, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """Cut a word after a place or first name that a capital follows: the space between them was lost.

    After a place the lost space may have been a line's end, so that what follows opens a line.
    """
    cut = 0
    for match in _GLUED.finditer(word):
        left = word[cut : match.start()]
        if left in lexicon.first_names or lexicon.known.get(left) == "LOC":
            yield left, start + cut
            cut = match.start()
    yield word[cut:], start + cut


def _parts(word: str, start: int, lexicon: Lexicon) -> tuple[tuple[int, int], ...]:
    """Split ``word[start:]`` at apostrophes: elided words before a name, a possessive ending after it.

    Two countries that a hyphen joins (``sommet Russie-Inde``) are two words.
    """
    parts = []
    left, hyphen, right = word.partition("-")
    if hyphen and word not in lexicon.known and left in lexicon.countries and right in lexicon.country_starts:
        return ((0, len(left)), (len(left) + 1, len(word)))
    for match in _APOSTROPHE.finditer(word):
        if word[start : match.start()].lower() in lexicon.elisions:
            parts.append((start, match.start()))
            start = match.end()
        elif word[match.end() :] in lexicon.possessives:
            return (*parts, (start, match.start()))
    return (*parts, (start, len(word)))


def _opens_without_space(before: Word, gap: str, lexicon: Lexicon) -> bool:
    """Tell whether a lost space stands before a word that opens a sentence or line: after a full stop, or a place."""
    if gap == ".":
        return len(before.text) > 3 and not before.text.isupper()
    return not gap and before.text not in lexicon.first_names


def _opens(gap: str, *, abbreviated: bool) -> bool:
    if abbreviated and gap.startswith("."):
        gap = gap[1:]
    return not _SENTENCE_ENDS.isdisjoint(gap) or not _OPENERS.isdisjoint(gap)
