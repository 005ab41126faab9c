"""Unicode normalisation form C, segment by segment and in linear time.

Source of the method: Unicode Standard Annex #15. ``unicodedata.normalize`` sorts combining marks by insertion,
which is quadratic in the length of one run of marks; sorting them first keeps it linear.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.text.characters import uncommon_characters

_LONG_RUN = 32
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
# Everything below U+0300, and the punctuation and currency signs that news text uses, is NFC as it stands.
_SUSPECT = re.compile("[^\x00-\u02ff\u2010-\u205e\u20a0-\u20bf]")


@dataclass(frozen=True, slots=True)
class Replacement:
    """text[start:end], a whole normalisation segment, becomes ``after``."""

    start: int
    end: int
    after: str


def may_need_nfc(text: str) -> bool:
    """Say whether a text holds any character that need not be NFC as it stands; very fast."""
    return _SUSPECT.search(uncommon_characters(text)) is not None


def nfc(text: str) -> str:
    r"""Normalise to NFC in linear time, also where one letter carries thousands of marks.

    >>> nfc("e\N{COMBINING ACUTE ACCENT}te") == "\N{LATIN SMALL LETTER E WITH ACUTE}te"
    True
    """
    if not may_need_nfc(text):
        return text
    return "".join(_nfc_segment(text[start:end]) for start, end in _segments(text))


def is_nfc(text: str) -> bool:
    """Say whether the text is NFC, in linear time."""
    return nfc(text) == text


def nfc_replacements(text: str) -> list[Replacement]:
    """Find the normalisation segments that NFC changes, in order."""
    if not may_need_nfc(text):
        return []
    found = []
    for match in _NON_ASCII.finditer(text):
        # The letter before a run of non-ASCII characters may be the base of its first mark.
        start, end = max(0, match.start() - 1), match.end()
        for low, high in _segments(text[start:end]):
            segment = text[start + low : start + high]
            if (normal := _nfc_segment(segment)) != segment:
                found.append(Replacement(start + low, start + high, normal))
    return found


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Cut before every character that cannot combine with what precedes it, and after every line feed."""
    start = 0
    for position in range(1, len(text)):
        if text[position - 1] == "\n" or not _may_combine(text[position]):
            yield start, position
            start = position
    if start < len(text):
        yield start, len(text)


def _may_combine(character: str) -> bool:
    """Say whether a character is a mark or a conjoining Hangul vowel or final consonant."""
    if character < "\N{COMBINING GRAVE ACCENT}":
        return False
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _nfc_segment(segment: str) -> str:
    if len(segment) == 1 or len(segment) <= _LONG_RUN:
        return unicodedata.normalize("NFC", segment)
    decomposed = "".join(unicodedata.normalize("NFD", character) for character in segment)
    return unicodedata.normalize("NFC", "".join(_sorted_marks(decomposed)))


def _sorted_marks(text: str) -> Iterator[str]:
    marks: list[str] = []
    for character in text:
        if unicodedata.combining(character):
            marks.append(character)
            continue
        yield from sorted(marks, key=unicodedata.combining)
        marks.clear()
        yield character
    yield from sorted(marks, key=unicodedata.combining)
