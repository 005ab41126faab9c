"""Names of firms by their legal form (``Holzwerk Lippe GmbH``) or an ampersand (``Kessler & Roth``)."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.capitals import Candidate, continues
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.name_index import LONGEST
from copydesk.annotate.entities.words import Word

_AND = " & "
_INSIDE = frozenset({" ", "-", ". ", _AND, "'", "\N{RIGHT SINGLE QUOTATION MARK}"})
_BEFORE_FORM = _INSIDE | {", "}


def firm_names(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the firm whose legal form, or whose partner after an ampersand, stands at a word."""
    last = _form_end(words, index, lexicon)
    if last and words[index].gap in _BEFORE_FORM:
        first = _start(words, index, lexicon)
        if first < index:
            yield Candidate(first, last, "ORG", sure=True)
    elif words[index].gap == _AND and words[index].capital and index and words[index - 1].capital:
        first, last = _start(words, index, lexicon), index + 1
        while last < len(words) and continues(words[last], lexicon):
            last += 1
        if _form_end(words, min(last, len(words) - 1), lexicon) == 0 and first < index:
            yield Candidate(first, last, "ORG", sure=True)


def _form_end(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Give where a legal form that starts at a word ends, 0 where none does; ``e. V.`` are two words."""
    if words[index].text in lexicon.legal_forms:
        return index + 1
    if index + 1 < len(words) and words[index + 1].gap in {". ", " "}:
        return index + 2 if f"{words[index].text} {words[index + 1].text}" in lexicon.legal_forms else 0
    return 0


def _start(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """Go back over the capitals of a firm's name, and over small words between them."""
    first = position = index
    while position > max(0, index - LONGEST):
        word = words[position - 1]
        small = word.text in lexicon.connectors and position < index and not lexicon.nouns_capitalised
        if not _belongs(word, lexicon) and not small:
            break
        position -= 1
        if word.capital:
            first = position
        if word.opens or word.gap not in _INSIDE:
            break
    return first


def _belongs(word: Word, lexicon: Lexicon) -> bool:
    low = word.text.lower()
    aside = word.text in lexicon.organization_words or low in lexicon.titles
    return word.capital and not aside and not (word.opens and low in lexicon.function_words)
