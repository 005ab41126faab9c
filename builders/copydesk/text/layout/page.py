"""One page as the rules see it: its lines, what the line model made of them, where the story stands."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from copydesk.text.layout.cues import SENTENCE_ENDS
from copydesk.text.layout.interview import asked_lines
from copydesk.text.layout.model import Labelled
from copydesk.text.layout.related import related_lines
from copydesk.text.layout.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Page:
    """The lines that the model labelled, in order.

    Attributes:
        lines: every line with its label.
        headline: index of the headline, -1 where there is none.
        first_body: index of the first paragraph after the headline; ``len(lines)`` where there is none.
        last_body: index of the last paragraph, -1 where there is none.
        related: what the lines of lists of other articles are.
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
    related: Mapping[int, Verdict]

    def is_above_story(self, index: int) -> bool:
        """Tell whether a line stands before the first paragraph or at once after it."""
        return index <= self.first_body + 1


FURNITURE = ("l:", "w:", "number", "o:share", "o:subscription", "o:related")
"""Kinds of lines that no plain page has begin like this."""

CLOCK = 8
"""A time of day is no longer than this."""

HEADED = 110
"""The heading of an entry with its time is no longer than this."""

_TIME = re.compile(
    r"(?:[01]?\d|2[0-4])(?:"
    r"(?::|h ?)[0-5]\d(?![\d.:])(?: [-\N{EN DASH}\N{EM DASH}](?= ))?"
    r"|\.[0-5]\d(?: [-\N{EN DASH}\N{EM DASH}](?= )|\Z))"
)
"""A time of day; with a full stop ("3.50") it is one only before a dash or at the line's end."""

ENTRIES = 3
"""A live ticker has so many entries."""

SIGNING = frozenset({"l:byline", "l:update_line"})

Rule = Callable[[Page, int], Verdict | None]


def time_end(text: str) -> int:
    """Find the end of a time of day at the head of a line, with the dash behind it; 0 where there is none."""
    match = _TIME.match(text)
    return match.end() if match else 0


def is_time(line: Labelled) -> bool:
    """Tell whether a line is a time of day and nothing else, or a short heading with the time before it."""
    text = line.line.text
    return time_end(text) > 0 and (len(text) <= CLOCK or (len(text) <= HEADED and text[-1] not in SENTENCE_ENDS))


def page_of(lines: Sequence[Labelled]) -> Page:
    """Find where the story stands among labelled lines."""
    labels = [line.label for line in lines]
    headline = labels.index("headline") if "headline" in labels else -1
    bodies = [index for index, label in enumerate(labels) if label == "body"]
    is_plain = not any(line.kind.startswith(FURNITURE) and line.kind not in SIGNING for line in lines)
    first, last = (bodies[0], bodies[-1]) if bodies else (len(lines), -1)
    story = lines[headline + 1 : last + 1]
    times = sum(is_time(line) or (line.label == "body" and time_end(line.line.text) > 0) for line in story)
    return Page(
        lines,
        headline,
        first,
        last,
        is_plain,
        times >= ENTRIES,
        asked_lines(lines, headline),
        related_lines(lines, headline, last),
    )


def text_of(page: Page, index: int) -> str:
    """Give the text of the line at an index."""
    return page.lines[index].line.text
