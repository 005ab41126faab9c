"""Whole pages that nothing was learned from: how well each role is found, by characters, in six languages.

The pages were written for this project by others than the code; the reader never learns from them.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from copydesk.text.layout import read_layout

PAGES = Path(__file__).parents[1] / "cases" / "pages"
LEARNED = Path(__file__).parents[1] / "cases" / "layout"
CUT = "\N{BROKEN BAR}"
NOISE = "-"

FLOORS = {
    "headline": 0.80,
    "dateline": 0.50,
    "dek": 0.70,
    "byline": 0.82,
    "update_line": 0.82,
    "caption": 0.58,
    "credit": 0.74,
    "kicker": 0.60,
    "subhead": 0.62,
    "paragraph": 0.95,
    "related_heading": 0.78,
    "related_item": 0.66,
    NOISE: 0.82,
}
"""What the reader reached on these pages, less three points or so; raise them, do not lower them."""


class Page(NamedTuple):
    """One page: its raw text and the role of each character of it that is no white space."""

    title: str
    raw: str
    roles: list[str]


def read_pages(path: Path) -> list[Page]:
    """Read pages: ``### title``, then lines of ``roles, tab, raw line`` with a broken bar between the pieces."""
    pages = []
    for block in path.read_text(encoding="utf-8").split("### ")[1:]:
        title, *rows = block.split("\n")
        raw: list[str] = []
        roles: list[str] = []
        for row in rows:
            names, _, text = row.partition("\t")
            for role, part in zip(names.split("+"), text.split(CUT), strict=bool(names)):
                raw.append(part)
                roles += [role or NOISE] * len(part)
            raw.append("\n")
            roles.append(NOISE)
        pages.append(Page(f"{path.stem}: {title}", "".join(raw), roles))
    return pages


ALL = [page for path in sorted(PAGES.glob("*.txt")) for page in read_pages(path)]


@cache
def scores() -> dict[str, float]:
    """Give F1 by characters for each role."""
    wanted, found, hit = Counter[str](), Counter[str](), Counter[str]()
    for page in ALL:
        ours = [NOISE] * len(page.raw)
        for piece in read_layout(page.raw).pieces:
            ours[piece.start : piece.end] = [piece.role or NOISE] * (piece.end - piece.start)
        for character, role, own in zip(page.raw, page.roles, ours, strict=True):
            if not character.isspace():
                wanted[role] += 1
                found[own] += 1
                hit[role] += role == own
    return {role: 2 * hit[role] / (wanted[role] + found[role]) for role in wanted}


@pytest.mark.parametrize("role", FLOORS)
def test_a_role_is_found_on_pages_that_were_not_learned_from(role: str) -> None:
    assert scores()[role] >= FLOORS[role]


def test_the_pages_are_of_six_languages_and_none_is_learned_from() -> None:
    assert len({page.title.split(":")[0] for page in ALL}) == 6
    learned = "\n".join(path.read_text(encoding="utf-8") for path in LEARNED.rglob("*.txt"))
    assert not [page.title for page in ALL for line in page.raw.split("\n") if len(line) > 150 and line in learned]
