"""Where a name starts and ends: what ran over is cut, what was cut short is completed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.annotate.entities.candidates import is_function
from copydesk.annotate.entities.capitals import continues, is_acronym
from copydesk.annotate.entities.institutions import head_type
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.mentions import Mention, Reading, places_taken
from copydesk.annotate.entities.name_index import LONGEST
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType

_SHORT_ROLES = frozenset({"headline", "dek", "subhead", "related_item", "caption"})
_CENTURY = re.compile(r"[IVXLC]+(?:e|er|ème|th|st)?")
_COMMAS = frozenset(",;()\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}")


class _Stretch(NamedTuple):
    first: int
    last: int
    type: EntityType


def mend(mentions: Iterable[Mention], reading: Reading) -> list[Mention]:
    """Give each mention the bounds of its name; mentions of which nothing is left are dropped.

    A lost space that was put back ends a name where a word in lower case follows: names often are links, and the
    space was lost where the link ended.
    """
    common, titled = _common_words(reading), frozenset(_title_cased(reading))
    mended = []
    for mention in mentions:
        words, lexicon = reading.words[mention.area], reading.lexicon
        stretch = _Stretch(mention.first, mention.last, mention.type)
        if not mention.sure:
            stretch = _cut_at_joint(stretch, words, reading.joints[mention.area], lexicon)
        for part in [stretch] if mention.sure else _cut_at_marks(stretch, words, lexicon):
            name = part if mention.sure else _trim(part, words, lexicon)
            if name.first >= name.last or _is_no_name(name, words, lexicon):
                continue
            if mention.sure and not _is_common_opening(name, words, common):
                mended.append(mention)
            elif not mention.sure and not (mention.area in titled or _is_common(name, words, common, lexicon)):
                mended.append(mention._replace(first=name.first, last=name.last))
    return mended


def _common_words(reading: Reading) -> frozenset[str]:
    """Give the words that the article writes in lower case."""
    if reading.lexicon.nouns_capitalised:
        return frozenset()
    return frozenset(word.text for words in reading.words for word in words if not word.capital)


def _is_common_opening(name: _Stretch, words: Sequence[Word], common: frozenset[str]) -> bool:
    """Tell whether a word that opens a sentence and is a well-known name is a common word of this article."""
    word = words[name.first]
    return word.opens and name.last - name.first == 1 and word.text.lower() in common


def _title_cased(reading: Reading) -> Iterator[int]:
    """Give the areas in which most words have a capital, so that a capital makes no name: headlines in title case.

    Names that other passages have are found there again when names are spread.
    """
    lexicon = reading.lexicon
    if lexicon.nouns_capitalised or len(reading.words) < 2:
        return
    for area, words in enumerate(reading.words):
        content = [word for word in words if word.text.lower() not in lexicon.function_words]
        if (
            len(content) > 3
            and reading.areas[area].role in _SHORT_ROLES
            and sum(w.capital for w in content) > 0.8 * len(content)
        ):
            yield area


def _is_common(name: _Stretch, words: Sequence[Word], common: frozenset[str], lexicon: Lexicon) -> bool:
    """Tell whether the article writes every word of a name in lower case elsewhere, and no cue makes it a name."""
    if name.type not in {"PER", "MISC"} or words[name.first].text in lexicon.first_names:
        return False
    return all(word.text.lower() in common for word in words[name.first : name.last])


def _cut_at_marks(stretch: _Stretch, words: Sequence[Word], lexicon: Lexicon) -> list[_Stretch]:
    """Cut names apart that stand in a list or in two sentences; a ministry may have commas in its name."""
    inner = range(stretch.first + 1, stretch.last)
    cuts = [index for index in inner if words[index].opens or not _COMMAS.isdisjoint(words[index].gap)]
    if not cuts or words[stretch.first].text.lower() in lexicon.organization_heads_small:
        return [stretch]
    bounds = [stretch.first, *cuts, stretch.last]
    return [_Stretch(first, last, stretch.type) for first, last in pairwise(bounds)]


def cut_to_others(mentions: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Cut what runs on in lower case after a name that stands alone elsewhere; institutions keep their adjectives."""
    alone = {reading.surface(mention) for mention in mentions}
    cut = []
    for mention in mentions:
        words = reading.words[mention.area]
        capitals = mention.first
        while capitals < mention.last and words[capitals].capital:
            capitals += 1
        runs_on = mention.first < capitals < mention.last and not any(w.capital for w in words[capitals : mention.last])
        shorter = mention._replace(last=capitals)
        headed = head_type(words[mention.first].text.lower(), reading.lexicon)
        cut.append(shorter if runs_on and not headed and reading.surface(shorter) in alone else mention)
    return cut


def longer_agreeing(mentions: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Let a sure name go as far as the annotator's of the same start and type, where only common words make the difference.

    Rules know how an institution's name begins better than where it ends (``Fédération belge du secteur financier``).
    """
    sure_ends = {(m.area, m.first, m.type): m.last for m in mentions if m.sure}
    agreeing = []
    for mention in mentions:
        end = sure_ends.get((mention.area, mention.first, mention.type))
        rest = reading.words[mention.area][end or 0 : mention.last]
        longer = end is not None and end < mention.last and not any(word.capital for word in rest)
        agreeing.append(mention._replace(sure=mention.sure or longer))
    return agreeing


def complete(mentions: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Lengthen mentions by the capitalised words that go on with them and stand in no other mention.

    Nothing is done where every noun has a capital, or most words are written in capitals.
    """
    lexicon = reading.lexicon
    if lexicon.nouns_capitalised:
        return list(mentions)
    taken = places_taken(mentions)
    completed = []
    for mention in mentions:
        words = reading.words[mention.area]
        first, last = mention.first, mention.last
        if mention.type != "MISC" and not words[first].text.isupper():
            while last < len(words) and (mention.area, last) not in taken and _goes_on(words, last, lexicon):
                last += 1
            while first and (mention.area, first - 1) not in taken and _leads_in(words, first, lexicon):
                first -= 1
        taken.update((mention.area, index) for index in range(first, last))
        completed.append(mention._replace(first=first, last=last))
    return completed


def _goes_on(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    word = words[index]
    return (
        continues(word, lexicon)
        and word.gap == " "
        and word.text.lower() not in lexicon.demonyms
        and not is_acronym(word.text)
        and word.text.lower() not in lexicon.function_words
    )


def _leads_in(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    word, low = words[first - 1], words[first - 1].text.lower()
    return (
        word.capital
        and not word.opens
        and continues(words[first], lexicon)
        and words[first].gap in {" ", "-", ". "}
        and low not in lexicon.titles
        and not is_function(low, lexicon)
        and low not in lexicon.function_words
        and low not in lexicon.organization_words
        and word.text.lower() not in lexicon.demonyms
        and word.text not in lexicon.not_names
    )


def _cut_at_joint(stretch: _Stretch, words: Sequence[Word], joints: frozenset[int], lexicon: Lexicon) -> _Stretch:
    if joints:
        for index in range(stretch.first + 1, stretch.last):
            word = words[index]
            ends = words[index - 1].capital and not word.capital
            if index in joints and ends and (stretch.type == "PER" or word.text not in lexicon.connectors):
                return stretch._replace(last=index)
    return stretch


def _trim(stretch: _Stretch, words: Sequence[Word], lexicon: Lexicon) -> _Stretch:
    first, last, kind = stretch
    while first < last and _falls_off_the_front(words, first, last, kind, lexicon):
        first += 1
    while first < last and _falls_off_the_end(words[last - 1], kind, lexicon):
        last -= 1
    return _Stretch(first, last, kind)


def _falls_off_the_front(words: Sequence[Word], first: int, last: int, kind: EntityType, lexicon: Lexicon) -> bool:
    word, low = words[first], words[first].text.lower()
    if low in lexicon.function_words or low in lexicon.articles or low in lexicon.elisions:
        return not _is_own_article(words, first, last, kind, lexicon)
    if kind == "PER":
        aside = is_function(low, lexicon) or low in lexicon.demonyms or _opens_before_first_name(words, first, lexicon)
        return low in lexicon.titles or not word.capital or (last - first > 1 and aside)
    if low in lexicon.titles and word.capital and last - first > 1 and kind != "LOC":
        return True
    if word.capital:
        return False
    if kind == "LOC" and low in lexicon.place_words:
        return True
    return head_type(low, lexicon) is None


def _opens_before_first_name(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Tell whether a word has its capital from the sentence that it opens, and a first name follows."""
    word, after = words[first], words[first + 1 : first + 2]
    unknown = word.opens and word.text not in lexicon.first_names and word.text not in lexicon.known
    return unknown and len(word.text) > 1 and bool(after) and after[0].text in lexicon.first_names


def _is_own_article(words: Sequence[Word], first: int, last: int, kind: EntityType, lexicon: Lexicon) -> bool:
    """Tell whether an article or particle is the name's own: ``Le Monde``, ``La Haye``, ``(général) de Gaulle``."""
    word = words[first]
    followed = first + 1 < last and words[first + 1].capital
    if word.capital:
        known = " ".join(w.text for w in words[first:last]) in lexicon.known
        return followed and (known or not word.opens) and (word.text.lower() in lexicon.articles)
    if kind != "PER" or word.text not in lexicon.particles or not followed or not first:
        return False
    before = words[first - 1].text.lower()
    return before in lexicon.titles or before in lexicon.functions


def _falls_off_the_end(word: Word, kind: EntityType, lexicon: Lexicon) -> bool:
    if word.capital:
        return False
    if word.text in lexicon.function_words or word.text in lexicon.elisions:
        return True
    return kind == "PER"


def _is_code_or_cry(word: Word, kind: EntityType) -> bool:
    """Tell whether a single word is a letter, a code such as a number plate, or a line's first word set in capitals."""
    text = word.text
    if len(text) == 1 or (kind in {"PER", "LOC"} and any(character.isdigit() for character in text)):
        return True
    return word.opens and text.isupper() and len(text) > 5


def _precedes(words: Sequence[Word], first: int, lexicon: Lexicon, nouns: frozenset[str]) -> bool:
    """Tell whether one of these nouns and a connector stand before a name: ``ministre des (Finances)``."""
    before = first - 1
    while before > 0 and first - before < 3 and words[before].text in lexicon.connectors:
        before -= 1
    return 0 <= before < first - 1 and words[before].text.lower() in nouns


def _is_no_name(stretch: _Stretch, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Tell whether what is left is a demonym, a function, a date or a common word."""
    inside = words[stretch.first : stretch.last]
    if len(inside) > LONGEST or not any(word.capital for word in inside):
        return True
    if len(inside) > 1:
        return all(is_function(word.text.lower(), lexicon) or not word.capital for word in inside)
    kind, word, low = stretch.type, inside[0], inside[0].text.lower()
    if word.text in lexicon.not_names or word.text.isdigit() or _CENTURY.fullmatch(word.text):
        return True
    if kind == "MISC" and word.opens and not is_acronym(word.text):
        return True
    if _is_code_or_cry(word, kind) and word.text not in lexicon.known:
        return True
    if _precedes(words, stretch.first, lexicon, lexicon.eponym_words):
        return True
    if word.text.lower() in lexicon.demonyms and word.text not in lexicon.known:
        return True
    if _precedes(words, stretch.first, lexicon, lexicon.portfolio_words) and word.text not in lexicon.known:
        return True
    return low in lexicon.function_words or low in lexicon.titles or is_function(low, lexicon)
