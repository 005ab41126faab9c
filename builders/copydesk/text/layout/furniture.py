"""What the lines about a story are: byline, dates, credit, kicker, related links, and every kind of noise.

The line model tells the story from the rest; these rules, tried in the order of ``ROLES``, name the rest.
"""

import re
from functools import cache, lru_cache
from typing import get_args

from copydesk.text.layout.cues import class_bit, cues, fold
from copydesk.text.layout.page import Page, Rule, is_time, text_of
from copydesk.text.layout.shape import STOPS, Shape
from copydesk.text.layout.verdicts import Verdict, as_noise, as_role
from copydesk.text.pieces import Noise

NOISES: dict[str, Noise] = {noise: noise for noise in get_args(Noise)}
"""The kinds of noise by their names, which are those of the labels and openings that tell of them."""

SIGNS = frozenset({"l:byline", "o:byline", "o:update_line", "l:update_line"})
"""Kinds of lines that say who wrote an article, or when."""

SIGNATURE = 6
"""A name with an occupation is no longer than this class."""

MENUS = frozenset({"menu", "subscription", "share_bar"})

NEAR = 6
"""So many lines on either side are looked at for a date or author beside a bare name."""

FULL_SENTENCE = 6
"""In a live ticker lines from this class on that end like a sentence are of an entry."""

SENTENCE = 3
"""The length class from which on a line with a full stop reads as a sentence."""

_CREDITS = re.compile(r"\b[A-Z]{2,6} ?/ ?|/ ?[A-Z]{2,6}\b|\N{COPYRIGHT SIGN}|\([Cc]\)")


def repeated_headline(page: Page, index: int) -> Verdict | None:
    """Set a second copy of the headline aside."""
    if page.headline >= 0 and index != page.headline and text_of(page, index) == text_of(page, page.headline):
        return as_noise("repeated_headline", "repeated-headline")
    return None


def dated_line(page: Page, index: int) -> Verdict | None:
    """Take a line that says when the article was published or changed, or that is a date above the story."""
    shape, kind = page.lines[index].shape, page.lines[index].kind
    has_cue = shape.opening == "update_line" or shape.label == "update_line"
    if has_cue and shape.numbers in {"date", "dated", "some"}:
        return as_role("update_line", "update-cue")
    if page.is_above_story(index) and index > page.headline - NEAR:
        if kind == "date" and (shape.numbers == "date"):
            return as_role("update_line", "date-line")
        if has_cue and shape.length <= 5:
            return as_role("update_line", "update-cue")
    return None


def labelled_line(page: Page, index: int) -> Verdict | None:
    """Set aside a line that says nothing but a known label, such as a share button or a section of the site."""
    label = page.lines[index].shape.label
    if label == "key_points":
        is_above = page.headline < index and page.is_above_story(index)
        return as_role("kicker", "key-points") if is_above else as_noise("table_of_contents", "label-key-points")
    if label == "site_list":
        return as_noise("menu", "list-of-the-site")
    if label in NOISES and not _is_kicker(page, index):
        return _noise("label", label)
    return None


def credit_line(page: Page, index: int) -> Verdict | None:
    """Take a line that names the maker or agency of a picture."""
    shape = page.lines[index].shape
    text = text_of(page, index)
    if shape.length > 8 or shape.end in {"stop", "colon"}:
        return None
    is_named = shape.opening == "credit" and shape.signs in {"colon", "copyright", "slash", "dash"}
    if (
        is_named
        or (shape.signs == "copyright" and shape.numbers == "")
        or (_has(shape, "credit") and _CREDITS.search(text))
    ):
        return as_role("credit", "credit-cue")
    return None


def byline(page: Page, index: int) -> Verdict | None:
    """Take a line above the story, or just below it, that says who wrote it."""
    shape, kind = page.lines[index].shape, page.lines[index].kind
    if not (page.headline - 3 <= index <= page.first_body + 2 or index == page.last_body + 1):
        return None
    if shape.label == "byline" or (
        shape.opening == "byline"
        and shape.start != "bracket"
        and shape.length <= 8
        and shape.end not in {"stop", "ask"}
    ):
        return as_role("byline", "byline-cue")
    if index <= page.headline or not page.is_above_story(index):
        return None
    if kind == "name" and _is_signed(page, index):
        return as_role("byline", "name-beside-date")
    if index < page.first_body and shape.length <= SIGNATURE and shape.end not in STOPS and _has(shape, "author_box"):
        return as_role("byline", "occupation-above-story")
    return None


def article_kicker(page: Page, index: int) -> Verdict | None:
    """Take the short line at once above the headline as its kicker."""
    return as_role("kicker", "above-headline") if _is_kicker(page, index) else None


def related_link(page: Page, index: int) -> Verdict | None:
    """Take a teaser for another article that says so itself."""
    shape = page.lines[index].shape
    if shape.opening == "related_item" and shape.signs in {"colon", "bar", "path"} and shape.length >= 4:
        return as_role("related_item", "related-cue")
    return None


def related_list(page: Page, index: int) -> Verdict | None:
    """Take a line of a list of other articles."""
    return page.related.get(index)


def cued_noise(page: Page, index: int) -> Verdict | None:
    """Set aside a line whose opening or words tell what kind of furniture it is."""
    shape = page.lines[index].shape
    if shape.opening in NOISES:
        return _noise("opening", shape.opening)
    return _noise_of_words(shape.words | shape.tail)


@lru_cache(maxsize=1024)
def _noise_of_words(found: int) -> Verdict | None:
    """Name the noise that the cue words of a line tell of; ``found`` has a bit for each class of words."""
    for kind in ("subscription", "share_bar", "advertisement", "comments", "legal", "contact", "author_box"):
        if found & class_bit(kind):
            return _noise("word", kind)
    return None


def plain_sentence(page: Page, index: int) -> Verdict | None:
    """Take a sentence below the headline of a page without furniture as a paragraph, whatever the model says."""
    if not page.is_plain or index <= page.headline:
        return None
    shape = page.lines[index].shape
    is_amid = page.first_body < index < page.last_body and not shape.credited and not _begins_article(page, index)
    is_sentence = shape.end in STOPS and (shape.length >= SENTENCE or shape.start == "quote")
    return as_role("paragraph", "plain-sentence") if is_amid or is_sentence else None


def unknown_noise(_page: Page, _index: int) -> Verdict | None:
    """Set the line aside: the model says that it is not of the story, and no rule knows more."""
    return as_noise("other", "model-other")


def ticker_time(page: Page, index: int) -> Verdict | None:
    """Take a line that is nothing but a time, below the headline of a page with several, as the head of an entry."""
    if not page.is_ticker or not page.headline < index < page.last_body:
        return None
    line = page.lines[index]
    if is_time(line, dotted=page.has_dotted_times):
        return as_role("subhead", "ticker-time")
    is_told = line.shape.end in STOPS and line.shape.length >= FULL_SENTENCE and index > page.first_body
    return as_role("paragraph", "ticker-sentence") if is_told and not _noise_of_words(line.shape.words) else None


ROLES: dict[str, Rule] = {
    "ticker_time": ticker_time,
    "related_list": related_list,
    "repeated_headline": repeated_headline,
    "dated_line": dated_line,
    "labelled_line": labelled_line,
    "byline": byline,
    "credit_line": credit_line,
    "related_link": related_link,
    "article_kicker": article_kicker,
    "cued_noise": cued_noise,
    "plain_sentence": plain_sentence,
    "unknown_noise": unknown_noise,
}
"""The rules for lines outside the story, tried in this order; the first that answers decides."""


def furniture(page: Page, index: int) -> Verdict:
    """Name a line outside the story."""
    for rule in ROLES.values():
        verdict = rule(page, index)
        if verdict is not None:
            return verdict
    raise AssertionError("unknown_noise answers always")


@cache
def _noise(told_by: str, name: str) -> Verdict:
    return as_noise(NOISES[name], f"{told_by}-{name.replace('_', '-')}")


def _has(shape: Shape, word_class: str) -> bool:
    return bool((shape.words | shape.tail) & class_bit(word_class))


def _is_kicker(page: Page, index: int) -> bool:
    shape = page.lines[index].shape
    return (
        index == page.headline - 1
        and shape.length <= 5
        and shape.end not in {"stop", "comma", "sign"}
        and shape.numbers in {"", "some"}
        and (shape.opening not in NOISES or _is_lone_label(page, index))
        and (not shape.label or _is_lone_label(page, index))
        and shape.signs not in {"path", "columns"}
        and shape.start in {"upper", "letter", "quote", "digit"}
    )


def _is_lone_label(page: Page, index: int) -> bool:
    """Tell whether a label is a kicker for certain, or the name of a section that no menu stands above."""
    line = page.lines[index]
    if fold(line.line.text.strip(" +")) in cues().kickers:
        return True
    is_apart = index == 0 or line.line.after_blank or page.lines[index - 1].shape.label not in MENUS
    return line.shape.label == "menu" and is_apart


def _is_signed(page: Page, index: int) -> bool:
    beside = page.lines[max(page.headline + 1, index - NEAR) : min(page.first_body, index + NEAR)]
    return any(line.kind in {"date", "l:byline", "o:byline", "o:update_line", "l:update_line"} for line in beside)


def _begins_article(page: Page, index: int) -> bool:
    """Tell whether a line amid the story is signed, or stands at once above a line that signs, as a headline does."""
    return any(line.kind in SIGNS for line in page.lines[index : index + 2])
