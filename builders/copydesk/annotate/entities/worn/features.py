"""What a span in worn print looks like, as the names of features; no word of a text is among them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from copydesk.annotate.entities.gazetteer import gazetteer
from copydesk.annotate.entities.institutions import ending_type
from copydesk.annotate.entities.mentions import Mention, Reading
from copydesk.annotate.entities.name_index import known_type
from copydesk.annotate.entities.towns import is_town
from copydesk.annotate.entities.words import Word
from copydesk.annotate.entities.worn.spans import (
    VOICES,
    Heard,
    Span,
    is_set_in_capitals,
    proposed_spans,
    surface_in_small,
    voices_by_word,
)
from copydesk.annotate.entities.worn.word_classes import commonness, mark_after, mark_before, word_classes, writing

_REACH, _STEPS = 10, 5
"""Words on each side that make the surroundings of a span, and the steps in which shares of them are told."""

_SHAPES = {"capitals": "A", "capital": "Aa", "letter": "A.", "small": "a", "number": "9"}
_OFTEN = 4


class Surroundings(NamedTuple):
    """Counts over the words of one area, up to each: capitals, words in capitals, numbers."""

    capitals: tuple[int, ...]
    shouted: tuple[int, ...]
    numbers: tuple[int, ...]


class Described(NamedTuple):
    """A span and the names of its features."""

    span: Span
    features: tuple[str, ...]


def described_spans(heard: Heard, reading: Reading) -> list[Described]:
    """Give what may be a name, with its features, in order of place; the cost is linear in words."""
    spans = proposed_spans(heard, reading)
    about = [_surroundings(words) for words in reading.words]
    whole = _shares_of_article(about)
    steps, annotator = voices_by_word(heard.steps, reading), voices_by_word(heard.annotator, reading)
    times = Counter(surface_in_small(span, reading) for span in spans if "steps" in span.said)
    elsewhere = Counter((m.type, *map(str.lower, reading.surface(m))) for m in heard.annotator)
    return [
        Described(
            span,
            (
                *whole,
                *_voices(span),
                *_others(span, steps[span.place[0]], "steps"),
                *_others(span, annotator[span.place[0]], "annotator"),
                *_in_article(surface_in_small(span, reading), times, elsewhere),
                *_own(span, reading),
                *_neighbours(span, reading),
                *_shares(span, about[span.place[0]]),
            ),
        )
        for span in spans
    ]


def _voices(span: Span) -> Iterator[str]:
    """Say what each voice says, and what the strongest two say together."""
    for voice in VOICES:
        yield f"{voice}: {span.said.get(voice, 'nothing')}"
    steps = span.said.get("steps", "nothing")
    for voice in VOICES[1:]:
        yield f"steps and {voice}: {steps}, {span.said.get(voice, 'nothing')}"
    yield from (kind for kind, said in span.said.items() if not said)


def _others(span: Span, by_word: dict[int, Mention], voice: str) -> Iterator[str]:
    """Say what other spans a voice takes the words of this one for, each way once: learning counts none twice."""
    _, first, last = span.place
    said: dict[str, None] = {}
    for mention in sorted({by_word[index] for index in range(first, last) if index in by_word}):
        if (mention.first, mention.last) != (first, last):
            inside = mention.first <= first and last <= mention.last
            around = first <= mention.first and mention.last <= last
            said[f"{voice}: {'longer' if inside else 'shorter' if around else 'across'} {mention.type}"] = None
    yield from said


def _in_article(surface: Sequence[str], times: Counter[tuple[str, ...]], said: Counter[tuple[str, ...]]) -> list[str]:
    """Say how often the article has the same words for a name, and as what the annotator takes them anywhere."""
    kinds = [kind for kind in ("PER", "LOC", "ORG", "MISC") if (kind, *surface) in said]
    return [f"times: {min(times[tuple(surface)], _OFTEN)}", *(f"annotator anywhere: {kind}" for kind in kinds)]


def _own(span: Span, reading: Reading) -> Iterator[str]:
    """Say how the span is written, and what tables hold it."""
    area, first, last = span.place
    words, lexicon = reading.words[area][first:last], reading.lexicon
    shape = " ".join(_SHAPES[writing(word.text)] for word in words[:4])
    yield f"shape: {shape}"
    yield f"words: {min(len(words), 5)}"
    if len(words) == 1:
        yield f"length: {min(len(words[0].text), 9)}"
        yield f"alone: {shape}, {commonness(words[0].text, lexicon)}"
    yield from (f"first: {name}" for name in word_classes(words[0].text, lexicon.language))
    yield from (f"last: {name}" for name in word_classes(words[-1].text, lexicon.language))
    common = [commonness(word.text, lexicon) for word in words]
    yield from (f"common, most: {max(common)}", f"common, least: {min(common)}", f"common, first: {common[0]}")
    yield from {f"inside: {mark_after(word.gap)}" for word in words[1:]}
    if any(character.isdigit() for word in words for character in word.text):
        yield "digit inside"
    if words[0].opens:
        yield "opens"
    yield from _tables(words, reading)


def _tables(words: Sequence[Word], reading: Reading) -> Iterator[str]:
    lexicon = reading.lexicon
    if kind := ending_type(words[-1].text, lexicon):
        yield f"ending: {kind}"
    as_written = tuple(word.text for word in words)
    in_title_case = tuple(text.title() if is_set_in_capitals(text) and len(text) > 3 else text for text in as_written)
    for surface, name in ((as_written, "as written"), (in_title_case, "in title case")):
        if kind := known_type(surface, lexicon):
            yield f"known {name}: {kind}"
        if is_town(surface, lexicon):
            yield f"town {name}"
    table = gazetteer()
    if table is not None and " ".join(in_title_case) in table.named:
        yield "large city"


def _neighbours(span: Span, reading: Reading) -> Iterator[str]:
    """Say what stands before and after the span, and where line ends were lost about it."""
    area, first, last = span.place
    words, joints, language = reading.words[area], reading.joints[area], reading.lexicon.language
    before = mark_before(words[first].gap) if first else "start"
    after = mark_after(words[last].gap) if last < len(words) else "end"
    yield from (f"before: {before}", f"after: {after}", f"about: {before}, {after}")
    yield from (f"line end {name}" for name, place in (("before", first), ("after", last)) if place in joints)
    if not joints.isdisjoint(range(first + 1, last)):
        yield "line end inside"
    if first:
        for name in word_classes(words[first - 1].text, language):
            yield from (f"word before: {name}", f"word before: {before}, {name}")
    if last < len(words):
        for name in word_classes(words[last].text, language):
            yield from (f"word after: {name}", f"word after: {after}, {name}")
    if first > 1:
        yield from (f"second before: {name}" for name in word_classes(words[first - 2].text, language))
    if last + 1 < len(words):
        yield from (f"second after: {name}" for name in word_classes(words[last + 1].text, language))


def _surroundings(words: Sequence[Word]) -> Surroundings:
    return Surroundings(
        tuple(accumulate((word.capital for word in words), initial=0)),
        tuple(accumulate((is_set_in_capitals(word.text) for word in words), initial=0)),
        tuple(accumulate((word.text[0].isdigit() for word in words), initial=0)),
    )


def _shares(span: Span, about: Surroundings) -> Iterator[str]:
    """Say how full of capitals and numbers the words about the span are: a list, a table, running text."""
    _, first, last = span.place
    low, high = max(0, first - _REACH), min(len(about.capitals) - 1, last + _REACH)
    size = max(1, high - low - (last - first))
    for name, counts in zip(Surroundings._fields, about, strict=True):
        count = counts[high] - counts[low] - (counts[last] - counts[first])
        yield f"{name} about: {min(_STEPS * count // size, _STEPS - 1)}"


def _shares_of_article(about: Sequence[Surroundings]) -> tuple[str, ...]:
    size = max(1, sum(len(own.capitals) - 1 for own in about))
    totals = [sum(own[index][-1] for own in about) for index in range(len(Surroundings._fields))]
    names = zip(Surroundings._fields, totals, strict=True)
    return tuple(f"{name} in article: {min(10 * total // size, _STEPS)}" for name, total in names)
