"""The numbers in DATASHEET.md are those of the corpus, and the README's first screen is what it says."""

from pathlib import Path

import pytest

from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import open_corpus
from copydesk.release.datasheet import datasheet_is_current
from copydesk.release.splits import read_splits
from copydesk.release.tally import tally_articles
from copydesk.resources import CORPUS

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.checkout


def test_the_committed_datasheet_has_the_numbers_of_the_corpus() -> None:
    outcomes = build_articles(open_corpus(CORPUS))
    articles = [outcome.article for outcome in outcomes if isinstance(outcome, Built)]
    tally = tally_articles(articles, read_splits(CORPUS / "splits.jsonl"))
    committed = (ROOT / "DATASHEET.md").read_text(encoding="utf-8")
    assert datasheet_is_current(committed, tally), "run make, and commit DATASHEET.md"


def test_the_datasheet_says_first_that_no_human_has_checked() -> None:
    first_paragraph = (ROOT / "DATASHEET.md").read_text(encoding="utf-8").split("\n\n")[1]
    assert "No human has checked" in first_paragraph


def test_the_first_screen_of_the_readme_has_both_commands_and_an_example() -> None:
    screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").split("\n")[:24])
    for shown in ("make ", "make test", "load_dataset("):
        assert shown in screen
