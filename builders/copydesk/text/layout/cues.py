"""The cue words of every language together, compiled once: layout comes before the language is known."""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
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

PICTOGRAPHS = "\N{SUPERSCRIPT ZERO}"
"""Signs from here on are no letters of a language that layout knows cue words of."""

SENTENCE_ENDS = frozenset(
    ".!?\N{HORIZONTAL ELLIPSIS}\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH QUESTION MARK}\N{FULLWIDTH EXCLAMATION MARK}"
    "\N{ARABIC QUESTION MARK}\N{DEVANAGARI DANDA}"
)

LABEL = 70
"""A line that says one label and nothing else is no longer than this."""

MIDDLE_DOT, BULLET = "\N{MIDDLE DOT}", "\N{BULLET}"

MANY = 4
"""Of so many labels on one line half need be known."""

SIGNING_ROLES = frozenset({"byline", "update_line"})

_WESTERN = [chr(point) for point in range(0x250)]
_LETTERS = re.escape("".join(filter(str.isalnum, _WESTERN)))
_SIGNS = re.escape("".join(sign for sign in _WESTERN if not sign.isalnum()))
WORD = re.compile(rf"[^{_SIGNS}\W_][{_LETTERS}\w'-]*")
"""A letter or digit and all that goes on with it: what ``[^\\W_][\\w'-]*`` finds. The letters and signs that nearly
all text is made of are listed first, for a list is looked up at once, and every character of every head is."""

_BETWEEN = re.compile(r" {2,}|[\t|\N{MIDDLE DOT}\N{BULLET}]")
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


class Cues(NamedTuple):
    """What layout knows of words, in all languages at once.

    Attributes:
        labels: what a whole line says -> its class (``share_bar``, ``byline`` …).
        openings: first word of a line -> phrases that begin with it, each with a space behind it, longest first, with
            their class.
        words: a word anywhere in a line -> its classes, a bit each; ``word_classes`` names the bits.
        phrases: rarest word of a phrase anywhere in a line -> the phrases with a space at either end, each with the
            bit of its class. The rarest is the longest that is no function word, so that most lines need no further
            look.
        cued: the words, and the rarest words of the phrases.
        function_words: articles, prepositions, auxiliaries: what sentences have and lists of names have not.
        date_words: month and weekday names and what stands between the parts of a date.
        clock_before: what makes a time of day of the number with a full stop behind it.
        clock_after: the same of the number before it.
        kickers: labels that stand before the title of a related link.
        agencies: what stands in the brackets of a dateline.
        before_places: the prepositions that stand before the name of a place, each with a space before it.
        name_particles: what stands in lower case inside a name of a person or place.
        place_particles: what stands in lower case inside the name of a place alone.
        list_headings: how a line begins that heads a list of other articles.
    """

    labels: dict[str, str]
    openings: dict[str, tuple[tuple[str, str], ...]]
    words: dict[str, int]
    phrases: dict[str, tuple[tuple[str, int], ...]]
    word_classes: tuple[str, ...]
    cued: frozenset[str]
    function_words: frozenset[str]
    months: frozenset[str]
    date_words: frozenset[str]
    clock_before: frozenset[str]
    clock_after: frozenset[str]
    kickers: frozenset[str]
    agencies: frozenset[str]
    before_places: tuple[str, ...]
    name_particles: frozenset[str]
    place_particles: frozenset[str]
    list_headings: frozenset[str]


@cache
def cues() -> Cues:
    """Compile the cue words of every language; where two languages differ about a word, the first class stays."""
    tables = [language_data(language, "layout") for language in languages()]
    labels = {word: kind for table in tables for kind, words in table.get("labels", {}).items() for word in words}
    word_classes = tuple(
        sorted({kind for table in tables for name in ("words", "phrases") for kind in table.get(name, {})})
    )
    months, date_words = _date_words()
    function_words = frozenset(word for table in tables for word in table.get("function_words", ()))
    words, phrases = _words(tables, word_classes), _phrases(tables, word_classes, function_words)
    return Cues(
        labels=labels,
        openings=_openings(
            (phrase, kind)
            for table in tables
            for kind, phrases in table.get("openings", {}).items()
            for phrase in phrases
        ),
        words=words,
        phrases=phrases,
        word_classes=word_classes,
        cued=frozenset(words).union(phrases),
        function_words=function_words,
        months=months,
        date_words=date_words,
        clock_before=_of_dates("clock_before"),
        clock_after=_of_dates("clock_after"),
        kickers=frozenset(word for table in tables for word in table.get("kickers", {}).get("words", ())),
        agencies=frozenset(word for table in tables for word in table.get("datelines", {}).get("agencies", ())),
        before_places=tuple(
            sorted({f" {word}" for table in tables for word in table.get("datelines", {}).get("prepositions", ())})
        ),
        name_particles=frozenset(word for table in tables for word in table.get("particles", {}).get("names", ())),
        place_particles=frozenset(word for table in tables for word in table.get("particles", {}).get("places", ())),
        list_headings=frozenset(word for table in tables for word in table.get("related", {}).get("headings", ())),
    )


def fold(text: str) -> str:
    """Lower the case and straighten apostrophes, as the cue words are written."""
    return text.lower().replace(APOSTROPHE, "'").replace("\xa0", " ")


def label_key(folded: str) -> str:
    """Cut off the numbers, signs and pictographs about what a line says."""
    key = folded.strip(EDGE_SIGNS)
    if not key or max(key[0], key[-1]) < PICTOGRAPHS:
        return key
    start, end = 0, len(key)
    while start < end and _is_edge(key[start]):
        start += 1
    while start < end and _is_edge(key[end - 1]):
        end -= 1
    return key[start:end]


def _is_edge(sign: str) -> bool:
    return sign >= PICTOGRAPHS or sign in EDGE_SIGNS


def label_class(folded: str) -> str:
    """Give the class of what a whole line says, or of most of the labels that stand on it side by side, or nothing."""
    labels = cues().labels
    found = labels.get(label_key(folded), "") if len(folded) <= LABEL else ""
    return found or (_class_of_several(folded) if _is_side_by_side(folded) else "")


def _is_side_by_side(folded: str) -> bool:
    return "  " in folded or "|" in folded or MIDDLE_DOT in folded or BULLET in folded or "\t" in folded


def _class_of_several(folded: str) -> str:
    keys = list(filter(None, map(label_key, _BETWEEN.split(folded))))
    found = [kind for kind in map(cues().labels.get, keys) if kind and kind not in SIGNING_ROLES]
    if len(keys) < 2 or 2 * len(found) < len(keys) + (len(keys) < MANY):
        return ""
    return max(found, key=found.count)


def is_list_heading(folded: str) -> bool:
    """Tell whether a line begins as the heading of a list of other articles does, with one to three words."""
    words = WORD.findall(folded)
    return any(" ".join(words[:count]) in cues().list_headings for count in (1, 2, 3))


def opening_class(words: list[str]) -> str:
    """Give the class of the longest known phrase that the words begin with, or nothing."""
    phrases = cues().openings.get(words[0]) if words else None
    if not phrases:
        return ""
    head = " ".join(words[:5]) + " "
    for phrase, kind in phrases:
        if head.startswith(phrase):
            return kind
    return ""


def _openings(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, dict[str, str]] = {}
    for phrase, kind in pairs:
        words = WORD.findall(phrase)
        if words:
            table.setdefault(words[0], {}).setdefault(" ".join(words) + " ", kind)
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
    tables: Iterable[dict[str, dict[str, list[str]]]], classes: tuple[str, ...], common: frozenset[str]
) -> dict[str, tuple[tuple[str, int], ...]]:
    bits = {kind: 1 << number for number, kind in enumerate(classes)}
    found: dict[str, dict[str, int]] = {}
    for table in tables:
        for kind, phrases in table.get("phrases", {}).items():
            for phrase in phrases:
                words = WORD.findall(phrase)
                rarest = max(words, key=lambda word: (word not in common, len(word)))
                found.setdefault(rarest, {})[f" {' '.join(words)} "] = bits[kind]
    return {rarest: tuple(whole.items()) for rarest, whole in found.items()}


def cued(words: list[str]) -> AbstractSet[str]:
    """Give those of the words that are cues, alone or as the rarest of a phrase; most lines have none."""
    return cues().cued.intersection(words)


@cache
def class_bit(word_class: str) -> int:
    """Give the bit of a class of words."""
    return 1 << cues().word_classes.index(word_class)


def word_bits(found: AbstractSet[str]) -> int:
    """Give the classes of cues that stand alone, a bit each."""
    known = cues().words
    bits = 0
    for word in found:
        bits |= known.get(word, 0)
    return bits


def phrase_bits(words: list[str], found: AbstractSet[str]) -> int:
    """Give the classes of the phrases among words, a bit each; ``found`` are the cues among them."""
    phrases = cues().phrases
    if phrases.keys().isdisjoint(found):
        return 0
    bits = 0
    text = f" {' '.join(words)} "
    for word in phrases.keys() & found:
        for phrase, bit in phrases[word]:
            if phrase in text:
                bits |= bit
    return bits


def _of_dates(topic: str) -> frozenset[str]:
    return frozenset(word for language in languages() for word in language_data(language, "dates").get(topic, ()))


def _date_words() -> tuple[frozenset[str], frozenset[str]]:
    months: set[str] = set()
    others: set[str] = set()
    for language in languages():
        table = language_data(language, "dates")
        months.update(name for names in table.get("months", ()) for name in names)
        others.update(name for names in table.get("weekdays", ()) for name in names)
        for topic in ("published", "modified", "relative", "glue", "zones"):
            others.update(word for phrase in table.get(topic, ()) for word in WORD.findall(phrase))
    return frozenset(months), frozenset(months | others)
