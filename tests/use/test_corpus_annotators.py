"""The annotators that a corpus names: taken on request, and code among them with consent alone."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.cli.main import main
from copydesk.errors import UsageError
from copydesk.pipeline.facts import Options
from copydesk.use.corpus_annotators import with_corpus_annotators
from copydesk.use.produce import Job, build_corpus
from support.corpora import HEAD, MakeCorpus, raw_article

CODE = {"annotators": {"fr": "foreign_names:find"}}


@pytest.fixture
def foreign_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "foreign_names.py").write_text("def find(text):\n    return [(0, 4, 'PROD')]\n", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    yield "foreign_names"
    sys.modules.pop("foreign_names", None)


def test_what_a_corpus_names_is_not_taken_unasked() -> None:
    assert with_corpus_annotators(Options(), CODE, trusted=True) == Options()


def test_a_corpus_that_names_none_gets_the_automatic_one() -> None:
    assert with_corpus_annotators(Options(entities="corpus"), {}, trusted=False).entities == "auto"


def test_an_annotator_of_ours_needs_no_consent() -> None:
    named = {"annotators": {"fr": "rules"}}
    assert with_corpus_annotators(Options(entities="corpus"), named, trusted=False).entities == {"fr": "rules"}


def test_code_is_refused_without_consent_and_not_imported(
    make_corpus: MakeCorpus, tmp_path: Path, foreign_module: str
) -> None:
    corpus = make_corpus({"raw/fr/a.txt": raw_article()}, head={**HEAD, **CODE})
    for annotator in ("auto", "rules", "corpus"):
        job = Job(Options(entities=annotator))
        if annotator == "corpus":
            with pytest.raises(UsageError, match=r"foreign_names:find \(fr\).*say --trust-annotators"):
                build_corpus(corpus, tmp_path / "build", job)
        else:
            build_corpus(corpus, tmp_path / "build", job)
        assert foreign_module not in sys.modules


def test_with_consent_the_code_finds_the_entities(
    make_corpus: MakeCorpus, tmp_path: Path, foreign_module: str, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = make_corpus({"raw/fr/a.txt": raw_article()}, head={**HEAD, **CODE})
    arguments = ["build", str(corpus), "--out", str(tmp_path / "build"), "--annotator", "corpus"]
    assert main(arguments) == 2
    assert "--trust-annotators" in capsys.readouterr().err
    assert main([*arguments, "--trust-annotators"]) == 0
    assert foreign_module in sys.modules


def test_check_and_diff_ask_for_the_same_consent(
    make_corpus: MakeCorpus, foreign_module: str, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = str(make_corpus({"raw/fr/a.txt": raw_article()}, head={**HEAD, **CODE}))
    for arguments in (["check", corpus], ["diff", corpus, corpus]):
        sys.modules.pop(foreign_module, None)
        assert main([*arguments, "--annotator", "corpus"]) == 2
        assert "--trust-annotators" in capsys.readouterr().err
        assert foreign_module not in sys.modules
        assert main([*arguments, "--annotator", "corpus", "--trust-annotators"]) == 0
        assert foreign_module in sys.modules


@pytest.mark.parametrize("name", ["a b", "a/b", "a:b:c", "a:", "../x:f", "a:b.c"])
def test_a_name_that_is_none_fails_the_schema(make_corpus: MakeCorpus, tmp_path: Path, name: str) -> None:
    corpus = make_corpus({"raw/fr/a.txt": raw_article()}, head={**HEAD, "annotators": {"fr": name}})
    assert json.loads((corpus / "corpus.json").read_text(encoding="utf-8"))["annotators"] == {"fr": name}
    assert main(["build", str(corpus), "--out", str(tmp_path)]) == 1
