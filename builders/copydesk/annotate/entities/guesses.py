"""Names that nothing but their capitals and the words about them speaks for, guessed without a model."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.capitals import Candidate, continues, is_acronym, is_shouted
from copydesk.annotate.entities.institutions import ending_type
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.name_runs import person_end, rare_pair_end, run_end
from copydesk.annotate.entities.rarity import frequency, is_rare
from copydesk.annotate.entities.towns import town_end
from copydesk.annotate.entities.word_cues import is_function, is_initial, word_before
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType

_COMMON = 4.5
"""How frequent a town's or a person's first name may be that is told from a word by its capital alone."""

_OPENING_TOWN, _TOWN = 3.0, 3.6
"""How frequent a word may be that is taken for a town: at the start of a sentence, and among nouns with capitals."""


def guessed_names(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find every run of capitalised words that may be a name and is not sure; for use without a model."""
    if is_shouted(words):
        return
    index = stop = 0
    while index < len(words):
        last = index + 1
        if words[index].capital and (not _is_no_start(words[index], lexicon) or is_initial(words, index, lexicon)):
            index = _after_place(words, index, lexicon)
            if _may_be_rank(words[index], lexicon):
                # no word before an earlier stop is one, so that none is looked at twice in a long run
                stop = stop if stop > index else _at_stop(words, index, lexicon)
                index = stop if _is_named_person(words, stop, lexicon) else index
            last = _guessed_end(words, index, lexicon)
            kind = guess(words, index, last, lexicon)
            if kind:
                yield Candidate(index, last, kind, sure=False)
            elif lexicon.nouns_capitalised:
                last = index + 1
        index = last


def _after_place(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Step over a well-known name that a first name follows: ``la délégation de Floride Anne Martin``."""
    follows = index + 1 < len(words) and words[index + 1].text in lexicon.first_names
    return index + 1 if follows and words[index].text in lexicon.known and words[index + 1].gap == " " else index


def _may_be_rank(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a capital may be no name of the person whose first name follows: ``Petty Officer Colleen Ostby``.

    Where every noun has a capital it says nothing.
    """
    return not lexicon.nouns_capitalised and word.text not in lexicon.first_names and word.text not in lexicon.saints


def _at_stop(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give the next first name in the run of capitals after a word, or where the run stops without one."""
    stop = index + 1
    while stop < len(words) and _goes_on(words[stop], lexicon) and words[stop].text not in lexicon.first_names:
        stop += 1
    return stop


def _is_named_person(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a first name in a run of capitals has a surname after it."""
    if index + 1 >= len(words) or not _goes_on(words[index], lexicon) or words[index].text not in lexicon.first_names:
        return False
    surname = words[index + 1]
    named = continues(surname, lexicon) and not is_acronym(surname.text)
    return named and ending_type(surname.text, lexicon) is None


def _goes_on(word: Word, lexicon: Lexicon) -> bool:
    return continues(word, lexicon) and word.gap == " "


def _guessed_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where the name that starts at a capital probably ends; a town of several words has small ones inside."""
    if lexicon.nouns_capitalised:
        return max(person_end(words, index, lexicon), rare_pair_end(words, index, lexicon))
    return max(run_end(words, index, lexicon), town_end(words, index, lexicon))


def guess(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> EntityType | None:
    """Guess what a run of capitalised words names; None for a single word that opens a sentence."""
    if last - first == 1:
        return _guess_single(words, first, lexicon)
    named = words[first].text.split("-", 1)[0] in lexicon.first_names or is_initial(words, first, lexicon)
    kind = ending_type(words[last - 1].text, lexicon)
    if kind and not (named and words[last - 1].text in lexicon.surname_endings):
        return kind
    return "PER" if named else _guess_unnamed(words, first, last, lexicon)


def _guess_unnamed(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> EntityType | None:
    """Guess what a run of capitals names that begins with no first name and ends with no noun of an institution."""
    of_people = words[last - 1].text.lower() in lexicon.demonyms and not lexicon.nouns_capitalised
    if of_people or town_end(words, first, lexicon) == last:
        return "LOC"
    if _is_thing(words, first, last, lexicon):
        return "ORG"
    if lexicon.known.get(words[last - 1].text) == "LOC":
        # a club has an article before its name, a person has none
        return "ORG" if first and words[first - 1].text.lower() in lexicon.articles else "PER"
    return "PER" if lexicon.nouns_capitalised else _guess_by_cue(words, first, "PER", lexicon)


def _is_thing(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a run of capitals begins with a place (``Piqua Spring``), or has an article that people have not."""
    starts_with_place = lexicon.known.get(words[first].text) == "LOC" or town_end(words, first, lexicon) == first + 1
    common = frequency(words[last - 1].text, lexicon) >= _COMMON
    if starts_with_place and not lexicon.nouns_capitalised and common:
        return True
    return bool(first) and words[first].gap == " " and words[first - 1].text.lower() in lexicon.name_articles


def _guess_single(words: Sequence[Word], first: int, lexicon: Lexicon) -> EntityType | None:
    """Guess what one capitalised word names; at the start of a sentence only a rare one that is a town."""
    word = words[first]
    town = town_end(words, first, lexicon) == first + 1
    if lexicon.nouns_capitalised and _is_called(words, first, lexicon):
        return "PER"
    if word.opens:
        return "LOC" if town and frequency(word.text, lexicon) < _OPENING_TOWN else None
    if lexicon.nouns_capitalised:
        cue = word_before(words, first)
        placed = cue.lower() in lexicon.place_prepositions or cue in lexicon.place_words
        if town and (placed or frequency(word.text, lexicon) < _TOWN):
            return "LOC"
        if placed:
            return "LOC" if is_rare(word.text, lexicon) else None
    return _guess_by_cue(words, first, "LOC" if town else "MISC", lexicon)


def _is_called(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Tell whether a first name stands alone: ``Gisela blieb``, not ``die Rose``."""
    text = words[first].text
    if text not in lexicon.first_names or text in lexicon.known or frequency(text, lexicon) >= _FIRST_NAME:
        return False
    return words[first].opens or word_before(words, first).lower() not in lexicon.articles_before_nouns


_FIRST_NAME = 4.2
"""How frequent a first name may be among nouns with capitals: *Ernst*, *Mark* and *Rose* are words."""


def _guess_by_cue(words: Sequence[Word], first: int, otherwise: EntityType, lexicon: Lexicon) -> EntityType | None:
    """Guess by the word before; without a cue a capital says nothing where every noun has one."""
    before = word_before(words, first)
    if before in lexicon.organization_words:
        return "ORG"
    if before in lexicon.place_prepositions or before in lexicon.place_words:
        return "LOC"
    return None if lexicon.nouns_capitalised else otherwise


def _is_no_start(word: Word, lexicon: Lexicon) -> bool:
    low = word.text.lower()
    if word.text in lexicon.saints:
        return False
    if low in lexicon.demonyms and word.text not in lexicon.known and word.opens:
        return True
    return low in lexicon.function_words or low in lexicon.titles or is_function(low, lexicon)
