"""Words and sentence ends with their offsets, in one pass.

A token is a word, a number or a single other character. Words keep inner hyphens; an elision keeps its apostrophe
and stands alone (``l'`` + ``agence``). Offsets are half-open code points of the text that was given.
"""

import re
from functools import cache
from typing import NamedTuple

from copydesk.resources import language_data

_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_TOKEN = re.compile(
    rf"\d+(?:[.,:/]\d+)*(?:-?[^\W\d_]+)*|[^\W_]+(?:[-\N{{HYPHEN}}\N{{NON-BREAKING HYPHEN}}][^\W_]+)*"
    rf"(?:['{_APOSTROPHE}](?=[^\W_]))?|\.\.+|\S"
)
SENTENCE_ENDS = frozenset((".", "!", "?", "\N{HORIZONTAL ELLIPSIS}", "...", ".."))


class Token(NamedTuple):
    """A word or mark: ``text[start:end]``, and the same in lower case with straight apostrophes."""

    start: int
    end: int
    word: str


def fold(text: str) -> str:
    """Give the text in lower case with straight apostrophes, every letter at its old offset."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # a few letters (dotted capital I) are longer in lower case; they stay as they are, so that offsets hold
        lowered = "".join(small if len(small) == 1 else letter for letter in text for small in (letter.lower(),))
    return lowered.replace(_APOSTROPHE, "'")


def tokenize(text: str) -> list[Token]:
    """Give the tokens of a text in order; white space is left out. Linear.

    >>> [token.word for token in tokenize("L'agence TASS, dit-il.")]
    ["l'", 'agence', 'tass', ',', 'dit-il', '.']
    """
    folded = fold(text)
    return [Token(start, end, folded[start:end]) for start, end in token_spans(folded, 0, len(text))]


def token_spans(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give where the tokens between two offsets of a text that ``fold`` made stand; for texts read in pieces."""
    return [match.span() for match in _TOKEN.finditer(folded, start, end)]


def words_between(folded: str, start: int, end: int) -> list[str]:
    """Give the words of the tokens between two offsets of a text that ``fold`` made, where no offset is asked for."""
    return _TOKEN.findall(folded, start, end)


@cache
def abbreviations(language: str) -> frozenset[str]:
    """Give the abbreviations of a language, lower case, without their full stop."""
    return frozenset(language_data(language, "sentences").get("abbreviations", "").split())


@cache
def ordinal_dot(language: str) -> bool:
    """Say whether a number with a full stop is an ordinal (German *3. Mai*) and ends no sentence."""
    return bool(language_data(language, "sentences").get("ordinal_dot", False))


def ends_sentence(text: str, before: str, mark: Token, after: int, language: str) -> bool:
    """Say whether the mark ends a sentence.

    Args:
        text: the text.
        before: the lower-case word that stands before the mark, glued to it; empty where none does.
        mark: the token of the mark.
        after: offset of the next token.
        language: BCP-47 tag, for abbreviations.
    """
    if mark.word not in SENTENCE_ENDS:
        return False
    if after >= len(text):
        return True
    following = text[after]
    if after == mark.end or following.islower() or following in ",;:)":
        return False
    if mark.word != ".":
        return True
    if before in abbreviations(language) or (len(before) == 1 and before.isalpha()):
        return False
    return not (before.isdigit() and len(before) < 3 and ordinal_dot(language))


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Give the sentences of one paragraph as spans, quotation marks treated as any other character. Linear."""
    tokens = tokenize(text)
    found: list[tuple[int, int]] = []
    first = 0
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        glued = before.word if before is not None and before.end == token.start else ""
        last = index + 1 == len(tokens)
        if last or ends_sentence(text, glued, token, tokens[index + 1].start, language):
            found.append((tokens[first].start, token.end))
            first = index + 1
    return found
