"""Level 4: characters that nobody sees, or that are not what they seem. They are reported and never repaired."""

import re
import unicodedata
from collections.abc import Iterator

from copydesk.check.rules.rule import ArticleRule, Flaw
from copydesk.record import Article
from copydesk.text.characters import uncommon_characters

_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028\u2029\u2060-\u2064"
    "\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]|[\ufe00-\ufe0f]{2}"
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_REPLACEMENT = re.compile("\N{REPLACEMENT CHARACTER}")
_MEANINGLESS = re.compile(
    "[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
    + "".join(chr(plane << 16 | low) for plane in range(1, 15) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_HIGH = re.compile("[\ue000-\U0010ffff]")
_FOREIGN_LETTER = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"\w+")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
_LOOK_ALIKE = re.compile(
    "[\u0400-\u052f"  # Cyrillic: no name mixes it with Latin inside a word
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    "\u03b9\u03bd\u03bf\u03c1\u03c5\u03f2]"  # the Greek letters that look Latin; others are units and symbols
)
_LEAD = "[\u00c2\u00c3]"
_NO_CAPITAL_BEFORE_LEAD = "(?<![A-Z\u00c0-\u00dd].)"  # a capital before the lead is a word in capitals: "AMANH\u00c3"
_TRAIL = (
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2020-\u2022\u2026\u2030\u20ac\u2122]|\u00e2\u20ac[\u0080-\u00bf\u0153\u02dc\u2122\u201c\u201d\u00a6]|"
    "\u00ef\u00bb\u00bf|\u00f0\u0178"
)
_MOJIBAKE = re.compile(_LEAD + _NO_CAPITAL_BEFORE_LEAD + _TRAIL)
"""What UTF-8 looks like when read as Windows-1252."""

_MAYBE_MOJIBAKE = re.compile(_LEAD + _TRAIL)


def invisible_characters(article: Article) -> Iterator[Flaw]:
    """Find controls, zero-width characters and runs of variation selectors."""
    if _INVISIBLE.search(uncommon_characters(article.text)):
        yield from _first_and_count(article, _INVISIBLE, "invisible characters")


def bidi_control(article: Article) -> Iterator[Flaw]:
    """Find characters that turn the direction of what follows."""
    if _BIDI.search(uncommon_characters(article.text)):
        yield from _first_and_count(article, _BIDI, "controls of writing direction")


def replacement_character(article: Article) -> Iterator[Flaw]:
    """Find U+FFFD, which an earlier decoding left where it lost a letter."""
    if "\N{REPLACEMENT CHARACTER}" in article.text:
        yield from _first_and_count(article, _REPLACEMENT, "replacement characters")


def noncharacter(article: Article) -> Iterator[Flaw]:
    """Find noncharacters and private-use characters: icons of a web font, as a rule."""
    if _HIGH.search(uncommon_characters(article.text)):
        yield from _first_and_count(article, _MEANINGLESS, "characters without a public meaning")


def mojibake(article: Article) -> Iterator[Flaw]:
    """Find UTF-8 that was read as Windows-1252 and written again."""
    if _MAYBE_MOJIBAKE.search(uncommon_characters(article.text)):
        yield from _first_and_count(article, _MOJIBAKE, "sequences of doubly encoded text")


def mixed_script(article: Article) -> Iterator[Flaw]:
    """Find words in which a Greek or Cyrillic letter stands for the Latin one that looks like it, or the reverse."""
    if not _FOREIGN_LETTER.search(uncommon_characters(article.text)):
        return
    words = [match for match in _WORD.finditer(article.text) if _is_mixed(match[0])]
    if words:
        letter = _LOOK_ALIKE.search(words[0][0])
        name = unicodedata.name(letter[0], "a letter") if letter else ""
        shown = f"{words[0][0][:40]!r} ({name}) at code point {words[0].start()}"
        yield Flaw("/text", f"words of mixed script: {len(words)}, the first is {shown}", words[0].start())


def _is_mixed(word: str) -> bool:
    return not word.isascii() and bool(_LATIN_LETTER.search(word) and _LOOK_ALIKE.search(word))


def _first_and_count(article: Article, pattern: re.Pattern[str], what: str) -> Iterator[Flaw]:
    """Give one flaw for an article, with the first place; some pages have thousands."""
    if match := pattern.search(article.text):
        count = sum(1 for _ in pattern.finditer(article.text))
        codes = " ".join(f"U+{ord(character):04X}" for character in match[0])
        yield Flaw("/text", f"{what}: {count}, the first is {codes} at code point {match.start()}", match.start())


RULES = (
    ArticleRule(
        "invisible-characters",
        4,
        "warning",
        "Two strings that look the same are not; a name with a hidden character is found nowhere.",
        "Look at the place; waive the rule where the language needs the character.",
        invisible_characters,
    ),
    ArticleRule(
        "bidi-control",
        4,
        "warning",
        "Text that shows in another order than it is stored can hide what it says.",
        "Look at the place; waive the rule where right-to-left text needs it.",
        bidi_control,
    ),
    ArticleRule(
        "replacement-character",
        4,
        "warning",
        "A letter was lost before the article came here.",
        "Fetch the article again with the right encoding.",
        replacement_character,
    ),
    ArticleRule(
        "noncharacter",
        4,
        "warning",
        "A character that means something on one page alone is noise everywhere else.",
        "Set it aside in the layout, or fetch the article again.",
        noncharacter,
    ),
    ArticleRule(
        "mojibake",
        4,
        "warning",
        "Doubly encoded words are in no vocabulary.",
        "Fetch the article again with the right encoding; the text is never repaired in silence.",
        mojibake,
    ),
    ArticleRule(
        "mixed-script",
        4,
        "warning",
        "A look-alike from another script makes a word that no search finds.",
        "Look at the place; the source may be hostile, or a bad scan.",
        mixed_script,
    ),
)
