"""The pictures of an edition show its numbers, on a white page and on a black one, in the same bytes each time."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from copydesk.record import Article
from copydesk.release.layout import PLOT_NAMES
from copydesk.release.plots import PLOTS, render_plots, with_pictures, without_pictures
from copydesk.release.splits import Split
from copydesk.release.svg_bars import bar_chart
from copydesk.release.tally import Tally, tally_articles

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def tally(articles: tuple[Article, ...], splits: dict[str, Split]) -> Tally:
    return tally_articles(articles, splits)


def luminance(colour: str) -> float:
    """Give the relative luminance of #rrggbb (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def numbers_in(svg: bytes) -> dict[str, str]:
    words = [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")][1:]
    return dict(zip(words[::2], words[1::2], strict=True))


def test_every_picture_has_its_place_and_is_drawn(sound_edition: Path, tally: Tally) -> None:
    assert tuple(PLOTS) == PLOT_NAMES
    for path, svg in render_plots(tally).items():
        assert (sound_edition / path).read_bytes() == svg


def test_pictures_show_the_numbers(tally: Tally) -> None:
    drawn = render_plots(tally)
    assert numbers_in(drawn["plots/articles.svg"]) == {"de": "4", "fr": "5", "no": "3"}
    assert numbers_in(drawn["plots/splits.svg"]) == {"train": "6", "validation": "2", "test": "4"}
    assert numbers_in(drawn["plots/lengths.svg"])["under 500"] == "12"
    assert numbers_in(drawn["plots/entities.svg"])["PER"] == str(
        sum(number for (_, kind), number in tally.entities.items() if kind == "PER")
    )


def test_bars_are_as_long_as_their_numbers_say() -> None:
    chart = ET.fromstring(bar_chart("Rain", {"much": 1000, "half": 500, "little": 1, "none": 0}))
    widths = [int(bar.get("width", "")) for bar in chart.iter(f"{SVG}rect")]
    assert widths[0] == 2 * widths[1] > widths[2] > widths[3] == 0


def test_words_that_are_markup_are_shown_as_words() -> None:
    chart = ET.fromstring(bar_chart("a < b & c", {'"<script>"': 1}))
    assert [element.text for element in chart.iter(f"{SVG}text")] == ["a < b & c", '"<script>"', "1"]


def test_nothing_to_count_is_drawn_too() -> None:
    assert ET.fromstring(bar_chart("Nothing", {})).findall(f"{SVG}rect") == []


def test_colours_stand_out_from_white_and_from_black() -> None:
    for colour in set(re.findall(r'fill="(#[0-9a-f]{6})"', bar_chart("Rain", {"much": 1}))):
        assert 1.05 / (luminance(colour) + 0.05) > 3
        assert (luminance(colour) + 0.05) / 0.05 > 3


def test_card_and_datasheet_show_every_picture(sound_edition: Path) -> None:
    for name in ("README.md", "DATASHEET.md"):
        text = (sound_edition / name).read_text(encoding="utf-8")
        paths = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
        assert paths == [f"plots/{plot}.svg" for plot in PLOT_NAMES]
        assert all((sound_edition / path).is_file() for path in paths)


def test_the_datasheet_of_the_corpus_gets_its_numbers_and_no_pictures() -> None:
    assert without_pictures(with_pictures("# Datasheet\n")) == "# Datasheet\n"
    assert without_pictures("# Datasheet\n") == "# Datasheet\n"
