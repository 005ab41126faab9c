"""Whatever is wrong gets one clear line with file, place and rule; the rest is still built; nothing is lost."""

import errno
import hashlib
import os
import re
from pathlib import Path
from typing import Any

import pytest

from copydesk.check.findings import Finding
from copydesk.cli.main import main
from copydesk.errors import Place
from support.corpora import MakeCorpus, raw_article

LINE = re.compile(r"(error|warning|note): (?P<place>.+?): (?P<message>.+) \[(?P<rule>[a-z0-9-]+)\]")
SOURCE = {"origin": "written-for-corpus", "licence": "CC-BY-4.0"}


def gold(article_id: str, text: str, **layers: object) -> dict[str, object]:
    entities = {
        "name": "entities",
        "provenance": "model",
        "tool": "test",
        "tool_version": "1",
        "guideline_version": "1.0",
        "resources": [],
    }
    return {
        "id": article_id,
        "schema_version": "1.0",
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "layers": [entities],
        "entities": [],
        "non_entities": [],
        **layers,
    }


def span(start: int, text: str) -> dict[str, object]:
    return {"id": "e1", "type": "PER", "start": start, "end": start + len(text), "text": text, "entity_id": "x"} | {
        "kb_id": None,
        "kb_status": "unlinked",
    }


SOUND = raw_article()
CLEAN = SOUND.strip().replace(" \n", "\n")

BAD: dict[str, tuple[dict[str, Any], str, str]] = {
    "empty": ({"raw/fr/bad.txt": ""}, "raw/fr/bad.txt", "text-empty"),
    "binary": ({"raw/fr/bad.txt": b"\x89PNG\r\n\x1a\n\0\0"}, "raw/fr/bad.txt:byte 0", "encoding-binary"),
    "wrongly encoded": (
        {"raw/fr/bad.txt": "Été\n\nUn mot.".encode("cp1252")},
        "raw/fr/bad.txt:byte 0",
        "encoding-utf8",
    ),
    "only menus": (
        {"raw/fr/bad.txt": "Accueil\nActualités\nSport\nCulture\nS'abonner\nSe connecter\nMentions légales\n"},
        "raw/fr/bad.txt:1:1",
        "layout-no-article",
    ),
    "only a headline": ({"raw/fr/bad.txt": "Le conseil vote le budget\n"}, "raw/fr/bad.txt:1:1", "layout-no-body"),
    "a control character": ({"raw/fr/bad.txt": "Titre\n\nUn \x1b[2Jmot.\n"}, "raw/fr/bad.txt:3:4", "control-char"),
    "an id with a slash": (
        {"raw/fr/bad.txt": SOUND, "raw/fr/bad.json": {**SOURCE, "id": "../bad"}},
        "raw/fr/bad.json:/id",
        "id-invalid",
    ),
    "an unknown field in a sidecar": (
        {"raw/fr/bad.txt": SOUND, "raw/fr/bad.json": {**SOURCE, "titel": "x"}},
        "raw/fr/bad.json:/titel",
        "source-schema",
    ),
    "a sidecar that is no JSON": (
        {"raw/fr/bad.txt": SOUND, "raw/fr/bad.json": '{"licence": "MIT",}'},
        "raw/fr/bad.json:1:19",
        "json-syntax",
    ),
    "a sidecar alone": ({"raw/fr/bad.json": SOURCE}, "raw/fr/bad.json", "sidecar-orphan"),
    "a gold surface that does not match": (
        {"raw/fr/bad.txt": SOUND, "gold/fr/bad.json": gold("bad", CLEAN, entities=[span(3, "maire")])},
        "gold/fr/bad.json:/entities/0",
        "gold-surface",
    ),
    "gold for another text": (
        {"raw/fr/bad.txt": SOUND, "gold/fr/bad.json": gold("bad", "other", entities=[span(3, "Zorro")])},
        "gold/fr/bad.json:/entities/0",
        "gold-drift",
    ),
    "gold without an article": ({"gold/fr/bad.json": gold("bad", CLEAN)}, "gold/fr/bad.json", "gold-orphan"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_is_named_with_place_and_rule_and_the_others_are_built(
    name: str, make_corpus: MakeCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, place, rule = BAD[name]
    corpus = make_corpus({"raw/fr/good.txt": SOUND, **files})
    code = main(["build", str(corpus), "--out", str(tmp_path / "build"), "--annotator", "rules"])
    out, err = capsys.readouterr()
    errors = [line for line in err.split("\n") if line.startswith("error: ")]
    assert code == 1
    assert len(errors) == 1
    found = LINE.fullmatch(errors[0])
    assert found
    assert found["rule"] == rule
    assert found["place"].removeprefix(f"{corpus}/") == place
    assert "1 built, 1 rejected" in out
    assert (tmp_path / "build" / "small" / "README.md").is_file()


def test_of_two_files_with_one_id_neither_is_built_and_both_are_named(
    make_corpus: MakeCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, Any] = {f"raw/fr/{name}.txt": raw_article(f"Le conseil de {name}") for name in ("a", "b", "good")}
    files |= {f"raw/fr/{name}.json": {**SOURCE, "id": "same"} for name in ("a", "b")}
    code = main(["build", str(make_corpus(files)), "--out", str(tmp_path / "build"), "--annotator", "rules"])
    out, err = capsys.readouterr()
    errors = [line for line in err.split("\n") if line.startswith("error: ")]
    assert code == 1
    assert len(errors) == 2
    for line in errors:
        assert "a.txt" in line
        assert "b.txt" in line
        assert "[article-id-unique]" in line
    assert "1 built, 2 rejected" in out


def test_a_version_that_exists_with_other_rows_is_refused_and_stays_as_it_was(
    make_corpus: MakeCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "releases"
    corpus = make_corpus({"raw/fr/a.txt": SOUND})
    arguments = ["release", str(corpus), "--store", str(store), "--annotator", "rules"]
    assert main(arguments) == 0
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    assert main(arguments) == 0
    (corpus / "raw/fr/a.txt").write_text(raw_article("Un autre titre pour le conseil"), encoding="utf-8")
    capsys.readouterr()
    assert main(arguments) == 3
    err = capsys.readouterr().err
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert {path: path.read_bytes() for path in store.rglob("*") if path.is_file()} == before


def test_a_release_with_a_rejected_article_is_not_written(
    make_corpus: MakeCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = make_corpus({"raw/fr/a.txt": SOUND, "raw/fr/b.txt": ""})
    assert main(["release", str(corpus), "--store", str(tmp_path / "releases"), "--annotator", "rules"]) == 1
    assert "[text-empty]" in capsys.readouterr().err
    assert not (tmp_path / "releases" / "0.1.0").exists()


def test_a_full_disk_is_one_line_and_exit_code_4_and_the_build_before_stays(
    make_corpus: MakeCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "build"
    arguments = ["build", str(make_corpus({"raw/fr/a.txt": SOUND})), "--out", str(out), "--annotator", "rules"]
    assert main(arguments) == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    capsys.readouterr()
    assert main(arguments) == 4
    err = capsys.readouterr().err
    assert err.startswith("error: ")
    assert "No space left on device" in err
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "nowhere"],
        ["parse", "nowhere.txt"],
        ["check", "nowhere"],
        ["check"],
        ["check", "--only", "no-such-rule", "."],
        ["score", "quotes", "nowhere.jsonl"],
    ],
)
def test_misuse_is_one_line_and_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = main(arguments)
    err = capsys.readouterr().err
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert code in {1, 2}


def test_an_article_cannot_forge_a_line_of_the_report() -> None:
    finding = Finding("span-surface", "error", Place("a\nerror: b"), "text 'x\nerror: other.txt: forged\u202e'")
    assert "\n" not in str(finding)
    assert "\u202e" not in str(finding)
