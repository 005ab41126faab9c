"""A small letter followed by a capital: *maisonParis*, but not *YouTube*, *McLaren*, *iPhone*, *BürgerInnen*."""

from collections.abc import Iterator
from itertools import pairwise

from copydesk.text.spacing.cues import Cues
from copydesk.text.spacing.lexicon import Lexicon
from copydesk.text.spacing.run import Run, Seam

NEVER = -9.0
CUT_TWICE = -1.5
BRAND = -2.9
BRAND_OF_UNKNOWN = -4.0
LONG_NOUN = 8


def before_capital(run: Run) -> Iterator[Seam]:
    """Weigh each place inside a word where a capital follows a small letter."""
    if run.lexicon is None:
        return
    for parts in run.words:
        for first, last in pairwise(parts):
            weight = _weight(first.text, last.text, run.lexicon, run.cues)
            weight += CUT_TWICE * (len(parts) - 2)
            yield Seam((last.start,), weight, "before-capital", -last.start, (first.text, last.text))


def _weight(first: str, last: str, lexicon: Lexicon, cues: Cues) -> float:
    if first in cues.name_beginnings or last in cues.capital_endings:
        return NEVER
    left, right = lexicon.zipf.get(first.lower()), lexicon.zipf.get(last.lower())
    function_word = first.lower() in cues.function_words
    whole = lexicon.zipf.get((first + last).lower())
    if whole is not None:
        together = (left or 0.0) + (right or 0.0) - 9
        return together - whole - 0.5 if function_word and first[0].islower() else NEVER
    if first[0].islower():
        weight = _after_small_word(first, left, function_word)
    else:
        weight = _after_capital_word(first, left, function_word, cues)
    return weight + _second(last, right, cues)


def _after_small_word(first: str, known: float | None, function_word: bool) -> float:
    if len(first) == 1:
        return 1.0 if function_word else -3.0
    if function_word:
        return 3.0
    if known is None:
        return 1.0 if len(first) >= 5 else -1.0
    return 2.5 if known >= 2.5 and len(first) >= 3 else 0.5


def _after_capital_word(first: str, known: float | None, function_word: bool, cues: Cues) -> float:
    """Mistrust a capital at both ends: brands are written so."""
    if function_word:
        return -0.5 if first.lower() in cues.beginnings else 0.8
    if known is None:
        return BRAND_OF_UNKNOWN
    return 1.0 if cues.compounds and len(first) >= LONG_NOUN else BRAND


def _second(last: str, known: float | None, cues: Cues) -> float:
    if len(last) <= 2 and last.lower() not in cues.function_words:
        return -2.0
    return 0.5 if known is not None and known >= 2 and not (last.isupper() and last.lower() not in cues.function_words) else 0.0
