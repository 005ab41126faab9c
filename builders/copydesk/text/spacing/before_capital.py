"""A small letter followed by a capital: *maisonParis*, but not *YouTube*, *McLaren*, *iPhone*, *BürgerInnen*."""

from collections.abc import Iterator
from itertools import pairwise

from copydesk.text.spacing.cues import Cues
from copydesk.text.spacing.lexicon import Lexicon
from copydesk.text.spacing.run import Run, Seam

NEVER = -9.0
FUNCTION_WORD = 3.0
LONE_FUNCTION_WORD = 1.0  # *aParis*; but *eBay* and *iPhone* begin with words of Italian
LONE_LETTER = -3.0
KNOWN_WORD, UNKNOWN_WORD, SHORT_WORD, SHORT_UNKNOWN_WORD = 2.5, 1.0, 0.5, -1.0
CAPITAL_FUNCTION_WORD, CAPITAL_PREFIX = 0.8, -0.5  # *DieKirche*, *OverDrive*
BRAND, BRAND_OF_UNKNOWN = -2.9, -4.0
LONG_NOUN = 1.0  # *StadtteilWedding*, where nouns have capitals
KNOWN_SECOND, SHORT_SECOND = 0.5, -2.0
CUT_TWICE = -1.5
LETTERS_OF_LONG_NOUN = 8
LETTERS_OF_UNKNOWN_WORD = 5
KNOWN_FROM_ZIPF = 2.5
SECOND_KNOWN_FROM_ZIPF = 2.0


def before_capital(run: Run) -> Iterator[Seam]:
    """Weigh each place inside a word where a capital follows a small letter."""
    if run.lexicon is None:
        return
    for parts in run.words:
        for first, last in pairwise(parts):
            weight = _weight(first.text, last.text, run.lexicon, run.cues) + CUT_TWICE * (len(parts) - 2)
            # A place of its own, apart from that of the part behind it, which may hold further seams.
            yield Seam((last.start,), weight, "before-capital", -last.start, (first.text, last.text))


def _weight(first: str, last: str, lexicon: Lexicon, cues: Cues) -> float:
    if first in cues.name_beginnings or last in cues.capital_endings:
        return NEVER
    whole = lexicon.zipf.get((first + last).lower())
    if whole is not None:
        return _against_whole(first, last, whole, lexicon, cues)
    after = _after_small_word if first[0].islower() else _after_capital_word
    return after(first, lexicon, cues) + _second(last, lexicon, cues)


def _against_whole(first: str, last: str, whole: float, lexicon: Lexicon, cues: Cues) -> float:
    """Weigh *deParis*, which people run together, against *youTube*, which is a word."""
    if first not in cues.function_words:
        return NEVER
    return lexicon.zipf.get(first, 0.0) + lexicon.zipf.get(last.lower(), 0.0) - 9 - whole - 0.5


def _after_small_word(first: str, lexicon: Lexicon, cues: Cues) -> float:
    if first in cues.function_words:
        return FUNCTION_WORD if len(first) > 1 else LONE_FUNCTION_WORD
    if len(first) == 1:
        return LONE_LETTER
    known = lexicon.zipf.get(first.lower())
    if known is None:
        return UNKNOWN_WORD if len(first) >= LETTERS_OF_UNKNOWN_WORD else SHORT_UNKNOWN_WORD
    return KNOWN_WORD if known >= KNOWN_FROM_ZIPF and len(first) > 2 else SHORT_WORD


def _after_capital_word(first: str, lexicon: Lexicon, cues: Cues) -> float:
    """Mistrust a capital at both ends: brands are written so."""
    if first.lower() in cues.function_words:
        return CAPITAL_PREFIX if first.lower() in cues.beginnings else CAPITAL_FUNCTION_WORD
    if first.lower() not in lexicon.zipf:
        return BRAND_OF_UNKNOWN
    return LONG_NOUN if cues.compounds and len(first) >= LETTERS_OF_LONG_NOUN else BRAND


def _second(last: str, lexicon: Lexicon, cues: Cues) -> float:
    if last.lower() not in cues.function_words and (len(last) <= 2 or last.isupper()):
        return SHORT_SECOND if len(last) <= 2 else 0.0
    return KNOWN_SECOND if lexicon.zipf.get(last.lower(), 0.0) >= SECOND_KNOWN_FROM_ZIPF else 0.0
