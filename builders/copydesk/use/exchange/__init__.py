"""Gold in other forms: ``EXCHANGE`` names them by the word that users type."""

from collections.abc import Callable
from typing import Any, NamedTuple

from copydesk.use.exchange.base import Base
from copydesk.use.exchange.sheet.read import read_sheet
from copydesk.use.exchange.sheet.write import write_sheet


class Form(NamedTuple):
    """A form of gold.

    Attributes:
        suffix: how its files end.
        read: from a text and what it is based on to gold as JSON; raises ``WrongSheetError``, or one like it.
        write: from gold as JSON (None for an article without) and what it is based on to a text.
    """

    suffix: str
    read: Callable[[str, Base], dict[str, Any]]
    write: Callable[[dict[str, Any] | None, Base], str]


EXCHANGE: dict[str, Form] = {"sheet": Form(".sheet", read_sheet, write_sheet)}
