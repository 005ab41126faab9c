"""Names that rules find in running words: well-known ones, titled ones, institutions, acronyms, capitals in a row."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.capitals import Candidate, capital_run, continues, is_acronym, is_shouted
from copydesk.annotate.entities.institutions import ending_type, headed_name, is_adjective
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.name_index import is_joined, longest_names, well_known
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType

_TOUCHING = frozenset({" ", "'", "\N{RIGHT SINGLE QUOTATION MARK}"})


def sure_names(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find names that need no guessing: well-known ones, institutions by their head noun, titled people, acronyms."""
    for first, last, kind in longest_names(words, well_known(lexicon.language)):
        if not _is_ambiguous(words, first, last, lexicon):
            yield Candidate(first, last, kind, sure=True)
    shouted, small_heads = is_shouted(words), lexicon.organization_heads_small | lexicon.place_heads_small
    for index, word in enumerate(words):
        if not word.capital:
            if word.text in small_heads:
                yield from headed_name(words, index, lexicon)
            continue
        if shouted:
            continue
        yield from headed_name(words, index, lexicon)
        if is_titled(words, index, lexicon):
            yield Candidate(index, _name_end(words, index, lexicon), "PER", sure=True)
        elif _has_place_noun(words, index, lexicon):
            yield Candidate(index, _run_end(words, index, lexicon), "LOC", sure=False)
        elif _has_function(words, index, lexicon):
            yield Candidate(index, _name_end(words, index, lexicon), "PER", sure=False)
        elif not word.opens and is_lone_acronym(words, index) and word.text not in lexicon.not_names:
            yield Candidate(index, index + 1, "ORG", sure=False)


def all_names(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find every run of capitalised words that may be a name, sure or not; for use without a model."""
    yield from sure_names(words, lexicon)
    if is_shouted(words):
        return
    index = 0
    while index < len(words):
        last = index + 1
        if words[index].capital and not _is_no_start(words[index], lexicon):
            index = _after_place(words, index, lexicon)
            last = _person_end(words, index, lexicon) if lexicon.nouns_capitalised else _run_end(words, index, lexicon)
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


def _run_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where a run of capitals ends; particles that are common words too join it only after a first name."""
    named = words[index].text.split("-", 1)[0] in lexicon.first_names
    return capital_run(words, index, lexicon, lexicon.particles if named else lexicon.particles - lexicon.connectors)


def _person_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where a person's name ends where every noun has a capital: first names, particles, one surname."""
    last = index
    while last < len(words) and words[last].text in lexicon.first_names and (last == index or words[last].gap == " "):
        last += 1
    return last + 1 if last == index else capital_run(words, last - 1, lexicon, lexicon.particles, most=1)


def guess(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> EntityType | None:
    """Guess what a run of capitalised words names; None for a single word that opens a sentence."""
    if last - first == 1:
        return None if words[first].opens else _guess_by_cue(words, first, "MISC", lexicon)
    kind = ending_type(words[last - 1].text, lexicon)
    if kind:
        return kind
    if words[first].text.split("-", 1)[0] in lexicon.first_names:
        return "PER"
    if lexicon.known.get(words[last - 1].text) == "LOC":
        return "ORG"
    return _guess_by_cue(words, first, "PER", lexicon)


def _guess_by_cue(words: Sequence[Word], first: int, otherwise: EntityType, lexicon: Lexicon) -> EntityType | None:
    """Guess by the word before; without a cue a capital says nothing where every noun has one."""
    before = words[first - 1].text if first and words[first].gap in _TOUCHING else ""
    if before in lexicon.organization_words:
        return "ORG"
    if before in lexicon.place_prepositions or before in lexicon.place_words:
        return "LOC"
    return None if lexicon.nouns_capitalised else otherwise


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
    return is_function(words[index - 1].text.lower(), lexicon) and _may_be_called(words[index], lexicon)


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


def _is_ambiguous(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a well-known name may be something else here: part of a longer run, or a first name."""
    if last - first == 1 and words[first].text in lexicon.first_names:
        return True
    if lexicon.nouns_capitalised or is_acronym(words[first].text):
        return False
    before = first > 0 and words[first - 1].capital and words[first].gap != "-" and continues(words[first], lexicon)
    if before and words[first - 1].text.lower() not in lexicon.function_words:
        return True
    goes_on = last < len(words) and words[last].gap != "-" and continues(words[last], lexicon)
    return goes_on and words[last].text not in lexicon.first_names
