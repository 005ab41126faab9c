"""One page as the rules see it: its lines, what the line model made of them, where the story stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.record import Role
from copydesk.text.layout.interview import asked_lines
from copydesk.text.layout.model import Labelled
from copydesk.text.pieces import Noise


class Verdict(NamedTuple):
    """What a rule says a line is: a role or the kind of noise, and the id of the rule."""

    role: Role | None
    noise: Noise | None
    rule: str


@dataclass(frozen=True, slots=True)
class Page:
    """The lines that the model labelled, in order.

    Attributes:
        lines: every line with its label.
        headline: index of the headline, -1 where there is none.
        first_body: index of the first paragraph after the headline; ``len(lines)`` where there is none.
        last_body: index of the last paragraph, -1 where there is none.
        asked: indices of lines that look like headings and are questions of an interview.
        is_ticker: whether several paragraphs stand under a line that is nothing but a time.
        is_plain: whether there is no furniture at all; then what looks like a sentence is of the story.
    """

    lines: Sequence[Labelled]
    headline: int
    first_body: int
    last_body: int
    is_plain: bool
    is_ticker: bool
    asked: frozenset[int]

    def is_above_story(self, index: int) -> bool:
        """Tell whether a line stands before the first paragraph or at once after it."""
        return index <= self.first_body + 1


FURNITURE = ("l:", "w:", "number", "o:share", "o:subscription", "o:related")
"""Kinds of lines that no plain page has begin like this."""

CLOCK = 8
"""A time of day is no longer than this."""

ENTRIES = 3
"""A live ticker has so many entries."""

SIGNING = frozenset({"l:byline", "l:update_line"})

Rule = Callable[[Page, int], Verdict | None]


def as_role(role: Role, rule: str) -> Verdict:
    """Give the verdict that a line has a role."""
    return Verdict(role, None, rule)


def as_noise(noise: Noise, rule: str) -> Verdict:
    """Give the verdict that a line is set aside."""
    return Verdict(None, noise, rule)


def is_time(line: Labelled) -> bool:
    """Tell whether a line is a time of day and nothing else."""
    return line.kind == "date" and len(line.line.text) <= CLOCK


def page_of(lines: Sequence[Labelled]) -> Page:
    """Find where the story stands among labelled lines."""
    labels = [line.label for line in lines]
    headline = labels.index("headline") if "headline" in labels else -1
    bodies = [index for index, label in enumerate(labels) if label == "body"]
    is_plain = not any(line.kind.startswith(FURNITURE) and line.kind not in SIGNING for line in lines)
    first, last = (bodies[0], bodies[-1]) if bodies else (len(lines), -1)
    times = sum(is_time(line) and index < last for index, line in enumerate(lines) if index > headline)
    return Page(lines, headline, first, last, is_plain, times >= ENTRIES, asked_lines(lines, headline))


def text_of(page: Page, index: int) -> str:
    """Give the text of the line at an index."""
    return page.lines[index].line.text
