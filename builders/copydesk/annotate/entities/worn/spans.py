"""What may be a name in worn print: every stretch of words that anything proposes, and what proposes it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from copydesk.annotate.entities.guesses import guessed_names
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.mentions import Mention, Reading
from copydesk.annotate.entities.name_index import LONGEST, is_joined
from copydesk.annotate.entities.words import Word

Place = tuple[int, int, int]
"""Area, first word and the word after the last."""


class Heard(NamedTuple):
    """What was said of an article: by the annotator, by the rules that need no guessing, and by all steps together."""

    annotator: Sequence[Mention]
    sure: Sequence[Mention]
    steps: Sequence[Mention]


class Span(NamedTuple):
    """A stretch of words that may be a name.

    ``said`` gives the type that each voice gave it; of a voice that says no type (a run of capitals) it is empty.
    """

    place: Place
    said: dict[str, str]


VOICES = ("steps", "annotator", "sure", "guess")
"""Those who give types; runs of capitals are proposed beside them."""


def proposed_spans(heard: Heard, reading: Reading) -> list[Span]:
    """Give every stretch that is proposed, in order of place; what is longer than a name can be is left out."""
    said: dict[Place, dict[str, str]] = defaultdict(dict)
    for voice, mentions in zip(VOICES, heard, strict=False):
        for mention in mentions:
            said[mention[:3]][voice] = mention.type
    for area, words in enumerate(reading.words):
        for name in guessed_names(words, reading.lexicon):
            said[area, name.first, name.last]["guess"] = name.type
        for first, last, kind in _runs(words, reading.lexicon):
            said[area, first, last][kind] = ""
    return [Span(place, voices) for place, voices in sorted(said.items()) if place[2] - place[1] <= LONGEST]


def _runs(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Find the runs of capitals: the whole one, its first part that is written alike, its first and its last word."""
    index = 0
    while index < len(words):
        last = index + 1
        if words[index].capital and not _is_small(words[index], lexicon):
            while last < len(words) and _goes_on(words[last]):
                last += 1
            yield index, last, "run"
            yield index, _written_alike(words, index, last), "part"
            yield index, index + 1, "single"
            yield last - 1, last, "single"
        index = last


def _is_small(word: Word, lexicon: Lexicon) -> bool:
    low = word.text.lower()
    return low in lexicon.function_words or low in lexicon.titles


def _goes_on(word: Word) -> bool:
    return word.capital and is_joined(word.gap) and (not word.opens or not word.gap)


def _written_alike(words: Sequence[Word], first: int, last: int) -> int:
    """Give where the words stop that are written as the first is: in capitals, or with one."""
    end = first + 1
    while end < last and is_set_in_capitals(words[end].text) == is_set_in_capitals(words[first].text):
        end += 1
    return end


def is_set_in_capitals(text: str) -> bool:
    """Tell whether a word of two letters or more is in capitals altogether.

    >>> is_set_in_capitals("PARIS"), is_set_in_capitals("Paris"), is_set_in_capitals("P")
    (True, False, False)
    """
    return len(text) > 1 and text.isupper()


def surface_in_small(span: Span, reading: Reading) -> tuple[str, ...]:
    """Give the words of a span in lower case: a name in capitals and the same name in small letters are one."""
    area, first, last = span.place
    return tuple(word.text.lower() for word in reading.words[area][first:last])


def voices_by_word(mentions: Iterable[Mention], reading: Reading) -> list[dict[int, Mention]]:
    """Give, for each area, the mention that each of its words stands in."""
    found: list[dict[int, Mention]] = [{} for _ in reading.words]
    for mention in mentions:
        found[mention.area].update(dict.fromkeys(range(mention.first, mention.last), mention))
    return found
