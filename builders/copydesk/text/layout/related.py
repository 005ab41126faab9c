"""Lists of other articles on a page: their heading, their labels, their titles, and what stands beside a title."""

from collections.abc import Iterator, Sequence

from copydesk.text.layout.cues import cues, fold, is_list_heading
from copydesk.text.layout.model import Labelled
from copydesk.text.layout.verdicts import Verdict, as_noise, as_role

TITLE_KINDS = frozenset({"head", "question", "sentence", "para_open", "dated", "o:related_item", "name"})
BESIDE = frozenset({"date", "number", "dated", "o:update_line", "l:reading_time", "l:image_label", "credited"})
"""Kinds of lines that stand beside the title of another article: when, how long, whose picture."""

LABELS_OF_TITLES = frozenset({"", "menu", "tag_list", "subscription"})
NO_TITLE = frozenset({"columns", "copyright", "bar", "address", "path"})

TITLE, HEADING, KICKER = 3, 5, 3
"""Length classes: a title is so long or longer, a heading of a list so short or shorter, a label too."""


def related_lines(lines: Sequence[Labelled], headline: int, last_body: int) -> dict[int, Verdict]:
    """Find the lists of other articles below the headline.

    A list begins under a line that is known to head one, or that begins as such lines do and stands below the story;
    it goes on as long as titles, labels and dates do.

    Returns:
        For each line of a list its verdict; a known heading without any title below is the entry of a menu.
    """
    found: dict[int, Verdict] = {}
    for index, line in enumerate(lines):
        if line.label != "other" or index in found or index <= headline:
            continue
        is_known = line.shape.label == "related_heading"
        if not is_known and not _begins_list(line):
            continue
        items = dict(_items(lines, index + 1))
        titles = sum(verdict.role == "related_item" for verdict in items.values())
        if titles > (index < last_body and not is_known):
            found[index] = as_role("related_heading", "related-heading" if is_known else "heads-titles")
            found.update(items)
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


def _items(lines: Sequence[Labelled], first: int) -> Iterator[tuple[int, Verdict]]:
    for index in range(first, len(lines)):
        line = lines[index]
        if line.label not in {"other", "subhead"}:
            return
        if line.kind in BESIDE:
            if line.kind != "credited" and line.shape.label != "image_label":
                yield index, as_noise("other", "beside-title")
        elif _is_title(line):
            yield index, as_role("related_item", "under-related-heading")
        elif _is_label(line) and index + 1 < len(lines) and _is_title(lines[index + 1]):
            yield index, as_role("kicker", "above-related-title")
        else:
            return


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
