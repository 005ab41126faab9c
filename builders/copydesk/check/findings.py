"""A finding: what is wrong with data, by which rule, how bad, and where."""

from dataclasses import dataclass
from typing import Literal

from copydesk.errors import Place, printable

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth knowing.

    ``error`` fails the build and the check; ``warning`` and ``note`` are shown and counted. ``article`` is the id of
    the article where it is known, else empty; waivers name it.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    article: str = ""

    def __str__(self) -> str:
        """Give ``error: FILE:LINE:COL: message [rule-id]`` on one line, whatever the article holds."""
        return f"{self.severity}: {self.place}: {printable(self.message)} [{self.rule}]"
