"""Interviews: paragraphs of questions and answers, where the answers stand without quotation marks.

Two forms are read. Labelled: each turn starts with a name or a letter and a colon (*PAUL MORIN :*, *Q:* and *A:*).
Plain: short paragraphs that end with a question mark, each followed by its answer. The plain form must be told from an
article that asks rhetorical questions: it is an interview where the article says so and most answers speak in the
first person, or where besides the questions are several, stand close together and address somebody.
"""

from collections.abc import Iterator, Sequence

from copydesk.annotate.document import Document
from copydesk.annotate.quotes.drafts import Place
from copydesk.annotate.quotes.labels import labelled_turn, labels_of, read_labelled
from copydesk.annotate.quotes.spoken import Turn
from copydesk.annotate.quotes.stream import Stream
from copydesk.text.tokens import SENTENCE_ENDS, words_between

_QUESTIONS = 2
_SURE_QUESTIONS = 3
_CLOSE = 4
_QUESTION_LENGTH = 300
_REMARK_LENGTH = 160
_BODY = ("paragraph", "subhead")
_ANNOUNCES = ("headline", "kicker", "dek", "byline")


def find_turns(document: Document, stream: Stream, paragraphs: Sequence[Place]) -> list[Turn]:
    """Find the answers of an interview, in order; most articles hold none. Linear."""
    passages = [p for p in document.passages if p.role in _BODY and p.start < p.end]
    body = [(p.start, p.end) for p in passages] if document.passages else paragraphs
    headings = frozenset(number for number, passage in enumerate(passages) if passage.role == "subhead")
    questions = [number for number, place in enumerate(body) if _is_question(stream.text, place)]
    if len(questions) < _QUESTIONS:
        return []
    return read_labelled(stream, body, headings) or _plain(document, stream, body, questions)


def _is_question(text: str, place: Place) -> bool:
    return text[place[1] - 1] == "?" and place[1] - place[0] <= _QUESTION_LENGTH


def _plain(document: Document, stream: Stream, body: Sequence[Place], questions: Sequence[int]) -> list[Turn]:
    text, words = stream.text, stream.lexicon.words
    announced = next((at for at, question in enumerate(questions) if _is_asked(stream, body, question)), None)
    questions = questions[announced or 0 :]
    answers = [[body[number] for number in group] for group in _answers(text, body, questions)]
    first_person = sum(any(_holds_word(stream, place, words["first_person"]) for place in group) for group in answers)
    personal = first_person * (2 if announced is None else 3) >= len(answers)
    # where verbs need no pronoun, nothing but the headings may tell that somebody answers
    told = _is_announced(document, stream) and _stand_close(questions)
    if len(answers) < _QUESTIONS or not (personal or (told and stream.lexicon.drops_subjects)):
        return []
    if not (announced is not None or _is_announced(document, stream) or _is_close(stream, body, questions)):
        return []
    labels = labels_of(text, [group[0] for group in answers])
    turns = (labelled_turn(stream, group, labels) for group in answers)
    return [turn for turn in turns if turn is not None]


def _is_asked(stream: Stream, body: Sequence[Place], question: int) -> bool:
    """Say whether the line before a question says that somebody is asked (*Three questions for X*)."""
    if question == 0 or stream.text[body[question - 1][1] - 1] in SENTENCE_ENDS:
        return False
    return _holds_word(stream, body[question - 1], stream.lexicon.words["questions"])


def _is_announced(document: Document, stream: Stream) -> bool:
    announcing = stream.lexicon.words["interviews"]
    return any(
        _holds_word(stream, (passage.start, passage.end), announcing)
        for passage in document.passages
        if passage.role in _ANNOUNCES
    )


def _is_close(stream: Stream, body: Sequence[Place], questions: Sequence[int]) -> bool:
    """Say whether there are several questions, near each other, that address somebody."""
    if not _stand_close(questions):
        return False
    address = stream.lexicon.words["address"]
    return sum(_holds_word(stream, body[number], address) for number in questions) * 2 >= len(questions)


def _stand_close(questions: Sequence[int]) -> bool:
    return len(questions) >= _SURE_QUESTIONS and questions[-1] - questions[0] <= _CLOSE * (len(questions) - 1)


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
    return any(word.rpartition("-")[2] in words for word in words_between(stream.folded, *place))
