"""Update and publication lines of six languages: what they state is read, what they do not state stays null."""

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.dates import read_dates

CASES = Path(__file__).parents[1] / "cases" / "dates" / "lines.jsonl"
ALL: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"


@pytest.mark.parametrize("case", ALL, ids=[case["label"] for case in ALL])
def test_a_line_is_read_as_it_states(case: dict[str, Any]) -> None:
    dates = read_dates(case["lines"], language=case["language"])
    assert (dates.published, dates.modified) == (case["published"], case["modified"])
    assert [remark.rule for remark in dates.remarks] == case["rules"]


def test_there_are_sixty_cases() -> None:
    assert len(ALL) >= 60


def test_a_remark_names_the_line() -> None:
    dates = read_dates(["12 mai 2024", "Mis \N{LATIN SMALL LETTER A WITH GRAVE} jour hier"])
    assert [remark.line for remark in dates.remarks] == [1]


@given(st.lists(st.text(alphabet="0123456789 ./-:,hamp UTCmaijunelundi+", max_size=40), max_size=3))
def test_whatever_stands_there_a_date_is_iso_or_null(lines: list[str]) -> None:
    import re  # noqa: PLC0415

    dates = read_dates(lines)
    for date in (dates.published, dates.modified):
        assert date is None or re.match(ISO, date)


@given(st.dates(dt.date(1605, 1, 1), dt.date(2100, 12, 31)), st.times())
def test_an_iso_date_time_comes_back_as_it_is(date: Any, at: Any) -> None:
    text = f"{date.isoformat()}T{at.hour:02d}:{at.minute:02d}"
    assert read_dates([text]).published == text


@pytest.mark.parametrize(
    "line", ["12/" * 100_000, "mai " * 100_000, "publi\N{LATIN SMALL LETTER E WITH ACUTE} " * 100_000]
)
def test_a_long_line_costs_no_more_than_its_head(line: str) -> None:
    start = time.process_time()
    read_dates([line])
    assert time.process_time() - start < 0.5


@given(st.one_of(st.dates(max_value=dt.date(1604, 12, 31)), st.dates(min_value=dt.date(2101, 1, 1))))
def test_a_year_without_newspapers_is_null_with_a_remark(date: dt.date) -> None:
    dates = read_dates([date.isoformat()])
    assert dates.published is None
    assert [remark.rule for remark in dates.remarks] == ["date-impossible"]
