"""Quotation marks pair as readers of each language pair them, in linear time."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.check.marks import pair_marks

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/check/marks.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]


def passages_of(text: str) -> list[tuple[int, int]]:
    spans, position = [], 0
    for part in text.split("\n\n"):
        spans.append((position, position + len(part)))
        position += len(part) + 2
    return spans


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_marks_pair_as_the_case_says(case: dict[str, Any]) -> None:
    text = case["text"]
    found = pair_marks(text, passages_of(text))
    assert [text[pair.start : pair.end] for pair in found.pairs] == case["pairs"]
    assert list(found.unclosed) == case["unclosed"]
    assert list(found.unopened) == case["unopened"]


@given(st.text(alphabet='«»“”„‘’‚‹›" a.\n', max_size=60))
def test_pairs_never_cross_and_never_leave_their_passage(text: str) -> None:
    spans = passages_of(text)
    around: list[int] = []
    for pair in pair_marks(text, spans).pairs:
        assert any(start <= pair.start < pair.end <= end for start, end in spans)
        while around and around[-1] <= pair.start:
            around.pop()
        assert not around or pair.end <= around[-1]
        around.append(pair.end)


@pytest.mark.parametrize("pattern", ["« ", "“ „ « ", "» ", '"a ', "« a ” "])
def test_pairing_is_linear_in_the_number_of_marks(pattern: str) -> None:
    def cost(count: int) -> float:
        text = pattern * count
        started = time.process_time()
        pair_marks(text, [(0, len(text))])
        return time.process_time() - started

    assert cost(40_000) < 5
