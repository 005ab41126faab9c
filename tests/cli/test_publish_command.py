"""What ``copydesk publish`` refuses before it asks the Hub anything."""

from pathlib import Path

import pytest

from copydesk.cli.main import main
from support.corpora import MakeCorpus, raw_article


@pytest.fixture(autouse=True)
def _nobody_is_logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)


@pytest.fixture
def release(make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]) -> Path:
    """Two articles; the rights in one are unknown."""
    corpus = make_corpus(
        {
            "raw/fr/budget.txt": raw_article(),
            "raw/fr/budget.json": {"origin": "written-for-corpus", "licence": "CC-BY-4.0"},
            "raw/fr/port.txt": raw_article("Le port rouvre", "Les pêcheurs sont revenus."),
            "raw/fr/port.json": {"origin": "unknown", "licence": "unknown"},
        }
    )
    store = corpus.parent / "releases"
    assert main(["release", str(corpus), "--store", str(store), "--annotator", "rules"]) == 0
    capsys.readouterr()
    return store / "0.1.0"


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Give the one line of the error, and hold that nothing else was printed."""
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return printed.err.removeprefix("error: ").removesuffix("\n")


NO_NAMES = [
    "dunes",
    "desk/",
    "/dunes",
    "desk/dunes/1",
    "desk/du nes",
    "../dunes",
    "desk/..",
    "desk/dunes.git",
    "desk/a--b",
    "désk/dunes",
    "https://hub/desk/dunes",
    "desk/dunes\n",
    f"desk/{'d' * 97}",
]


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_that_is_none_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["publish", str(tmp_path), name]) == 2
    assert "is no dataset of the Hub; say organisation/name" in said(capsys)


def test_a_token_is_never_taken_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["publish", str(tmp_path), "desk/dunes", "--token", "hf_secret"])
    assert ended.value.code == 2
    assert "unrecognized arguments" in capsys.readouterr().err


def test_what_is_no_release_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(tmp_path / "nowhere"), "desk/dunes"]) == 1
    assert "is no directory [release-directory]" in said(capsys)


def test_articles_of_unknown_rights_are_named_and_stay_out(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(release), "desk/dunes"]) == 2
    assert said(capsys) == (
        f"{release}: the rights in port are unknown, so it is not published; release the corpus without it, "
        "or say --include-unknown-rights ID for each"
    )
    assert main(["publish", str(release), "desk/dunes", "--include-unknown-rights", "budget"]) == 2
    assert "holds no article of unknown rights with the id budget" in said(capsys)
    assert main(["publish", str(release), "desk/dunes", "--include-unknown-rights", "port"]) == 2
    assert said(capsys).startswith("there is no token for the Hub")
