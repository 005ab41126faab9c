"""What layout finds in a raw article: pieces with a role, and pieces set aside with a reason."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from copydesk.record import Role
from copydesk.text.remarks import Remark

Noise = Literal[
    "menu",
    "share_bar",
    "subscription",
    "advertisement",
    "tag_list",
    "author_box",
    "comments",
    "reading_time",
    "table_of_contents",
    "repeated_headline",
    "image_label",
    "contact",
    "legal",
    "other",
]


class Piece(NamedTuple):
    """Raw characters with one role (``role``) or set aside (``noise``); exactly one of the two is given.

    ``start`` and ``end`` are code points of the raw text, half-open; a piece starts and ends with a character that
    is no white space. A piece with a role may run over several raw lines (hard-wrapped text): each inner line end,
    with the white space about it, becomes one space in the clean text. Characters between pieces are white space,
    bullets and other separators; the assembler lifts them with a recorded edit.

    ``rule`` is the id of the layout rule or feature that decided, as ``copydesk parse --explain`` shows it.
    """

    start: int
    end: int
    role: Role | None
    noise: Noise | None
    rule: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The pieces of one raw article in order, without overlap, and what was noticed on the way."""

    pieces: tuple[Piece, ...]
    remarks: tuple[Remark, ...]


class LostSpace(NamedTuple):
    """A place in the raw text where a space was lost: it belongs before the code point at ``offset``."""

    offset: int
    reason: str
