"""The words about a name that describe whom it names: before it, in apposition after it, or said of it."""

from copydesk.annotate.quotes.lexicon import Lexicon
from copydesk.annotate.quotes.nouns import is_person_role
from copydesk.annotate.quotes.phrases import STOPS, abbreviates, can_start
from copydesk.annotate.quotes.stream import Stream

_BACK = 10
_AHEAD = 8


def words_before_name(stream: Stream, first: int) -> list[int]:
    """Give the words of a description before a name, from the name backwards (*la trésorière de l'AUVN,* **X**)."""
    words, lexicon = stream.words, stream.lexicon
    determiners, linkers = lexicon.words["determiners"], lexicon.words["linkers"]
    found: list[int] = []
    start = first - 1 - (first > 1 and words[first - 2] == "," and _is_title(stream, first - 1))
    for at in range(start, max(-1, first - 1 - _BACK), -1):
        word = words[at]
        if word == "," and at == start:
            continue
        if word in lexicon.description_ends or (word in STOPS and not (word == "." and abbreviates(stream, at))):
            break
        found.append(at)
        if word in linkers:
            if at >= first - 2 and words[first - 1] != ",":
                break
        elif word in determiners and (at == 0 or words[at - 1] not in linkers):
            break
    return found


def _is_title(stream: Stream, at: int) -> bool:
    """Say whether a title stands at a word, or the article that a title in the name itself has (*, l'**abbé X***)."""
    nouns = stream.lexicon.nouns
    if stream.words[at] in stream.lexicon.words["definite"]:
        return is_person_role(stream.lexicon, stream.words[at + 1])
    return stream.words[at] in nouns["titles_m"] or stream.words[at] in nouns["titles_f"]


def words_after_name(stream: Stream, last: int) -> list[int]:
    """Give the words of an apposition (**X**, *maire de Brest,*) or of a predicate (**X** *est maire*)."""
    words, lexicon, total = stream.words, stream.lexicon, len(stream.words)
    if last + 1 >= total:
        return []
    said = words[last] in lexicon.words["copulas"]
    if not said and words[last] not in (",", "("):
        return []
    if not said and not can_start(stream, last + 1) and not _is_plain_noun(lexicon, words[last + 1]):
        return []
    ahead = words[last + 1 : last + 1 + _AHEAD]
    for length, word in enumerate(ahead):
        if word in lexicon.sure_verbs:
            return []
        if word in STOPS or word in lexicon.words["subordinators"]:
            return list(range(last + 1, last + 1 + length))
    return list(range(last + 1, last + 1 + len(ahead)))


def _is_plain_noun(lexicon: Lexicon, word: str) -> bool:
    """Say whether a small word may be a noun without an article (*, infectiologue aux Hôpitaux*)."""
    return word.isalpha() and word not in lexicon.pronouns and word not in lexicon.words["no_apposed_noun"]
