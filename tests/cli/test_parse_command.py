"""``copydesk parse`` shows one article: as a sheet, as JSON, or line by line with the rules that decided."""

import io
import json
import sys
from pathlib import Path

import pytest

from copydesk.cli.main import main
from copydesk.resources import CORPUS
from copydesk.schema import schema_errors
from support.corpora import raw_article

SEED = str(CORPUS / "raw" / "fr" / "fr-01.txt")


def test_json_is_the_whole_record_after_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", SEED, "--json", "--annotator", "rules"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert list(schema_errors("article", record)) == []
    assert record["id"] == "fr-01"
    assert record["source"]["origin"] == "supplied-by-owner"


def test_the_sheet_shows_fields_text_and_who_said_what(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", SEED, "--annotator", "rules"]) == 0
    out = capsys.readouterr().out
    for shown in ("headline", "2023-09-17T11:01", "KNS", "Who said what", "a rapporté"):
        assert shown in out
    assert "\x1b" not in out, "no colour in a pipe"


def test_explain_names_line_role_and_rule_of_every_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", SEED, "--explain", "--no-entities"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.strip().split("\n")]
    assert lines[0][:2] == ["1", "headline"]
    raw_lines = Path(SEED).read_text(encoding="utf-8").split("\n")
    assert {int(line[0]) for line in lines} == {n for n, line in enumerate(raw_lines, start=1) if line.strip()}


def test_standard_input_is_read_as_a_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw_article("Un titre").encode())))
    assert main(["parse", "-", "--json", "--no-entities", "--language", "fr"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["headline"], record["id"], record["source"]["path"]) == ("Un titre", "unnamed", None)


def test_markup_in_an_article_is_shown_as_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(raw_article("Un [bold red]titre[/]"), encoding="utf-8")
    assert main(["parse", str(tmp_path / "a.txt"), "--no-entities"]) == 0
    assert "Un [bold red]titre[/]" in capsys.readouterr().out
