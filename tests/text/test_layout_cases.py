"""Whole pages of different make, in six languages: every line gets the role that stands before it in the case."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from copydesk.text.layout import read_layout

CASES = Path(__file__).parents[1] / "cases" / "layout"
UNLEARNED = CASES.with_name("tickers")
"""Pages that the line model does not learn from, as it does from the others."""

CUT = "\N{BROKEN BAR}"
OUTSIDE = " \t\N{BULLET}"


class Case(NamedTuple):
    """One page: its raw text, and for each piece the role (``-`` for noise of any kind) and the text."""

    label: str
    raw: str
    expected: list[tuple[str, str]]


def read_cases(path: Path) -> list[Case]:
    """Read cases: ``### label``, then lines of ``role, tab, raw line``; ``=`` goes on with the piece above."""
    cases = []
    for block in re.split(r"^### ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        label, *lines = block.split("\n")
        raw: list[str] = []
        expected: list[tuple[str, str]] = []
        for line in lines:
            roles, _, text = line.partition("\t")
            raw.append(text.replace(CUT, ""))
            if roles == "=":
                expected[-1] = (expected[-1][0], f"{expected[-1][1]} {text.strip()}")
            elif roles:
                parts = [part.strip(OUTSIDE) for part in text.split(CUT)]
                expected += zip(roles.split("+"), parts, strict=True)
        cases.append(Case(f"{path.stem}: {label}", "\n".join(raw), expected))
    return cases


ALL = [case for path in sorted((*CASES.glob("*.txt"), *UNLEARNED.glob("*.txt"))) for case in read_cases(path)]


@pytest.mark.parametrize("case", ALL, ids=[case.label for case in ALL])
def test_every_line_gets_its_role(case: Case) -> None:
    pieces = read_layout(case.raw).pieces
    found = [(piece.role or "-", " ".join(case.raw[piece.start : piece.end].split())) for piece in pieces]
    assert found == [(role, " ".join(text.split())) for role, text in case.expected]


def test_there_are_thirty_cases_in_six_languages() -> None:
    assert len(ALL) >= 30
    assert len({case.label.split(":")[0] for case in ALL}) >= 6
