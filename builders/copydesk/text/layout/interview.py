"""Whether a page is an interview, whose questions are paragraphs as the answers are, or explains under questions."""

from collections.abc import Sequence

from copydesk.text.layout.cues import class_bit
from copydesk.text.layout.model import Labelled
from copydesk.text.layout.patterns import spoken_turns
from copydesk.text.layout.shape import OPENERS

QUESTIONS = 2
"""An interview has so many questions or more."""

ANSWER = 2.5
"""More paragraphs than this to a question are no answer: the question is a heading."""


def asked_lines(lines: Sequence[Labelled], headline: int) -> frozenset[int]:
    """Find the lines that look like headings and are questions of an interview, or turns with a name before them."""
    headings = [index for index, line in enumerate(lines) if line.label == "subhead"]
    if not headings:
        return frozenset()
    turns = spoken_turns([line.line.text for line in lines])
    questions = [index for index in headings if lines[index].shape.end == "ask"]
    if len(questions) < QUESTIONS or not _is_interview(lines, headline, headings, questions):
        questions = []
    return frozenset(questions).union(index for index in headings if turns[index])


def _is_interview(lines: Sequence[Labelled], headline: int, headings: Sequence[int], questions: Sequence[int]) -> bool:
    """Tell whether questions make an interview: few other headings, short answers, and a sign that somebody is asked.

    The sign is a headline in quotation marks, a word such as "interview" above the story, or questions that address
    a person.
    """
    answers = sum(line.label == "body" for line in lines[questions[0] :])
    if 2 * len(questions) <= len(headings) or answers > ANSWER * len(questions):
        return False
    addressed = sum(_has(lines[index], "reader") for index in questions)
    is_quoted = headline >= 0 and lines[headline].line.text[0] in OPENERS
    return (
        is_quoted or 2 * addressed >= len(questions) or any(_has(line, "interview") for line in lines[: questions[0]])
    )


def _has(line: Labelled, word_class: str) -> bool:
    return bool((line.shape.words | line.shape.tail) & class_bit(word_class))
