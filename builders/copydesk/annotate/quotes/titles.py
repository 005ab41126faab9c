"""Marked names by what stands about them: what somebody or something is called, a title after its noun, a motto.

In languages that write few words with a capital, a capital inside a sentence tells a title from the words of a speaker:
*the salon “Winter Tides”*, *he kept a “Directory of Fax Machines”*; a speaker's words go on in small letters there.
"""

from copydesk.annotate.quotes.phrases import is_stop, is_verb
from copydesk.annotate.quotes.stream import NAMED, Sentence, Stream
from copydesk.record import NonQuoteReason

_CALLED = 6
_NICKNAME = 4
_NOUN = 3
_TITLE = 8
_MOTTO = 10
_YEAR = 4


def by_what_is_called(stream: Stream, sentence: Sentence, at: int, words: list[str]) -> NonQuoteReason | None:
    """Read *s'appelle « X »*, *is titled “X”* and *nickname*: a verb of naming with a name or a definite noun."""
    functions = stream.lexicon.words
    for back in range(at - 1, max(sentence.first, at - _CALLED) - 1, -1):
        word = stream.words[back]
        if word in functions["names_itself"] and _of_itself(stream, sentence, back):
            return "title" if len(words) > 1 else "term"
        if word in functions["names_others"] and not stream.capital[back]:
            return "nickname" if len(words) <= _NICKNAME and _is_definite(stream, at, words) else None
        if word != "," and is_stop(word):
            return None
    return None


def by_its_noun(stream: Stream, sentence: Sentence, at: int, words: list[str]) -> NonQuoteReason | None:
    """Read a capital after a determiner and a noun, where a capital says something (*the salon “Winter Tides”*)."""
    if len(words) > _TITLE or at <= sentence.first or not is_capital_said(stream, at):
        return None
    functions, before = stream.lexicon.words, stream.words[at - 1]
    if before in functions["determiners"] or before in functions["prepositions"]:
        return "title" if not _is_reported(stream, sentence, at - 1) else None
    if not before.isalpha() or stream.capital[at - 1]:
        return None
    for back in range(at - 1, max(sentence.first, at - _NOUN) - 1, -1):
        word = stream.words[back]
        if (word in functions["determiners"] or word in functions["prepositions"]) and back < at - 1:
            return "title" if not _is_reported(stream, sentence, back) else None
        if not _may_be_noun(stream, back):
            return None
    return None


def is_capital_said(stream: Stream, at: int) -> bool:
    """Say whether a stretch starts with a capital where that says something: not in a language of capital nouns."""
    stretch = stream.marked[stream.stretch[at]]
    start = stretch.inner_start
    while start < stretch.inner_end and stream.text[start].isspace():
        start += 1
    return not stream.lexicon.noun_capitals and stream.text[start : start + 1].isupper()


def is_motto(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Say whether the marks hold what a motto reads (*the motto of the house: “X”*, *il motto è «X»*)."""
    mottos = stream.lexicon.non_quotes["motto"] - stream.lexicon.nouns["cue"]
    before = stream.words[at - 1] if at > sentence.first else ""
    functions = stream.lexicon.words
    if before in mottos:
        return True
    if before != ":" and before not in functions["passives"] and before not in functions["naming"]:
        return False
    for back in range(at - 2, max(sentence.first, at - _MOTTO) - 1, -1):
        if stream.words[back] in mottos:
            return True
        if stream.words[back] in stream.lexicon.forms and is_verb(stream.lexicon, stream.words[back]):
            return False
    return False


def year_follows(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Say whether a year in brackets dates a work (*“X” (1974)*)."""
    if at + 3 >= sentence.last or stream.words[at + 1] != "(":
        return False
    year = stream.words[at + 2]
    return year.isdigit() and len(year) == _YEAR and stream.words[at + 3] in (")", ",")


def _of_itself(stream: Stream, sentence: Sentence, verb: int) -> bool:
    """Say whether a reflexive stands beside a verb of naming (*s'appelle*, *nennt sich*, *chama-se*)."""
    around = [at for at in (verb - 1, verb + 1) if sentence.first <= at < sentence.last]
    return any(stream.words[near] in stream.lexicon.words["reflexives"] for near in around)


def _is_definite(stream: Stream, at: int, words: list[str]) -> bool:
    """Say whether a name is definite or bare: a capital, or a definite article; no adjective, no indefinite noun."""
    functions = stream.lexicon.words
    first = words[0].lower().partition("'")[0].partition("\N{RIGHT SINGLE QUOTATION MARK}")[0]
    if stream.lexicon.noun_capitals:
        return first in functions["definite"] and stream.words[at - 1] not in functions["determiners"]
    article = first in functions["definite"] or f"{first}'" in functions["definite"]
    return article or words[0][0].isupper()


def _may_be_noun(stream: Stream, at: int) -> bool:
    lexicon, word = stream.lexicon, stream.words[at]
    if (
        stream.capital[at]
        or not word.isalpha()
        or word == NAMED
        or word in lexicon.nouns["cue"]
        or word in lexicon.pronouns
    ):
        return False
    return word not in lexicon.words["no_titled_noun"] and not is_verb(lexicon, word)


def _is_reported(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Say whether a verb of saying stands just before a phrase, whose recipient or object it may be."""
    forms, weak = stream.lexicon.forms, stream.lexicon.words["weak"]
    before = stream.words[max(sentence.first, at - _NOUN) : at]
    return any(word in forms and word not in weak for word in before)
