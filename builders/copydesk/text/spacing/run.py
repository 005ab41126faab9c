"""What a rule is given, a run of characters without white space, and what it gives back, seams.

Every rule looks at one run alone, so that a run need be weighed once for all the articles in which it stands.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.text.spacing.cues import Cues, cues
from copydesk.text.spacing.lexicon import Lexicon, lexicon

APOSTROPHES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
_WORD = re.compile(r"\w+")
_ADDRESS_BEFORE = tuple("@#_/\\=&.")
_ADDRESS_AFTER = tuple("@_/\\=")
_ADDRESS = re.compile(r"[@=\\]|www\.|://")
_SHORTEST = 3
_LONGEST = 64


class Part(NamedTuple):
    """A stretch of a word in which no capital follows a small letter; most words are one part.

    Attributes:
        text: the letters.
        start: offset in the text of the run.
        elided: whether an apostrophe stands before it (*farmer'ssheep*).
        contraction: what follows behind an apostrophe (*gardenersdon't*: ``t``), empty where nothing does.
    """

    text: str
    start: int
    elided: bool
    contraction: str


class Run(NamedTuple):
    """Characters between white space.

    Attributes:
        text: composed letters, no invisible characters.
        words: those words of it that are no common words of the language, each as its parts.
        language: BCP-47 tag.
        lexicon: how often words occur in the language; None where nothing is known of it.
        cues: what the language says about seams.
    """

    text: str
    words: tuple[tuple[Part, ...], ...]
    language: str
    lexicon: Lexicon | None
    cues: Cues


class Seam(NamedTuple):
    """Where a rule would put spaces.

    Attributes:
        cuts: offsets in the text of the run, ordered; a space belongs before each. All or none are made.
        weight: evidence in powers of ten; 0 is even odds on a page without other lost spaces.
        reason: the id of the rule, a key of ``REPAIRS``.
        place: offset of what the rule explains; of two seams for the same place only one can be right.
        pieces: the words that the cuts leave, as they are written; empty where words are no evidence.
    """

    cuts: tuple[int, ...]
    weight: float
    reason: str
    place: int
    pieces: tuple[str, ...] = ()


def read_run(text: str, language: str) -> Run:
    """Find the suspicious words of a run.

    Words with digits, very long words, and the words of addresses, handles, hashtags and file names are left out.
    """
    known, own = lexicon(language), cues(language)
    words = () if known is None or _ADDRESS.search(text) else tuple(_suspicious_words(text, known, own))
    return Run(text, words, language, known, own)


def _suspicious_words(text: str, lexicon: Lexicon, cues: Cues) -> Iterator[tuple[Part, ...]]:
    for found in _WORD.finditer(text):
        word = found.group()
        elided = bool(cues.elisions) and text.startswith(APOSTROPHES, found.end()) and word.lower() not in cues.elisions
        if (elided or not _is_sound(word, lexicon)) and _in_prose(text, *found.span()):
            parts = _parts(text, found)
            if not _is_formula(parts, cues):
                yield parts


def _is_formula(parts: tuple[Part, ...], cues: Cues) -> bool:
    """Say whether a lone capital ends a word with inner capitals: *PCdoB*, *SpaceX*."""
    last = parts[-1].text
    return len(parts) > 1 and len(last) == 1 and last.lower() not in cues.function_words


def _is_sound(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.sound or not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return True
    plainly_written = word.islower() or word.isupper() or word.istitle()
    return plainly_written and word.lower() in lexicon.sound


def _in_prose(text: str, start: int, end: int) -> bool:
    if text.endswith(_ADDRESS_BEFORE, 0, start) or text.startswith(_ADDRESS_AFTER, end):
        return start > 0 and text[start - 1] == "." and text[start].isupper()
    return not (text.startswith(".", end) and text[end + 1 : end + 2].islower())


def _parts(text: str, found: re.Match[str]) -> tuple[Part, ...]:
    start, end = found.span()
    word = found.group()
    after = _WORD.match(text, end + 1) if text.startswith(APOSTROPHES, end) else None
    elided, contraction = text.endswith(APOSTROPHES, 0, start), after.group() if after else ""
    if word[1:].islower() or word.isupper():
        return (Part(word, start, elided, contraction),)
    cuts = [at for at in range(1, len(word)) if word[at].isupper() and word[at - 1].islower()]
    return tuple(
        Part(word[low:high], start + low, elided and low == 0, contraction if high == len(word) else "")
        for low, high in zip((0, *cuts), (*cuts, len(word)), strict=True)
    )
