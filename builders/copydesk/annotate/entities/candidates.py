"""Names that rules find in running words: well-known ones, titled ones, institutions, acronyms, capitals in a row."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.capitals import Candidate, capital_run, continues, is_acronym, is_shouted
from copydesk.annotate.entities.firms import firm_names
from copydesk.annotate.entities.gazetteer import gazetteer
from copydesk.annotate.entities.institutions import ending_type, headed_name, is_adjective
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.marked import marked_name
from copydesk.annotate.entities.name_index import is_joined, longest_names, well_known
from copydesk.annotate.entities.rarity import frequency, is_rare
from copydesk.annotate.entities.side_by_side import side_by_side, with_place
from copydesk.annotate.entities.towns import town_end
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType

_TOUCHING = frozenset({" ", "'", "\N{RIGHT SINGLE QUOTATION MARK}"})


def sure_names(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find names that need no guessing: well-known ones, institutions by their head noun, titled people, acronyms."""
    for first, last, kind in longest_names(words, well_known(lexicon.language)):
        if not _is_ambiguous(words, first, last, lexicon):
            yield Candidate(first, last, kind, sure=True)
            if kind == "ORG" and lexicon.nouns_capitalised:
                yield from with_place(words, first, last, lexicon)
    shouted, small_heads = is_shouted(words), lexicon.organization_heads_small | lexicon.place_heads_small
    for index, word in enumerate(words):
        if len(word.gap) > 1:
            yield from marked_name(words, index, lexicon)
        if len(word.gap) > 2 or word.text in lexicon.legal_form_starts:
            yield from firm_names(words, index, lexicon)
        if word.capital:
            if not shouted:
                yield from _by_capital(words, index, lexicon)
        elif word.text in small_heads or _is_qualified_head(words, index, lexicon):
            yield from headed_name(words, index, lexicon)


def _by_capital(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the names that begin at a word with a capital and that a noun, title or function explains."""
    yield from _long_town(words, index, lexicon)
    if lexicon.nouns_capitalised:
        yield from side_by_side(words, index, lexicon)
    yield from headed_name(words, index, lexicon)
    if is_titled(words, index, lexicon):
        yield Candidate(index, _name_end(words, index, lexicon), "PER", sure=True)
    elif _has_place_noun(words, index, lexicon):
        yield Candidate(index, _run_end(words, index, lexicon), "LOC", sure=False)
    elif _has_function(words, index, lexicon):
        yield Candidate(index, _name_end(words, index, lexicon), "PER", sure=False)
    elif not words[index].opens and is_lone_acronym(words, index) and words[index].text not in lexicon.not_names:
        yield Candidate(index, index + 1, "ORG", sure=False)


def _is_qualified_head(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun that names an institution only with its adjective has one: ``conseil municipal``."""
    if words[index].text not in lexicon.heads_with_adjective or index + 1 == len(words):
        return False
    return is_adjective(words[index + 1].text, lexicon)


def _long_town(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the town of three words or more that starts at a word: *Viana do Castelo* is not *Castelo*."""
    end = town_end(words, index, lexicon)
    if end > index + 2:
        yield Candidate(index, end, "LOC", sure=True)


def all_names(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find every run of capitalised words that may be a name, sure or not; for use without a model."""
    yield from sure_names(words, lexicon)
    if is_shouted(words):
        return
    index = 0
    while index < len(words):
        last = index + 1
        if words[index].capital and (not _is_no_start(words[index], lexicon) or is_initial(words, index, lexicon)):
            index = _at_first_name(words, _after_place(words, index, lexicon), lexicon)
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


def _at_first_name(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Step over capitals that are no names of a person before a first name: ``Petty Officer Colleen Ostby``.

    A surname has to follow, and nothing is stepped over where every noun has a capital.
    """
    if lexicon.nouns_capitalised or words[index].text in lexicon.first_names or words[index].text in lexicon.saints:
        return index
    position = index + 1
    while position + 1 < len(words) and continues(words[position], lexicon) and words[position].gap == " ":
        if words[position].text in lexicon.first_names:
            named = continues(words[position + 1], lexicon) and not is_acronym(words[position + 1].text)
            known = ending_type(words[position + 1].text, lexicon) is not None
            return position if named and not known else index
        position += 1
    return index


def _run_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where a run of capitals ends; particles that are common words too join it only after a first name."""
    named = words[index].text.split("-", 1)[0] in lexicon.first_names
    return capital_run(words, index, lexicon, lexicon.particles if named else lexicon.particles - lexicon.connectors)


def _guessed_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where the name that starts at a capital probably ends; a town of several words has small ones inside."""
    if lexicon.nouns_capitalised:
        return max(_person_end(words, index, lexicon), _rare_pair_end(words, index, lexicon))
    return max(_run_end(words, index, lexicon), town_end(words, index, lexicon))


def _rare_pair_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give the end of two capitalised words that are no common nouns, side by side: a first name and a surname."""
    pair = words[index : index + 2]
    if len(pair) < 2 or pair[1].gap != " " or not pair[1].capital or pair[0].opens:
        return index
    return index + 2 if all(is_rare(part, lexicon) for word in pair for part in word.text.split("-")) else index


def _person_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where a person's name ends where every noun has a capital: first names, particles, one surname."""
    last = index
    while last < len(words) and words[last].text in lexicon.first_names and (last == index or words[last].gap == " "):
        last += 1
    return last + 1 if last == index else capital_run(words, last - 1, lexicon, lexicon.particles, most=1)


def guess(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> EntityType | None:
    """Guess what a run of capitalised words names; None for a single word that opens a sentence."""
    if last - first == 1:
        return _guess_single(words, first, lexicon)
    named = words[first].text.split("-", 1)[0] in lexicon.first_names or is_initial(words, first, lexicon)
    kind = ending_type(words[last - 1].text, lexicon)
    if kind and not (named and words[last - 1].text in lexicon.surname_endings):
        return kind
    if named:
        return "PER"
    if town_end(words, first, lexicon) == last:
        return "LOC"
    if lexicon.known.get(words[last - 1].text) == "LOC":
        # a club has an article before its name, a person has none
        return "ORG" if first and words[first - 1].text.lower() in lexicon.articles else "PER"
    return "PER" if lexicon.nouns_capitalised else _guess_by_cue(words, first, "PER", lexicon)


def _guess_single(words: Sequence[Word], first: int, lexicon: Lexicon) -> EntityType | None:
    """Guess what one capitalised word names; at the start of a sentence only a rare one that is a town."""
    word = words[first]
    town = town_end(words, first, lexicon) == first + 1
    if word.opens:
        return "LOC" if town and frequency(word.text, lexicon) < _OPENING_TOWN else None
    if lexicon.nouns_capitalised:
        cue = _before_name(words, first)
        placed = cue.lower() in lexicon.place_prepositions or cue in lexicon.place_words
        if town and (placed or frequency(word.text, lexicon) < _TOWN):
            return "LOC"
        if placed:
            return "LOC" if is_rare(word.text, lexicon) else None
    return _guess_by_cue(words, first, "LOC" if town else "MISC", lexicon)


_OPENING_TOWN, _TOWN = 3.0, 3.6
"""How frequent a word may be that is taken for a town: at the start of a sentence, and among nouns with capitals."""


def is_initial(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word is the initial of a first name, before a surname: ``D. Fermo``."""
    text = words[index].text
    if len(text) != 1 or not text.isalpha() or index + 1 >= len(words) or text.lower() in lexicon.titles:
        return False
    after = words[index + 1]
    return words[index].capital and after.gap == ". " and after.capital and len(after.text) > 2


def _guess_by_cue(words: Sequence[Word], first: int, otherwise: EntityType, lexicon: Lexicon) -> EntityType | None:
    """Guess by the word before; without a cue a capital says nothing where every noun has one."""
    before = _before_name(words, first)
    if before in lexicon.organization_words:
        return "ORG"
    if before in lexicon.place_prepositions or before in lexicon.place_words:
        return "LOC"
    return None if lexicon.nouns_capitalised else otherwise


def _before_name(words: Sequence[Word], first: int) -> str:
    """Give the word that stands right before a name; nothing where a mark stands between them."""
    return words[first - 1].text if first and words[first].gap in _TOUCHING else ""


def is_titled(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a title of persons stands right before a capitalised word: ``M. Dupont``, ``Frau Merkel``."""
    if not index or words[index].opens or not is_joined(words[index].gap):
        return False
    before = words[index - 1]
    titled = before.text.lower() in lexicon.titles and (before.capital or not lexicon.nouns_capitalised)
    return titled and _may_be_called(words[index], lexicon)


def _has_function(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a function stands right before a name: ``ministre Dupont``; or a verb of saying: ``dit Hassan``."""
    if not index or words[index].opens or words[index].gap != " ":
        return False
    if words[index - 1].text in lexicon.person_verbs:
        # organisations say things too: only a first name tells
        return words[index].text in lexicon.first_names and words[index].text not in lexicon.known
    if not is_function(words[index - 1].text.lower(), lexicon) or not _may_be_called(words[index], lexicon):
        return False
    if not lexicon.nouns_capitalised or words[index].text in lexicon.first_names:
        return True
    # among nouns with capitals a function may stand before any of them: Leiter Technik
    return all(is_rare(part, lexicon) for part in words[index].text.split("-"))


def _name_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where the name of a person ends whom a title or function introduces."""
    if lexicon.nouns_capitalised:
        return max(_person_end(words, index, lexicon), capital_run(words, index, lexicon, lexicon.particles, most=1))
    return capital_run(words, index, lexicon, lexicon.particles)


def _has_place_noun(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
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


def _may_be_called(word: Word, lexicon: Lexicon) -> bool:
    low = word.text.lower()
    if low in lexicon.titles or is_function(low, lexicon) or low in lexicon.demonyms or low in lexicon.function_words:
        return False
    return not is_acronym(word.text) and word.text not in lexicon.known and word.text not in lexicon.not_names


def is_function(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word in lower case is what a person does: ``ministre``, ``Innenminister`` by its ending."""
    if word in lexicon.functions:
        return True
    return bool(lexicon.function_endings) and word.endswith(lexicon.function_endings)


def is_lone_acronym(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word is an acronym among words that are not written in capitals themselves."""
    before = words[index - 1 : index] if index and words[index].gap == " " else ()
    after = [word for word in words[index + 1 : index + 2] if word.gap == " "]
    return is_acronym(words[index].text) and not any(len(w.text) > 1 and w.text.isupper() for w in (*before, *after))


def _is_no_start(word: Word, lexicon: Lexicon) -> bool:
    low = word.text.lower()
    if low in lexicon.demonyms and word.text not in lexicon.known and word.opens:
        return True
    return low in lexicon.function_words or low in lexicon.titles or is_function(low, lexicon)


def _is_other_noun(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a city's name is a surname (``Derya Ulm``) or a common noun (``unter dem Kiel``) here."""
    before = words[index - 1].text
    if before in lexicon.first_names:
        return True
    table = gazetteer() if before in lexicon.articles_before_nouns else None
    return table is not None and words[index].text in table.named


def _is_ambiguous(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a well-known name may be something else here: part of a longer run, or a first name."""
    if last - first == 1 and words[first].text in lexicon.first_names:
        return True
    if lexicon.nouns_capitalised or is_acronym(words[first].text):
        return first > 0 and last - first == 1 and words[first].gap == " " and _is_other_noun(words, first, lexicon)
    before = first > 0 and words[first - 1].capital and words[first].gap != "-" and continues(words[first], lexicon)
    if before and words[first - 1].text.lower() not in lexicon.function_words:
        return True
    goes_on = last < len(words) and words[last].gap != "-" and continues(words[last], lexicon)
    return goes_on and words[last].text not in lexicon.first_names
