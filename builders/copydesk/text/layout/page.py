"""One page as the rules see it: its lines, what the line model made of them, where the story stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.record import Role
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
        is_plain: whether there is no furniture at all; then what looks like a sentence is of the story.
    """

    lines: Sequence[Labelled]
    headline: int
    first_body: int
    last_body: int
    is_plain: bool

    def is_above_story(self, index: int) -> bool:
        """Tell whether a line stands before the first paragraph or at once after it."""
        return index <= self.first_body + 1


FURNITURE = ("l:", "w:", "number", "o:share", "o:subscription", "o:related")
"""Kinds of lines that no plain page has begin like this."""

SIGNING = frozenset({"l:byline", "l:update_line"})

Rule = Callable[[Page, int], Verdict | None]


def as_role(role: Role, rule: str) -> Verdict:
    """Give the verdict that a line has a role."""
    return Verdict(role, None, rule)


def as_noise(noise: Noise, rule: str) -> Verdict:
    """Give the verdict that a line is set aside."""
    return Verdict(None, noise, rule)


def page_of(lines: Sequence[Labelled]) -> Page:
    """Find where the story stands among labelled lines."""
    labels = [line.label for line in lines]
    headline = labels.index("headline") if "headline" in labels else -1
    bodies = [index for index, label in enumerate(labels) if label == "body"]
    is_plain = not any(line.kind.startswith(FURNITURE) and line.kind not in SIGNING for line in lines)
    first, last = (bodies[0], bodies[-1]) if bodies else (len(lines), -1)
    return Page(lines, headline, first, last, is_plain)


def text_of(page: Page, index: int) -> str:
    """Give the text of the line at an index."""
    return page.lines[index].line.text
