"""What an article says of a name beside it (``Nordlot, a maker of``), and what firms are called in short."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.institutions import is_adjective
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.mentions import Mention, Reading, Surface
from copydesk.annotate.entities.rarity import RARE, frequency
from copydesk.annotate.entities.word_cues import is_function
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType

_COMMON = 4.0
_ADJECTIVES = 1
"""Adjectives that may stand before the noun that says what a name is."""


def said_after(words: Sequence[Word], last: int, lexicon: Lexicon) -> EntityType | None:
    """Give what the noun after a name says that it names, after a comma or a form of *to be*; None where none does."""
    if last >= len(words):
        return None
    after, place = words[last], last
    if after.gap == " " and after.text in lexicon.copulas:
        place += 1
        if place >= len(words) or words[place].text.lower() not in lexicon.articles:
            return None
    elif after.gap != ", ":
        return None
    if place < len(words) and words[place].text.lower() in lexicon.articles:
        place += 1
    for noun in words[place : place + 1 + _ADJECTIVES]:
        kind = _noun_type(noun, lexicon)
        if kind or (noun.capital and not lexicon.nouns_capitalised) or (noun.gap != " " and noun is not words[last]):
            return kind
    return None


def _noun_type(noun: Word, lexicon: Lexicon) -> EntityType | None:
    if noun.capital and not lexicon.nouns_capitalised:
        return None
    if noun.text in lexicon.organization_words:
        return "ORG"
    if noun.text in lexicon.place_words:
        return "LOC"
    return "PER" if is_function(noun.text.lower(), lexicon) else None


def noun_and_adjective(words: Sequence[Word], first: int, lexicon: Lexicon) -> str:
    """Give the noun before a name, over one adjective between them: ``société coopérative`` *Goazec*."""
    if not first:
        return ""
    if first > 1 and not words[first - 1].capital and words[first - 1].gap == " ":
        noun = words[first - 2].text
        if is_adjective(words[first - 1].text, lexicon) and noun in lexicon.organization_words:
            return noun
    return words[first - 1].text


def short_firms(mentions: Sequence[Mention], reading: Reading) -> Iterator[Surface]:
    """Give the names that a firm goes by without its legal form: ``Nordlot`` for ``Nordlot Instruments GmbH``."""
    lexicon = reading.lexicon
    for mention in mentions:
        surface = reading.surface(mention)
        if mention.type != "ORG" or len(surface) < 2 or surface[-1] not in lexicon.legal_forms:
            continue
        if len(surface) > 2:
            yield surface[:-1]
        own = [word for word in surface[:-1] if _is_own(word, lexicon)]
        if own:
            yield (own[0],)


def _is_own(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a firm's first word is its own: neither a place, a first name nor a common word."""
    low = word.lower()
    common = low in lexicon.demonyms or low in lexicon.heads or frequency(word, lexicon) >= _limit(lexicon)
    return len(word) > 2 and not common and word not in lexicon.known and word not in lexicon.first_names


def _limit(lexicon: Lexicon) -> float:
    """Give how frequent a firm's own word may be; a capital says more where not every noun has one."""
    return RARE if lexicon.nouns_capitalised else _COMMON
