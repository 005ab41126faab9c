"""Names to look for in running words, as a tree of words: one step a word, whatever the number of names."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

from copydesk.annotate.entities.lexicon import Lexicon, lexicon_of
from copydesk.annotate.entities.mentions import Surface
from copydesk.annotate.entities.words import Word, words_of
from copydesk.record import EntityType

LONGEST = 12
"""Words that a name may have; what is longer is a sentence that lost its way."""

_JOINED = frozenset({"", " ", "'", "\N{RIGHT SINGLE QUOTATION MARK}", "-", ". ", "."})
NameIndex = dict[str, Any]
_END = ""


def index_of(names: Mapping[Surface, EntityType]) -> NameIndex:
    """Make a tree of names; each ends in the type of what it names."""
    root: NameIndex = {}
    for surface, kind in names.items():
        node = root
        for word in surface:
            node = node.setdefault(word, {})
        node[_END] = kind
    return root


def longest_names(words: Sequence[Word], index: NameIndex) -> Iterator[tuple[int, int, EntityType]]:
    """Find the longest names of a tree in running words, left to right, without overlap: first, last, type.

    Words of one name stand next to each other: no punctuation but hyphen, apostrophe and full stop between them.
    """
    free = 0
    for position, word in enumerate(words):
        if word.text in index and position >= free:
            found = _match(words, position, index)
            if found is not None:
                yield position, *found
                free = found[0]


def _match(words: Sequence[Word], first: int, index: NameIndex) -> tuple[int, EntityType] | None:
    node, best = index[words[first].text], None
    for last in range(first + 1, min(first + 1 + LONGEST, len(words) + 1)):
        if _END in node:
            best = (last, node[_END])
        if last == len(words) or words[last].text not in node or not is_joined(words[last].gap):
            break
        node = node[words[last].text]
    return best


def is_joined(gap: str) -> bool:
    """Tell whether two words with this between them can stand in one name; nothing stands where a space was lost."""
    return gap in _JOINED


@cache
def well_known(language: str) -> NameIndex:
    """Give the tree of the names that the language's data knows."""
    lexicon = lexicon_of(language)
    if lexicon is None:
        return {}
    return index_of({surface_of(name, lexicon): kind for name, kind in lexicon.known.items()})


def surface_of(name: str, lexicon: Lexicon) -> Surface:
    """Split a name into words, as the articles are."""
    return tuple(word.text for word in words_of(name, lexicon))


def known_type(surface: Surface, lexicon: Lexicon) -> EntityType | None:
    """Give the type of a well-known name, None where the language's data does not know it."""
    return type_in(surface, well_known(lexicon.language))


def type_in(surface: Surface, index: NameIndex) -> EntityType | None:
    """Give the type of a whole name in a tree, None where it does not hold it."""
    node: Any = index
    for word in surface:
        node = node.get(word)
        if node is None:
            return None
    return cast("EntityType | None", node.get(_END))
