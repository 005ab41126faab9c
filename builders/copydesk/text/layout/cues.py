"""The cue words of every language together, compiled once: layout comes before the language is known."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from copydesk.resources import language_data, languages

EDGE_SIGNS = (
    " \t0123456789.,:;!?()[]<>|/+-_*#&=\"'"
    "\xa0\N{NARROW NO-BREAK SPACE}\N{HORIZONTAL ELLIPSIS}\N{EN DASH}\N{EM DASH}\N{BULLET}\N{MIDDLE DOT}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}\N{RIGHTWARDS ARROW}\N{BLACK RIGHT-POINTING TRIANGLE}"
    "\N{MULTIPLICATION SIGN}\N{DOWNWARDS ARROW}\N{COPYRIGHT SIGN}"
)
"""What may stand about a label without changing what it says."""

WORD = re.compile(r"[^\W_][\w'-]*")
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


class Cues(NamedTuple):
    """What layout knows of words, in all languages at once.

    Attributes:
        labels: what a whole line says -> its class (``share_bar``, ``byline`` …).
        openings: first word of a line -> phrases that begin with it, longest first, with their class.
        words: a word anywhere in a line -> its classes, a bit each; ``word_classes`` names the bits.
        phrases: longest word of a phrase anywhere in a line -> the phrases with a space at either end, each with the
            bit of its class. Long words are rare, so that most lines need no further look.
        function_words: articles, prepositions, auxiliaries: what sentences have and lists of names have not.
        date_words: month and weekday names and what stands between the parts of a date.
        kickers: labels that stand before the title of a related link.
        agencies: what stands in the brackets of a dateline.
    """

    labels: dict[str, str]
    openings: dict[str, tuple[tuple[str, str], ...]]
    words: dict[str, int]
    phrases: dict[str, tuple[tuple[str, int], ...]]
    word_classes: tuple[str, ...]
    function_words: frozenset[str]
    months: frozenset[str]
    date_words: frozenset[str]
    kickers: frozenset[str]
    agencies: frozenset[str]


@cache
def cues() -> Cues:
    """Compile the cue words of every language; where two languages differ about a word, the first class stays."""
    tables = [language_data(language, "layout") for language in languages()]
    labels = {word: kind for table in tables for kind, words in table.get("labels", {}).items() for word in words}
    word_classes = tuple(
        sorted({kind for table in tables for name in ("words", "phrases") for kind in table.get(name, {})})
    )
    months, date_words = _date_words()
    return Cues(
        labels=labels,
        openings=_openings(
            (phrase, kind)
            for table in tables
            for kind, phrases in table.get("openings", {}).items()
            for phrase in phrases
        ),
        words=_words(tables, word_classes),
        phrases=_phrases(tables, word_classes),
        word_classes=word_classes,
        function_words=frozenset(word for table in tables for word in table.get("function_words", ())),
        months=months,
        date_words=date_words,
        kickers=frozenset(word for table in tables for word in table.get("kickers", {}).get("words", ())),
        agencies=frozenset(word for table in tables for word in table.get("datelines", {}).get("agencies", ())),
    )


def fold(text: str) -> str:
    """Lower the case and straighten apostrophes, as the cue words are written."""
    return text.lower().replace(APOSTROPHE, "'").replace("\xa0", " ")


def label_key(folded: str) -> str:
    """Cut off the numbers and signs about what a line says."""
    return folded.strip(EDGE_SIGNS)


def opening_class(words: list[str]) -> str:
    """Give the class of the longest known phrase that the words begin with, or nothing."""
    phrases = cues().openings.get(words[0]) if words else None
    if not phrases:
        return ""
    head = " ".join(words[:5]) + " "
    for phrase, kind in phrases:
        if head.startswith(phrase + " "):
            return kind
    return ""


def _openings(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, dict[str, str]] = {}
    for phrase, kind in pairs:
        words = WORD.findall(phrase)
        if words:
            table.setdefault(words[0], {}).setdefault(" ".join(words), kind)
    return {
        first: tuple(sorted(phrases.items(), key=lambda item: (-len(item[0]), item[0])))
        for first, phrases in table.items()
    }


def _words(tables: Iterable[dict[str, dict[str, list[str]]]], classes: tuple[str, ...]) -> dict[str, int]:
    bits = {kind: 1 << number for number, kind in enumerate(classes)}
    found: dict[str, int] = {}
    for table in tables:
        for kind, words in table.get("words", {}).items():
            for word in words:
                found[word] = found.get(word, 0) | bits[kind]
    return found


def _phrases(
    tables: Iterable[dict[str, dict[str, list[str]]]], classes: tuple[str, ...]
) -> dict[str, tuple[tuple[str, int], ...]]:
    bits = {kind: 1 << number for number, kind in enumerate(classes)}
    found: dict[str, dict[str, int]] = {}
    for table in tables:
        for kind, phrases in table.get("phrases", {}).items():
            for phrase in phrases:
                words = WORD.findall(phrase)
                found.setdefault(max(words, key=len), {})[f" {' '.join(words)} "] = bits[kind]
    return {longest: tuple(whole.items()) for longest, whole in found.items()}


def phrase_bits(words: list[str]) -> int:
    """Give the classes of the phrases among words, a bit each."""
    phrases = cues().phrases
    hinted = phrases.keys() & words
    if not hinted:
        return 0
    bits = 0
    text = f" {' '.join(words)} "
    for word in hinted:
        for phrase, bit in phrases[word]:
            if phrase in text:
                bits |= bit
    return bits


def _date_words() -> tuple[frozenset[str], frozenset[str]]:
    months: set[str] = set()
    others: set[str] = set()
    for language in languages():
        table = language_data(language, "dates")
        months.update(name for names in table.get("months", ()) for name in names)
        others.update(name for names in table.get("weekdays", ()) for name in names)
        for topic in ("published", "modified", "relative", "glue"):
            others.update(word for phrase in table.get(topic, ()) for word in WORD.findall(phrase))
    zones = {
        "am",
        "pm",
        "est",
        "edt",
        "cst",
        "cdt",
        "pst",
        "pdt",
        "gmt",
        "utc",
        "bst",
        "cet",
        "cest",
        "mez",
        "mesz",
        "et",
        "h",
        "hrs",
    }
    return frozenset(months), frozenset(months | others | zones)
