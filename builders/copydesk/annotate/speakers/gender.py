"""The gender of somebody, as far as first names, nouns of roles and determiners tell: m, f or nothing."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal
from unicodedata import combining, normalize

from copydesk.annotate.quotes.lexicon import Lexicon, lexicon
from copydesk.annotate.quotes.nouns import noun as noun_of
from copydesk.annotate.quotes.stream import Stream
from copydesk.resources import languages

Gender = Literal["m", "f", ""]
_SHORTEST = 3


def gender_of_name(words: Lexicon, name: str) -> Gender:
    """Tell the gender of a first name in lower case.

    The names of the text's own language decide, then those on which all other languages agree, then the ending where
    the language has endings that tell (Italian *-o* and *-a*). A name with a hyphen has the gender of its first part,
    one with accents that of the name without.
    """
    return _gender_of_name(words.language, name)


@lru_cache(maxsize=1 << 13)
def _gender_of_name(language: str, name: str) -> Gender:
    words = lexicon(language)
    if words is None:
        return ""
    first = name.partition("-")[0]
    for part in dict.fromkeys((name, first, _bare(first))):
        if part in words.nouns["names_m"] or part in words.nouns["names_f"]:
            return _one_of(part in words.nouns["names_m"], part in words.nouns["names_f"])
        if part in _names_of_all("names_m") or part in _names_of_all("names_f"):
            return _one_of(part in _names_of_all("names_m"), part in _names_of_all("names_f"))
    return _by_ending(words, name, "name_ends") if len(name) > _SHORTEST else ""


def _bare(name: str) -> str:
    """Give a name without its accents (*Zoë*, *Bastián*)."""
    return "".join(letter for letter in normalize("NFD", name) if not combining(letter))


@cache
def _names_of_all(kind: str) -> frozenset[str]:
    known = (lexicon(language) for language in languages())
    return frozenset[str]().union(*(words.nouns[kind] for words in known if words is not None))


def gender_of_noun(words: Lexicon, noun: str) -> Gender:
    """Tell the gender of a noun or title in lower case that names a person; nothing where it may be both."""
    known, nouns = noun_of(words.language, noun), words.nouns
    masculine = "m" in known.roles or known.base in nouns["titles_m"]
    return _one_of(masculine, "f" in known.roles or known.base in nouns["titles_f"])


def gender_of_phrase(stream: Stream, first: int, last: int) -> Gender:
    """Tell the gender of a description (*la conteuse*, *die Zeugin*): by its noun, determiner or ending."""
    words = stream.lexicon
    phrase = stream.words[first:last]
    by_noun = _first(gender_of_noun(words, word) for word in phrase)
    if by_noun:
        return by_noun
    if words.noun_capitals:
        nouns = [stream.words[at] for at in range(first, last) if stream.capital[at] and at > first]
        by_ending = _first(_by_ending(words, noun, "role_ends") for noun in nouns)
        return by_ending or _by_determiner(words, phrase[0])
    by_determiner = _by_determiner(words, phrase[0])
    known = [word for word in phrase if word not in words.words["determiners"] and len(word) > _SHORTEST]
    return by_determiner or _first(_by_ending(words, word, "role_ends") for word in known)


def _by_determiner(words: Lexicon, word: str) -> Gender:
    return _one_of(word in words.words["masculine"], word in words.words["feminine"])


def _by_ending(words: Lexicon, word: str, kind: str) -> Gender:
    return _one_of(word.endswith(words.endings[f"{kind}_m"]), word.endswith(words.endings[f"{kind}_f"]))


def _one_of(masculine: bool, feminine: bool) -> Gender:
    if masculine == feminine:
        return ""
    return "m" if masculine else "f"


def _first(genders: Iterable[Gender]) -> Gender:
    return next((gender for gender in genders if gender), "")
