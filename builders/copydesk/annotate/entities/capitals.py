"""What capitals say: where a run of capitalised words ends, what an acronym is, when capitals say nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.name_index import LONGEST, is_joined
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType


class Candidate(NamedTuple):
    """Words ``first`` to ``last`` (half-open) that may be a name; ``sure`` where more than a capital says so."""

    first: int
    last: int
    type: EntityType
    sure: bool


def capital_run(
    words: Sequence[Word], first: int, lexicon: Lexicon, particles: frozenset[str], most: int = LONGEST
) -> int:
    """Give where the run of capitals from ``first`` on ends: at most ``most`` more, particles between them included."""
    last, more = first + 1, 0
    while last < len(words) and more < most:
        if continues(words[last], lexicon) or _is_inner_title(words, last, lexicon):
            last += 1
        else:
            end = _particle_end(words, last, lexicon, particles)
            if end == last:
                break
            last = end
        more += 1
    return last


def continues(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a word goes on with the name before it: a capital after a space, a hyphen or an initial's dot."""
    return (
        word.capital
        and not word.opens
        and is_joined(word.gap)
        and word.text not in lexicon.abbreviations
        and word.text.lower() not in lexicon.titles
    )


def _is_inner_title(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that is a title elsewhere stands inside an institution's name: ``General`` *Hospital*."""
    after = words[index + 1 : index + 2]
    inside = words[index].capital and words[index].gap == " " and bool(after) and after[0].gap == " "
    return inside and (after[0].text in lexicon.organization_endings or after[0].text in lexicon.place_endings)


def _particle_end(words: Sequence[Word], index: int, lexicon: Lexicon, particles: frozenset[str]) -> int:
    for last in range(index, min(index + 3, len(words))):
        if words[last].text not in particles:
            return last + 1 if last > index and continues(words[last], lexicon) else index
        if not is_joined(words[last].gap):
            break
    return index


def is_acronym(text: str) -> bool:
    """Tell whether a word is an acronym: two to seven capitals or digits, starting with a capital.

    >>> is_acronym("ONU"), is_acronym("Onu"), is_acronym("G20")
    (True, False, True)
    """
    letters = text.replace(".", "")
    return 2 <= len(letters) <= 7 and letters.isupper() and letters.isalnum()


def is_shouted(words: Sequence[Word]) -> bool:
    """Tell whether most words are all capitals, so that capitals say nothing."""
    shouted = [word for word in words if word.capital and len(word.text) > 1 and word.text.isupper()]
    return len(shouted) > 2 and 2 * len(shouted) > len(words)
