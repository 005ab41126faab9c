"""The annotator ``rules``: names by capitals, cue words and well-known names; no model, every language with data."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.guesses import guessed_names
from copydesk.annotate.entities.lexicon import lexicon_of
from copydesk.annotate.entities.passages import read_passage
from copydesk.annotate.entities.recognizer import NamedSpan, Recognizer
from copydesk.errors import UsageError


def open_rules(language: str) -> Recognizer:
    """Open the rules for a language.

    Raises:
        UsageError: the project has no data on names for the language.
    """
    lexicon = lexicon_of(language)
    if lexicon is None:
        raise UsageError(f"there is no data on names for language {language!r}")

    def recognize(passages: Sequence[str]) -> Iterator[tuple[NamedSpan, ...]]:
        for passage in passages:
            words, sure = read_passage(passage, language)
            names = (*sure, *guessed_names(words, lexicon))
            yield tuple(NamedSpan(words[name.first].start, words[name.last - 1].end, name.type) for name in names)

    return Recognizer(recognize)
