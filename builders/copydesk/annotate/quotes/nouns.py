"""Common nouns of who can speak: roles that persons have, organizations, documents; by lists and by how they end.

The lists cannot hold every trade. What the word formation of a language makes of a verb or a thing (*éclusière*,
*afilador*, *Kartografin*) is known by its ending, but for the words that end so and are nobody (*rivière*, *comedor*).
"""

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from copydesk.annotate.quotes.lexicon import Lexicon
from copydesk.annotate.quotes.lexicon import lexicon as lexicon_of

RoleGender = Literal["m", "f", "x"]
_BASE = 4
_STEM = 3
_EITHER: frozenset[RoleGender] = frozenset(("x",))
_NO_ROLE: frozenset[RoleGender] = frozenset()
_CACHED = 1 << 13
"""Words of which an answer is kept: a newspaper brings new names every day, and a build is to hold no more for that."""

_ROLES: tuple[tuple[str, str, RoleGender], ...] = (
    ("roles_m", "agents_m", "m"),
    ("roles_f", "agents_f", "f"),
    ("roles_x", "agents_x", "x"),
)


class Noun(NamedTuple):
    """What is known of a word as a common noun.

    Attributes:
        base: the listed noun that a compound ends in (*Bundestrainer*: *trainer*), or the word where there is none.
        roles: the genders in which it names a role that a person has (``x``: of either); none where it names none.
        organization: it names an organization: one that is listed, a shop or a workshop.
        speaks: it names somebody or something that speaks.
    """

    base: str
    roles: frozenset[RoleGender]
    organization: bool
    speaks: bool


@lru_cache(maxsize=_CACHED)
def noun(language: str, word: str) -> Noun:
    """Give what is known of a word, in lower case, as a noun of a language."""
    known = lexicon_of(language)
    if known is None:
        return Noun(word, _NO_ROLE, organization=False, speaks=False)
    base = _base(known, word) if known.noun_capitals and len(word) > _BASE else word
    roles = _roles(known, word, base)
    organization = base in known.nouns["organizations"] or _is_shop(known, word)
    speaks = bool(roles) or organization or base in known.nouns["other_speakers"]
    return Noun(base, roles, organization, speaks)


def _base(lexicon: Lexicon, word: str) -> str:
    speakers = lexicon.nouns["speakers"]
    if word in speakers:
        return word
    ends = (word[at:] for at in range(2, len(word) - _BASE + 1))
    listed = word[-_BASE:] in _tails(lexicon.language)
    base = next((end for end in ends if end in speakers), None) if listed else None
    return base or _nominative(lexicon, word) or word


@cache
def _tails(language: str) -> frozenset[str]:
    """Give how the listed nouns of a language end: most words end otherwise, and are no compounds of them."""
    known = lexicon_of(language)
    return frozenset(noun[-_BASE:] for noun in known.nouns["speakers"]) if known is not None else frozenset()


def _nominative(lexicon: Lexicon, word: str) -> str | None:
    """Give the listed noun that a genitive is of, as a whole or as the end of a compound (*des Amtsgerichts*)."""
    endings, organizations = lexicon.endings["genitive_ends"], lexicon.nouns["organizations"]
    stems = (word.removesuffix(ending) for ending in endings if word.endswith(ending))
    stems = (stem for stem in stems if stem[-_BASE:] in _tails(lexicon.language))
    ends = (stem[at:] for stem in stems for at in (0, *range(2, len(stem) - _BASE + 1)))
    return next((end for end in ends if end in organizations), None)


def _roles(lexicon: Lexicon, word: str, base: str) -> frozenset[RoleGender]:
    """Give the genders of a role. A word that a list holds is what the list says; others are told by their ending."""
    nouns, endings = lexicon.nouns, lexicon.endings
    if base in nouns["roles"]:
        return frozenset(gender for name, _, gender in _ROLES if base in nouns[name])
    if base in nouns["positions"] or word.endswith(endings["ages"]):
        return _EITHER
    if not word.isalpha() or word in nouns["no_agents"] or word in nouns["speakers"]:
        return _NO_ROLE
    stem = word[_STEM:]
    return frozenset(gender for _, name, gender in _ROLES if stem.endswith(endings[name]))


def _is_shop(lexicon: Lexicon, word: str) -> bool:
    if word in lexicon.nouns["businesses"]:
        return True
    ends = word[_STEM:].endswith(lexicon.endings["businesses"])
    return ends and word.isalpha() and word not in lexicon.nouns["no_businesses"]


def base_noun(lexicon: Lexicon, word: str) -> str:
    """Give the listed noun that a compound ends in (*Bundestrainer*: *trainer*), or the word where there is none."""
    return noun(lexicon.language, word).base if lexicon.noun_capitals else word


def is_person_role(lexicon: Lexicon, word: str) -> bool:
    """Say whether a word names a role that a person has."""
    return bool(noun(lexicon.language, word).roles)


def is_organization(lexicon: Lexicon, word: str) -> bool:
    """Say whether a common noun names an organization: one that is listed, a shop or a workshop."""
    return noun(lexicon.language, word).organization


def is_speaker_noun(lexicon: Lexicon, word: str) -> bool:
    """Say whether a common noun names somebody or something that speaks."""
    return noun(lexicon.language, word).speaks
