"""Bar charts as SVG, written by hand: the same numbers make the same bytes, and no plotting library is needed.

The ground is left transparent, and the two colours stand out from a white page and from a black one alike.
"""

from collections.abc import Mapping
from html import escape

_INK = "#737a84"
_BAR = "#4b8fc4"
_WIDTH = 560
_LABEL_END = 168
_BARS_START = 180
_BARS_WIDTH = 310
_TOP = 40
_ROW = 26
_BAR_HEIGHT = 16
_SHORTEST_BAR = 2


def bar_chart(title: str, numbers: Mapping[str, int]) -> str:
    """Draw one bar a number, in the order given, with its label before it and its value behind it."""
    height = _TOP + _ROW * len(numbers) + 8
    largest = max(numbers.values(), default=0)
    rows = (_row(index, label, number, largest) for index, (label, number) in enumerate(numbers.items()))
    spoken = escape(f"{title}: {', '.join(f'{label} {number}' for label, number in numbers.items())}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{spoken}" '
        f'font-family="Helvetica, Arial, sans-serif" font-size="13" fill="{_INK}">\n'
        f"<title>{escape(title)}</title>\n"
        f'<text x="12" y="24" font-size="15" font-weight="bold">{escape(title)}</text>\n'
        f"{''.join(rows)}</svg>\n"
    )


def _row(index: int, label: str, number: int, largest: int) -> str:
    top = _TOP + _ROW * index
    base = top + _BAR_HEIGHT - 3
    width = max(_SHORTEST_BAR, _BARS_WIDTH * number // largest) if number else 0
    return (
        f'<text x="{_LABEL_END}" y="{base}" text-anchor="end">{escape(label)}</text>\n'
        f'<rect x="{_BARS_START}" y="{top}" width="{width}" height="{_BAR_HEIGHT}" rx="2" fill="{_BAR}"/>\n'
        f'<text x="{_BARS_START + width + 8}" y="{base}">{number}</text>\n'
    )
