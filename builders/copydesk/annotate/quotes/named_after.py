"""Marks that open a sentence and are named right after (*« … » est la devise*, *“…”, her first novel*)."""

from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.phrases import is_stop
from copydesk.annotate.quotes.stream import Sentence, Stream
from copydesk.record import NonQuoteReason

_REACH = 7
_GUARD = 3
_SEPARATORS = frozenset((",", ":", "(", *DASHES))
_REASONS: tuple[NonQuoteReason, ...] = ("motto", "title", "nickname")


def named_after(stream: Stream, sentence: Sentence, at: int) -> NonQuoteReason | None:
    """Give what the words after a stretch say that it is: a motto, a title, a nickname; None where they do not.

    A verb of saying beside the noun makes it a source (*“…”, the book says*).
    """
    if at != sentence.first:
        return None
    functions = stream.lexicon.words
    first = at + 1 + (at + 1 < sentence.last and stream.words[at + 1] in _SEPARATORS)
    pointed = False
    for word in range(first, min(first + _REACH, sentence.last)):
        text = stream.words[word]
        reason = _reason(stream, text) if pointed else None
        if reason is not None:
            return None if _says(stream, word + 1, sentence.last) else reason
        if is_stop(text) or _is_said(stream, word):
            return None
        pointed = pointed or text in functions["pointing"]
    return None


def _reason(stream: Stream, word: str) -> NonQuoteReason | None:
    found = next((reason for reason in _REASONS if word in stream.lexicon.non_quotes[reason]), None)
    return None if found == "title" and word in stream.lexicon.nouns["cue"] else found


def _says(stream: Stream, first: int, last: int) -> bool:
    return any(_is_said(stream, at) for at in range(first, min(first + _GUARD, last)))


def _is_said(stream: Stream, at: int) -> bool:
    """Say whether a verb of saying stands at a word; *heißt* and *lautet* name as well."""
    lexicon, word = stream.lexicon, stream.words[at]
    form = lexicon.forms.get(word)
    known = form is not None and "finite" in form.kinds and word not in lexicon.words["naming"]
    return known and not any(word in named for named in lexicon.non_quotes.values())
