"""One page as the rules see it: its lines, what the line model made of them, where the story stands."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from copydesk.text.layout.cues import SENTENCE_ENDS, cues, fold
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
        has_dotted_times: whether lines of the story that begin with numbers such as "14.05" begin with times.
        is_plain: whether there is no furniture at all; then what looks like a sentence is of the story.
    """

    lines: Sequence[Labelled]
    headline: int
    first_body: int
    last_body: int
    is_plain: bool
    is_ticker: bool
    has_dotted_times: bool
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
    r"(?:(?P<before>[^\W\d_]{1,12}) )?(?P<hour>[01]?\d|2[0-4])(?P<mark>:|h ?|\.)(?P<minute>[0-5]\d)(?![\d.:])"
)
_WORD_AFTER = re.compile(r" ?([^\W\d_]{1,12})(?![\w.'-])")
_DASH = re.compile(r" [-\N{EN DASH}\N{EM DASH}](?= )")

MONTHS = 12
"""A number after a full stop that is greater than this is no month, so that "14.25" is no date."""

ENTRIES = 3
"""A live ticker has so many entries."""

SIGNING_LABELS = frozenset({"l:byline", "l:update_line"})

Rule = Callable[[Page, int], Verdict | None]


def time_end(text: str, *, dotted: bool = False) -> int:
    """Find the end of a time of day at the head of a line, with the word and the dash behind it; 0 where there is none.

    A number with a full stop ("3.50") is one only beside a word that makes a clock ("14.05 Uhr"), before a dash, at
    the line's end, or where the page tells its times that way (``dotted``).
    """
    time = _TIME.match(text)
    if time is None or (time["before"] and fold(time["before"]) not in cues().clock_before):
        return 0
    after = _WORD_AFTER.match(text, time.end())
    is_clock = after is not None and fold(after[1]) in cues().clock_after
    end = after.end() if after and is_clock else time.end()
    dash = _DASH.match(text, end)
    is_sure = time["mark"] != "." or time["before"] or is_clock or dash or end == len(text)
    if not is_sure and not (dotted and text[end] == " "):
        return 0
    return dash.end() if dash else end


def tells_dotted_times(texts: Iterable[str]) -> bool:
    """Tell whether lines that begin with "14.05" begin with times: in order, and not all of them can be dates.

    Prices and measures are in order by chance alone; what is counted is the same word behind each of them.
    """
    found = [
        (time, text[time.end() :].split())
        for text in texts
        if (time := _TIME.match(text)) and time["mark"] == "." and not time["before"]
    ]
    found = [(time, rest) for time, rest in found if time.string[time.end() :].startswith(" ") and rest]
    times = [(int(time["hour"]), int(time["minute"])) for time, _ in found]
    is_in_order = times in (sorted(times), sorted(times, reverse=True))
    is_of_one_kind = len({rest[0] for _, rest in found}) == 1
    return len(times) >= ENTRIES and is_in_order and max(minute for _, minute in times) > MONTHS and not is_of_one_kind


def is_time(line: Labelled, *, dotted: bool = False) -> bool:
    """Tell whether a line is a time of day and nothing else, or a short heading with the time before it."""
    text = line.line.text
    is_short = len(text) <= CLOCK or (len(text) <= HEADED and text[-1] not in SENTENCE_ENDS)
    return is_short and time_end(text, dotted=dotted) > 0


def page_of(lines: Sequence[Labelled]) -> Page:
    """Find where the story stands among labelled lines."""
    labels = [line.label for line in lines]
    headline = labels.index("headline") if "headline" in labels else -1
    bodies = [index for index, label in enumerate(labels) if label == "body"]
    is_plain = not any(line.kind.startswith(FURNITURE) and line.kind not in SIGNING_LABELS for line in lines)
    first, last = (bodies[0], bodies[-1]) if bodies else (len(lines), -1)
    story = lines[headline + 1 : last + 1]
    timed = [line for line in story if _TIME.match(line.line.text)]
    dotted = tells_dotted_times(line.line.text for line in timed)
    times = [
        line
        for line in timed
        if time_end(line.line.text, dotted=dotted) and (line.label == "body" or is_time(line, dotted=dotted))
    ]
    return Page(
        lines,
        headline,
        first,
        last,
        is_plain,
        len(times) >= ENTRIES,
        dotted,
        asked_lines(lines, headline),
        related_lines(lines, headline, last),
    )


def text_of(page: Page, index: int) -> str:
    """Give the text of the line at an index."""
    return page.lines[index].line.text
