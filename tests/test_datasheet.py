"""The numbers in DATASHEET.md are those of the corpus, and the README's first screen is what it says."""

import shutil
from pathlib import Path

import pytest

from copydesk.cli.main import main
from copydesk.resources import CORPUS

ROOT = Path(__file__).parents[1]
pytestmark = [pytest.mark.checkout, pytest.mark.slow]


def test_the_committed_datasheet_has_the_numbers_of_the_corpus(tmp_path: Path) -> None:
    made = tmp_path / "DATASHEET.md"
    shutil.copyfile(ROOT / "DATASHEET.md", made)
    assert main(["build", str(CORPUS), "--out", str(tmp_path / "build"), "--datasheet", str(made)]) == 0
    assert made.read_bytes() == (ROOT / "DATASHEET.md").read_bytes(), "run make, and commit DATASHEET.md"


def test_the_datasheet_says_first_that_no_human_has_checked() -> None:
    first_paragraph = (ROOT / "DATASHEET.md").read_text(encoding="utf-8").split("\n\n")[1]
    assert "No human has checked" in first_paragraph


def test_the_first_screen_of_the_readme_has_both_commands_and_an_example() -> None:
    screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").split("\n")[:24])
    for shown in ("make ", "make test", "load_dataset("):
        assert shown in screen
