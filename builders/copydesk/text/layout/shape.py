"""What one line looks like, in a handful of words: length, ends, case, dates, names, cue words.

Nothing here knows a line's neighbours or its place on the page; see ``context``.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from copydesk.text.layout.credits import credit_start
from copydesk.text.layout.cues import (
    SENTENCE_ENDS,
    WORD,
    class_bit,
    cued,
    cues,
    fold,
    label_class,
    opening_class,
    phrase_bits,
    word_bits,
)
from copydesk.text.layout.ways import is_columns, is_path

LENGTHS = (3, 8, 15, 25, 40, 55, 70, 85, 100, 120, 140, 170, 200, 260, 350, 600)
"""Bounds of the length classes, in code points."""

GUILLEMETS = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
QUOTES = "\"'\N{LEFT DOUBLE QUOTATION MARK}" + GUILLEMETS
CLOSERS = frozenset(QUOTES + ")]\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")
OPENERS = frozenset(QUOTES + "\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}")
STOPS = frozenset({"stop", "ask", "dots", "closed_stop"})
ENDS = {
    sign: "ask" if sign in "?!" else "dots" if sign == "\N{HORIZONTAL ELLIPSIS}" else "stop" for sign in SENTENCE_ENDS
} | {
    ":": "colon",
    ",": "comma",
    ";": "comma",
}
LONG = 100
"""From this length on a line that ends like a sentence reads as a paragraph."""

PROSE = bisect_right(LENGTHS, LONG)
"""The class of that length."""

FULL = bisect_right(LENGTHS, 260)
"""From this class of length on a line is a paragraph of its own, whatever its last sign and its words are."""

HEAD, TAIL = 160, 60
"""Cue words are looked for in this many characters at either end of a line; the middle of a paragraph has none."""

SAID = 50
"""Phrases are looked for in lines of this length or more."""

REMEMBERED = 60
"""Lines up to this length are remembered."""

MARKING = ("subscription", "legal", "comments", "advertisement", "author_box")
"""Word classes that make a paragraph doubtful and a short line furniture."""

PHRASED = ("appeal", "bio", "consent", "disclosure")
"""Classes of the phrases that set a sentence apart from the story."""

_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d[.:h/-]\s?\d\d")
_NUMBERED = re.compile(r"\d+$|\d[\d.,:]*(?:h\d{0,2})?$")


class Shape(NamedTuple):
    """One line in words; each is one feature of the line model."""

    length: int
    end: str
    start: str
    case: str
    numbers: str
    functions: str
    label: str
    opening: str
    words: int
    tail: int
    signs: str
    sentences: str
    credited: str


def shape_of(text: str) -> tuple[Shape, list[str]]:
    """Describe one trimmed line; give the words of its head too.

    Cost does not grow with the length of long lines. Short lines come again and again (share bars, sections), so
    the last few thousand are remembered; the list of words is shared, do not change it.
    """
    return _remembered(text) if len(text) <= REMEMBERED else _described(text)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[Shape, list[str]]:
    return _described(text)


def _described(text: str) -> tuple[Shape, list[str]]:
    size = len(text)
    is_short = size <= HEAD
    head = fold(text if is_short else text[:HEAD])
    words = WORD.findall(head)
    end = ENDS.get(text[-1]) or _other_end(text)
    is_sentence = end in STOPS
    cues_here = cued(words)
    tail = WORD.findall(fold(text[-TAIL:])) if size > HEAD or (size > TAIL and not is_sentence) else []
    cues_at_end = cued(tail)
    shape = Shape(
        bisect_right(LENGTHS, size),
        end,
        _start(text[0]),
        _case(text, end) if is_short else "long",
        _numbers(head, words) if size <= 120 else "long",
        _functions(words) if is_short else "long",
        label_class(head) if is_short else "",
        opening_class(words),
        word_bits(cues_here)
        | (phrase_bits(words, cues_here) if size >= SAID else 0)
        | (phrase_bits(tail, cues_at_end) if size > HEAD else 0),
        word_bits(cues_at_end) if not is_sentence else 0,
        _signs(text if is_short else text[:HEAD] + text[-TAIL:], head),
        _sentences(text, is_sentence) if size >= 40 else "",
        _credited(text) if 20 <= size <= 600 and not is_sentence else "",
    )
    return shape, words


def _other_end(text: str) -> str:
    last = text[-1]
    if last in CLOSERS:
        return "closed_stop" if ENDS.get(text[-2:-1]) in STOPS else "bracket" if last == ")" else "closed"
    return "digit" if last.isdigit() else "word" if last.isalpha() else "sign"


def _start(first: str) -> str:
    if first.isalpha():
        return "upper" if first.isupper() else "lower" if first.islower() else "letter"
    if first.isdigit():
        return "digit"
    return "quote" if first in OPENERS else "bracket" if first in "([" else "sign"


def _case(text: str, end: str) -> str:
    if text.isupper():
        return "caps"
    tokens = text.split()
    count = len(tokens)
    capital = sum(map(str.isupper, [token[0] for token in tokens]))
    if capital == count or (count <= 6 and capital + sum(map(cues().name_particles.__contains__, tokens)) == count):
        if count == 1:
            return "word"
        is_name = count <= 5 and end not in STOPS and len(text) <= 45 and ":" not in text
        return "name" if is_name else "title"
    share = capital / count
    return "title" if share > 0.7 else "mixed" if share > 0.35 else "sentence"


def _numbers(text: str, words: list[str]) -> str:
    if not _DIGIT.search(text):
        return ""
    known = cues()
    months = any(word in known.months for word in words)
    others = sum(word not in known.date_words and not _NUMBERED.match(word) for word in words)
    dated = months or _CLOCK.search(text) is not None
    if dated and not others:
        return "date"
    if dated:
        return "dated" if others <= 4 else "some"
    return "number" if len(words) <= 2 else "some"


def _functions(words: list[str]) -> str:
    count = sum(map(cues().function_words.__contains__, words))
    return "0" if not count else "1" if count == 1 else "2" if count < 4 else "4"


def _signs(text: str, head: str) -> str:  # noqa: PLR0911 - a decision list, first match wins
    if "\N{COPYRIGHT SIGN}" in text:
        return "copyright"
    if "@" in head or "http" in head or "www." in head:
        return "address"
    if "|" in text:
        return "bar"
    if "\N{EURO SIGN}" in text or "$" in text or "\N{POUND SIGN}" in text:
        return "price" if len(text) < 100 else ""
    if is_path(text):
        return "path"
    if is_columns(text):
        return "columns"
    early = head[:30]
    if ":" in early:
        return "colon"
    if "/" in text[-40:]:
        return "slash"
    if "\N{MIDDLE DOT}" in text or "\N{BULLET}" in text:
        return "dot"
    return "dash" if " - " in text or " \N{EN DASH} " in text or " \N{EM DASH} " in text else ""


def _sentences(text: str, is_sentence: bool) -> str:
    count = text.count(". ", 0, HEAD) + text.count("? ", 0, HEAD) + text.count("! ", 0, HEAD)
    if is_sentence:
        return "1" if not count else "2" if count == 1 else "3"
    return "open" if count else "none"


def _credited(text: str) -> str:
    cut = credit_start(text)
    return "" if cut <= 0 else "glued" if text[cut - 1] == "." else "bracket" if text[cut] == "(" else "credit"


@lru_cache(maxsize=512)
def _marked(words: int) -> str:
    return next((name for name in MARKING if words & class_bit(name)), "")


def kind_of(shape: Shape) -> str:  # noqa: PLR0911 - a decision list, first match wins
    """Give the one word for a line that its neighbours see."""
    if shape.label:
        return "l:" + shape.label
    ends = shape.end in STOPS
    marked = _marked(shape.words)
    if shape.length >= PROSE:
        if shape.credited or shape.signs == "copyright":
            return "para_credited"
        if ends or shape.end == "colon":
            is_cued = (marked and shape.length < FULL) or shape.opening in MARKING
            return "para_cued" if is_cued else "para"
        return "para_open"
    if shape.numbers in {"date", "number"}:
        return shape.numbers
    if shape.credited:
        return "credited"
    if shape.opening in {"byline", "credit", "update_line", "related_item", "share_bar", "subscription"}:
        return "o:" + shape.opening
    if shape.signs == "copyright":
        return "o:credit"
    if marked and shape.length <= 4:
        return "w:" + marked
    if ends and shape.length >= 4:
        return "sentence" if shape.end != "ask" else "question"
    if shape.case == "name":
        return "name"
    if shape.numbers == "dated":
        return "dated"
    return "head" if shape.length >= 4 else "short"


def is_set_apart(shape: Shape) -> bool:
    """Tell whether a line has a phrase that no story has, and does not quote it."""
    return shape.start != "quote" and _is_phrased(shape.words)


@lru_cache(maxsize=512)
def _is_phrased(words: int) -> bool:
    return any(words & class_bit(name) for name in PHRASED)
