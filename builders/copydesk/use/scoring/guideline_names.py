"""Names of another gold as our guideline bounds them: without titles and numbers, whole across a line's end.

The gold of old print has *M. Lenoir* with his title, a house with its number, a person with what follows the comma, and
counts a name that a line's end cuts as two. What is learned from it as it stands is that no person has a title.
"""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.lexicon import Lexicon, lexicon_of
from copydesk.annotate.entities.word_cues import is_function
from copydesk.annotate.entities.words import Word, words_of
from copydesk.use.scoring.entity_matches import Named
from copydesk.use.scoring.entity_systems import GoldDocument

_BREAKS = frozenset("\N{NOT SIGN}\N{SOFT HYPHEN}")
_ASIDE = frozenset(",(")


def guideline_names(document: GoldDocument) -> tuple[Named, ...]:
    """Give the outermost names of a document, with the bounds that our guideline gives them."""
    lexicon = lexicon_of(document.language)
    joined = _joined(list(_outermost(document.entities)), document.raw)
    return tuple(joined) if lexicon is None else tuple(_bare(name, document.raw, lexicon) for name in joined)


def _outermost(names: Sequence[Named]) -> Iterator[Named]:
    reached = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if name.end > reached:
            yield name
            reached = name.end


def _joined(names: Sequence[Named], text: str) -> list[Named]:
    """Join the halves of a name: of any that a mark of the break ends, of a person's with nothing between them."""
    whole: list[Named] = []
    for name in names:
        before = whole[-1] if whole else None
        touching = before is not None and before.end == name.start and before.type == name.type
        if before and touching and (text[before.end - 1] in _BREAKS or _goes_on(text, before.end, name.type)):
            whole[-1] = before._replace(end=name.end)
        else:
            whole.append(name)
    return whole


def _goes_on(text: str, place: int, kind: str) -> bool:
    return kind == "PER" and text[place - 1].isalpha() and text[place].isupper()


def _bare(name: Named, text: str, lexicon: Lexicon) -> Named:
    """Take titles, offices and numbers off the front, and what a comma or bracket sets apart off the end."""
    words = words_of(text[name.start : name.end], lexicon)
    first = 0
    while first < len(words) and _is_before_name(words, first, name.type, lexicon):
        first += 1
    last = first + 1
    while last < len(words) and _ASIDE.isdisjoint(words[last].gap):
        last += 1
    if last > len(words):
        return name
    return name._replace(start=name.start + words[first].start, end=name.start + words[last - 1].end)


def _is_before_name(words: Sequence[Word], index: int, kind: str, lexicon: Lexicon) -> bool:
    """Tell whether a word stands before the name proper; after a title, an article is the name's own particle."""
    low = words[index].text.lower()
    if kind != "PER":
        return low.isdigit()
    return low in lexicon.titles or is_function(low, lexicon) or (not index and low in lexicon.articles)
