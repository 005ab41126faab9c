"""Lists of other articles on a page: their heading, their labels, their titles, and what stands beside a title."""

from collections.abc import Sequence
from itertools import accumulate

from copydesk.text.layout.cues import cues, fold, is_list_heading
from copydesk.text.layout.model import Labelled
from copydesk.text.layout.verdicts import Verdict, as_noise, as_role

TITLE_KINDS = frozenset({"head", "question", "sentence", "para_open", "o:related_item", "name"})
BESIDE = frozenset({"date", "number", "dated", "o:update_line", "l:reading_time", "l:image_label", "credited"})
"""Kinds of lines that stand beside the title of another article: when, how long, whose picture."""

LABELS_OF_TITLES = frozenset({"", "menu", "tag_list", "subscription"})
NO_TITLE = frozenset({"columns", "copyright", "bar", "address", "path"})

PASSED, ENDED = Verdict(None, None, "passed"), Verdict(None, None, "ended")
APART = frozenset({PASSED, ENDED})
"""What is said of lines that a list passes over, or that end it; neither is a verdict of the page."""

HEADS = "related_heading"
"""The label of a line that is known to head a list."""

TITLE, HEADING, KICKER = 3, 5, 3
"""Length classes: a title is so long or longer, a heading of a list so short or shorter, a label too."""


def related_lines(lines: Sequence[Labelled], headline: int, last_body: int) -> dict[int, Verdict]:
    """Find the lists of other articles below the headline.

    A list begins under a line that is known to head one, or that begins as such lines do and stands below the story;
    it goes on as long as titles, labels and dates do.

    Returns:
        For each line of a list its verdict; a known heading without any title below is the entry of a menu.
    """
    starts = [
        index
        for index, line in enumerate(lines)
        if line.label == "other" and index > headline and (line.shape.label == HEADS or _begins_list(line))
    ]
    if not starts:
        return {}
    found: dict[int, Verdict] = {}
    items = [_item(lines, index) for index in range(len(lines))]
    ends, titles = _runs(items)
    taken = 0
    for index in starts:
        if index in found:
            continue
        is_known = lines[index].shape.label == HEADS
        end = ends[index + 1]
        if titles[end] - titles[index + 1] > (index < last_body and not is_known):
            found[index] = as_role("related_heading", "related-heading" if is_known else "heads-titles")
            found.update((at, item) for at in range(max(index + 1, taken), end) if (item := items[at]) not in APART)
            taken = max(taken, end)
        elif is_known:
            found[index] = as_noise("menu", "heading-of-nothing")
    return found


def _begins_list(line: Labelled) -> bool:
    shape = line.shape
    if shape.label == "menu":
        return shape.opening == "related_item"
    return (
        shape.label in {"", "tag_list"}
        and shape.length <= HEADING
        and shape.end not in {"stop", "ask"}
        and is_list_heading(fold(line.line.text))
    )


def _item(lines: Sequence[Labelled], index: int) -> Verdict:
    """Tell what a line is in a list: a verdict, ``PASSED`` where it goes on without one, ``ENDED`` where it ends."""
    line = lines[index]
    if line.label not in {"other", "subhead"}:
        return ENDED
    if line.kind in BESIDE:
        is_picture = line.kind == "credited" or line.shape.label == "image_label"
        return PASSED if is_picture else as_noise("other", "beside-title")
    if _is_title(line):
        return as_role("related_item", "under-related-heading")
    if _is_label(line) and index + 1 < len(lines) and _is_title(lines[index + 1]):
        return as_role("kicker", "above-related-title")
    return ENDED


def _runs(items: Sequence[Verdict]) -> tuple[list[int], list[int]]:
    """Give for each line where a list that has come there ends, and how many titles stand before it."""
    size = len(items)
    ends = [size] * (size + 1)
    for index in range(size - 1, -1, -1):
        ends[index] = index if items[index] == ENDED else ends[index + 1]
    return ends, [0, *accumulate(item.role == "related_item" for item in items)]


def _is_title(line: Labelled) -> bool:
    shape = line.shape
    is_story = line.label == "subhead" and shape.length <= TITLE + 1
    return (
        line.kind in TITLE_KINDS
        and shape.length >= TITLE
        and shape.end != "stop"
        and shape.signs not in NO_TITLE
        and not is_story
    )


def _is_label(line: Labelled) -> bool:
    shape = line.shape
    is_known = shape.label in LABELS_OF_TITLES or fold(line.line.text.strip(" +")) in cues().kickers
    return is_known and shape.length <= KICKER and not shape.numbers
