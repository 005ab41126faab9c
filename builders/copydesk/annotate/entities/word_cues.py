"""What the words before a capitalised word say of it: titles, functions, nouns of places."""

from collections.abc import Sequence

from copydesk.annotate.entities.capitals import is_acronym
from copydesk.annotate.entities.institutions import is_adjective
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.name_index import is_joined
from copydesk.annotate.entities.rarity import is_rare
from copydesk.annotate.entities.words import Word

_TOUCHING = frozenset({" ", "'", "\N{RIGHT SINGLE QUOTATION MARK}"})


def is_titled(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a title of persons stands right before a capitalised word: ``M. Dupont``, ``Frau Merkel``."""
    if not index or words[index].opens or not is_joined(words[index].gap):
        return False
    before = words[index - 1]
    titled = before.text.lower() in lexicon.titles and (before.capital or not lexicon.nouns_capitalised)
    return titled and may_be_called(words[index], lexicon)


def has_function(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a function stands right before a name: ``ministre Dupont``; or a verb of saying: ``dit Hassan``."""
    if not index or words[index].opens or words[index].gap != " ":
        return False
    if words[index - 1].text in lexicon.person_verbs:
        # organisations say things too: only a first name tells
        return words[index].text in lexicon.first_names and words[index].text not in lexicon.known
    if not is_function(words[index - 1].text.lower(), lexicon) or not may_be_called(words[index], lexicon):
        return False
    if not lexicon.nouns_capitalised or words[index].text in lexicon.first_names:
        return True
    # among nouns with capitals a function may stand before any of them: Leiter Technik
    return all(is_rare(part, lexicon) for part in words[index].text.split("-"))


def is_function(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word in lower case is what a person does: ``ministre``, ``Innenminister`` by its ending."""
    if word in lexicon.functions:
        return True
    return bool(lexicon.function_endings) and word.endswith(lexicon.function_endings)


def has_place_noun(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether the noun of a place and a genitive stand before a capitalised word: ``port de Granville``."""
    noun = noun_before(words, index, lexicon)
    return noun in lexicon.place_words or noun in lexicon.place_heads


def noun_before(words: Sequence[Word], index: int, lexicon: Lexicon) -> str:
    """Give the noun that a genitive, with an article or without, joins to a word; empty where there is none.

    One adjective may stand after the noun: ``ministre russe de la Justice``.
    """
    before = index - 1
    if before > 1 and words[before].text in lexicon.articles and words[before - 1].text in lexicon.genitives:
        before -= 1
    if before < 1 or words[before].text not in lexicon.genitives or words[index].opens:
        return ""
    if before > 1 and is_adjective(words[before - 1].text, lexicon):
        before -= 1
    return words[before - 1].text


def word_before(words: Sequence[Word], first: int) -> str:
    """Give the word that stands right before a name; nothing where a mark stands between them."""
    return words[first - 1].text if first and words[first].gap in _TOUCHING else ""


def may_be_called(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a word may begin a person's name: it is no office, demonym, acronym or well-known name."""
    low = word.text.lower()
    if low in lexicon.titles or is_function(low, lexicon) or low in lexicon.demonyms or low in lexicon.function_words:
        return False
    if word.text in lexicon.organization_endings or word.text in lexicon.place_endings:
        return False
    return not is_acronym(word.text) and word.text not in lexicon.known and word.text not in lexicon.not_names


def is_initial(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word is the initial of a first name, before a surname: ``D. Fermo``."""
    text = words[index].text
    if len(text) != 1 or not text.isalpha() or index + 1 >= len(words) or text.lower() in lexicon.titles:
        return False
    after = words[index + 1]
    return words[index].capital and after.gap == ". " and after.capital and len(after.text) > 2
