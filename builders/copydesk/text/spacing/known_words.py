"""Two or three known words that stand where one unknown word stands: *militaryand*, *Unparti*, *sadhistoryof*.

The weight compares two ways to explain a run of letters, in powers of ten: as words of the language one after the
other (the product of their frequencies), and as one word: by its own frequency where the lexicon knows it, else by
a constant share for each of its letters, up to a length. Words that also begin or end sound words count for less,
closed-class words for more; two content words need more than one beside a closed-class word.
"""

from collections.abc import Iterator

from copydesk.text.spacing.cues import Cues
from copydesk.text.spacing.lexicon import SOUND_FROM_ZIPF, Lexicon
from copydesk.text.spacing.run import Part, Run, Seam

LETTER = 0.7
LETTERS_THAT_COUNT = 9
FUNCTION_WORD = 1.0
BOUND_FORM = -2.5
CONTENT_WORDS = -1.5
SHORT_WORD = -2.0
ARTICLE_AFTER_OPENER = 2.5
ACRONYM = 3.0
LETTERS_OF_STEM = 5
LONE_CAPITAL = -2.0
NAME_BEGINNING = -2.0
SHORT_NAME = -2.0
LETTERS_OF_SHORT_NAME = 7
LETTERS_OF_SYLLABLES = 4
RARE = 3.0
COMMON = 4.5
MOST_FAVOUR = 6.0
NEARLY = 2.0
HOPELESS = -4.0
NEVER = -20.0
EVEN_ODDS = 3.0
KNOWN_WHOLE = -2.0
KNOWN_WELL = -1.0
WELL = 1.6
SHORTEST = 3

_Reading = tuple[float, tuple[int, ...]]


def between_known_words(run: Run) -> Iterator[Seam]:
    """Find words that read better as two or three known words: all readings that are nearly as good as the best."""
    if run.lexicon is None:
        return
    for part in (part for word in run.words for part in word):
        for weight, cuts in _readings(part, run.lexicon, run.cues):
            bounds = zip((0, *cuts), (*cuts, len(part.text)), strict=True)
            pieces = tuple(part.text[low:high] for low, high in bounds)
            offsets = tuple(part.start + cut for cut in cuts)
            yield Seam(offsets, weight, "between-known-words", part.start, pieces)


def _readings(part: Part, lexicon: Lexicon, cues: Cues) -> list[_Reading]:
    text = part.text.lower()
    if len(text) < SHORTEST or len(text) != len(part.text) or text in lexicon.sound:
        return []
    if part.contraction and f"{text}'{part.contraction.lower()}" in lexicon.zipf:
        return []
    whole = lexicon.zipf.get(text)
    if whole is not None:
        pairs = list(_pairs(part, text, lexicon, cues, whole + 9 + HOPELESS - KNOWN_WHOLE))
        readings = [(_against(part, text, reading, whole, lexicon, cues), reading[1]) for reading in pairs]
    else:
        rarest = HOPELESS - EVEN_ODDS - MOST_FAVOUR - LETTER * len(text) + 18
        readings = list(_pairs(part, text, lexicon, cues, rarest)) or list(_triples(part, text, lexicon, cues))
    floor = max((weight for weight, _ in readings), default=0.0) - NEARLY
    return [reading for reading in readings if reading[0] >= max(floor, HOPELESS)]


def _against(
    part: Part, text: str, reading: _Reading, whole: float, lexicon: Lexicon, cues: Cues
) -> float:
    """Weigh a reading against the whole, where the lexicon knows it: it is a word, or people often run it together.

    What spoke against the pieces still does; what spoke for them does not.
    """
    weight, (cut,) = reading
    first, last = text[:cut], text[cut:]
    together = lexicon.zipf[first] + lexicon.zipf[last] - 18
    letters = LETTER * (min(cut, LETTERS_THAT_COUNT) + min(len(last), LETTERS_THAT_COUNT))
    name = _name(part.text, cut, cues)
    doubts = min(0.0, weight - EVEN_ODDS - together - letters - name) + name
    idiom = first in cues.openers and last in cues.articles
    sure_whole = KNOWN_WELL if whole >= WELL and not idiom else 0.0
    return together + 9 - whole + KNOWN_WHOLE + sure_whole + doubts


def _pairs(part: Part, text: str, lexicon: Lexicon, cues: Cues, rarest: float) -> Iterator[_Reading]:
    """Weigh the pairs of known words whose frequencies add up to ``rarest`` or more; below, nothing could lift them."""
    zipf = lexicon.zipf
    for cut in range(1, len(text)):
        first, last = text[:cut], text[cut:]
        if first not in zipf or last not in zipf or zipf[first] + zipf[last] < rarest:
            continue
        if _is_word(first, part, lexicon, cues) and _is_word(last, part, lexicon, cues):
            weight = EVEN_ODDS + _last(last, part, zipf, cues)
            if _is_acronym(part.text, cut):
                yield weight + zipf[first] - 9 + LETTER * cut + ACRONYM, (cut,)
            else:
                weight += _first(first, part, zipf, cues) + _neighbours(first, last, cues)
                yield weight + _name(part.text, cut, cues), (cut,)


def _triples(part: Part, text: str, lexicon: Lexicon, cues: Cues) -> Iterator[_Reading]:
    zipf = lexicon.zipf
    ends = [end for end in range(2, len(text)) if text[end:] in zipf]
    for cut in range(1, len(text) - 1):
        first = text[:cut]
        if first not in zipf:
            continue
        for end in ends:
            if end <= cut or (middle := text[cut:end]) not in zipf:
                continue
            last = text[end:]
            weight = EVEN_ODDS + _first(first, part, zipf, cues) + _last(last, part, zipf, cues)
            weight += _plain(middle, zipf, cues) - FUNCTION_WORD
            weight += min(_neighbours(first, middle, cues), _neighbours(middle, last, cues))
            yield weight + _name(part.text, cut, cues), (cut, end)


def _is_word(piece: str, part: Part, lexicon: Lexicon, cues: Cues) -> bool:
    """Say whether a piece is more than a stray letter or two, and no pair that people run together (*dela*)."""
    if len(piece) < 3:
        return piece in cues.function_words or part.elided or part.text[1].isupper()
    return piece in lexicon.sound or lexicon.zipf[piece] < SOUND_FROM_ZIPF


def _plain(piece: str, zipf: dict[str, float], cues: Cues) -> float:
    known = zipf[piece]
    weight = known - 9 + LETTER * min(len(piece), LETTERS_THAT_COUNT)
    if piece in cues.function_words or piece in cues.verbs:
        return weight + FUNCTION_WORD
    if len(piece) < 3:
        return NEVER
    rare = (len(piece) == 3 and known < COMMON) or (len(piece) == 4 and known < RARE)
    return weight + (SHORT_WORD if rare else 0.0)


def _first(piece: str, part: Part, zipf: dict[str, float], cues: Cues) -> float:
    if part.elided and len(piece) == 1:
        return FUNCTION_WORD - 1
    weight = _plain(piece, zipf, cues)
    return weight + BOUND_FORM * (piece in cues.beginnings)


def _last(piece: str, part: Part, zipf: dict[str, float], cues: Cues) -> float:
    if part.contraction and (whole := f"{piece}'{part.contraction.lower()}") in zipf:
        return zipf[whole] - 9 + LETTER * len(whole)
    weight = _plain(piece, zipf, cues)
    return weight + BOUND_FORM * (piece in cues.endings)


def _neighbours(first: str, last: str, cues: Cues) -> float:
    if last in cues.articles and first in cues.openers:
        return ARTICLE_AFTER_OPENER
    if _is_free(first, cues.beginnings, cues) or _is_free(last, cues.endings, cues) or (
        last in cues.verbs and not (cues.compounds and first in cues.function_words)
    ):
        return 0.0
    if cues.compounds or first in cues.beginnings or last in cues.endings:
        some = first in cues.function_words or last in cues.function_words
        return _beside_bound(first, last, cues) if some and not cues.compounds else NEVER
    return CONTENT_WORDS


def _beside_bound(first: str, last: str, cues: Cues) -> float:
    """Take back what the letters of a stem count beside a prefix or a suffix: sound words are made that way."""
    stem = last if first in cues.beginnings else first
    return -LETTER * max(0, min(len(stem), LETTERS_THAT_COUNT) - LETTERS_OF_STEM)


def _is_free(piece: str, bound: frozenset[str], cues: Cues) -> bool:
    return piece in cues.function_words and piece not in bound


def _is_acronym(written: str, cut: int) -> bool:
    """Say whether capitals end where small letters begin: *WTO|akkreditiert*. Compounds have a hyphen there."""
    return cut > 1 and written[:cut].isupper() and written[cut].islower()


def _name(written: str, cut: int, cues: Cues) -> float:
    """Mistrust what looks like a name: *Du|vivier*, *Y|unis*, a short word with one capital."""
    if not written[0].isupper() or not written[1:].islower():
        return 0.0
    if cut == 1:
        return LONE_CAPITAL
    if written[:cut] in cues.name_beginnings:
        return NAME_BEGINNING
    both = written[:cut].lower() in cues.function_words and written[cut:] in cues.function_words
    return SHORT_NAME if len(written) <= (LETTERS_OF_SYLLABLES if both else LETTERS_OF_SHORT_NAME) else 0.0
