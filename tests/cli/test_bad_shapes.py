"""Raw files of odd shape: each is read, or refused in one clear line, in time that is linear in its length."""

import os
import re
from pathlib import Path

import pytest

from copydesk.cli.main import main
from copydesk.text.intake import MAX_BYTES

MANY = 100_000 if os.environ.get("COPYDESK_PROVE") else 10_000
LINE = re.compile(r"(error|warning|note): (?P<place>.+?): (?P<message>.+) \[(?P<rule>[a-z0-9-]+)\]")
HEAD = (
    "Le conseil vote le budget\n\nLa maire a présenté mardi soir le budget de la commune pour l'année prochaine. "
    "La dette baissera de trois pour cent.\n"
)
FIRST = [
    "Council votes for a new bridge over the river",
    "By Ann Lee",
    "Published 3 May 2024",
    "The council met on Monday evening and voted for the new bridge after a long debate about its cost.",
    "Work will begin in the autumn, the mayor said, when the water is low and the school is built.",
    "Two members of the council left the room before the vote and would not tell reporters why they had done so.",
]
SECOND = [
    "Farmers ask for rain insurance after a dry spring",
    "By Tom Hill",
    "Published 4 May 2024",
    "Farmers in the upper valley have asked the government to pay half of an insurance against dry springs.",
    "The ministry says that it is looking at three models from abroad and will answer before the harvest.",
]
RIGHT_TO_LEFT = (
    "المجلس يقر الميزانية\n\n"
    "قدمت رئيسة البلدية مساء الثلاثاء ميزانية المدينة للعام المقبل.\n\n"
    "ستنخفض الديون وتبدأ أعمال المدرسة في الربيع.\n"
)
MENUS = "Accueil\nActualités\nSport\nCulture\nS'abonner\nSe connecter\nMentions légales\n"
MIXED = (
    HEAD
    + "\nThe mayor said that the work on the school will begin in the spring.\n\nDie Schulden sinken um drei Prozent.\n"
)

SHAPES: dict[str, tuple[str, int, list[str]]] = {
    "very many blank lines": (HEAD + "\n" * MANY + "Rien de plus.\n", 0, []),
    "very many bullets": (HEAD + "\N{BULLET} point de vue\n" * MANY, 0, []),
    "menus alone": (MENUS, 1, ["layout-no-article"]),
    "two articles": ("\n".join([*FIRST, *SECOND]), 0, ["layout-two-articles"]),
    "right to left": (RIGHT_TO_LEFT, 0, ["quotes-no-language-data"]),
    "three languages": (MIXED, 0, ["quotes-no-language-data", "language-uncertain"]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_an_odd_shape_is_read_or_refused_with_one_line_for_each_thing_seen(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, code, rules = SHAPES[name]
    file = tmp_path / "odd.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["parse", str(file), "--no-entities", "--json"]) == code
    lines = capsys.readouterr().err.rstrip("\n").split("\n")
    found = [match for line in lines if (match := LINE.fullmatch(line))]
    assert len(found) == len([line for line in lines if line])
    assert [match["rule"] for match in found] == rules
    assert all(match["place"].startswith(str(file)) for match in found)


def test_a_page_of_menus_is_refused_with_what_was_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "menus.txt"
    file.write_text(MENUS, encoding="utf-8")
    main(["parse", str(file), "--no-entities"])
    assert "saw 7 lines of menus and labels, and no article" in capsys.readouterr().err


def test_one_line_of_fifty_megabytes_is_refused_before_it_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "long.txt"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    assert main(["parse", str(file), "--no-entities"]) == 1
    err = capsys.readouterr().err
    assert err == f"error: {file}: has 50000000 bytes; at most {MAX_BYTES} are read [file-too-large]\n"
