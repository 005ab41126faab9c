"""``copydesk diff`` compares releases, builds, receipts and corpora, and says what it cannot."""

import argparse
import json
from pathlib import Path

import pytest

from copydesk.cli import diff
from copydesk.cli.main import main
from copydesk.errors import CopydeskError, InputError, UsageError, VerificationError
from copydesk.schema import schema_errors
from support.corpora import HEAD, MakeCorpus, raw_article


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    diff.arguments(parser)
    options = parser.parse_args([*words, "--annotator", "rules"])
    return int(options.run(options))


@pytest.fixture
def corpus(make_corpus: MakeCorpus) -> Path:
    return make_corpus({"raw/fr/a.txt": raw_article(), "raw/fr/b.txt": raw_article("Le conseil de Bray vote")})


@pytest.fixture
def release(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["release", str(corpus), "--store", str(tmp_path / "releases"), "--annotator", "rules"]) == 0
    capsys.readouterr()
    return tmp_path / "releases" / "0.1.0"


def test_a_release_does_not_differ_from_its_corpus(
    release: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(release), str(corpus)) == 0
    assert capsys.readouterr().out.split("\n")[:2] == [
        "0.1.0 -> 0.1.0: none",
        "articles: 2 -> 2: 0 added, 0 removed, 0 changed, 0 in another split, 2 as before",
    ]


def test_a_corpus_is_compared_as_it_would_build_and_nothing_is_written(
    release: Path, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "raw/fr/a.txt").write_text(raw_article("Un autre titre pour le conseil"), encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert run(str(release), str(corpus), "--format", "json") == 0
    value = json.loads(capsys.readouterr().out)
    assert list(schema_errors("difference", value)) == []
    assert (value["bump"], value["version_due"], value["articles"]["changed"]) == ("major", "0.2.0", 1)
    assert {"headline", "text", "passages"} <= value["fields"].keys()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_receipt_stands_for_a_release_that_is_not_at_hand(
    release: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = corpus / "editions" / "0.1.0.jsonl"
    (corpus / "raw/fr/b.txt").unlink()
    assert run(str(receipt), str(corpus), "--format", "markdown") == 0
    out = capsys.readouterr().out
    assert out.startswith("## 0.1.0 -> 0.1.0: major; after 0.1.0, 0.2.0 is due\n")
    assert "### Removed\n\n- 1 article\n" in out
    assert release.is_dir()


def test_a_rejected_article_is_named_and_the_exit_code_says_so(
    release: Path, make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = make_corpus({"raw/fr/a.txt": raw_article(), "raw/fr/b.txt": ""}, HEAD, "broken")
    assert run(str(release), str(corpus)) == 1
    out, err = capsys.readouterr()
    assert "[text-empty]" in err
    assert "1 removed" in out


def test_a_damaged_release_is_refused_unless_nobody_asks(
    release: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (release / "DATASHEET.md").write_text("other", encoding="utf-8")
    with pytest.raises(VerificationError, match="release-checksum"):
        run(str(release), str(corpus))
    assert run(str(release), str(corpus), "--no-verify") == 0
    assert "2 as before" in capsys.readouterr().out


def test_what_cannot_be_compared_is_one_clear_error(release: Path, make_corpus: MakeCorpus, tmp_path: Path) -> None:
    hollow = make_corpus({"raw/fr/b.txt": ""}, HEAD, "hollow")
    (tmp_path / "1.0.0.jsonl").write_text("x\n", encoding="utf-8")
    wrong: dict[str, type[CopydeskError]] = {
        "nowhere": UsageError,
        ".": UsageError,
        "releases": UsageError,
        "1.0.0.jsonl": InputError,
        hollow.name: InputError,
    }
    for name, error in wrong.items():
        with pytest.raises(error) as refused:
            run(str(release), str(tmp_path / name))
        assert "\n" not in str(refused.value)
