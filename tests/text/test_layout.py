"""Laws of the layout: nothing is dropped, nothing overlaps, any text is read, and cost grows linearly."""

import re
import textwrap
import time
from collections.abc import Callable
from itertools import pairwise
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import InputError
from copydesk.text.layout import read_layout
from copydesk.text.layout.certain import is_document_id
from copydesk.text.layout.cues import cues
from copydesk.text.layout.lines import read_lines, unwrap
from copydesk.text.layout.page import tells_dotted_times, time_end
from copydesk.text.layout.signed import split_signed
from copydesk.text.layout.splits import split_caption, split_dateline, split_opening_place
from copydesk.text.pieces import Layout

BULLET = "\N{BULLET}"
WORDS = st.sampled_from(
    [
        *("Un pas.", "le port", "Accueil", "Foto: Ana/AP", "12 mai 2024", "By Ann Lee", "Share", "\xa0", "a", "fr-7"),
        f"{BULLET} Video One two three",
        "\N{EM DASH} Oui.",
        "Une phrase assez longue pour un paragraphe, avec une virgule et un point final au bout de la ligne.",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])
RAWS = st.builds(lambda lines, end: end.join(lines), st.lists(WORDS, max_size=25), ENDS)


def read(raw: str) -> Layout | None:
    """Read a page; None where it holds no article, which is no failure of these laws."""
    try:
        return read_layout(raw)
    except InputError:
        return None


@settings(max_examples=150)
@given(RAWS | st.text(max_size=80))
def test_every_line_is_in_a_piece_and_pieces_are_ordered_and_trimmed(raw: str) -> None:
    layout = read(raw)
    if layout is None:
        return
    for piece in layout.pieces:
        text = raw[piece.start : piece.end]
        assert text
        assert text == text.strip()
        assert (piece.role is None) != (piece.noise is None)
        assert piece.rule
    assert all(before.end <= after.start for before, after in pairwise(layout.pieces))
    covered = {offset for piece in layout.pieces for offset in range(piece.start, piece.end)}
    for line in read_lines(raw):
        assert line.start in covered or raw[line.start : line.end].startswith(" ")


@given(RAWS)
def test_the_same_text_is_read_the_same_way(raw: str) -> None:
    assert read(raw) == read(raw)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_line_end_does_not_matter(end: str) -> None:
    raw = "Un titre\n\nLe premier paragraphe est ici.\n\nEt le second vient après lui.\n"
    roles = [piece.role for piece in read_layout(raw).pieces]
    assert [piece.role for piece in read_layout(raw.replace("\n", end)).pieces] == roles


@pytest.mark.parametrize(
    "raw",
    [
        "a\n\nb\n",
        "\N{ZERO WIDTH NO-BREAK SPACE}Un titre\n\nUn texte.\n",
        "123\n\n456 789\n",
        "\N{GRINNING FACE}\n\n\N{GRINNING FACE}\N{GRINNING FACE}\n",
        "\u0639\u0646\u0648\u0627\u0646\n\n\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631.\n",
        "\u6807\u9898\n\n\u653f\u5e9c\u5ba3\u5e03\u3002\n",
        "\u0e2b\u0e31\u0e27\u0e02\u0e49\u0e2d\n\n\u0e27\u0e31\u0e19\u0e19\u0e35\u0e49\n",
        "<html><body><p>Bonjour</p></body></html>\n\nx\n",
    ],
)
def test_any_short_article_has_a_headline_and_a_story(raw: str) -> None:
    assert [piece.role for piece in read_layout(raw).pieces] == ["headline", "paragraph"]


def test_an_article_that_is_yaml_keeps_its_words() -> None:
    layout = read_layout("---\nlicense: cc0-1.0\nconfigs:\n- config_name: default\n---\n\nTexte.\n")
    assert sum(piece.role is not None for piece in layout.pieces) == 4


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("", "layout-no-article"),
        (" \n\t\n", "layout-no-article"),
        ("Accueil\nVid\u00e9os\nAbonnez-vous\nMentions l\u00e9gales\n", "layout-no-article"),
        ("Home\nPolitics\nSport\nContact us\nPrivacy policy\n", "layout-no-article"),
        ("Un titre seul\n", "layout-no-body"),
    ],
)
def test_a_page_without_an_article_is_refused(raw: str, rule: str) -> None:
    with pytest.raises(InputError) as caught:
        read_layout(raw)
    assert caught.value.rule == rule
    assert caught.value.place.line == 1


def test_soft_hyphens_at_the_edges_of_a_piece_are_no_part_of_it() -> None:
    soft = "\N{SOFT HYPHEN}"
    raw = f"{soft} Un titre{soft}\n{soft} {soft}\n{soft}Le texte vient ici. {soft}\n"
    assert [raw[piece.start : piece.end] for piece in read_layout(raw).pieces] == ["Un titre", "Le texte vient ici."]


def test_a_poem_has_its_first_line_as_headline() -> None:
    raw = "Le vieux mur\nLe lierre monte\nvers le toit\net la pluie\nlave encore\nla pierre.\n"
    assert [piece.role for piece in read_layout(raw).pieces] == ["headline"] + ["paragraph"] * 5


def test_the_title_of_a_share_button_is_no_headline() -> None:
    title = "Harbour bridge closes for two weeks in March"
    story = (
        "The harbour bridge closes for two weeks in March, the council said on Monday, while the cables are replaced."
    )
    raw = f"Share this story: {title}\nCopy link\n{title}\nBy Ann Lee\nPublished 3 May 2024\n{story}\n{story} {story}\n"
    found = [raw[piece.start : piece.end] for piece in read_layout(raw).pieces if piece.role == "headline"]
    assert found == [title]


def test_a_missing_headline_is_remarked() -> None:
    paragraph = (
        "Le conseil municipal a vot\u00e9 hier soir le budget de la biblioth\u00e8que, qui ouvrira en septembre.\n"
    )
    assert [remark.rule for remark in read_layout(paragraph).remarks] == ["layout-no-headline"]


def test_a_second_article_is_remarked() -> None:
    first = [
        "Council votes for a new bridge over the river",
        "By Ann Lee",
        "Published 3 May 2024",
        "The council met on Monday evening and voted for the new bridge after a long debate about its cost.",
        "Work will begin in the autumn, the mayor said, when the water is low and the school is built.",
        "Two members of the council left the room before the vote and would not tell reporters why they had done so.",
    ]
    second = [
        "Farmers ask for rain insurance after a dry spring",
        "By Tom Hill",
        "Published 4 May 2024",
        "Farmers in the upper valley have asked the government to pay half of an insurance against dry springs.",
        "The ministry says that it is looking at three models from abroad and will answer before the harvest.",
    ]
    rules = [remark.rule for remark in read_layout("\n".join([*first, *second])).remarks]
    assert rules == ["layout-two-articles"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Un train sur le quai.ALP", 21),
        ("The mayor at work (Tom Abel/AP)", 18),
        ("La gare. EFE/ J. Olmo", 9),
        ("Der Hafen am Abend. Foto: dpa", 20),
        ("A plain caption without anybody's name", 38),
    ],
)
def test_a_credit_is_cut_off_its_caption(text: str, cut: int) -> None:
    parts = list(split_caption(text))
    assert parts[-1].start == (cut if cut < len(text) else 0)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("PARIS, 12 mai (AFP) - Le texte suit.", "PARIS, 12 mai (AFP) -"),
        ("22 mai 2012. - Le lancement suit.", "22 mai 2012. -"),
        ("LONDON \N{EM DASH} The text goes on.", "LONDON \N{EM DASH}"),
        ("Une phrase - avec un tiret - ordinaire.", ""),
        ("Le 3 est venu - et le 4 aussi.", ""),
    ],
)
def test_a_dateline_is_cut_off_its_paragraph(text: str, dateline: str) -> None:
    assert text[: split_dateline(text)] == dateline


@pytest.mark.parametrize("text", ["fr-01", "doc_12", "es.2024.003", "AFP-2023-0017"])
def test_an_id_at_the_end_is_known(text: str) -> None:
    assert is_document_id(text)


@pytest.mark.parametrize("text", ["2023-09-17", "COVID-19", "www.seite24.de", "B2", "Fin", "12"])
def test_a_word_or_date_is_no_id(text: str) -> None:
    assert not is_document_id(text)


def seconds(raw: str) -> float:
    start = time.process_time()
    read(raw)
    return time.process_time() - start


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "Un titre\n\n" + "a\n" * n,
        lambda n: "Un titre\n" + f"{BULLET} point de vue\n" * n,
        lambda n: "Un titre\n" + "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK} a\n" * n,
        lambda n: "Un titre\n\n" + "mot " * (20 * n),
        lambda n: "Un titre\n" + "\n" * (20 * n) + "fin.\n",
        lambda n: "Un titre\n\n" + ("Une phrase ordinaire, assez longue pour un paragraphe. " * 4 + "\n") * n,
        lambda n: "Un titre\n\n" + "Foto: (" * n + "\n\nUn texte.\n",
    ],
    ids=["letters", "bullets", "guillemets", "one line", "blank lines", "paragraphs", "brackets"],
)
def test_cost_grows_linearly(make: Callable[[int], str]) -> None:
    seconds(make(100))
    small = min(seconds(make(1_000)) for _ in range(3))
    large = seconds(make(8_000))
    assert large < 8 * 2.5 * max(small, 0.004)


def test_every_word_of_a_hard_wrapped_paragraph_is_found_at_its_place_in_the_raw() -> None:
    story = "Les machines se sont tues il y a vingt ans, et personne n'y croyait plus dans ce quartier du port. " * 4
    wrapped = textwrap.fill(story, 70).replace("\n", "\r\n    ")
    raw = "La conserverie du port va rouvrir\r\n\r\n" + "\r\n\r\n".join([wrapped] * 3)
    lines = unwrap(read_lines(raw))
    assert any(line.joins for line in lines)
    for line in lines:
        for word in re.finditer(r"\S+", line.text):
            start, end = line.place(*word.span())
            assert raw[start:end] == word.group()


@pytest.mark.parametrize(
    "headline",
    [
        "EU-Mercosur-Abkommen: Bauern protestieren",
        "UK-US-Trade talks resume",
        "UK CEOs warn of higher costs this winter",
    ],
)
def test_a_headline_that_begins_with_capitals_stays_whole(headline: str) -> None:
    story = "The council met on Monday and spoke for three hours about the bridge, the school and the price of bread."
    pieces = read_layout(f"{headline}\n\n{story}\n\n{story}\n\n{story}\n").pieces
    assert (pieces[0].role, pieces[0].end) == ("headline", len(headline))


def test_a_decimal_at_the_head_of_a_paragraph_is_no_time() -> None:
    assert time_end("3.50 Euro kostet die Fahrt") == 0
    assert time_end("9.45 \N{EN DASH} Anpfiff") > 0
    assert time_end("14:05 Das erste Tor") == len("14:05")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14.05 Uhr Tor für die Gäste", "14.05 Uhr"),
        ("14:05 Uhr: Tor für die Gäste", "14:05 Uhr"),
        ("14.05 h \N{EN DASH} Gol de cabeza", "14.05 h \N{EN DASH}"),
        ("Ore 14.05 Gol di testa", "Ore 14.05"),
        ("14.05 Tor für die Gäste", ""),
        ("14.05 Uhrmacher streiken", ""),
    ],
)
def test_a_word_beside_a_number_with_a_full_stop_makes_it_a_time(text: str, time: str) -> None:
    assert text[: time_end(text)] == time


def test_numbers_with_a_full_stop_are_times_where_they_are_in_order_and_no_dates() -> None:
    assert tells_dotted_times(["14.58 Abpfiff", "14.31 Tor für die Gäste", "14.05 Anpfiff"])
    assert not tells_dotted_times(["14.58 Abpfiff", "14.05 Anpfiff", "14.31 Tor für die Gäste"])
    assert not tells_dotted_times(["14.05 Sitzung", "14.06 Ausflug", "14.07 Sommerfest"])
    assert not tells_dotted_times(["2.50 Euro für Kinder", "4.20 Euro für Schüler", "9.90 Euro für Erwachsene"])


def test_the_particles_inside_a_place_come_from_the_data_of_the_languages() -> None:
    assert {"von", "de", "della", "dos"} <= cues().name_particles
    for particle, is_place in (("sur", True), ("upon", True), ("unter", False)):
        place = f"Villers {particle} Mer"
        assert bool(split_opening_place(f"{place}. Le port rouvre.", f"Le port à {place} rouvre.")) == is_place


def test_a_page_without_any_line_of_a_story_asks_the_line_model_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        pytest.fail("the line model was asked")

    monkeypatch.setattr("copydesk.text.layout.read.label_lines", refuse)
    layout = read_layout("Le conseil vote le budget\n\n" + "a\n" * 200)
    assert [piece.role for piece in layout.pieces] == ["headline", *["paragraph"] * 200]


@pytest.mark.parametrize(
    "line", ["By Ida Moll  /  3 May 2024  /", "By Ida Moll  / | 3 May 2024", "By Ida Moll | 3 May 2024 |  ; |"]
)
def test_nothing_but_separators_beside_a_byline_is_no_part_of_it(line: str) -> None:
    assert [part.verdict.role for part in split_signed(line)] == ["byline", "update_line"]
