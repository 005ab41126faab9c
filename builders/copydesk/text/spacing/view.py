"""A passage as the rules read it: composed letters, no soft hyphens, and the way back to the raw text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.text.characters import uncommon_characters
from copydesk.text.normal_form import nfc_replacements

# Soft hyphens, zero-width characters, and the not-sign that scanners print for a hyphen at a line end.
_INVISIBLE = re.compile(
    "[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}]"
    "|(?<=\\w)\N{NOT SIGN}(?=[^\\W\\d_A-Z])"
)
_PLAIN = re.compile("[\x00-\xa1\xa3-\xab\xae-\u02ff\u2010-\u205e\u20a0-\u20bf]*")


class View(NamedTuple):
    """The readable text of one passage.

    Attributes:
        text: the passage, NFC, without invisible characters.
        start: the code point of the raw text at which the passage starts.
        joints: the offsets of ``text`` at which something invisible stood; no space belongs there.
        raw_offsets: for each character of ``text`` its code point in the raw text; empty where ``text`` is the
            raw passage as it stands.
    """

    text: str
    start: int
    raw_offsets: Sequence[int] = ()
    joints: frozenset[int] = frozenset()

    def raw(self, offset: int) -> int:
        """Give the code point of the raw text for an offset of ``text``."""
        return self.raw_offsets[offset] if self.raw_offsets else self.start + offset


def views(raw: str, passages: Sequence[tuple[int, int]]) -> list[View]:
    """Read the passages of a raw text. Linear."""
    if _PLAIN.fullmatch(uncommon_characters(raw)):
        return [View(raw[start:end], start) for start, end in passages]
    return [view(raw, start, end) for start, end in passages]


def view(raw: str, start: int, end: int) -> View:
    """Read one passage of a raw text. Linear."""
    passage = raw[start:end]
    if _PLAIN.fullmatch(passage):
        return View(passage, start)
    edits = [(found.start(), found.end(), "") for found in _INVISIBLE.finditer(passage)]
    edits += [(found.start, found.end, found.after) for found in nfc_replacements(passage)]
    edits.sort()
    return _edited(passage, start, edits)


def _edited(passage: str, start: int, edits: Sequence[tuple[int, int, str]]) -> View:
    parts: list[str] = []
    offsets: list[int] = []
    joints: list[int] = []
    position = 0
    for low, high, after in edits:
        if low < position:
            continue
        parts += (passage[position:low], after)
        offsets += range(start + position, start + low)
        if not after:
            joints.append(len(offsets))
        offsets += [start + low] * len(after)
        position = high
    parts.append(passage[position:])
    offsets += range(start + position, start + len(passage))
    return View("".join(parts), start, offsets, frozenset(joints))
