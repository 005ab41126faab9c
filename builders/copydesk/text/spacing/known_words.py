"""Two or three known words that stand where one unknown word stands: *orchestraand*, *Unparti*, *coldwinterof*.

The weight compares two ways to explain a run of letters: as words of the language one after the other (the product
of their frequencies), and as one word: by its own frequency where the lexicon knows it, else letter by letter.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from copydesk.text.spacing.cues import Cues, is_bound_ending
from copydesk.text.spacing.lexicon import SOUND_FROM_ZIPF, Lexicon
from copydesk.text.spacing.run import Part, Run, Seam
from copydesk.text.spacing.weights import (
    BOUND_FORM,
    FUNCTION_WORD,
    NEVER,
    frequency_weight,
    length_weight,
    name_weight,
    piece_weight,
    seam_weight,
)

EVEN_ODDS = 3.0
ACRONYM = 3.0
KNOWN_WHOLE = -2.0
KNOWN_WELL = -1.0
WELL_FROM_ZIPF = 1.6
MOST_FAVOUR = 6.0
NEARLY_AS_GOOD = 2.0
HOPELESS = -4.0
SHORTEST = 3

_Reading = tuple[float, tuple[int, ...]]


def between_known_words(run: Run) -> Iterator[Seam]:
    """Find words that read better as two or three known words: all readings that are nearly as good as the best."""
    if run.lexicon is None:
        return
    for part in chain.from_iterable(run.words):
        for weight, cuts in _readings(part, run.lexicon, run.cues):
            bounds = zip((0, *cuts), (*cuts, len(part.text)), strict=True)
            pieces = tuple(part.text[low:high] for low, high in bounds)
            offsets = tuple(part.start + cut for cut in cuts)
            yield Seam(offsets, weight, "between-known-words", part.start, pieces)


def may_be_two(word: str, lexicon: Lexicon) -> bool:
    """Say whether two known words could explain a word better, from how common all three are alone.

    Most words that are rare and sound end here. Of a word that the lexicon does not know nothing is said yet.

    Args:
        word: small letters without any other sign.
        lexicon: the words of the language.
    """
    frequency = lexicon.zipf.get
    whole = frequency(word)
    if whole is None:
        return True
    rarest = _rarest(whole)
    for cut in range(1, len(word)):
        end = frequency(word[cut:])
        if end is not None and (head := frequency(word[:cut])) is not None and head + end >= rarest:
            return True
    return False


def _rarest(whole: float) -> float:
    """Say what the frequencies of two words must add up to, to stand against that of the whole."""
    return whole + 9 + HOPELESS - KNOWN_WHOLE


def _readings(part: Part, lexicon: Lexicon, cues: Cues) -> list[_Reading]:
    text = part.text.lower()
    if len(text) < SHORTEST or len(text) != len(part.text) or text in lexicon.sound:
        return []
    if part.contraction and f"{text}'{part.contraction.lower()}" in lexicon.zipf:
        return []
    whole = lexicon.zipf.get(text)
    if whole is not None:
        pairs = list(_pairs(part, text, lexicon, cues, _rarest(whole)))
        readings = [(_against_whole(part, text, pair, lexicon, cues), pair[1]) for pair in pairs]
    else:
        rarest = HOPELESS - EVEN_ODDS - MOST_FAVOUR - length_weight(1) * len(text) + 18
        readings = list(_pairs(part, text, lexicon, cues, rarest)) or list(_triples(part, text, lexicon, cues))
    if not readings:
        return readings
    floor = max(weight for weight, _ in readings) - NEARLY_AS_GOOD
    return [reading for reading in readings if reading[0] >= max(floor, HOPELESS)]


def _pairs(part: Part, text: str, lexicon: Lexicon, cues: Cues, rarest: float) -> Iterator[_Reading]:
    """Weigh the pairs of known words whose frequencies add up to ``rarest`` or more; nothing could lift the others."""
    zipf = lexicon.zipf
    frequency = zipf.get
    known = [
        cut
        for cut in _cuts(part, text, cues)
        if (common_end := frequency(text[cut:])) is not None
        and (common_head := frequency(text[:cut])) is not None
        and common_head + common_end >= rarest
    ]
    for cut in known:
        first, last = text[:cut], text[cut:]
        if not _is_word(first, lexicon) or not _is_word(last, lexicon):
            continue
        weight = EVEN_ODDS + _last(first, last, part, lexicon, cues)
        if _is_acronym(part.text, cut):
            yield weight + frequency_weight(first, zipf) + ACRONYM, (cut,)
        else:
            weight += _first(first, part, zipf, cues) + seam_weight(first, last, cues, noun=part.text[0].isupper())
            yield weight + name_weight(part.text, cut, cues), (cut,)


def _cuts(part: Part, text: str, cues: Cues) -> Sequence[int]:
    """Give the places that leave more than a stray letter or two on either side."""
    size = len(text)
    if part.elided or part.text[1].isupper():
        return range(1, size)
    known = cues.function_words
    least = size - SHORTEST + 1
    early = [cut for cut in range(1, SHORTEST) if text[:cut] in known and (cut < least or text[cut:] in known)]
    late = [cut for cut in range(max(SHORTEST, least), size) if text[cut:] in known]
    return [*early, *range(SHORTEST, least), *late]


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
            weight = EVEN_ODDS + _first(first, part, zipf, cues) + _last(middle, last, part, lexicon, cues)
            weight += piece_weight(middle, zipf, cues) - FUNCTION_WORD
            weight += min(
                seam_weight(first, middle, cues, noun=part.text[0].isupper()), seam_weight(middle, last, cues)
            )
            yield weight + name_weight(part.text, cut, cues), (cut, end)


def _against_whole(part: Part, text: str, pair: _Reading, lexicon: Lexicon, cues: Cues) -> float:
    """Weigh a pair against the whole that the lexicon knows: it is a word, or people often run it together.

    What spoke against the pieces still does; what spoke for them does not.
    """
    weight, (cut,) = pair
    first, last, whole = text[:cut], text[cut:], lexicon.zipf[text]
    name = name_weight(part.text, cut, cues)
    bare = EVEN_ODDS + frequency_weight(first, lexicon.zipf) + frequency_weight(last, lexicon.zipf)
    doubts = min(0.0, weight - name - bare) + name
    idiom = first in cues.openers and last in cues.articles
    doubts += KNOWN_WELL if whole >= WELL_FROM_ZIPF and not idiom else 0.0
    return lexicon.zipf[first] + lexicon.zipf[last] - 9 - whole + KNOWN_WHOLE + doubts


def _is_word(piece: str, lexicon: Lexicon) -> bool:
    """Say whether a piece is no pair that people run together (*dela*)."""
    return len(piece) < SHORTEST or piece in lexicon.sound or lexicon.zipf[piece] < SOUND_FROM_ZIPF


def _is_acronym(written: str, cut: int) -> bool:
    """Say whether capitals end where small letters begin: *UNESCO|beschäftigt*. Compounds have a hyphen there."""
    return cut > 1 and written[:cut].isupper() and written[cut].islower()


def _first(piece: str, part: Part, zipf: dict[str, float], cues: Cues) -> float:
    if part.elided and len(piece) == 1:
        return 0.0
    return piece_weight(piece, zipf, cues) + BOUND_FORM * (piece in cues.beginnings)


def _last(first: str, piece: str, part: Part, lexicon: Lexicon, cues: Cues) -> float:
    if part.contraction and (whole := f"{piece}'{part.contraction.lower()}") in lexicon.zipf:
        return frequency_weight(whole, lexicon.zipf)
    if cues.compounds and piece in cues.endings and piece not in cues.function_words:
        return NEVER
    return piece_weight(piece, lexicon.zipf, cues) + BOUND_FORM * is_bound_ending(first, piece, cues)
