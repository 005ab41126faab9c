"""``copydesk release`` holds a version to the one that the difference makes due, and writes the data's changelog."""

import json
from pathlib import Path

import pytest

from copydesk.cli.main import main
from support.corpora import MakeCorpus, raw_article


@pytest.fixture
def corpus(make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]) -> Path:
    """A corpus whose version 0.1.0 has been released."""
    root = make_corpus(
        {"raw/fr/a.txt": raw_article("Le premier titre"), "raw/fr/b.txt": raw_article("Le second titre")}
    )
    assert release(root) == 0
    capsys.readouterr()
    return root


def release(root: Path, *arguments: str) -> int:
    return main(["release", str(root), "--store", str(root.parent / "releases"), "--annotator", "rules", *arguments])


def version(root: Path) -> str:
    return str(json.loads((root / "corpus.json").read_text(encoding="utf-8"))["version"])


def test_the_first_release_starts_the_changelog_and_leaves_a_receipt(corpus: Path) -> None:
    assert (corpus / "CHANGELOG.md").read_text(encoding="utf-8").startswith("# Changelog of the data\n\n## [0.1.0]")
    assert len((corpus / "editions/0.1.0.jsonl").read_text(encoding="utf-8").split("\n")) == 3


def test_the_same_rows_again_are_fine_and_change_nothing(corpus: Path) -> None:
    before = (corpus / "CHANGELOG.md").read_bytes()
    assert release(corpus) == 0
    assert (corpus / "CHANGELOG.md").read_bytes() == before


def test_an_added_article_makes_the_next_patch_due_below_1_0_0(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "raw/fr/c.txt").write_text(raw_article("Un troisième titre"), encoding="utf-8")
    assert release(corpus) == 3
    assert "0.1.1 is due" in capsys.readouterr().err
    assert release(corpus, "--version", "0.1.1") == 0
    assert version(corpus) == "0.1.1"
    assert "## [0.1.1]" in (corpus / "CHANGELOG.md").read_text(encoding="utf-8")
    assert (corpus.parent / "releases/0.1.0/manifest.json").is_file()


def test_an_edited_article_needs_a_larger_step_and_a_sentence(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "raw/fr/b.txt").write_text(raw_article("Le second titre corrigé"), encoding="utf-8")
    assert release(corpus, "--version", "0.1.1", "--message", "Un titre est corrigé.") == 2
    assert "0.2.0" in capsys.readouterr().err
    assert release(corpus, "--version", "0.2.0") == 2
    assert "sentence" in capsys.readouterr().err
    assert not (corpus.parent / "releases/0.2.0").exists()
    assert version(corpus) == "0.1.0"
    assert release(corpus, "--version", "0.2.0", "--message", "Un titre est corrigé.") == 0
    assert "Un titre est corrigé" in (corpus / "CHANGELOG.md").read_text(encoding="utf-8")


def test_bump_and_refusal_need_no_old_release_at_hand(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fresh clone has the receipts alone."""
    (corpus / "raw/fr/a.txt").unlink()
    arguments = ["release", str(corpus), "--store", str(corpus.parent / "elsewhere"), "--annotator", "rules"]
    assert main(arguments) == 3
    assert "the change is major, so 0.2.0 is due" in capsys.readouterr().err
