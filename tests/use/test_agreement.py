"""``copydesk agreement`` says the same of a corpus and of its edition, and lists every difference with its reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.cli.main import main
from copydesk.errors import UsageError
from copydesk.release.datasheet import render_datasheet
from copydesk.release.declared_splits import read_splits
from copydesk.release.tally import tally_articles
from copydesk.use.agreement import agreement
from support import adjudicated
from support.adjudicated import ONE, OTHER, REASONS
from support.corpora import MakeCorpus, raw_article


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return adjudicated.written(tmp_path_factory.mktemp("corpus"), adjudicated.files())


@pytest.fixture(scope="module")
def edition(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("store")
    sheet = store / "sheet.md"
    sheet.write_text("# Sheet\n\n<!-- numbers:begin agreement -->\n<!-- numbers:end -->\n", encoding="utf-8")
    assert main(["release", str(corpus), "--store", str(store), "--datasheet", str(sheet)]) == 0
    return store / "0.1.0"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(["agreement", *arguments]) == 0
    return capsys.readouterr().out


def test_a_corpus_and_its_edition_agree_alike(corpus: Path, edition: Path) -> None:
    assert agreement(corpus) == agreement(edition)


def test_the_numbers_are_a_table_for_people_and_json_for_programs(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = printed(capsys, str(corpus))
    assert "mentions with type, F1" in table
    assert "0.8000" in table
    values: dict[str, Any] = json.loads(printed(capsys, str(corpus), "--json"))
    assert values["articles"] == 1
    (mentions,) = (row for row in values["rows"] if row["name"] == "mentions with type")
    assert mentions["value"] == pytest.approx(0.8)
    assert (mentions["group"], mentions["layer"], mentions["formula"]) == ("all", "entities", "F1")
    assert "differences" not in values


def test_every_difference_is_listed_with_both_readings_and_the_decision(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = json.loads(printed(capsys, str(corpus), "--json", "--differences"))
    listed = values["differences"]
    wanted = adjudicated.reasons()["differences"]
    for name in ("layer", "start", "end", "fields", "followed", "reason"):
        assert [entry[name] for entry in listed] == [entry[name] for entry in wanted]
    assert listed[0]["readings"] == {"a1": "LOC 'Brest' is brest (unlinked)", "a2": "nothing"}
    assert listed[1]["readings"] == {"a1": "paragraph 'Partager'", "a2": "share_bar 'Partager'"}
    assert "cue 'a dit'" in listed[2]["readings"]["a1"]
    assert "(pronoun, explicit)" in listed[3]["readings"]["a2"]
    assert listed[4]["readings"]["a1"] == "a space in '», a-t-elle|ajouté devan'"
    text = printed(capsys, str(corpus), "--differences")
    assert "halle: layout" in text
    assert "  followed neither: Le pronom renvoie à la présidente." in text


def test_what_was_not_decided_is_said_so(tmp_path: Path) -> None:
    content = adjudicated.files()
    root = adjudicated.written(tmp_path, content)
    found = agreement(root)
    assert {one.followed for one in found.disagreements} == {"a1", "a2", "neither"}
    del content[REASONS], content[ONE], content[OTHER]
    with pytest.raises(UsageError, match="no article has two primary annotations"):
        agreement(adjudicated.written(tmp_path / "other", content))


def test_without_primary_annotations_or_corpus_it_is_misuse(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    assert main(["agreement", str(make_corpus({"raw/fr/a.txt": raw_article()}))]) == 2
    assert main(["agreement", str(tmp_path)]) == 2


def test_the_datasheet_has_the_numbers(edition: Path, corpus: Path) -> None:
    sheet = (edition / "DATASHEET.md").read_text(encoding="utf-8")
    assert "| entities: mentions with type, F1 | 0.80 | 0.80–0.80 | 3 |" in sheet
    # without annotations the block is empty, and filled in again it is the same
    empty = render_datasheet(sheet.partition("\n<!-- pictures")[0], tally_articles([], read_splits(corpus / "none")))
    assert "mentions with type" not in empty
    assert render_datasheet(empty, tally_articles([], {})) == empty
