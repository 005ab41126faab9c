"""An article as the rules read it: words in order, each outermost marked stretch folded into one, sentences known.

Folding makes the host sentence of a quotation readable (*« … », a dit X* is four words), however long the quotation
is. Lists stand side by side, one entry a word, because the rules look back and forth by index.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from copydesk.annotate.document import Document
from copydesk.annotate.quotes.glyphs import DASHES, OPENERS_CLOSED_BY
from copydesk.annotate.quotes.lexicon import Lexicon
from copydesk.annotate.quotes.marks import Marked
from copydesk.annotate.quotes.paragraphs import paragraphs_apart
from copydesk.text.tokens import SENTENCE_ENDS, Token, ends_sentence, fold, token_spans

_CUE_REACH = 6
_SIGNATURE = 6
FOLDED = 2 * "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in the place of a marked stretch: two signs, which are two words wherever a text itself holds them."""

NAMED = 2 * "\N{REPLACEMENT CHARACTER}"
"""Stands in the place of a marked stretch that names something."""

_MAY_END = SENTENCE_ENDS | {";", FOLDED}


class Sentence(NamedTuple):
    """Words ``first`` to ``last`` (half-open) of the stream, in the paragraph of that number."""

    first: int
    last: int
    paragraph: int


@dataclass(slots=True)
class Stream:
    """The words of a text outside quotation marks, and the marked stretches between them.

    Attributes:
        text: the text.
        folded: the text in lower case, at the same offsets.
        lexicon: the language.
        marked: all marked stretches.
        joints: offsets of spaces that were lost and put back: an element ended there, often a comma is missing too.
        apart: numbers of the paragraphs that go on with nothing before them.
        children: the stretches right inside each stretch that holds some, in order.
        starts, ends: offsets of each word.
        words: each word in lower case; ``FOLDED`` for a marked stretch, ``NAMED`` for one that names something.
        capital: the word starts with a capital letter.
        folds: the words that are marked stretches, also those that name something.
        stretch: index into ``marked`` of a folded stretch, -1 for a word.
        sentences: in order.
        capitalized: words that stand somewhere inside a sentence with a capital, once somebody asked.
    """

    text: str
    folded: str
    lexicon: Lexicon
    marked: Sequence[Marked]
    joints: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    children: Mapping[int, Sequence[int]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    capital: list[bool] = field(default_factory=list)
    stretch: list[int] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    capitalized: frozenset[str] | None = None

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Give the characters from word ``first`` up to, and without, word ``last``."""
        return self.starts[first], self.ends[last - 1]

    def names(self) -> frozenset[str]:
        """Give the words that have a capital inside a sentence: names, where nouns have none. Gathered once."""
        if self.capitalized is None:
            firsts = {sentence.first for sentence in self.sentences}
            found = (self.words[at] for at, capital in enumerate(self.capital) if capital and at not in firsts)
            self.capitalized = frozenset() if self.lexicon.noun_capitals else frozenset(found)
        return self.capitalized


def build_stream(
    document: Document, lexicon: Lexicon, marked: Sequence[Marked], paragraphs: Sequence[tuple[int, int]]
) -> Stream:
    """Read a document into a stream. Linear.

    Args:
        document: the text, its passages, its lost spaces.
        lexicon: its language.
        marked: its marked stretches, ordered by start.
        paragraphs: its paragraphs, ordered.
    """
    text, joints, apart = document.text, frozenset(document.joints), paragraphs_apart(document)
    stream = Stream(text, fold(text), lexicon, marked, joints, apart, _children(marked))
    _fill(stream, [index for index, stretch in enumerate(marked) if stretch.parent < 0], paragraphs)
    return stream


def inner_stream(stream: Stream, number: int) -> Stream:
    """Read the words between the marks of one stretch, an index into ``stream.marked``. Linear in the stretch."""
    stretch = stream.marked[number]
    inner = Stream(stream.text, stream.folded, stream.lexicon, stream.marked, stream.joints, children=stream.children)
    _fill(inner, stream.children.get(number, ()), [(stretch.inner_start, stretch.inner_end)])
    return inner


def _children(marked: Sequence[Marked]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for number, stretch in enumerate(marked):
        if stretch.parent >= 0:
            children.setdefault(stretch.parent, []).append(number)
    return children


def _fill(stream: Stream, outer: Sequence[int], paragraphs: Sequence[tuple[int, int]]) -> None:
    marked, position = stream.marked, 0
    for number, (start, end) in enumerate(paragraphs):
        first, at = len(stream.words), start
        while position < len(outer) and marked[outer[position]].start < end:
            stretch = marked[outer[position]]
            _append_words(stream, at, stretch.start)
            _append_stretch(stream, outer[position])
            at = stretch.end
            position += 1
        _append_words(stream, at, end)
        _split_sentences(stream, first, number)


def _append_stretch(stream: Stream, number: int) -> None:
    stretch = stream.marked[number]
    stream.folds.append(len(stream.words))
    stream.starts.append(stretch.start)
    stream.ends.append(stretch.end)
    stream.words.append(FOLDED)
    stream.capital.append(False)
    stream.stretch.append(number)


def _append_words(stream: Stream, start: int, end: int) -> None:
    text, folded = stream.text, stream.folded
    places = token_spans(folded, start, end)
    words = [folded[first:last] for first, last in places]
    if stream.lexicon.enclitics and folded.find("-", start, end) >= 0:
        places = _without_enclitics(stream.lexicon.enclitics, places, words)
        words = [folded[first:last] for first, last in places]
    stream.starts += [first for first, _ in places]
    stream.ends += [last for _, last in places]
    stream.words += words
    stream.capital += [text[first].isupper() for first, _ in places]
    stream.stretch += [-1] * len(places)


def _without_enclitics(
    enclitics: tuple[str, ...], places: Sequence[tuple[int, int]], words: Sequence[str]
) -> list[tuple[int, int]]:
    """Part each pronoun from the verb that it is glued to (*dit-il*): it is a word of its own."""
    parted: list[tuple[int, int]] = []
    done = 0
    for number in [at for at, word in enumerate(words) if "-" in word and word.endswith(enclitics)]:
        word, (start, end) = words[number], places[number]
        enclitic = next((glued for glued in enclitics if word.endswith(glued) and word != glued), None)
        if enclitic is not None:
            parted += places[done:number]
            parted += (start, end - len(enclitic)), (end - len(enclitic.rpartition("-")[2]), end)
            done = number + 1
    return [*parted, *places[done:]]


def _split_sentences(stream: Stream, first: int, paragraph: int) -> None:
    """Cut the words of one paragraph into sentences.

    A stretch that ends like a sentence ends its host sentence too, if the next word starts one.
    """
    words, begin, total = stream.words, first, len(stream.words)
    for index in [at for at in range(first, total - 1) if words[at] in _MAY_END]:
        if _ends_here(stream, index) and not _signature_follows(stream, index, total):
            stream.sentences.append(Sentence(begin, index + 1, paragraph))
            begin = index + 1
    if begin < total:
        stream.sentences.append(Sentence(begin, total, paragraph))


def _ends_here(stream: Stream, index: int) -> bool:
    word, text = stream.words[index], stream.text
    following = stream.starts[index + 1]
    if text[following] in DASHES and text[following + 1 : following + 2].islower():
        # the reporter's words in a Spanish dialogue (*—¿Vienes? —pregunta*)
        return False
    if word == FOLDED:
        stretch = stream.marked[stream.stretch[index]]
        inner = last_sign(text, stretch)
        if inner not in SENTENCE_ENDS or (inner != "." and _cue_follows(stream, index + 1)):
            return False
        return text[following].isupper() or stream.stretch[index + 1] >= 0 or text[following] in DASHES
    if word not in SENTENCE_ENDS:
        return word == ";"
    glued = index > 0 and stream.ends[index - 1] == stream.starts[index] and stream.stretch[index - 1] < 0
    token = Token(stream.starts[index], stream.ends[index], word)
    return ends_sentence(text, stream.words[index - 1] if glued else "", token, following, stream.lexicon.language)


def last_sign(text: str, stretch: Marked) -> str:
    """Give the last character between the marks of a stretch, white space and inner closing marks apart."""
    at = stretch.inner_end
    while at > stretch.inner_start and (text[at - 1].isspace() or text[at - 1] in OPENERS_CLOSED_BY):
        at -= 1
    return text[at - 1 : at] if at > stretch.inner_start else ""


def words_at(stream: Stream, start: int, end: int) -> tuple[int, int] | None:
    """Give the words between two offsets, or None where no word starts there."""
    first, last = bisect_left(stream.starts, start), bisect_left(stream.starts, end)
    return (first, last) if first < last else None


def folded_in(stream: Stream, sentence: Sentence) -> list[int]:
    """Give the words of a sentence that are marked stretches; most sentences hold none."""
    folds = stream.folds
    within = folds[bisect_left(folds, sentence.first) : bisect_left(folds, sentence.last)] if folds else folds
    return [at for at in within if stream.words[at] == FOLDED]


def holds_fold(stream: Stream, first: int, last: int) -> bool:
    """Say whether a marked stretch stands at one of some words, however many they are."""
    at = bisect_left(stream.folds, first)
    return at < len(stream.folds) and stream.folds[at] < last


def takes_up(stream: Stream, at: int) -> bool:
    """Say whether the stretch at a word goes on with one that the paragraph before it left open."""
    before = stream.stretch[at - 1] if at > 0 and stream.words[at] == FOLDED else -1
    return before >= 0 and stream.marked[before].continues


def _signature_follows(stream: Stream, index: int, total: int) -> bool:
    """Say whether a dash and a name alone follow a stretch (*« … » — Anne Martin*), which sign it."""
    at = index + 2
    if stream.words[index] != FOLDED or at >= total or stream.words[at - 1] not in DASHES:
        return False
    while at < min(index + 2 + _SIGNATURE, total) and stream.capital[at] and stream.words[at].isalpha():
        at += 1
    named = at > index + 3
    return named and (at == total or stream.words[at] in (".", ",", "(", FOLDED))


def _cue_follows(stream: Stream, index: int) -> bool:
    """Say whether a short subject and a verb of saying follow (*“Where?” Smith asked.*)."""
    forms = stream.lexicon.forms
    for at in range(index, min(index + _CUE_REACH, len(stream.words))):
        word = stream.words[at]
        if word in forms and "finite" in forms[word].kinds:
            return True
        if word in SENTENCE_ENDS or word in (FOLDED, ","):
            return False
    return False


def is_word(stream: Stream, at: int) -> bool:
    """Say whether a stretch holds a single word."""
    stretch = stream.marked[stream.stretch[at]]
    inner = stream.text[stretch.inner_start : min(stretch.inner_end, stretch.inner_start + 40)].strip()
    return " " not in inner


def ends_in_comma(stream: Stream, at: int) -> bool:
    """Say whether a comma stands at a word, or is the last character between its marks."""
    if stream.words[at] != FOLDED:
        return stream.words[at] == ","
    return stream.text[stream.marked[stream.stretch[at]].inner_end - 1] == ","
