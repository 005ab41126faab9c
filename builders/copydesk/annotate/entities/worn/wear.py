"""How worn a text is: how many of its line ends were lost."""

from copydesk.annotate.entities.areas import Area
from copydesk.annotate.entities.mentions import Reading

WORN = 1 / 33
"""Lost line ends for each word from which on a text is worn.

Columns of old print have one in ten words or so; pages that lost the space about their links have one in sixty at most.
"""


def is_worn(reading: Reading) -> bool:
    """Tell whether a text is print read by machine: line after line ran into the next, between words or amid one.

    Where the space at a line's end was lost, it was put back (a joint); a word that was broken there has the mark of
    the break left, the soft hyphen or what text recognition writes for it.
    """
    ends = sum(map(len, reading.joints)) + sum(map(_breaks, reading.areas))
    return ends > WORN * sum(map(len, reading.words))


def _breaks(area: Area) -> int:
    """Count the marks of broken words that an area left out."""
    if area.offsets is None or not area.offsets:
        return 0
    return area.offsets[-1] + 1 - area.offsets[0] - len(area.offsets)
