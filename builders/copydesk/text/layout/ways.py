"""Lines that are no sentence at all: the way from the home page to an article, and entries side by side."""

import re

from copydesk.text.layout.cues import SENTENCE_ENDS, WORD, cues, fold, label_key, opening_class

SLASH, ARROW = "/", ">"
ANGLE, RIGHTWARDS = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", "\N{RIGHTWARDS ARROW}"
GUILLEMET = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
"""What stands between the sections on the way to an article."""

NO_PATH = frozenset("|\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}")
"""Lines with one of these quote somebody, or are more than a way."""

SLASHES = (" / ", "  /")
COLUMNS = 3
ENTRY = 40
"""An entry of such a way is no longer than this."""

_ARROW = re.compile(
    r" ?[>\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}\N{RIGHTWARDS ARROW}] ?"
    r"| \N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK} | {1,4}/ {1,4}"
)
_GAP = re.compile(r" {2,}|\t+")


def is_path(text: str) -> bool:
    """Tell whether a line is the way from the home page to the article: entries with an arrow between them.

    Slashes stand between names too ("Biel Camps / Agencias"): there the first entry has to be a known one.
    """
    has_arrow = SLASH in text or ARROW in text or ANGLE in text or GUILLEMET in text or RIGHTWARDS in text
    if not has_arrow or not NO_PATH.isdisjoint(text) or text[-1] in SENTENCE_ENDS:
        return False
    first, *others = _ARROW.split(text)
    entries = [first.rpartition(":")[2].strip() or "-", *(entry.strip() or "-" for entry in others)]
    known = cues().labels.get(label_key(fold(entries[0])), "")
    opened = opening_class(WORD.findall(fold(first)))
    return (
        len(entries) > 1
        and opened != "related_item"
        and (known == "menu" or not any(slash in text for slash in SLASHES))
        and all(entry[0].isalnum() and len(entry) <= ENTRY for entry in entries[:-1])
        and entries[-1][0].isalnum()
    )


def is_columns(text: str) -> bool:
    """Tell whether a line is short entries with wide gaps between them, as menus and tables fall out of a page."""
    if "  " not in text and "\t" not in text:
        return False
    entries = _GAP.split(text)
    return len(entries) >= COLUMNS and all(len(entry) <= ENTRY for entry in entries) and text[-1] not in SENTENCE_ENDS
