"""The annotator ``rules``: names by capitals, cue words and well-known names; no model, every language with data."""

from collections.abc import Sequence

from copydesk.annotate.entities.candidates import all_names
from copydesk.annotate.entities.lexicon import lexicon_of
from copydesk.annotate.entities.recognizer import NamedSpan, Recognizer
from copydesk.annotate.entities.words import words_of
from copydesk.errors import UsageError


def open_rules(language: str) -> Recognizer:
    """Open the rules for a language.

    Raises:
        UsageError: the project has no data on names for the language.
    """
    lexicon = lexicon_of(language)
    if lexicon is None:
        raise UsageError(f"there is no data on names for language {language!r}")

    def recognize(passages: Sequence[str]) -> list[tuple[NamedSpan, ...]]:
        found = []
        for passage in passages:
            words = words_of(passage, lexicon)
            found.append(
                tuple(NamedSpan(words[c.first].start, words[c.last - 1].end, c.type) for c in all_names(words, lexicon))
            )
        return found

    return Recognizer(recognize)
