"""A sheet says in words what gold says in offsets: written and read again it is the same, and wrong rows are named."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from copydesk.cli.exchange import FORMS
from copydesk.cli.main import main
from copydesk.pipeline.gold import gold_of
from copydesk.resources import CORPUS
from copydesk.use.exchange import EXCHANGE
from copydesk.use.exchange.base import Base
from copydesk.use.exchange.sheet.places import Page, SheetError
from copydesk.use.exchange.sheet.read import read_sheet
from copydesk.use.exchange.sheet.sections import WrongSheetError
from copydesk.use.exchange.sheet.write import write_sheet
from support import adjudicated
from support.adjudicated import GOLD, ONE, OTHER, REASONS

LAYERS = "## layers\n" + "".join(
    f"{name} | model | adjudicator | 1 | 1.1 | -\n" for name in ("layout", "spacing", "entities", "quotes")
)
SHEET = f"""\
# A comment, and a blank line:

{LAYERS}
## layout
1 headline
3-7 paragraph
9 share_bar
## spacing
7 elle¦ajouté
## entities
LOC brest unlinked Brest @ 1 3
PER maurel unlinked Anna Maurel @ 5
## quotes
q1 direct person explicit maurel
  C 5 « Nous avons [...] ans »
  X 5 a dit
  S 5 Anna Maurel, la présidente
q2 direct pronoun anaphoric maurel
  C 7 "Il est temps"
  X 7 ajouté
  S 7 elle
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return adjudicated.written(tmp_path / "corpus", adjudicated.files())


def base() -> Base:
    return Base("halle", adjudicated.RAW)


def errors(sheet: str) -> list[str]:
    with pytest.raises(WrongSheetError) as wrong:
        read_sheet(sheet, base())
    return [f"{error.place.line}: {error.message}" for error in wrong.value.errors]


def changed(old: str, new: str) -> str:
    assert old in SHEET
    return SHEET.replace(old, new, 1)


def test_the_forms_of_the_command_are_those_that_there_are() -> None:
    assert tuple(EXCHANGE) == FORMS


@pytest.mark.parametrize("path", sorted((CORPUS / "gold").glob("[a-z][a-z]/*.json")), ids=lambda path: path.stem)
def test_the_gold_of_the_corpus_comes_back_byte_for_byte(path: Path, tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    before = path.read_bytes()
    target = corpus / path.relative_to(CORPUS)
    assert main(["export", "sheet", str(corpus), path.stem, "--out", str(tmp_path / "sheets")]) == 0
    target.unlink()
    assert main(["import", "sheet", str(corpus), str(tmp_path / f"sheets/{path.stem}.sheet")]) == 0
    assert target.read_bytes() == before


def test_a_sheet_by_hand_gives_the_gold_that_offsets_give() -> None:
    assert read_sheet(SHEET, base()) == adjudicated.annotation("adjudicator")


def test_what_is_written_reads_well() -> None:
    written = write_sheet(adjudicated.annotation("adjudicator"), base())
    sections = written[written.index("## layers") :]
    assert "LOC brest unlinked Brest @ 1 3\n" in sections
    assert "9 share_bar\n" in sections
    assert "  C 7 « Il est temps »\n" in sections
    assert "=" not in sections
    assert "#   5  « Nous avons attendu deux ans »" in written


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1 headline", "1 heading", "10: 'heading' is neither a role nor a kind of noise"),
        ("3-7 paragraph", "3-5 paragraph", "line 7: '« Il est temps"),
        ("9 share_bar", "99 share_bar", "12: there is no line 99"),
        ("7 elle¦ajouté", "7 elle ajouté", "14: expected LINE left¦right"),
        ("7 elle¦ajouté", "7 la¦mairie", "14: 'la' and 'mairie' do not touch"),
        ("Brest @ 1 3", "Brest @ 1 5", "16: line 5: 'Brest' does not stand there as a word"),
        ("Brest @ 1 3", "Bres @ 1", "16: line 1: 'Bres' does not stand there as a word"),
        ("unlinked Brest", "linked Brest", "16: 'linked' is neither nil"),
        ("explicit maurel", "explicit maurel loud", "19: 'loud' is none of hedged"),
        ("[...] ans »", "[...] jours »", "20: line 5: 'jours »' does not stand after"),
        ("  X 5 a dit", "  Y 5 a dit", "21: expected C, X, S or M"),
        (
            "q2 direct pronoun anaphoric maurel",
            "q2 direct pronoun anaphoric maurel parent=q9",
            "23: there is no quote 'q9'",
        ),
    ],
)
def test_a_wrong_row_is_named_with_its_number(old: str, new: str, message: str) -> None:
    assert any(message in error for error in errors(changed(old, new))), errors(changed(old, new))


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert len(errors(changed("1 headline", "1 heading").replace("9 share_bar", "99 menu"))) >= 2


def test_labels_are_held_to_the_schema() -> None:
    (found,) = errors(changed("LOC brest", "CITY brest"))
    assert "'CITY' is not one of" in found


def test_sections_are_known_and_stand_once() -> None:
    assert "no section" in errors("## colours\n")[0]
    assert "stands twice" in errors("## layout\n## layout\n")[0]
    assert "before the first section" in errors("1 headline\n")[0]


def test_a_layer_without_its_section_is_not_held() -> None:
    gold = read_sheet("## layout\n1 headline\n3-7 paragraph\n9 share_bar\n", base())
    assert [layer["name"] for layer in gold["layers"]] == ["layout"]
    assert gold["layers"][0]["provenance"] == "manual"
    assert "entities" not in gold


def test_one_line_may_hold_several_pieces_and_one_piece_several_lines() -> None:
    raw = "• Vidéo : La halle rouvre\nElle rouvre\nsamedi. Photo Yann\n"
    sheet = "## layout\n1 kicker | headline La halle\n2~3 paragraph | credit Photo\n"
    gold = read_sheet(sheet, Base("a", raw))
    found = [(piece["role"], raw[piece["start"] : piece["end"]]) for piece in gold["pieces"]]
    assert found == [
        ("kicker", "Vidéo :"),
        ("headline", "La halle rouvre"),
        ("paragraph", "Elle rouvre\nsamedi."),
        ("credit", "Photo Yann"),
    ]


def test_what_words_cannot_say_offsets_do() -> None:
    gold = adjudicated.annotation("adjudicator")
    gold["pieces"][0]["start"] += 3
    gold["pieces"].insert(0, {"start": 0, "end": 2, "role": "kicker", "noise": None})
    odd = {"id": "e1", **adjudicated.entity("LOC", "alle", "alle de Brest")}
    pieces = gold_of(gold, "", expected_id="halle").pieces or ()
    made = base().made(pieces, gold["lost_spaces"])
    for name in ("entities", "quotes"):
        gold[name] = []
    start = made.text.index("alle de Brest")
    gold["entities"] = [odd | {"start": start, "end": start + len("alle de Brest")}]
    gold["text_sha256"] = hashlib.sha256(made.text.encode()).hexdigest()
    sheet = write_sheet(gold, base())
    assert "@ =" in sheet
    assert read_sheet(sheet, base()) == gold


def test_a_second_place_is_counted_and_all_places_are_taken() -> None:
    page = Page("Brest, Brest et Brestois à Brest\n")
    assert page.place("1", "Brest #2") == (7, 12)
    assert page.find(page.line(1), "Brest", whole=True) == [(0, 5), (7, 12), (27, 32)]
    with pytest.raises(SheetError, match="stands 3 times"):
        page.place("1", "Brest")
    with pytest.raises(SheetError, match="only 3 times"):
        page.place("1", "Brest #4")


def test_shapes_of_signs_white_space_and_encodings_do_not_count() -> None:
    page = Page("L\N{RIGHT SINGLE QUOTATION MARK}e\N{COMBINING ACUTE ACCENT}t\N{SOFT HYPHEN}é \N{EM DASH} fini\n")
    assert page.place("1", "L'été - fini") == (0, len(page.raw) - 1)


def test_primary_annotations_count_in_the_text_of_the_gold(corpus: Path, tmp_path: Path) -> None:
    before = json.loads((corpus / OTHER).read_text(encoding="utf-8"))
    assert main(["export", "sheet", str(corpus), "halle", "--annotator", "a2", "--out", str(tmp_path)]) == 0
    (corpus / OTHER).unlink()
    assert main(["import", "sheet", str(corpus), str(tmp_path / "halle.sheet"), "--annotator", "a2"]) == 0
    assert json.loads((corpus / OTHER).read_text(encoding="utf-8")) == before
    assert main(["check", str(corpus)]) == 0


def test_an_article_without_gold_gives_a_sheet_to_fill_in(corpus: Path, tmp_path: Path) -> None:
    for name in (GOLD, ONE, OTHER, REASONS):
        (corpus / name).unlink()
    assert main(["export", "sheet", str(corpus), "--out", str(tmp_path)]) == 0
    sheet = tmp_path / "halle.sheet"
    empty = sheet.read_text(encoding="utf-8")
    assert empty.startswith("# raw lines by number\n#   1  La halle de Brest rouvre\n")
    assert empty.endswith("\n## layout\n\n## spacing\n\n## entities\n\n## quotes\n")
    sheet.write_text(SHEET.replace(LAYERS, ""), encoding="utf-8")
    arguments = ["--annotator", "a1", "--provenance", "model", "--guideline", "1.1"]
    assert main(["import", "sheet", str(corpus), str(sheet), *arguments]) == 0
    (layer, *_) = json.loads((corpus / ONE).read_text(encoding="utf-8"))["layers"]
    assert (layer["tool"], layer["provenance"], layer["guideline_version"]) == ("a1", "model", "1.1")


def test_where_a_row_is_wrong_nothing_is_written(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (corpus / GOLD).read_bytes()
    sheet = tmp_path / "halle.sheet"
    sheet.write_text(changed("1 headline", "1 heading"), encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "sheet", str(corpus), str(sheet)]) == 1
    (first, *_) = capsys.readouterr().out.split("\n")
    assert first == f"error: {sheet}:10: 'heading' is neither a role nor a kind of noise [sheet-form]"
    assert (corpus / GOLD).read_bytes() == before
    assert main(["import", "sheet", str(corpus), str(tmp_path / "nobody.sheet")]) == 2


@pytest.mark.checkout
def test_the_example_of_the_documentation_is_of_the_form() -> None:
    """Its places are of no article, so that its rows are found wrong by their words alone, and not by their form."""
    text = (Path(__file__).parents[3] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    sheet = next(block for block in text.split("```") if block.startswith("\n## layout"))
    rows = "\n".join(
        re.split(r" {3,}", row)[0] if row[:1].isdigit() or row[:2] == "##" else row for row in sheet.split("\n")
    )
    raw = "".join(f"Une ligne {number} de Brestreçoit Photo\n" for number in range(1, 31))
    found = []
    try:
        read_sheet(rows, Base("a", raw))
    except WrongSheetError as wrong:
        found = wrong.errors
    assert found
    assert not [error.message for error in found if "expected" in error.message or "neither" in error.message]
    assert not [error.message for error in found if "none of" in error.message]
