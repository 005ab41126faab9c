"""Copies of clean articles as worn print would have them: what was learned from old print alone fails on them."""

from bisect import bisect_right

from copydesk.use.scoring.entity_systems import GoldDocument

WIDTH = 42
"""Characters of a line, about as many as a column has."""

_BREAK = "\N{NOT SIGN}"
_SYLLABLE = 3


def worn_copy(document: GoldDocument, *, width: int = WIDTH) -> GoldDocument:
    """Set an article in lines and lose their ends: a space is gone, a broken word has the mark of the break left.

    Line ends, and so blank lines between passages, are lost too; names keep their bounds, whole across the breaks.
    """
    parts: list[str] = []
    places, moves = [0], [0]
    filled = 0
    for place, character in enumerate(document.raw):
        filled += 1
        if (character == " " and filled > width) or character in "\r\n":
            places.append(place + 1)
            moves.append(moves[-1] - 1)
            filled = 0
            continue
        if filled > width and _may_break(document.raw, place):
            places.append(place)
            moves.append(moves[-1] + 1)
            parts.append(_BREAK)
            filled = 0
        parts.append(character)

    def moved(offset: int) -> int:
        return offset + moves[bisect_right(places, offset) - 1]

    names = tuple(name._replace(start=moved(name.start), end=moved(name.end - 1) + 1) for name in document.entities)
    return GoldDocument(document.id, document.language, "".join(parts), (), names)


def _may_break(text: str, place: int) -> bool:
    """Tell whether a line may end amid a word: letters enough stand on both sides."""
    around = text[max(0, place - _SYLLABLE) : place + _SYLLABLE]
    return len(around) == 2 * _SYLLABLE and around.isalpha()
