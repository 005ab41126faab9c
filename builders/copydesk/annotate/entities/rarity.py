"""How common a word is in its language, where a capital says nothing and only rarity tells a name."""

from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.text.spacing.lexicon import lexicon as frequencies

RARE = 3.3
"""How frequent a surname may be on the Zipf scale; German counts do not tell *der Sandmann* from *Frau Sandmann*."""

_WORD, _STEM, _TOPONYM = 3.2, 2.9, 2.5
_SHORTEST, _LONGEST = 3, 24


def frequency(word: str, lexicon: Lexicon) -> float:
    """Give how frequent a word is, whatever its case, on the Zipf scale; 0 where nobody counted it."""
    counts = frequencies(lexicon.language.split("-", 1)[0].lower())
    return counts.zipf.get(word.lower(), 0.0) if counts else 0.0


def is_rare(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is too rare for a common noun: not inflected, and no compound (``Möbelfabrik``) of such.

    What ends like the name of a place (``Katernberg``) is no compound unless it is in use.
    """
    low = word.lower()
    if not word.isalpha() or frequency(low, lexicon) >= RARE or _is_inflected(low, lexicon):
        return False
    if low.endswith(lexicon.toponym_endings) and frequency(low, lexicon) < _TOPONYM:
        return True
    return not _is_compound(low, lexicon)


def _is_inflected(word: str, lexicon: Lexicon) -> bool:
    stems = (word.removesuffix(ending) for ending in lexicon.noun_endings if word.endswith(ending))
    return any(frequency(stem, lexicon) >= _STEM for stem in stems)


def _is_compound(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word falls into two common ones, with a linking letter between them or without."""
    if len(word) > _LONGEST:
        return True
    for cut in range(_SHORTEST, len(word) - _SHORTEST):
        if frequency(word[cut:], lexicon) >= _WORD:
            left = word[:cut]
            if any(frequency(stem, lexicon) >= _WORD for stem in _stems(left, lexicon)):
                return True
    return False


def _stems(left: str, lexicon: Lexicon) -> tuple[str, ...]:
    return (left, *(left.removesuffix(link) for link in lexicon.compound_links if left.endswith(link)))
