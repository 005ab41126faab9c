"""What can go wrong, as a tree.

    CopydeskError                    exit code
    ├── InputError                       1     an article, sidecar or gold file cannot be used; has a place
    ├── VerificationError                1     a release is not what its checksums and card say
    ├── UsageError                       2     wrong arguments, an unknown name, a missing extra
    │   └── MissingExtraError            2     an optional dependency is not installed; names the extra
    ├── VersionExistsError               3     the version is there already, with another digest
    ├── WriteError                       4     the disk said no
    └── WithdrawnError                   5     the release was withdrawn

Errors are for what a caller cannot go on after. What is wrong with data, while the rest can go on, is a
``Finding`` (see ``copydesk.check.findings``).
"""

from dataclasses import dataclass, replace


class CopydeskError(Exception):
    """The root of every error that this package raises on purpose."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: a file, and in it a line and column, a byte, or a JSON pointer.

    ``line`` and ``column`` count from 1, columns in code points, lines ending at LF alone (as ``grep -n``
    counts them); ``byte`` counts from 0; ``pointer`` is a JSON pointer (RFC 6901).
    """

    path: str = ""
    line: int | None = None
    column: int | None = None
    byte: int | None = None
    pointer: str | None = None

    def __str__(self) -> str:
        """Give the place as ``FILE:LINE:COL``, ``FILE:byte N`` or ``FILE:/pointer``, control characters escaped."""
        parts = [printable(self.path) or "<text>"]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        elif self.byte is not None:
            parts.append(f"byte {self.byte}")
        if self.pointer:
            parts.append(printable(self.pointer))
        return ":".join(parts)


def printable(text: str) -> str:
    r"""Escape what could forge or hide a line of a report: controls, line ends, bidirectional marks, surrogates.

    >>> printable("a\nb")
    'a\\nb'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in text)


class InputError(CopydeskError):
    """An input cannot be used at all.

    Attributes:
        rule: the stable id of the rule that refused it, such as ``encoding-utf8``.
        place: where.
    """

    def __init__(self, rule: str, message: str, place: Place | None = None) -> None:
        """Keep the rule, the words and the place; ``str(error)`` is the line that people see."""
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.place = place or Place()

    def at(self, path: str) -> "InputError":
        """Give the same error with the file named, for raisers that see text and know no path."""
        return InputError(self.rule, self.message, replace(self.place, path=path))

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, Place]]:
        """Let the error travel between processes with its rule and place."""
        return InputError, (self.rule, self.message, self.place)

    def __str__(self) -> str:
        """Give ``FILE:LINE:COL: message [rule]``."""
        return f"{self.place}: {printable(self.message)} [{self.rule}]"


class VerificationError(CopydeskError):
    """A release directory is not what its checksums, card and schema say."""


class UsageError(CopydeskError):
    """The caller asked for something that does not exist or does not fit together."""

    exit_code = 2


class MissingExtraError(UsageError):
    """An optional dependency is not installed; the message names the extra that brings it."""


class VersionExistsError(CopydeskError):
    """The version was released before with another content digest; releases never change."""

    exit_code = 3


class WriteError(CopydeskError):
    """The output could not be written; nothing of it is visible."""

    exit_code = 4


class WithdrawnError(CopydeskError):
    """The release or article was withdrawn by its maintainers."""

    exit_code = 5
