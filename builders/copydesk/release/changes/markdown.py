"""Text that cannot be taken for markup: escaped words, code spans and lists."""

import re
from collections.abc import Iterable

from copydesk.errors import printable

_MARKUP = re.compile(r"[\\`*\[\]<|~#&]|(?<!\w)_|_(?!\w)")
_TICKS = re.compile(r"`+")


def escaped(text: str) -> str:
    r"""Escape what Markdown would read as markup, and put the text on one printable line.

    >>> print(escaped("a_b _c_ <i>"))
    a_b \_c\_ \<i>
    """
    return _MARKUP.sub(lambda found: f"\\{found[0]}", printable(text))


def code_span(text: str) -> str:
    """Put a text into a code span, whatever backticks it holds.

    >>> code_span("a`b")
    '``a`b``'
    """
    shown = printable(text)
    ticks = "`" * (max((len(run) for run in _TICKS.findall(shown)), default=0) + 1)
    padding = " " if not shown.strip() or shown[0] in "` " or shown[-1] in "` " else ""
    return f"{ticks}{padding}{shown}{padding}{ticks}"


def bullets(lines: Iterable[str]) -> str:
    """Write a list, one escaped line an item."""
    return "\n".join(f"- {escaped(line)}" for line in lines)
