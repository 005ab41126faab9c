"""Names that rules find in running words: well-known ones, titled ones, institutions, acronyms, capitals in a row."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.capitals import Candidate, capital_run, continues, is_acronym, is_shouted
from copydesk.annotate.entities.institutions import headed_name
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.name_index import is_joined, longest_names, well_known
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType


def sure_names(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the names that need no guessing: well-known names, institutions by their head noun, titled people, acronyms."""
    for first, last, kind in longest_names(words, well_known(lexicon.language)):
        if not _is_ambiguous(words, first, last, lexicon):
            yield Candidate(first, last, kind, sure=True)
    shouted = is_shouted(words)
    for index, word in enumerate(words):
        if not word.capital:
            if word.text in lexicon.organization_heads_small or word.text in lexicon.place_heads_small:
                yield from headed_name(words, index, lexicon)
            continue
        if shouted:
            continue
        yield from headed_name(words, index, lexicon)
        if is_titled(words, index, lexicon):
            last = capital_run(words, index, lexicon)
            yield Candidate(index, last, "PER", sure=True)
        elif not word.opens and is_acronym(word.text) and word.text not in lexicon.not_names:
            yield Candidate(index, index + 1, "ORG", sure=False)


def all_names(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find every run of capitalised words that may be a name, sure or not; for use without a model."""
    yield from sure_names(words, lexicon)
    if is_shouted(words):
        return
    index = 0
    while index < len(words):
        word = words[index]
        last = index + 1
        if word.capital and not _is_no_start(word, lexicon):
            last = capital_run(words, index, lexicon)
            kind = guess(words, index, last, lexicon)
            if kind:
                yield Candidate(index, last, kind, sure=False)
        index = last


def guess(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> EntityType | None:
    """Guess what a run of capitalised words names; None where a capital is all there is and a sentence opens with it."""
    if words[first].text in lexicon.first_names and last - first > 1:
        return "PER"
    if words[last - 1].text in lexicon.organization_endings and last - first > 1:
        return "ORG"
    if words[first].opens and last - first == 1:
        return None
    before = words[first - 1].text if first and not words[first].opens else ""
    if before in lexicon.place_prepositions or before in lexicon.place_words:
        return "LOC"
    if before in lexicon.organization_words:
        return "ORG"
    if lexicon.nouns_capitalised:
        return None
    return "PER" if last - first > 1 else "MISC"


def is_titled(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a title of persons stands right before a capitalised word: ``M. Dupont``, ``Frau Merkel``."""
    if not index or words[index].opens or not is_joined(words[index].gap):
        return False
    word = words[index]
    if word.text.lower() in lexicon.titles or word.text.lower() in lexicon.functions or is_acronym(word.text):
        return False
    before = words[index - 1]
    return before.text.lower() in lexicon.titles and (before.capital or not lexicon.nouns_capitalised)


def _is_no_start(word: Word, lexicon: Lexicon) -> bool:
    low = word.text.lower()
    return low in lexicon.function_words or low in lexicon.titles or (word.opens and low in lexicon.functions)


def _is_ambiguous(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a well-known name may be something else here: part of a longer run, or a first name."""
    if last - first == 1 and words[first].text in lexicon.first_names:
        return True
    before = first > 0 and words[first - 1].capital and continues(words[first], lexicon)
    if before and words[first - 1].text.lower() not in lexicon.function_words:
        return True
    return last < len(words) and continues(words[last], lexicon)
