"""The datasheet's numbers are those of the data, and everything else in it is left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import UsageError
from copydesk.record import Article
from copydesk.release.datasheet import END, NUMBERS, SKELETON, datasheet_is_current, quantiles, render_datasheet
from copydesk.release.flat.tagging import TaggedRecord
from copydesk.release.flat.token_schemes import NEWEST
from copydesk.release.splits import Split
from copydesk.release.tally import Tally, tally_articles


@pytest.fixture
def tally(articles: tuple[Article, ...], splits: dict[str, Split]) -> Tally:
    return tally_articles(articles, splits)


def test_filling_in_twice_changes_nothing(tally: Tally) -> None:
    once = render_datasheet(SKELETON, tally)
    assert render_datasheet(once, tally) == once
    assert datasheet_is_current(once, tally)


def test_numbers_of_other_data_are_noticed(tally: Tally, articles: tuple[Article, ...]) -> None:
    committed = render_datasheet(SKELETON, tally)
    tally.add(TaggedRecord(articles[0].to_dict(), NEWEST), "test")
    assert not datasheet_is_current(committed, tally)


def test_prose_around_the_numbers_is_kept(tally: Tally) -> None:
    template = f"# Sheet\n\nBefore.\n\n<!-- numbers:begin quotes -->\nold\n{END}\n\nAfter.\n"
    filled = render_datasheet(template, tally)
    assert filled.startswith("# Sheet\n\nBefore.\n\n<!-- numbers:begin quotes -->\n")
    assert filled.endswith(f"{END}\n\nAfter.\n")
    assert "old" not in filled
    assert "| direct | 2 | 2 |" in filled


def test_a_block_without_a_name_holds_every_table(tally: Tally) -> None:
    filled = render_datasheet(SKELETON, tally)
    assert all(table(tally) in filled for table in NUMBERS.values())


def test_articles_are_counted_by_language_and_split(tally: Tally) -> None:
    assert NUMBERS["articles"](tally).split("\n")[2:] == [
        "| de | 2 | 0 | 2 | 4 |",
        "| fr | 3 | 1 | 1 | 5 |",
        "| no | 1 | 1 | 1 | 3 |",
        "| all | 6 | 2 | 4 | 12 |",
    ]


@pytest.mark.parametrize(
    "template",
    [
        "<!-- numbers:begin -->\n",
        f"{END}\n",
        f"<!-- numbers:begin -->\n<!-- numbers:begin -->\n{END}\n",
        f"<!-- numbers:begin weather -->\n{END}\n",
    ],
)
def test_markers_that_do_not_pair_or_name_no_table_are_refused(template: str, tally: Tally) -> None:
    with pytest.raises(UsageError, match="datasheet"):
        render_datasheet(template, tally)


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=1))
def test_quantiles_are_lengths_that_occur_in_order(lengths: list[int]) -> None:
    found = quantiles(lengths)
    assert (found[0], found[-1]) == (min(lengths), max(lengths))
    assert set(found) <= set(lengths)
    assert sorted(found) == list(found)


def test_the_datasheet_of_an_edition_is_current(sound_edition: Path, articles: tuple[Article, ...]) -> None:
    text = (sound_edition / "DATASHEET.md").read_text(encoding="utf-8")
    assert f"| {len(articles)} |" in text
