"""Names in running words that need no guessing: well-known ones, titled ones, institutions, acronyms."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.capitals import Candidate, continues, is_acronym, is_shouted
from copydesk.annotate.entities.expansions import expanded_names
from copydesk.annotate.entities.firms import firm_names
from copydesk.annotate.entities.gazetteer import gazetteer
from copydesk.annotate.entities.institutions import ending_type, headed_name, is_adjective
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.marked import marked_name
from copydesk.annotate.entities.name_index import longest_names, well_known
from copydesk.annotate.entities.name_runs import name_end, run_end
from copydesk.annotate.entities.side_by_side import side_by_side, with_place
from copydesk.annotate.entities.towns import town_end, towns
from copydesk.annotate.entities.word_cues import has_function, has_place_noun, is_titled
from copydesk.annotate.entities.words import Word

_PLAIN_GAPS = frozenset({". ", ", "})
_POSSESSIVE = frozenset({"'s ", "\N{RIGHT SINGLE QUOTATION MARK}s "})


def sure_names(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find names that need no guessing: well-known ones, institutions by their head noun, titled people, acronyms."""
    for first, last, kind in longest_names(words, well_known(lexicon.language)):
        if not _is_ambiguous(words, first, last, lexicon):
            yield Candidate(first, last, kind, sure=True)
            if kind == "ORG" and lexicon.nouns_capitalised:
                yield from with_place(words, first, last, lexicon)
    shouted, town_names = is_shouted(words), towns(lexicon.language)
    for index, word in enumerate(words):
        gap, text = word.gap, word.text
        if len(gap) > 1 and gap not in _PLAIN_GAPS:
            yield from marked_name(words, index, lexicon)
            yield from expanded_names(words, index, lexicon)
            yield from firm_names(words, index, lexicon)
        elif text in lexicon.legal_form_starts:
            yield from firm_names(words, index, lexicon)
        if not word.capital:
            if text in lexicon.small_heads or (
                text in lexicon.heads_with_adjective and _has_adjective(words, index, lexicon)
            ):
                yield from headed_name(words, index, lexicon)
        elif not shouted:
            if text in town_names:
                yield from _long_town(words, index, lexicon)
            if lexicon.nouns_capitalised:
                yield from side_by_side(words, index, lexicon)
            elif text.lower() in lexicon.heads:
                yield from headed_name(words, index, lexicon)
            yield from _by_cue(words, index, lexicon)


def _by_cue(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the names that begin at a word with a capital and that a title, place noun or function explains."""
    if words[index].gap in _POSSESSIVE:
        yield from _with_possessive(words, index, lexicon)
    if is_titled(words, index, lexicon):
        yield Candidate(index, name_end(words, index, lexicon), "PER", sure=True)
    elif has_place_noun(words, index, lexicon):
        yield Candidate(index, run_end(words, index, lexicon), "LOC", sure=False)
    elif has_function(words, index, lexicon):
        yield Candidate(index, name_end(words, index, lexicon), "PER", sure=False)
    elif _is_organization(words, index, lexicon):
        yield from _after_noun(words, index, lexicon)
    elif _is_named_acronym(words, index, lexicon):
        yield Candidate(index, index + 1, "ORG", sure=False)


def _with_possessive(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the name that an ending makes over a possessive: ``St George's Church``, ``King's College``."""
    kind = ending_type(words[index].text, lexicon)
    first = index - 1
    while first > 0 and words[first].capital and continues(words[first], lexicon) and words[first - 1].capital:
        first -= 1
    if kind and words[first].capital:
        yield Candidate(first, index + 1, kind, sure=True)


def _is_organization(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether the noun of an organisation stands right before a word, where not every noun has a capital."""
    if lexicon.nouns_capitalised or not index or words[index].gap != " ":
        return False
    return words[index - 1].text in lexicon.organization_words


def _after_noun(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the name that a noun says is an organisation's, over genitives too: ``revista`` *Aves do Sul*."""
    last = run_end(words, index, lexicon)
    while last + 1 < len(words) and words[last].text in lexicon.genitives and continues(words[last + 1], lexicon):
        last = run_end(words, last + 1, lexicon)
    if last > index + 1:
        yield Candidate(index, last, "ORG", sure=False)


def _is_named_acronym(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    word = words[index]
    return not word.opens and word.text not in lexicon.not_names and _is_lone_acronym(words, index)


def _is_lone_acronym(words: Sequence[Word], index: int) -> bool:
    """Tell whether a word is an acronym among words that are not written in capitals themselves."""
    before = words[index - 1 : index] if index and words[index].gap == " " else ()
    after = [word for word in words[index + 1 : index + 2] if word.gap == " "]
    return is_acronym(words[index].text) and not any(len(w.text) > 1 and w.text.isupper() for w in (*before, *after))


def _has_adjective(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether an adjective follows a noun that names an institution only with one: ``conseil municipal``."""
    return index + 1 < len(words) and is_adjective(words[index + 1].text, lexicon)


def _long_town(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the town of three words or more that starts at a word: *Viana do Castelo* is not *Castelo*."""
    end = town_end(words, index, lexicon)
    if end > index + 2:
        yield Candidate(index, end, "LOC", sure=True)


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


def _is_other_noun(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a city's name is a surname (``Derya Ulm``) or a common noun (``unter dem Kiel``) here."""
    before = words[index - 1].text
    if before in lexicon.first_names:
        return True
    table = gazetteer() if before in lexicon.articles_before_nouns else None
    return table is not None and words[index].text in table.named
