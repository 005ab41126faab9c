"""Quotation marks are paired by one linear scan."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.quotes.marks import find_marked
from copydesk.annotate.quotes.paragraphs import paragraphs_of

CASES = Path(__file__).parents[1] / "cases" / "quotes" / "marks.jsonl"


def read_cases() -> list[Any]:
    lines = CASES.read_text(encoding="utf-8").split("\n")
    return [pytest.param(case, id=case["label"]) for case in map(json.loads, filter(None, lines))]


@pytest.mark.parametrize("case", read_cases())
def test_marks_pair(case: dict[str, Any]) -> None:
    text = case["text"]
    marked = find_marked(text, paragraphs_of(Document(text, "fr")))
    assert [[text[stretch.start : stretch.end], stretch.depth] for stretch in marked] == case["marked"]
    assert sum(not stretch.closed and not stretch.continues for stretch in marked) == case.get("unclosed", 0)


def test_two_thousand_levels_need_no_recursion() -> None:
    text = "« " * 2000 + "oui" + " »" * 2000
    marked = find_marked(text, [(0, len(text))])
    assert len(marked) == 2000
    assert marked[-1].depth == 1999


def seconds(text: str) -> float:
    start = time.process_time()
    find_marked(text, [(0, len(text))])
    return time.process_time() - start


@pytest.mark.parametrize("unit", ["« a » ", "« a ", '"a" ', "'a b ", "„a ", "s' "])
def test_cost_of_marks_grows_linearly(unit: str) -> None:
    small = max(min(seconds(unit * 2_000) for _ in range(2)), 0.005)
    assert seconds(unit * 16_000) < small * 8 * 2.5


def test_a_hundred_thousand_marks() -> None:
    text = "\u00ab a \u00bb " * 50_000
    assert len(find_marked(text, [(0, len(text))])) == 50_000
