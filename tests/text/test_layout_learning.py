"""Cases become pages to learn from: each line has the label of the role that stands before it."""

from pathlib import Path

import pytest

from copydesk.text.layout.learn import sums_by_line
from copydesk.text.layout.written import read_written


def test_the_lines_of_a_case_have_the_labels_of_their_roles(tmp_path: Path) -> None:
    case = tmp_path / "xx.txt"
    rows = [
        "### a page",
        "-\tHome",
        "kicker\tPort",
        "headline\tThe quay",
        "caption+credit\tA boat. \N{BROKEN BAR}Jo/AP",
    ]
    case.write_text("\n".join([*rows, "paragraph\tIt rained."]), encoding="utf-8")
    (page,) = read_written(case)
    assert page.labels == ["other", "other", "headline", "caption", "body"]
    assert page.lines[3].text == "A boat. Jo/AP"


@pytest.mark.parametrize(("head", "weight"), [("", 1.0), ("weight: 0.5\n\n", 0.5)])
def test_the_head_of_a_file_says_how_much_its_pages_count(head: str, weight: float, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "xx.txt").write_text(head + "### a page\nheadline\tA\nparagraph\tb c\n", encoding="utf-8")
    (page,) = read_written(folder / "xx.txt")
    assert (page.weight, page.line_weight) == (weight, weight)


def test_hard_wrapped_cases_are_left_out(tmp_path: Path) -> None:
    case = tmp_path / "xx.txt"
    case.write_text("### wrapped\nheadline\tA\nparagraph\tb c\n=\td e.\n", encoding="utf-8")
    assert not list(read_written(case))


def test_a_line_without_features_adds_up_to_nothing() -> None:
    np = pytest.importorskip("numpy")
    rows = np.array([[1.0, 10.0], [2.0, 20.0], [4.0, 40.0]])
    begins = np.array([0, 0, 2, 2, 3])
    assert sums_by_line(rows, begins).tolist() == [[0, 0], [3, 30], [0, 0], [4, 40], [0, 0]]
    assert sums_by_line(rows[:0], begins[:2]).tolist() == [[0, 0], [0, 0]]
