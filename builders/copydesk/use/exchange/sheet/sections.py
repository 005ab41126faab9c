"""The sections of a sheet, and its rows with their numbers; lines that begin with ``# `` are comments."""

from collections.abc import Mapping
from typing import NamedTuple

from copydesk.errors import InputError, Place

SECTIONS = ("layers", "layout", "spacing", "entities", "quotes")
_HEADING, _COMMENT = "## ", "# "


class Row(NamedTuple):
    """A line of a sheet and its number, from 1."""

    number: int
    text: str


class WrongSheetError(InputError):
    """What is wrong with a sheet, all of it: an error is the first, and ``rest`` holds the others."""

    def __init__(self, errors: list[InputError]) -> None:
        """Keep every error."""
        super().__init__(errors[0].rule, errors[0].message, errors[0].place)
        self.errors = errors

    def __reduce__(self) -> tuple[type["WrongSheetError"], tuple[list[InputError]]]:  # type: ignore[override]
        """Let the errors travel between processes."""
        return WrongSheetError, (self.errors,)


def sheet_error(message: str, number: int | None = None) -> InputError:
    """Make the error of a row."""
    return InputError("sheet-form", message, Place("", line=number))


def read_sections(text: str) -> Mapping[str, list[Row]]:
    """Give the rows of each section that is there, blank lines and comments left out.

    Raises:
        WrongSheetError: a row stands before the first section, or a section has a name that is none or stands twice.
    """
    found: dict[str, list[Row]] = {}
    current: list[Row] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        row = line.rstrip()
        if row.startswith(_HEADING):
            name = row.removeprefix(_HEADING).strip()
            if name not in SECTIONS or name in found:
                raise WrongSheetError([sheet_error(f"{name!r} is no section, or stands twice", number)])
            current = found.setdefault(name, [])
        elif row.strip() and row != _COMMENT.strip() and not row.startswith(_COMMENT):
            if current is None:
                raise WrongSheetError([sheet_error("stands before the first section", number)])
            current.append(Row(number, row))
    return found
