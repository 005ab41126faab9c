"""Who does something *with these words* (*Mit diesen Worten verabschiedete sich X*), and has thus said them.

Any verb may stand there, so nothing but the subject tells: it must be a person, by name or by role, and be the first
phrase after the opening. A sentence that may be in the passive is left: who is sent away has said nothing.
"""

from bisect import bisect_left
from collections.abc import Mapping

from copydesk.annotate.quotes.nouns import base_noun, is_speaker_noun
from copydesk.annotate.quotes.phrases import Phrase, phrase_after
from copydesk.annotate.quotes.stream import Stream

_SUBJECT = 4
_DESCRIPTION = 4
_POSSESSIVE = frozenset("'\N{RIGHT SINGLE QUOTATION MARK}")


def who_acts(stream: Stream, start: int, last: int, people: Mapping[int, int]) -> Phrase | None:
    """Give the person that the words from ``start`` on have for their subject, without what follows; None for others.

    Args:
        stream: the words.
        start: the word after the opening.
        last: where the sentence ends.
        people: where each name of a person starts, and where it ends.
    """
    functions = stream.lexicon.words
    if any(stream.words[at] in functions["passives"] for at in range(start, last)):
        return None
    for at in range(start, min(start + _SUBJECT, last)):
        if stream.words[at] in functions["prepositions"]:
            return None
        subject = phrase_after(stream, at, last)
        if subject is not None:
            person = _named(stream, subject, people) or _role(stream, subject)
            return person if person is not None and _is_whole(stream, person[1], last) else None
    return None


def _named(stream: Stream, subject: Phrase, people: Mapping[int, int]) -> Phrase | None:
    """Cut a phrase to the name in it, with the article, title or role before (*la maire* **Ida Moll** *quitte*)."""
    determiners = stream.lexicon.words["determiners"]
    for at in range(subject[0], min(subject[0] + _DESCRIPTION, subject[1])):
        end = people.get(stream.starts[at])
        if end is not None:
            return subject[0], bisect_left(stream.starts, end, at)
        if not (stream.words[at] in determiners or _is_role(stream, at) or _is_title(stream, at)):
            return None
    return None


def _role(stream: Stream, subject: Phrase) -> Phrase | None:
    """Cut a phrase to its article and role, with the place of an office (*le maire de Lyon*)."""
    functions = stream.lexicon.words
    role = subject[0] + 1
    if role >= subject[1] or stream.words[subject[0]] not in functions["definite"] or not _is_role(stream, role):
        return None
    end = role + 1
    if end + 1 < subject[1] and stream.words[end] in functions["linkers"] and stream.capital[end + 1]:
        end += 1
        while end < subject[1] and stream.capital[end]:
            end += 1
    return subject[0], end


def _is_role(stream: Stream, at: int) -> bool:
    return base_noun(stream.lexicon, stream.words[at]) in stream.lexicon.nouns["roles"]


def _is_title(stream: Stream, at: int) -> bool:
    nouns = stream.lexicon.nouns
    return stream.words[at] in nouns["titles_m"] or stream.words[at] in nouns["titles_f"] or stream.words[at] == "."


def _is_whole(stream: Stream, end: int, last: int) -> bool:
    """Say whether a phrase ends before a word: nothing is possessed (*X's car*), compounded or joined (*X and Y*)."""
    if end >= last:
        return True
    word, lexicon = stream.words[end], stream.lexicon
    compound = is_speaker_noun(lexicon, word) or (lexicon.noun_capitals and stream.capital[end])
    return not (compound or word[0] in _POSSESSIVE or word in lexicon.words["joiners"])
