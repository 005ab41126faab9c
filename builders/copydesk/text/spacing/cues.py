"""What a language says about the seams between its words: the data of ``languages/<lang>/spacing.toml``."""

from dataclasses import dataclass
from functools import cache

from copydesk.resources import language_data


@dataclass(frozen=True, slots=True)
class Cues:
    """Word lists of one language, in small letters but for parts of names; all empty where it has no data.

    Attributes:
        function_words: closed-class words; where a space is lost, one of them is nearly always at the seam.
        beginnings: words that are also beginnings of sound words (prefixes, first syllables of names).
        endings: words that are also endings of sound words (suffixes, last syllables of names).
        suffixes: endings of sound words; a seam inside one proves nothing (*canta|do*).
        name_beginnings: first parts of names with a capital inside (*Mc*, *Le*).
        capital_endings: endings written with a capital inside a word (*BürgerInnen*).
        verbs: frequent forms of verbs that follow a name.
        openers: words that an article follows more often than not: prepositions, conjunctions, auxiliaries.
        articles: articles and other words that open a noun phrase.
        elisions: the forms that stand before an apostrophe; empty where the language has none.
        opening_quotes: marks that always open a quotation in this language.
        closing_quotes: marks that always close one.
        compounds: whether two nouns are written as one word, so that two content words prove nothing.
    """

    function_words: frozenset[str]
    beginnings: frozenset[str]
    endings: frozenset[str]
    suffixes: tuple[str, ...]
    name_beginnings: frozenset[str]
    capital_endings: frozenset[str]
    verbs: frozenset[str]
    openers: frozenset[str]
    articles: frozenset[str]
    elisions: frozenset[str]
    opening_quotes: str
    closing_quotes: str
    compounds: bool


@cache
def cues(language: str) -> Cues:
    """Give the cues of a language, given as its BCP-47 tag."""
    data = language_data(language, "spacing")
    return Cues(
        function_words=_words(data.get("function_words", "")),
        beginnings=_words(data.get("beginnings", "")),
        endings=_words(data.get("endings", "")),
        suffixes=tuple(sorted(_words(data.get("suffixes", "")))),
        name_beginnings=_words(data.get("name_beginnings", "")),
        capital_endings=_words(data.get("capital_endings", "")),
        verbs=_words(data.get("verbs", "")),
        openers=_words(data.get("openers", "")),
        articles=_words(data.get("articles", "")),
        elisions=_words(data.get("elisions", "")),
        opening_quotes=data.get("opening_quotes", ""),
        closing_quotes=data.get("closing_quotes", ""),
        compounds=data.get("compounds", False),
    )


def is_bound_ending(first: str, last: str, cues: Cues) -> bool:
    """Say whether a word is an ending of sound words, or stands inside a suffix of the two together."""
    if last in cues.endings:
        return True
    whole = first + last
    return whole.endswith(cues.suffixes) and any(
        len(last) <= len(suffix) and whole.endswith(suffix) for suffix in cues.suffixes
    )


def _words(listing: str) -> frozenset[str]:
    return frozenset(listing.split())
