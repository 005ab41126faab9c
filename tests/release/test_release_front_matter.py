"""The YAML of a card says the same to every reader, and can do no harm."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.release.front_matter import MAX_CHARACTERS, FrontMatterError, dump, parse, split

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "release" / "front_matter_refused.json").read_text(encoding="utf-8")
)
AMBIGUOUS = (
    "no",
    "NO",
    "yes",
    "on",
    "off",
    "y",
    "null",
    "~",
    "1.0",
    "1_000",
    "12:30",
    "0x1f",
    "2023-05-04",
    "---",
    "=",
    "",
)


@pytest.mark.parametrize("word", AMBIGUOUS)
def test_words_that_yaml_reads_as_something_else_stay_strings(word: str) -> None:
    text = dump({"language": [word], "pretty_name": word})
    assert parse(text) == {"language": [word], "pretty_name": word}


@given(st.dictionaries(st.text(min_size=1), st.text() | st.lists(st.text()) | st.integers() | st.booleans()))
def test_values_are_written_as_they_are_read_back_or_not_at_all(values: dict[str, object]) -> None:
    try:
        text = dump(values)
    except FrontMatterError:
        return
    assert parse(split(f"---\n{text}---\n\nBody\n")[0]) == values


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_what_a_card_has_no_need_of_is_refused(case: dict[str, str]) -> None:
    with pytest.raises(FrontMatterError, match=case["why"]):
        parse(case["yaml"])


def test_a_block_beyond_the_limit_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(FrontMatterError, match="longer"):
        parse("a" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize("card", ["", "# Title\n", "---\na: 1\n", "--- \na: 1\n---\n", "\n---\na: 1\n---\n"])
def test_a_card_without_a_block_is_refused(card: str) -> None:
    with pytest.raises(FrontMatterError, match="block"):
        split(card)


def test_a_line_end_that_only_some_readers_see_is_refused() -> None:
    """``str.splitlines`` would end the block at the second line here, and a reader of LF alone at the last."""
    with pytest.raises(FrontMatterError, match="line end"):
        split("---\na: 'x\N{LINE SEPARATOR}---\N{LINE SEPARATOR}'\n---\n")
