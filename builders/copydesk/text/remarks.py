"""What reading noticed about an article without being able to settle it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should know: a date left null, a headline not found, two articles in one file.

    ``rule`` is a stable id of ``copydesk.check``; ``start`` and ``end`` are code points of the raw text, half-open.
    """

    rule: str
    message: str
    start: int
    end: int
