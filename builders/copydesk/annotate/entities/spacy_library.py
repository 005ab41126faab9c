"""Import spaCy without its command line, which is a third of the time that the import takes."""

import sys
from types import ModuleType
from typing import Any

_COMMAND = "spacy.cli.info"
"""The one module of the command line that the package imports; it brings every other, with clients for the network."""


def import_spacy() -> Any:
    """Import spaCy.

    ``spacy.info`` and ``spacy.cli`` are there all the same, and import what they need when they are used.

    Raises:
        ImportError: it is not installed.
    """
    if "spacy" in sys.modules or _COMMAND in sys.modules:
        import spacy  # noqa: PLC0415

        return spacy
    standing_in: Any = ModuleType(_COMMAND)
    standing_in.info = _info
    sys.modules[_COMMAND] = standing_in
    try:
        import spacy  # noqa: PLC0415
    finally:
        del sys.modules[_COMMAND]
    return spacy


def _info(*arguments: Any, **named: Any) -> Any:
    from spacy.cli.info import info  # noqa: PLC0415

    return info(*arguments, **named)
