"""The quotation marks that are read: what opens, and what may close it.

The table is typographic knowledge, the same in every language; which way round a mark stands is decided by what
stands about it (see ``copydesk.annotate.quotes.marks``).
"""

GUILLEMET_LEFT = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
GUILLEMET_RIGHT = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
ANGLE_LEFT = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
ANGLE_RIGHT = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
DOUBLE_LEFT = "\N{LEFT DOUBLE QUOTATION MARK}"
DOUBLE_RIGHT = "\N{RIGHT DOUBLE QUOTATION MARK}"
DOUBLE_LOW = "\N{DOUBLE LOW-9 QUOTATION MARK}"
SINGLE_LEFT = "\N{LEFT SINGLE QUOTATION MARK}"
SINGLE_RIGHT = "\N{RIGHT SINGLE QUOTATION MARK}"
SINGLE_LOW = "\N{SINGLE LOW-9 QUOTATION MARK}"
STRAIGHT = '"'
STRAIGHT_SINGLE = "'"
TWO_SINGLES = "''"
BACKTICKS = "``"

CLOSERS_OF: dict[str, tuple[str, ...]] = {
    GUILLEMET_LEFT: (GUILLEMET_RIGHT,),
    GUILLEMET_RIGHT: (GUILLEMET_LEFT,),
    ANGLE_LEFT: (ANGLE_RIGHT,),
    ANGLE_RIGHT: (ANGLE_LEFT,),
    DOUBLE_LEFT: (DOUBLE_RIGHT, STRAIGHT, DOUBLE_LEFT),
    DOUBLE_RIGHT: (DOUBLE_RIGHT,),
    DOUBLE_LOW: (DOUBLE_LEFT, DOUBLE_RIGHT, STRAIGHT),
    STRAIGHT: (STRAIGHT, DOUBLE_RIGHT),
    TWO_SINGLES: (TWO_SINGLES,),
    BACKTICKS: (TWO_SINGLES, DOUBLE_RIGHT, STRAIGHT),
    SINGLE_LEFT: (SINGLE_RIGHT,),
    SINGLE_LOW: (SINGLE_LEFT, SINGLE_RIGHT),
    STRAIGHT_SINGLE: (STRAIGHT_SINGLE, SINGLE_RIGHT),
}
"""Each opening mark and the marks that close it."""

OPENERS_CLOSED_BY: dict[str, tuple[str, ...]] = {
    closer: tuple(opener for opener, closers in CLOSERS_OF.items() if closer in closers)
    for closer in sorted({closer for closers in CLOSERS_OF.values() for closer in closers})
}
"""Each closing mark and the marks that it closes."""

ALWAYS_OPEN = frozenset((GUILLEMET_LEFT, ANGLE_LEFT, DOUBLE_LEFT, DOUBLE_LOW, BACKTICKS))
"""Marks that open whatever stands about them, unless they close an open one."""

UNSURE = frozenset((GUILLEMET_RIGHT, ANGLE_RIGHT, DOUBLE_RIGHT, SINGLE_LEFT, SINGLE_LOW, STRAIGHT_SINGLE))
"""Marks that are a bullet, an apostrophe or a slip of the pen where nothing closes them; never reported."""

APOSTROPHES = frozenset((SINGLE_LEFT, SINGLE_RIGHT, STRAIGHT_SINGLE))
DASHES = "\N{EM DASH}\N{EN DASH}\N{HORIZONTAL BAR}"
