"""Common nouns of who can speak: roles that persons have, organizations, documents; by lists and by how they end.

The lists cannot hold every trade. What the word formation of a language makes of a verb or a thing (*éclusière*,
*afilador*, *Kartografin*) is known by its ending, but for the words that end so and are nobody (*rivière*, *comedor*).
"""

from functools import lru_cache
from typing import Literal

from copydesk.annotate.quotes.lexicon import Lexicon
from copydesk.annotate.quotes.lexicon import lexicon as lexicon_of

RoleGender = Literal["m", "f", "x"]
_BASE = 4
_STEM = 3
_EITHER: frozenset[RoleGender] = frozenset(("x",))
_CACHED = 1 << 13
"""Words of which an answer is kept: a newspaper brings new names every day, and a build is to hold no more for that."""

_ROLES: tuple[tuple[str, str, RoleGender], ...] = (
    ("roles_m", "agents_m", "m"),
    ("roles_f", "agents_f", "f"),
    ("roles_x", "agents_x", "x"),
)


def base_noun(lexicon: Lexicon, word: str) -> str:
    """Give the listed noun that a compound ends in (*Bundestrainer*: *trainer*), or the word where there is none."""
    return _base_noun(lexicon.language, word) if lexicon.noun_capitals and len(word) > _BASE else word


@lru_cache(maxsize=_CACHED)
def _base_noun(language: str, word: str) -> str:
    known = lexicon_of(language)
    speakers = known.nouns["speakers"] if known is not None else frozenset[str]()
    if known is None or word in speakers:
        return word
    ends = (word[at:] for at in range(2, len(word) - _BASE + 1))
    return next((end for end in ends if end in speakers), None) or _nominative(known, word) or word


def _nominative(lexicon: Lexicon, word: str) -> str | None:
    """Give the listed noun that a genitive is of, as a whole or as the end of a compound (*des Amtsgerichts*)."""
    endings, organizations = lexicon.endings["genitive_ends"], lexicon.nouns["organizations"]
    stems = (word.removesuffix(ending) for ending in endings if word.endswith(ending))
    ends = (stem[at:] for stem in stems for at in (0, *range(2, len(stem) - _BASE + 1)))
    return next((end for end in ends if end in organizations), None)


@lru_cache(maxsize=_CACHED)
def roles_of(language: str, word: str) -> frozenset[RoleGender]:
    """Give the genders in which a word names a role that a person has (``x``: of either); none where it names none.

    A word that a list holds is what the list says; any other is told by its ending.
    """
    known = lexicon_of(language)
    if known is None:
        return frozenset()
    nouns, base = known.nouns, base_noun(known, word)
    listed = frozenset(gender for name, _, gender in _ROLES if base in nouns[name])
    if listed or base in nouns["positions"]:
        return listed or _EITHER
    if word.endswith(known.endings["ages"]):
        return _EITHER
    if not word.isalpha() or word in nouns["no_agents"] or word in nouns["speakers"]:
        return frozenset()
    return frozenset(gender for _, name, gender in _ROLES if _ends_in(word, known.endings[name]))


def is_person_role(lexicon: Lexicon, word: str) -> bool:
    """Say whether a word names a role that a person has."""
    return bool(roles_of(lexicon.language, word))


@lru_cache(maxsize=_CACHED)
def _is_organization(language: str, word: str) -> bool:
    known = lexicon_of(language)
    if known is None:
        return False
    nouns = known.nouns
    shop = word.isalpha() and word not in nouns["no_businesses"] and _ends_in(word, known.endings["businesses"])
    return shop or word in nouns["businesses"] or base_noun(known, word) in nouns["organizations"]


def is_organization(lexicon: Lexicon, word: str) -> bool:
    """Say whether a common noun names an organization: one that is listed, a shop or a workshop."""
    return _is_organization(lexicon.language, word)


def _ends_in(word: str, endings: tuple[str, ...]) -> bool:
    """Say whether a word is a stem of some letters and one of the endings."""
    return word[_STEM:].endswith(endings)


def is_speaker_noun(lexicon: Lexicon, word: str) -> bool:
    """Say whether a common noun names somebody or something that speaks."""
    return _is_speaker_noun(lexicon.language, word)


@lru_cache(maxsize=_CACHED)
def _is_speaker_noun(language: str, word: str) -> bool:
    known = lexicon_of(language)
    if known is None:
        return False
    named = is_person_role(known, word) or is_organization(known, word)
    return named or base_noun(known, word) in known.nouns["other_speakers"]
