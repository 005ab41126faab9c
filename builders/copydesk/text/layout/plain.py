"""Plain articles without any furniture: the first line is the headline, the rest is the story."""

from collections.abc import Sequence

from copydesk.errors import InputError, Place
from copydesk.text.layout.cues import SENTENCE_ENDS
from copydesk.text.layout.furniture import NOISES
from copydesk.text.layout.lines import Line
from copydesk.text.layout.shape import LONG, STOPS, Shape
from copydesk.text.layout.verdicts import Verdict, as_noise, as_role

SIGNED = 3
"""Byline and date are looked for in so many lines under the headline."""

HEADLINE_LIMIT = 100
"""A first line of this length or more that ends like a sentence is the story already."""


def plain_page(lines: Sequence[Line], shapes: Sequence[Shape], *, told: bool = False) -> list[Verdict]:
    """Read a page on which the line model found no story.

    ``told`` says that other lines of the page, such as a dialogue, are of the story for certain.

    Raises:
        InputError: ``layout-no-article`` where the page is a menu alone, ``layout-no-body`` where there is a
            headline and nothing else.
    """
    story = [index for index, shape in enumerate(shapes) if not _is_cued(shape)]
    cued = len(lines) - len(story)
    has_sentence = any(_is_sentence(lines[index].text) for index in story)
    place = Place(line=1, column=1)
    if not story or (cued * 2 >= len(lines) > 2 and not has_sentence):
        raise InputError("layout-no-article", f"saw {len(lines)} lines of menus and labels, and no article", place)
    if len(story) == 1 and len(lines) > 1:
        story = list(range(len(lines)))
    if len(story) == 1 and not has_sentence and not told:
        raise InputError("layout-no-body", "saw a headline, and no article under it", place)
    verdicts = [as_noise("menu", "label") for _ in lines]
    for number, index in enumerate(story):
        if 0 < number < len(story) - 1 and number <= SIGNED and (signed := _signed(shapes[index])):
            verdicts[index] = signed
            continue
        is_headline = number == 0 and (told or len(story) > 1) and not _is_story(lines[index].text)
        verdicts[index] = as_role("headline", "first-line") if is_headline else as_role("paragraph", "plain-page")
    return verdicts


def _signed(shape: Shape) -> Verdict | None:
    """Take a byline or a date under the headline, by their cue words alone."""
    if shape.numbers == "date" or (shape.opening == "update_line" and shape.numbers == "dated"):
        return as_role("update_line", "plain-date")
    is_byline = shape.opening == "byline" and shape.end not in STOPS and shape.case in {"name", "title", "mixed"}
    return as_role("byline", "plain-byline") if is_byline else None


def _is_cued(shape: Shape) -> bool:
    return shape.length > 0 and (shape.label in NOISES or shape.label == "related_heading")


def _is_sentence(text: str) -> bool:
    return text[-1] in SENTENCE_ENDS or len(text) >= LONG


def _is_story(text: str) -> bool:
    return text[-1] in SENTENCE_ENDS and len(text) >= HEADLINE_LIMIT
