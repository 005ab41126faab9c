"""What speaks for the pieces of a run of letters and against them, in powers of ten.

A piece weighs its frequency (the logarithm of its share of all words) and, for each of its letters, what an unknown
word would pay for that letter: the longer two known words are, the less likely an unknown word is made of them by
chance. The constants were set by hand on news pages; they are rounded, and none stands for a single word.
"""

from copydesk.text.spacing.cues import Cues, is_bound_ending

NEVER = -20.0

LETTER = 0.7  # an unknown word pays it for each letter ...
LETTERS_THAT_COUNT = 9  # ... of a piece up to this length
FUNCTION_WORD = 1.0  # a closed-class word or a frequent verb stands at most seams
BOUND_FORM = -2.5  # a prefix or suffix that is also a word
SHORT_WORD = -2.0  # a rare word of three or four letters: the lexicon is full of syllables
COMMON_OF_THREE, COMMON_OF_FOUR = 4.5, 3.0

CONTENT_WORDS = -1.5  # no closed-class word at the seam
ARTICLE_AFTER_OPENER = 2.5  # *de|la*, *auf|der*
LETTERS_OF_STEM, LETTERS_OF_STEM_BESIDE_SYLLABLE = 5, 4

LONE_CAPITAL = -2.0  # *A|driana*
NAME_BEGINNING = -3.5  # *Du|chemin*
SHORT_NAME = -2.0  # *Bar|wick*
LETTERS_OF_SHORT_NAME, LETTERS_OF_SYLLABLES = 7, 4


def length_weight(length: int) -> float:
    """Give what an unknown word pays for the letters of a piece."""
    return LETTER * min(length, LETTERS_THAT_COUNT)


def frequency_weight(piece: str, zipf: dict[str, float]) -> float:
    """Weigh a known word by its frequency and its length alone."""
    return zipf[piece] - 9 + length_weight(len(piece))


def piece_weight(piece: str, zipf: dict[str, float], cues: Cues) -> float:
    """Weigh a known word as a piece; one or two letters that are no closed-class word are none."""
    weight = frequency_weight(piece, zipf)
    if piece in cues.function_words or piece in cues.verbs:
        return weight + FUNCTION_WORD
    if len(piece) < 3:
        return NEVER
    common = {3: COMMON_OF_THREE, 4: COMMON_OF_FOUR}.get(len(piece), 0.0)
    return weight + (SHORT_WORD if zipf[piece] < common else 0.0)


def seam_weight(first: str, last: str, cues: Cues, *, noun: bool = False) -> float:
    """Weigh two neighbours: one of them is nearly always a closed-class word that is no mere prefix or suffix.

    Where nouns are compounds and have capitals, ``noun`` says whether the first has one: only then may a verb follow.
    """
    if last in cues.articles and first in cues.openers:
        return ARTICLE_AFTER_OPENER
    begins, ends = first in cues.beginnings, is_bound_ending(first, last, cues)
    if (first in cues.function_words and not begins) or (last in cues.function_words and not ends):
        return 0.0
    if last in cues.verbs and (not cues.compounds or (noun and first not in cues.function_words)):
        return 0.0
    if not begins and not ends and not cues.compounds:
        return CONTENT_WORDS
    if cues.compounds or not (first in cues.function_words or last in cues.function_words):
        return NEVER
    return _beside_bound_form(len(first), len(last)) if begins else _beside_bound_form(len(last), len(first))


def name_weight(written: str, cut: int, cues: Cues) -> float:
    """Mistrust what looks like a name: a short word with one capital, a lone capital, *Du* before the rest."""
    if not written[0].isupper() or not written[1:].islower():
        return 0.0
    if cut == 1:
        return LONE_CAPITAL
    if written[:cut] in cues.name_beginnings:
        return NAME_BEGINNING
    both = written[:cut].lower() in cues.function_words and written[cut:] in cues.function_words
    return SHORT_NAME if len(written) <= (LETTERS_OF_SYLLABLES if both else LETTERS_OF_SHORT_NAME) else 0.0


def _beside_bound_form(bound: int, stem: int) -> float:
    """Take back what the letters of a stem count beside a prefix or a suffix: sound words are made that way."""
    kept = LETTERS_OF_STEM if bound < 3 else LETTERS_OF_STEM_BESIDE_SYLLABLE
    return length_weight(min(kept, stem)) - length_weight(stem)
