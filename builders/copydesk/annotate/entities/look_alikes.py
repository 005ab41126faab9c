"""What looks like a name and is none: demonyms, offices, dates, codes, and common words with a capital."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copydesk.annotate.entities.capitals import is_acronym
from copydesk.annotate.entities.expansions import terms
from copydesk.annotate.entities.gazetteer import gazetteer
from copydesk.annotate.entities.institutions import head_type
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.mentions import Mention, Reading
from copydesk.annotate.entities.name_index import LONGEST
from copydesk.annotate.entities.rarity import frequency
from copydesk.annotate.entities.towns import is_town, towns
from copydesk.annotate.entities.word_cues import is_function, noun_before
from copydesk.annotate.entities.words import Word
from copydesk.record import Role

COMMON = 3.5
"""How frequent a word of the language is (on the Zipf scale) from which on a capital alone makes it no name."""

IN_USE = 3.0
"""The same for what an annotator takes for a place though no table has it."""

LONG_ACRONYM = 5
"""Letters from which on a word in capitals is more likely set so than an acronym."""

_SHORT_ROLES: frozenset[Role] = frozenset({"headline", "dek", "subhead", "related_item", "caption"})
_ROMAN_NUMBER = re.compile(r"[IVXLC]+(?:e|er|ème|th|st)?")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the article as a whole says of capitals.

    Attributes:
        common: the words that it writes in lower case somewhere; empty where every noun has a capital.
        named: the words that it writes with a capital somewhere inside a sentence.
        title_cased: the areas in which nearly every word has a capital.
        terms: acronyms that it explains as a common term.
    """

    common: frozenset[str]
    named: frozenset[str]
    title_cased: frozenset[int]
    terms: frozenset[str] = frozenset()


def evidence_of(reading: Reading) -> Evidence:
    """Read once what the article writes in lower case, and which of its headlines are in title case."""
    if reading.lexicon.nouns_capitalised:
        return Evidence(frozenset(), frozenset(), frozenset())
    named = frozenset(word.text for words in reading.words for word in words if word.capital and not word.opens)
    common = frozenset(word.text for words in reading.words for word in words if not word.capital)
    explained = frozenset(term for words in reading.words for term in terms(words, reading.lexicon))
    return Evidence(common, named, frozenset(title_cased_areas(reading)), explained)


def title_cased_areas(reading: Reading) -> Iterator[int]:
    """Give the headlines and other short passages in which nearly every word has a capital."""
    if reading.lexicon.nouns_capitalised:
        return
    for area, words in enumerate(reading.words):
        if reading.areas[area].role in _SHORT_ROLES and len(reading.words) > 1:
            content = [word.capital for word in words if word.text.lower() not in reading.lexicon.function_words]
            if len(content) > 3 and sum(content) > 0.8 * len(content):
                yield area


def is_look_alike(mention: Mention, reading: Reading, evidence: Evidence) -> bool:
    """Tell whether a mention names nothing.

    In a headline in title case an unsure mention counts as none; where other passages have the name, it is found
    again when names are spread.
    """
    words = reading.words[mention.area][mention.first : mention.last]
    if not words or len(words) > LONGEST or not any(word.capital for word in words):
        return True
    if len(words) > 1:
        return _are_no_name(mention, words, reading, evidence)
    return _is_no_name(mention, words[0], reading, evidence)


def _are_no_name(mention: Mention, words: Sequence[Word], reading: Reading, evidence: Evidence) -> bool:
    """Tell whether several words are an office, or common words of which a capital says nothing."""
    lexicon = reading.lexicon
    if all(is_function(word.text.lower(), lexicon) or not word.capital for word in words):
        return True
    if mention.sure:
        return False
    common = _only_opens(words, lexicon) or _is_common(mention, words, lexicon, evidence)
    return common or _is_office(mention, reading)


def _is_no_name(mention: Mention, word: Word, reading: Reading, evidence: Evidence) -> bool:
    """Tell whether a single word names nothing."""
    lexicon, text = reading.lexicon, word.text
    acronym = mention.sure and is_acronym(text)
    if (not acronym and _is_other_word(mention, word, lexicon)) or _is_term(mention, reading):
        return True
    if text not in lexicon.known and (text in evidence.terms or _is_office(mention, reading)):
        return True
    if mention.sure:
        return word.opens and text.lower() in evidence.common
    return (
        _are_inhabitants(mention, word, reading)
        or _is_no_place(mention, word, reading)
        or _is_common(mention, (word,), lexicon, evidence)
        or _has_only_opened(word, lexicon, evidence)
    )


def _only_opens(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether words open a sentence and nothing but the first of them has a capital: ``Entrez donc``."""
    first = words[0]
    known = first.text in lexicon.known or first.text in lexicon.first_names or is_town((first.text,), lexicon)
    if not first.opens or known or lexicon.nouns_capitalised or any(word.capital for word in words[1:]):
        return False
    return head_type(first.text.lower(), lexicon) is None and not any(word.text.isdigit() for word in words[1:])


def _are_inhabitants(mention: Mention, word: Word, reading: Reading) -> bool:
    """Tell whether a word is what the people of a place are called: ``les Parthenaisiens``."""
    text, lexicon = word.text, reading.lexicon
    if not lexicon.inhabitant_endings or not text.endswith(lexicon.inhabitant_endings) or not mention.first:
        return False
    before = reading.words[mention.area][mention.first - 1].text.lower()
    return before in lexicon.articles and text not in lexicon.known and not is_town((text,), lexicon)


def _is_no_place(mention: Mention, word: Word, reading: Reading) -> bool:
    """Tell whether a word that is taken for a place is a common one that no table of places has: *Bibliothèque*."""
    text, lexicon = word.text, reading.lexicon
    if mention.first and reading.words[mention.area][mention.first - 1].text in lexicon.place_prepositions:
        return False
    if mention.type != "LOC" or lexicon.nouns_capitalised or is_acronym(text) or not towns(lexicon.language):
        return False
    named = text in lexicon.known or text in lexicon.shared_places or text.split("-", 1)[0] in lexicon.first_names
    if named or frequency(text, lexicon) < IN_USE or is_town((text,), lexicon):
        return False
    table = gazetteer()
    return table is not None and not table.named.get(text) and not table.also.get(text)


def _has_only_opened(word: Word, lexicon: Lexicon, evidence: Evidence) -> bool:
    """Tell whether a common word has its capitals from the place where it stands: nothing else speaks for a name.

    It opens something and stands nowhere else with a capital, or is set in capitals and longer than acronyms are.
    """
    text = word.text
    if lexicon.nouns_capitalised or text in lexicon.known or text.split("-", 1)[0] in lexicon.first_names:
        return False
    shouted = text.isupper() and len(text) >= LONG_ACRONYM and text.title() not in lexicon.known
    if not shouted and (not word.opens or text in evidence.named or is_acronym(text)):
        return False
    return frequency(text, lexicon) >= COMMON


def _is_common(mention: Mention, words: Sequence[Word], lexicon: Lexicon, evidence: Evidence) -> bool:
    """Tell whether the article writes every word of a name in lower case elsewhere, and no cue makes it a name."""
    if mention.area in evidence.title_cased:
        return True
    if mention.type not in {"PER", "MISC"} or words[0].text in lexicon.first_names:
        return False
    return all(word.text.lower() in evidence.common for word in words)


def _is_other_word(mention: Mention, word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a single word is a demonym, a function, a date, a number, a code, or has only opened a sentence."""
    text, low = word.text, word.text.lower()
    if text in lexicon.legal_forms and not mention.sure:
        return True
    if text in lexicon.not_names or low in lexicon.not_names or text.isdigit() or _ROMAN_NUMBER.fullmatch(text):
        return True
    if low in lexicon.function_words or low in lexicon.titles or is_function(low, lexicon):
        return True
    if text in lexicon.known:
        return False
    vague_opening = mention.type == "MISC" and word.opens and not is_acronym(text)
    return low in lexicon.demonyms or vague_opening or _is_code_or_cry(mention, word)


def _is_code_or_cry(mention: Mention, word: Word) -> bool:
    """Tell whether a word is a letter, a code such as a number plate, or a line's first word set in capitals."""
    text = word.text
    if len(text) == 1 or (mention.type in {"PER", "LOC"} and any(character.isdigit() for character in text)):
        return True
    return word.opens and text.isupper() and len(text) > 5


def _is_term(mention: Mention, reading: Reading) -> bool:
    """Tell whether a word is part of a term that is called after someone: ``maladie de Parkinson``."""
    words, lexicon = reading.words[mention.area], reading.lexicon
    return noun_before(words, mention.first, lexicon).lower() in lexicon.eponym_words


def _is_office(mention: Mention, reading: Reading) -> bool:
    """Tell whether words are what an office is for: ``ministre des Finances``, ``ministre russe de la Justice``."""
    words, lexicon = reading.words[mention.area], reading.lexicon
    return mention.type != "PER" and noun_before(words, mention.first, lexicon).lower() in lexicon.portfolio_words
