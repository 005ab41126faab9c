"""An article knows the way between its text and its raw, and survives JSON."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.record import Article, Edit, Source, canonical_json


def article(text: str, edits: tuple[Edit, ...]) -> Article:
    source = Source(None, "0" * 64, 0, "utf-8", "lf", "unknown", None, None, None, "unknown", None, None)
    values: dict[str, Any] = {"id": "a", "schema_version": "1.0", "language": "fr", "language_detected": "fr"}
    nulls = ("headline", "kicker", "dek", "byline", "dateline", "update_line", "date_published", "date_modified")
    lists = ("images", "related_links", "passages", "entities", "quotes", "non_quotes", "non_entities", "layers")
    values |= {"language_probability": 1.0, "text": text, "body": text, "edits": edits, "source": source}
    values |= dict.fromkeys(nulls)
    values |= dict.fromkeys(lists, ())
    return Article(**values)


# raw: "..Un  mot­s" with two dots lifted, a double space made one, and a soft hyphen lifted
EDITS = (
    Edit(0, 2, 0, 0, "..", "", "bullet"),
    Edit(4, 6, 2, 3, "  ", " ", "line_wrap"),
    Edit(9, 10, 6, 6, "\u00ad", "", "soft_hyphen"),
)
TEXT, RAW = "Un mots", "..Un  mot\u00ads"


def test_raw_is_rebuilt() -> None:
    assert article(TEXT, EDITS).raw == RAW


@pytest.mark.parametrize(
    ("span", "raw"),
    [
        ((0, 2), "Un"),
        ((3, 7), "mot\u00ads"),
        ((3, 6), "mot"),
        ((6, 7), "s"),
        ((0, 7), "Un  mot\u00ads"),
        ((2, 3), "  "),
    ],
)
def test_a_span_of_the_text_maps_to_whole_edits_of_the_raw(span: tuple[int, int], raw: str) -> None:
    start, end = article(TEXT, EDITS).raw_span(*span)
    assert RAW[start:end] == raw


@pytest.mark.parametrize(
    ("raw", "span"),
    [((2, 4), (0, 2)), ((0, 2), None), ((9, 10), None), ((5, 7), (2, 4)), ((0, 11), (0, 7)), ((10, 11), (6, 7))],
)
def test_a_span_of_the_raw_maps_to_the_text_or_to_nothing(raw: tuple[int, int], span: tuple[int, int] | None) -> None:
    assert article(TEXT, EDITS).text_span(*raw) == span


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 8)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="lie inside"):
        article(TEXT, EDITS).raw_span(*span)


@given(st.integers(0, 7), st.integers(0, 7))
def test_going_to_the_raw_and_back_widens_at_most(first: int, second: int) -> None:
    made = article(TEXT, EDITS)
    start, end = min(first, second), max(first, second)
    back = made.text_span(*made.raw_span(start, end))
    assert back is not None
    assert back[0] <= start
    assert back[1] >= end


def test_json_and_back_is_the_same_article() -> None:
    made = article(TEXT, EDITS)
    assert Article.from_dict(made.to_dict()) == made


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="unknown field 'titel'"):
        Article.from_dict({**article(TEXT, EDITS).to_dict(), "titel": "x"})


def test_canonical_json_does_not_know_nan() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json({"a": float("nan")})
