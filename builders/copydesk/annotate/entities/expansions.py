"""Names whose acronym stands beside them in brackets: ``Voies navigables de France (VNF)``, ``VNF (Voies …)``.

The letters say where the name begins, however long it is and whatever noun is its head.
"""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.capitals import Candidate, is_acronym
from copydesk.annotate.entities.institutions import ending_type, head_type
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.name_index import LONGEST, is_joined
from copydesk.annotate.entities.names import folded
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType

_INSIDE = frozenset({", ", " & "})
_SHORTEST = 3
"""Letters from which on an acronym proves that the words before it are its name."""


def expanded_names(words: Sequence[Word], index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the name and the acronym of which one stands in the brackets that open at a word, the other before them."""
    if words[index].gap.strip() != "(" or not index:
        return
    first, end = expansion_before(words, index, lexicon), index + 1
    acronym = index
    if first is None and is_acronym(words[index - 1].text):
        end = _bracket_end(words, index)
        first = index if _is_expansion(words[index:end], words[index - 1].text, lexicon) else None
        acronym = index - 1
    if first is None:
        return
    last = end if acronym < index else index
    kind = _kind(words[first:last], words[acronym], lexicon)
    if kind is not None:
        yield Candidate(first, last, kind, sure=True)
        yield Candidate(acronym, acronym + 1, kind, sure=True)


def expansion_before(words: Sequence[Word], index: int, lexicon: Lexicon) -> int | None:
    """Give where the words begin whose initials the acronym in brackets at ``index`` has; None where none do."""
    if _bracket_end(words, index) != index + 1 or not _is_short_form(words[index].text):
        return None
    for first in range(index - 1, max(-1, index - 1 - LONGEST), -1):
        if _is_expansion(words[first:index], words[index].text, lexicon):
            return first
        if words[first].opens or not (is_joined(words[first].gap) or words[first].gap in _INSIDE):
            return None
    return None


def _is_short_form(text: str) -> bool:
    """Tell whether a word may be an acronym, also one that is spelled like a word: ``Inrae``."""
    letters = text.replace("&", "").replace(".", "")
    return _SHORTEST <= len(letters) <= 2 * _SHORTEST + 1 and letters.isalpha() and letters[0].isupper()


def _bracket_end(words: Sequence[Word], index: int) -> int:
    """Give the word after which the brackets close that open before ``index``."""
    last = index + 1
    while last < len(words) and ")" not in words[last].gap and last < index + LONGEST:
        last += 1
    return last


def _is_expansion(words: Sequence[Word], acronym: str, lexicon: Lexicon) -> bool:
    """Tell whether every letter of an acronym stands, in order, in words of which nearly all begin with one."""
    letters = folded(acronym.replace(".", "").replace("&", ""))
    content = [folded(part) for word in words for part in word.text.split("-") if part and not _is_small(word, lexicon)]
    if len(content) < 2 or len(letters) < _SHORTEST or content[0][0] != letters[0]:
        return False
    place = skipped = 0
    for number, word in enumerate(content, 1):
        if letters[place : place + 1] != word[0]:
            skipped += 1
            continue
        place += 1
        rest, initials = word[1:], {later[0] for later in content[number:]}
        while place < len(letters) and letters[place] not in initials and letters[place] in rest:
            rest = rest[rest.index(letters[place]) + 1 :]
            place += 1
    return place == len(letters) and 3 * skipped < len(content) and content[-1][0] in letters


def _is_small(word: Word, lexicon: Lexicon) -> bool:
    low = word.text.lower()
    return not word.capital and (low in lexicon.function_words or low in lexicon.connectors or low in lexicon.elisions)


def _kind(words: Sequence[Word], acronym: Word, lexicon: Lexicon) -> EntityType | None:
    """Give what the words name, None where they are a common term: capitals say nothing of one where a sentence opens.

    A word that the language's data calls no name (``AVE``) is one all the same after the name of an organisation.
    """
    head = words[0].text.lower()
    kind = ending_type(words[-1].text, lexicon) or head_type(head, lexicon)
    if lexicon.nouns_capitalised:
        return "ORG" if any(word.text.lower().endswith(lexicon.organization_suffixes) for word in words) else None
    named = words[0].capital and (not words[0].opens or any(word.capital for word in words[1:]))
    if not named or (kind is None and acronym.text in lexicon.not_names) or head in lexicon.portfolio_words:
        return None
    return kind or "ORG"


def terms(words: Sequence[Word], lexicon: Lexicon) -> Iterator[str]:
    """Give the acronyms that stand in brackets after a common term: ``plan de sauvegarde de l'emploi (PSE)``."""
    if lexicon.nouns_capitalised:
        return
    for index, word in enumerate(words):
        if index and word.gap == " (":
            first = expansion_before(words, index, lexicon)
            common = first is not None and not any(w.capital and not w.opens for w in words[first:index])
            if common and words[first or 0].text not in lexicon.organization_heads | lexicon.small_heads:
                yield word.text
