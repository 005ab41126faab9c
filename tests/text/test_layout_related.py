"""Lists of other articles: the kinds of their lines are apart, and no line is looked at from every heading above it."""

from typing import SupportsIndex

from copydesk.text.layout.lines import Line
from copydesk.text.layout.model import Labelled
from copydesk.text.layout.related import BESIDE, TITLE_KINDS, related_lines
from copydesk.text.layout.shape import kind_of, shape_of


class Counted(list[Labelled]):
    """Lines that count how often one is looked up."""

    looks = 0

    def __getitem__(self, index: SupportsIndex) -> Labelled:  # type: ignore[override]
        self.looks += 1
        return super().__getitem__(index)


def labelled(text: str) -> Labelled:
    shape, _ = shape_of(text)
    return Labelled(Line(0, len(text), text, "", after_blank=False), "other", shape, kind_of(shape))


def looks(count: int) -> int:
    lines = Counted([labelled("Mehr 14:05")] * count)
    related_lines(lines, -1, -1)
    return lines.looks


def test_a_kind_of_line_is_a_title_or_stands_beside_one() -> None:
    assert not TITLE_KINDS & BESIDE


def test_lines_that_head_no_list_are_looked_at_in_linear_time() -> None:
    assert looks(100) >= 100
    assert looks(2000) <= 21 * looks(100)


def test_a_list_is_taken_whole_with_what_stands_beside_its_titles() -> None:
    texts = ["Mehr zum Thema", "Der Hafen wird breiter und tiefer", "3. Mai 2024", "Ein Boot liegt wieder am alten Kai"]
    found = related_lines([labelled(text) for text in texts], -1, -1)
    roles = [found[index].role for index in range(len(texts))]
    assert roles == ["related_heading", "related_item", None, "related_item"]
