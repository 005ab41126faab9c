"""How names are compared: what two spellings of one name have in common."""

import re
import unicodedata
from functools import lru_cache

from copydesk.annotate.entities.mentions import Surface

_HYPHEN = re.compile("[-\u2010\u2011]")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_SPELLED = "tsch c, tch c, sch c, ch c, sh c, kh h, ph f, ou u, oe o, ie i, ye i, y i, w v, q k"
_TRANSLITERATION = tuple(pair.split() for pair in _SPELLED.split(","))
"""What transliterations write for the same sound, longest first: Cyrillic names come through several languages."""


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Fold a word: compatibility forms resolved, no accents, no case."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def folded_words(surface: Surface) -> tuple[str, ...]:
    """Fold a name into words without hyphens or full stops: ``Park Chung-hee`` and ``Park Chung Hee`` are one."""
    parts = (part for word in surface for part in _HYPHEN.sub(" ", folded(word).replace(".", "")).split())
    return tuple(parts)


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """Reduce a folded word of six letters or more to what its transliterations share; shorter ones stay as they are.

    >>> skeleton("tcheliabinsk") == skeleton("cheliabinsk"), skeleton("irak") == skeleton("iran")
    (True, False)
    """
    if len(word) < 6 or not word.isascii():
        return word
    for spelled, shared in _TRANSLITERATION:
        word = word.replace(spelled, shared)
    letters = [letter for index, letter in enumerate(word) if not index or letter != word[index - 1]]
    return "".join(letters).rstrip("eih")


def acronym_of(words: tuple[str, ...], small: frozenset[str]) -> str:
    """Give the initials of a folded name, small words (``de``, ``of``) left out."""
    return "".join(word[0] for word in words if word not in small)


def slug(words: tuple[str, ...]) -> str:
    """Make an id of a folded name: ASCII letters, digits and hyphens, at most 56; empty where no letter is Latin."""
    return _NO_LETTER.sub("-", "-".join(words)).strip("-")[:56].strip("-")
