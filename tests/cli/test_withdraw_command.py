"""What is withdrawn leaves no words behind, does not come back, is listed from then on, and its users are told."""

import hashlib
import json
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copydesk.check.withdrawals import read_withdrawals
from copydesk.cli.main import main
from copydesk.errors import WithdrawnError
from copydesk.record import canonical_json
from copydesk.release.parquet_reading import read_rows
from copydesk.resources import CORPUS
from copydesk.use import withdrawn_since
from copydesk.use.load import load
from support.corpora import HEAD, MakeCorpus, raw_article

GONE = (
    "Le port ferme une semaine\n\nLes pêcheurs du quai nord ont été prévenus lundi par courrier.\n\n"
    "« Nous ne savons pas où aller », a dit Yann Kermorvan, patron du Petit Goéland, devant la criée déserte.\n"
)
SIDECAR = {"origin": "collected", "licence": "unknown", "note": "du quai nord, par la rédaction du port"}
REASON = ["--reason", "privacy", "--date", "2026-03-01"]
FILES: dict[str, Any] = {
    "raw/fr/gone.txt": GONE,
    "raw/fr/gone.json": SIDECAR,
    "raw/fr/stays.txt": raw_article("La halle rouvre"),
    "splits.jsonl": '{"id": "gone", "split": "test"}\n{"id": "stays", "split": "train"}\n',
}
QUIET = ["--annotator", "rules"]
UNKNOWN = ["--include-unknown-rights", "stays"]


@pytest.fixture
def corpus(make_corpus: MakeCorpus) -> Path:
    return make_corpus(FILES, {**HEAD, "version": "1.0.0"})


def set_version(corpus: Path, version: str) -> None:
    head = json.loads((corpus / "corpus.json").read_text(encoding="utf-8"))
    (corpus / "corpus.json").write_text(json.dumps({**head, "version": version}), encoding="utf-8")


def release(corpus: Path, store: Path) -> int:
    return main(["release", str(corpus), "--store", str(store), "--message", "Changed.", *QUIET])


def withdraw(corpus: Path, *arguments: str) -> int:
    return main(["withdraw", str(corpus), *arguments, *REASON])


def artefacts(directory: Path) -> Iterator[tuple[str, str]]:
    """Give every file as text, tables as the JSON of their rows, and the names of the files too."""
    for path in sorted(path for path in directory.rglob("*") if path.is_file()):
        yield f"name of {path}", path.name
        if path.suffix == ".parquet":
            yield str(path), "\n".join(canonical_json(row) for row in read_rows(path))
        yield f"bytes of {path}", path.read_bytes().decode("latin-1")
        yield f"text of {path}", path.read_bytes().decode("utf-8", "replace")


def windows(text: str, size: int) -> set[str]:
    return {text[start : start + size] for start in range(len(text) - size + 1)}


def left_of(text: str, directory: Path, size: int = 30) -> list[str]:
    """Name what holds a stretch of a text."""
    wanted = windows(text, size)
    return [name for name, content in artefacts(directory) if not wanted.isdisjoint(windows(content, size))]


def test_no_thirty_characters_are_left_in_the_corpus_or_in_what_is_made_of_it(corpus: Path, tmp_path: Path) -> None:
    assert release(corpus, tmp_path / "old") == 0
    assert left_of(GONE, corpus)
    assert left_of(GONE, tmp_path / "old")
    assert withdraw(corpus, "gone") == 0
    set_version(corpus, "2.0.0")
    assert release(corpus, tmp_path / "new") == 0
    assert main(["build", str(corpus), "--out", str(tmp_path / "new" / "build"), *QUIET]) == 0
    assert {path.name for path in (corpus / "editions").iterdir()} == {"1.0.0.jsonl", "2.0.0.jsonl"}
    assert left_of(GONE, corpus) == []
    assert left_of(GONE, tmp_path / "new") == []


def test_raw_sidecar_and_gold_go_and_the_split_and_a_tombstone_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    raw = (corpus / "raw/fr/fr-02.txt").read_bytes()
    assert withdraw(corpus, "fr-02") == 1
    quoted = [line for line in capsys.readouterr().out.split("\n") if "[withdrawn-quoted]" in line]
    assert not [path for path in corpus.rglob("*") if path.stem == "fr-02"]
    assert '"fr-02"' in (corpus / "splits.jsonl").read_text(encoding="utf-8")
    (entry,) = read_withdrawals(corpus / "withdrawals.jsonl").articles
    assert entry.sha256 == hashlib.sha256(raw).hexdigest()
    assert (entry.id, entry.date, entry.reason) == ("fr-02", "2026-03-01", "privacy")
    assert [line.split(":")[1].strip() for line in quoted] == [str(corpus / "GUIDELINES.md")]
    (corpus / "GUIDELINES.md").unlink()
    assert left_of(raw.decode(), corpus) == []


def test_files_that_still_quote_the_article_are_named_with_their_line(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "NOTES.md").write_text(
        "Notes\n\nAs in: Les pêcheurs du quai\n nord ont été prévenus.\n", encoding="utf-8"
    )
    (corpus / "OTHER.md").write_text("Les pêcheurs du quai sud ont été oubliés.\n", encoding="utf-8")
    assert withdraw(corpus, "gone") == 1
    (line,) = [line for line in capsys.readouterr().out.split("\n") if "[withdrawn-quoted]" in line]
    assert line.startswith(f"warning: {corpus / 'NOTES.md'}:4: ")


def test_later_releases_list_the_withdrawal_without_its_digests(corpus: Path, tmp_path: Path) -> None:
    withdraw(corpus, "gone")
    assert release(corpus, tmp_path) == 0
    manifest = json.loads((tmp_path / "1.0.0/manifest.json").read_text(encoding="utf-8"))
    assert manifest["withdrawals"] == [{"id": "gone", "date": "2026-03-01", "reason": "privacy"}]
    card = (tmp_path / "1.0.0/README.md").read_text(encoding="utf-8")
    assert "## Withdrawn\n" in card
    assert "| article `gone` | 2026-03-01 | privacy |" in card
    assert main(["verify", str(tmp_path / "1.0.0")]) == 0


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("gone", GONE, "article-withdrawn"),
        ("other", GONE, "article-withdrawn"),
        ("other", GONE.upper(), "article-withdrawn"),
        ("other", GONE.replace(" ", "\n").replace("\n\n", "\r\n \r\n"), "article-withdrawn"),
        ("gone", raw_article("Un tout autre titre"), "id-withdrawn"),
    ],
    ids=["the same", "another id", "another case", "other white space", "the id with another text"],
)
def test_neither_text_nor_id_comes_back(  # noqa: PLR0917  fixtures and cases
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, rule: str
) -> None:
    withdraw(corpus, "gone")
    (corpus / f"raw/fr/{name}.txt").write_text(text, encoding="utf-8", newline="")
    capsys.readouterr()
    assert main(["build", str(corpus), "--out", str(tmp_path / "build"), *QUIET]) == 1
    told = capsys.readouterr()
    assert [line for line in told.err.split("\n") if f"[{rule}]" in line and f"raw/fr/{name}.txt" in line]
    assert left_of(GONE, tmp_path / "build") == []
    assert release(corpus, tmp_path / "releases") == 1
    assert not (tmp_path / "releases" / "1.0.0").exists()


def test_a_line_of_a_table_is_withdrawn_alone(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    rows = [{"id": "a", "text": raw_article("Un titre")}, {"id": "gone", "text": GONE}, {"id": "z", "text": "z"}]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    corpus = make_corpus({"raw/fr/many.jsonl": "".join(lines), "raw/fr/many.json": {"licence": "CC0-1.0"}})
    assert withdraw(corpus, "gone") == 0
    assert (corpus / "raw/fr/many.jsonl").read_text(encoding="utf-8") == lines[0] + lines[2]
    assert (corpus / "raw/fr/many.json").is_file()
    (corpus / "raw/fr/many.jsonl").write_text("".join(lines[:2]), encoding="utf-8")
    assert main(["build", str(corpus), "--out", str(tmp_path / "build"), *QUIET]) == 1
    assert withdraw(corpus, "a") == 0
    assert withdraw(corpus, "gone") == 0
    assert not (corpus / "raw/fr/many.jsonl").exists()


def test_a_withdrawal_that_was_cut_short_is_finished_by_the_same_call(corpus: Path) -> None:
    withdraw(corpus, "gone")
    before = (corpus / "withdrawals.jsonl").read_bytes()
    (corpus / "raw/fr/gone.txt").write_text(GONE, encoding="utf-8")
    assert withdraw(corpus, "gone") == 0
    assert not (corpus / "raw/fr/gone.txt").exists()
    assert (corpus / "withdrawals.jsonl").read_bytes() == before


@pytest.mark.parametrize("arguments", [["nobody"], ["gone", "--reason", "because"], ["gone", "--date", "yesterday"]])
def test_what_cannot_be_withdrawn_is_refused_and_changes_nothing(corpus: Path, arguments: list[str]) -> None:
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    try:
        code = main(["withdraw", str(corpus), *REASON, *arguments])
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    assert code == 2
    assert {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()} == before


def test_an_article_is_withdrawn_once(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    withdraw(corpus, "gone")
    capsys.readouterr()
    assert withdraw(corpus, "gone") == 2
    assert "was withdrawn on 2026-03-01 already" in capsys.readouterr().err


def test_verify_names_articles_of_an_older_release_that_were_withdrawn_since(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(corpus, tmp_path)
    withdraw(corpus, "gone")
    capsys.readouterr()
    edition, tombstones = str(tmp_path / "1.0.0"), str(corpus / "withdrawals.jsonl")
    assert main(["verify", edition]) == 0
    assert main(["verify", edition, "--withdrawals", tombstones]) == 1
    told = capsys.readouterr().out
    assert "holds 'gone', which was withdrawn on 2026-03-01 (privacy) [article-withdrawn]" in told
    assert "'stays'" not in told
    assert main(["verify", edition, "--withdrawals", str(tmp_path / "none.jsonl")]) == 2


def test_load_warns_of_articles_that_were_withdrawn_since(corpus: Path, tmp_path: Path) -> None:
    release(corpus, tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        load(source=tmp_path)
    withdraw(corpus, "gone")
    with pytest.warns(UserWarning, match="withdrawn since: gone; load a later version"):
        load(source=tmp_path, withdrawals=corpus / "withdrawals.jsonl")


def test_the_tombstones_of_the_packaged_corpus_speak_of_its_own_editions_alone(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(corpus, tmp_path)
    withdraw(corpus, "gone")
    monkeypatch.setattr(withdrawn_since, "CORPUS", corpus)
    with pytest.warns(UserWarning, match="withdrawn since: gone"):
        load(source=tmp_path)
    head = json.loads((corpus / "corpus.json").read_text(encoding="utf-8"))
    (corpus / "corpus.json").write_text(json.dumps({**head, "name": "another"}), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        load(source=tmp_path)


def test_the_tombstones_of_the_corpus_beside_the_releases_need_not_be_named(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = corpus.parent / "releases"
    (corpus.parent / "another").mkdir()
    (corpus.parent / "another" / "corpus.json").write_text("no head", encoding="utf-8")
    release(corpus, store)
    withdraw(corpus, "gone")
    with pytest.warns(UserWarning, match="withdrawn since: gone"):
        load(source=store)
    publish = ["publish", str(store / "1.0.0"), "desk/port", "--include-unknown-rights", "gone", "--dry-run"]
    assert main([*publish, *UNKNOWN]) == 5
    assert "withdrawn" in capsys.readouterr().err
    assert withdraw(corpus, "--release", "1.0.0") == 0
    assert main(["verify", str(store / "1.0.0")]) == 5


def test_tombstones_of_another_corpus_beside_the_releases_speak_of_nothing_here(corpus: Path) -> None:
    store = corpus.parent / "releases"
    release(corpus, store)
    withdraw(corpus, "--release", "1.0.0")
    head = json.loads((corpus / "corpus.json").read_text(encoding="utf-8"))
    (corpus / "corpus.json").write_text(json.dumps({**head, "name": "another"}), encoding="utf-8")
    assert main(["verify", str(store / "1.0.0")]) == 0


def test_a_version_withdrawn_as_a_whole_is_refused_everywhere(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(corpus, tmp_path / "releases")
    assert withdraw(corpus, "--release", "1.0.0") == 0
    assert withdraw(corpus, "--release", "1.0.0") == 2
    edition, tombstones = tmp_path / "releases/1.0.0", corpus / "withdrawals.jsonl"
    capsys.readouterr()
    assert main(["verify", str(edition), "--withdrawals", str(tombstones)]) == 5
    assert "version 1.0.0 was withdrawn on 2026-03-01 (privacy)" in capsys.readouterr().err
    with pytest.raises(WithdrawnError):
        load(source=edition, withdrawals=tombstones)
    assert release(corpus, tmp_path / "elsewhere") == 5
    assert not (tmp_path / "elsewhere" / "1.0.0").exists()
    set_version(corpus, "1.0.1")
    assert release(corpus, tmp_path / "elsewhere") == 0
    assert "| version 1.0.0 | 2026-03-01 | privacy |" in (tmp_path / "elsewhere/1.0.1/README.md").read_text()
