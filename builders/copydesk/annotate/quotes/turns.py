"""Interviews: paragraphs of questions and answers, where the answers stand without quotation marks.

Two forms are read. Labelled: each turn starts with a name or a letter and a colon (*PAUL MORIN :*, *Q:* and *A:*).
Plain: short paragraphs that end with a question mark, each followed by its answer. The plain form must be told from an
article that asks rhetorical questions: it is an interview where the article says so and most answers speak in the
first person, or where besides the questions are several, stand close together and address somebody.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from copydesk.annotate.document import Document
from copydesk.annotate.quotes.drafts import Draft, Place
from copydesk.annotate.quotes.glyphs import CLOSERS_OF
from copydesk.annotate.quotes.paragraphs import paragraphs_of
from copydesk.annotate.quotes.phrases import Phrase
from copydesk.annotate.quotes.stream import Stream
from copydesk.text.tokens import tokenize_folded

_LABEL = re.compile(r"[-:*\N{EN DASH}\N{EM DASH}]{0,3} ?([^\W\d_][^:\n]{0,39}):(?=\s)")
_LETTER = 2
_QUESTIONS = 2
_SURE_QUESTIONS = 3
_CLOSE = 4
_QUESTION_LENGTH = 300
_REMARK_LENGTH = 160
_BODY = ("paragraph", "subhead")
_ANNOUNCES = ("headline", "kicker", "dek", "byline")


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer: its lines without the label, and the label where it names somebody."""

    content: tuple[Place, ...]
    label: Place | None = None


def find_turns(document: Document, stream: Stream) -> list[Turn]:
    """Find the answers of an interview, in order; most articles hold none. Linear."""
    if document.passages:
        body = [(p.start, p.end) for p in document.passages if p.role in _BODY and p.start < p.end]
    else:
        body = paragraphs_of(document)
    questions = [number for number, place in enumerate(body) if _is_question(stream.text, place)]
    if len(questions) < _QUESTIONS:
        return []
    return _labelled(stream, body) or _plain(document, stream, body, questions)


def _is_question(text: str, place: Place) -> bool:
    return text[place[1] - 1] == "?" and place[1] - place[0] <= _QUESTION_LENGTH


def _labelled(stream: Stream, body: Sequence[Place]) -> list[Turn]:
    """Read turns with labels: two labels or more, each twice or more; one of them asks."""
    text = stream.text
    matches = [_LABEL.match(text, start, end) for start, end in body]
    counts = Counter(match.group(1).strip() for match in matches if match is not None)
    labels = {label for label, count in counts.items() if count >= _QUESTIONS}
    asked = Counter(
        match.group(1).strip()
        for match, place in zip(matches, body, strict=True)
        if match and text[place[1] - 1] == "?"
    )
    asking = {label for label in labels if asked[label] * 2 > counts[label]}
    if not asking or labels <= asking:
        return []
    turns: list[Turn] = []
    for match, (_, end) in zip(matches, body, strict=True):
        if match is not None and match.group(1).strip() in labels - asking:
            turns.extend(_turn(text, [(match.start(), end)], labels))
    return turns


def _turn(text: str, places: Sequence[Place], labels: Collection[str]) -> Iterator[Turn]:
    """Make a turn of its paragraphs, its label apart; none where it opens with a quotation mark."""
    (start, end), *others = places
    match = _LABEL.match(text, start, end)
    label = None
    if match is not None and match.group(1).strip() in labels:
        name = match.group(1).strip()
        label = (match.start(1), match.start(1) + len(name)) if len(name) > _LETTER else None
        start = end - len(text[match.end() : end].lstrip())
    if start < end and text[start] not in CLOSERS_OF:
        yield Turn(((start, end), *others), label)


def _plain(document: Document, stream: Stream, body: Sequence[Place], questions: Sequence[int]) -> list[Turn]:
    text, words = stream.text, stream.lexicon.words
    answers = [[body[number] for number in group] for group in _answers(text, body, questions)]
    first_person = sum(any(_holds_word(stream, place, words["first_person"]) for place in group) for group in answers)
    if len(answers) < _QUESTIONS or first_person * 2 < len(answers):
        return []
    if not (_is_announced(document, stream) or _is_close(stream, body, questions)):
        return []
    matches = [_LABEL.match(text, *group[0]) for group in answers]
    counts = Counter(match.group(1).strip() for match in matches if match is not None)
    labels = {label for label, count in counts.items() if count >= _QUESTIONS}
    return [turn for group in answers for turn in _turn(text, group, labels)]


def _is_announced(document: Document, stream: Stream) -> bool:
    announcing = stream.lexicon.words["interviews"]
    return any(
        _holds_word(stream, (passage.start, passage.end), announcing)
        for passage in document.passages
        if passage.role in _ANNOUNCES
    )


def _is_close(stream: Stream, body: Sequence[Place], questions: Sequence[int]) -> bool:
    """Say whether there are several questions, near each other, that address somebody."""
    if len(questions) < _SURE_QUESTIONS or questions[-1] - questions[0] > _CLOSE * (len(questions) - 1):
        return False
    address = stream.lexicon.words["address"]
    return sum(_holds_word(stream, body[number], address) for number in questions) * 2 >= len(questions)


def _answers(text: str, body: Sequence[Place], questions: Sequence[int]) -> Iterator[list[int]]:
    """Give the paragraphs of each answer: those up to the next question, and the one after the last question."""
    for question, following in zip(questions, [*questions[1:], questions[-1] + 2], strict=True):
        group = list(range(question + 1, min(following, len(body))))
        if _alternates(text, [body[number] for number in group]):
            yield from ([number] for number in group[::2])
        elif group:
            yield group


def _alternates(text: str, group: Sequence[Place]) -> bool:
    """Say whether every second paragraph between two questions is a remark of who asks: one short sentence."""
    if len(group) % 2 == 0 or len(group) == 1:
        return False
    return all(
        _is_remark(text, remark) and answer[1] - answer[0] > remark[1] - remark[0]
        for remark, answer in zip(group[1::2], group[2::2], strict=True)
    )


def _is_remark(text: str, place: Place) -> bool:
    short = place[1] - place[0] <= _REMARK_LENGTH
    return short and text.find(". ", place[0], place[1]) < 0


def _holds_word(stream: Stream, place: Place, words: frozenset[str]) -> bool:
    """Say whether one of some words stands at a place, also as the end of a word with hyphens (*avez-vous*)."""
    return any(token.word.rpartition("-")[2] in words for token in tokenize_folded(stream.folded, *place))


def with_turns(stream: Stream, drafts: list[Draft], turns: Sequence[Turn]) -> list[Draft]:
    """Make a quote of each turn. Of what was read inside one, marks with a cue stay, one level down."""
    if not turns:
        return drafts
    spoken = [_draft(stream, turn) for turn in turns]
    owners = sorted((place, number) for number, turn in enumerate(turns) for place in turn.content)
    kept = []
    for draft in drafts:
        held = [_owner(owners, place) for place in draft.content]
        if all(owner is None for owner in held):
            kept.append(draft)
            continue
        outside = [place for place, owner in zip(draft.content, held, strict=True) if owner is None]
        if outside:
            draft.content = outside
            kept.append(draft)
        elif len(set(held)) == 1 and held[0] is not None and draft.cue and _is_marked(stream, draft):
            draft.level, draft.parent = 2, spoken[held[0]]
            kept.append(draft)
    return [*kept, *spoken]


def _draft(stream: Stream, turn: Turn) -> Draft:
    sentence = bisect_right(stream.sentences, turn.content[0][0], key=lambda found: stream.starts[found.first]) - 1
    draft = Draft(list(turn.content), marks=list(turn.content), sentence=max(sentence, 0), turn=True)
    if turn.label is not None:
        draft.source = _words(stream, turn.label)
        draft.cue = [_colon(stream.text, turn.label[1])]
    return draft


def _words(stream: Stream, place: Place) -> Phrase | None:
    first, last = bisect_left(stream.starts, place[0]), bisect_left(stream.starts, place[1])
    return (first, last) if first < last else None


def _colon(text: str, start: int) -> Place:
    at = text.index(":", start)
    return at, at + 1


def _owner(owners: Sequence[tuple[Place, int]], place: Place) -> int | None:
    at = bisect_left(owners, place[1], key=lambda owner: owner[0][0]) - 1
    return owners[at][1] if at >= 0 and owners[at][0][1] > place[0] else None


def _is_marked(stream: Stream, draft: Draft) -> bool:
    starts = [bisect_left(stream.marked, start, key=lambda stretch: stretch.start) for start, _ in draft.content]
    pairs = zip(starts, draft.content, strict=True)
    return any(at < len(stream.marked) and stream.marked[at].end <= end for at, (_, end) in pairs)
