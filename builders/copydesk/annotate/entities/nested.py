"""Places inside the names of organisations, one deep: ``Université de Nantes``, ``Ripon Rowing Club``."""

from collections.abc import Iterator, Mapping, Sequence

from copydesk.annotate.entities.gazetteer import gazetteer
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.mentions import Mention, Reading
from copydesk.annotate.entities.name_index import index_of, longest_names, well_known
from copydesk.annotate.entities.rarity import frequency
from copydesk.annotate.entities.towns import COMMON, towns
from copydesk.annotate.entities.words import Word

_COMMON_INSIDE = COMMON + 0.5
"""How frequent a town's name may be as a word amid the name of an organisation."""


def nested(mentions: Sequence[Mention], reading: Reading) -> Iterator[Mention]:
    """Find the places that stand inside the names of organisations: well-known ones, the article's own, and towns.

    A town at the start of a name may be a surname (``Lincoln Holdings``): there only the article's places count.
    """
    known = well_known(reading.lexicon.language)
    own = index_of({reading.surface(m): m.type for m in mentions if m.type == "LOC"})
    for mention in mentions:
        words = reading.words[mention.area][mention.first : mention.last]
        if mention.type != "ORG" or len(words) < 2:
            continue
        places: dict[int, int] = {}
        civic = words[-1].text in reading.lexicon.civic_endings
        for tree, first in ((towns(reading.lexicon.language), int(not civic)), (known, 0), (known, 1), (own, 0)):
            for start, last, kind in longest_names(words[first:], tree):
                word = words[start + first].text
                may_be_common = tree is not known and start > 0
                if kind == "LOC" and (tree is own or _is_place(word, reading.lexicon, may_be_common=may_be_common)):
                    places[start + first] = last + first
        places |= {place: place + 1 for place in _large_cities(words, reading.lexicon) if place not in places}
        for first, last in _outermost(places):
            if last - first < len(words):
                yield Mention(mention.area, mention.first + first, mention.first + last, "LOC")


def _is_place(word: str, lexicon: Lexicon, *, may_be_common: bool) -> bool:
    """Tell whether the first word of a place is no saint, and where it may be a common word, no common one."""
    common = may_be_common and frequency(word, lexicon) >= _COMMON_INSIDE
    return word not in lexicon.saints and not common


def _large_cities(words: Sequence[Word], lexicon: Lexicon) -> Iterator[int]:
    """Find the large cities of other countries that a genitive joins to a name: ``Universidad de Oxford``."""
    table = gazetteer()
    for place in range(2, len(words)) if table else ():
        text = words[place].text
        joined = table is not None and text in table.named and words[place - 1].text in lexicon.genitives
        if joined and text not in lexicon.first_names and frequency(text, lexicon) < COMMON:
            yield place


def _outermost(places: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Leave out the places that lie in another; in their order, one lies in an earlier one or in none."""
    reached = 0
    for first, last in sorted(places.items()):
        if last > reached:
            yield first, last
            reached = last
