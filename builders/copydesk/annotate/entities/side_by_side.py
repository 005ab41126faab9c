"""Names of a noun and a name side by side, where every noun has a capital: ``Amtsgericht Celle``, ``IHK Ostalb``.

Also what is a name by its last part alone: ``Lindenstraße``, ``Innenministerium``.
"""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.capitals import Candidate, is_acronym
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.rarity import frequency, is_rare
from copydesk.annotate.entities.towns import town_end
from copydesk.annotate.entities.words import Word

_STREET_LIKE = 2.8
"""How frequent a word with a street's ending may be: *Hauptstraße* names one, *Straße* and *Parkplatz* do not."""


def side_by_side(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the name that an institution's noun or an acronym begins at a word, or that the word is by itself."""
    text = words[index].text
    low = text.lower()
    first = index - 1 if _is_name_adjective(words, index - 1, lexicon) else index
    if low.endswith(lexicon.organization_suffixes) or (is_acronym(text) and text not in lexicon.not_names):
        end = _name_end(words, index + 1, lexicon)
        if end > index + 1:
            yield Candidate(first, end, "ORG", sure=True)
            return
        if first < index or _has_own_name(text, lexicon):
            yield Candidate(first, index + 1, "ORG", sure=True)
            return
    if first < index and not low.endswith(lexicon.street_suffixes):
        yield Candidate(first, index + 1, "ORG", sure=False)
    if low.endswith(lexicon.named_suffixes) and low not in lexicon.named_suffixes and text not in lexicon.not_names:
        yield Candidate(first, index + 1, "ORG", sure=True)
    elif low.endswith(lexicon.street_suffixes) and low not in lexicon.street_suffixes and _is_street(text, lexicon):
        yield Candidate(index, index + 1, "LOC", sure=True)


def with_place(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Lengthen a well-known organisation's name by the place that stands beside it: ``IG Metall Aalen``."""
    end = _name_end(words, last, lexicon)
    if end > last and (lexicon.known.get(words[last].text) == "LOC" or town_end(words, last, lexicon) == end):
        yield Candidate(first, end, "ORG", sure=True)


def _is_name_adjective(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether an adjective has a capital, as in names alone: ``Neues Theater``, ``Bayerischer Rundfunk``."""
    if index < 0 or not words[index].capital or words[index].opens or words[index + 1].gap != " ":
        return False
    low = words[index].text.lower()
    if low in lexicon.demonyms and words[index + 1].text in lexicon.first_names:
        return False
    return low in lexicon.name_adjectives or low.endswith(lexicon.name_adjective_endings)


def _has_own_name(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a hyphen joins the noun to what makes it a name: ``Nordwest-Zeitung``, not ``US-Universität``."""
    own, hyphen, noun = text.rpartition("-")
    return bool(hyphen) and noun.lower() in lexicon.organization_suffixes and len(own) > 3 and is_rare(own, lexicon)


def _name_end(words: Sequence[Word], first: int, lexicon: Lexicon) -> int:
    """Give where a name that follows directly ends: a place, or a word that is no common noun."""
    if first >= len(words) or words[first].gap != " " or not words[first].capital:
        return first
    word = words[first]
    if any(lexicon.known.get(part) == "LOC" for part in (word.text, *word.text.split("-"))):
        return first + 1
    end = town_end(words, first, lexicon)
    if end > first:
        return end
    return first + 1 if is_rare(word.text, lexicon) else first


def _is_street(text: str, lexicon: Lexicon) -> bool:
    return text not in lexicon.not_names and frequency(text, lexicon) < _STREET_LIKE
