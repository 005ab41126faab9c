"""An edition shows what its gold was made from, beside its rows, and keeps it as safe as them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copydesk.cli.main import main
from copydesk.release.checksums import file_digest, read_checksums, render_checksums
from copydesk.release.layout import REASONS as REASONS_FILE
from copydesk.release.layout import primary_path
from copydesk.release.manifest import open_manifest
from copydesk.release.verify import verify
from support import adjudicated
from support.adjudicated import ONE, OTHER, REASONS, Files
from support.corpora import raw_article
from support.editions import files_of, seal

QUIET = ["--annotator", "rules"]
FILES = {primary_path("a1"), primary_path("a2"), REASONS_FILE}
ANOTHER = {"raw/fr/autre.txt": raw_article("Le port ferme une semaine")}


def release(corpus: Path, store: Path, *more: str) -> int:
    return main(["release", str(corpus), "--store", str(store), *QUIET, *more])


def corpus_of(root: Path, **changed: Any) -> Path:
    content: Files = {**adjudicated.files(), **ANOTHER}
    for name in changed.pop("without", ()):
        del content[name]
    return adjudicated.written(root, content)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus, released with and without its text; no test may change it."""
    root = tmp_path_factory.mktemp("adjudicated")
    corpus = corpus_of(root / "corpus")
    assert release(corpus, root / "full") == 0
    assert release(corpus, root / "bare", "--without-text") == 0
    return root


@pytest.fixture(scope="module")
def full(shelf: Path) -> Path:
    return shelf / "full/0.1.0"


@pytest.fixture(scope="module")
def bare(shelf: Path) -> Path:
    return shelf / "bare/0.1.0-without-text"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def test_primary_annotations_and_reasons_lie_beside_the_tables_as_their_files_have_them(full: Path) -> None:
    content = adjudicated.files()
    assert {name for name in files_of(full) if name.startswith("annotation/")} == FILES
    assert rows(full / primary_path("a1")) == [content[ONE]]
    assert rows(full / primary_path("a2")) == [content[OTHER]]
    assert rows(full / REASONS_FILE) == [content[REASONS]]
    assert {"schema/gold.schema.json", "schema/adjudication.schema.json"} <= files_of(full).keys()


def test_every_description_of_the_edition_names_them(full: Path) -> None:
    statement = open_manifest(full).adjudication
    assert statement is not None
    assert dict(statement.rows) == dict.fromkeys(sorted(FILES), 1)
    card = (full / "README.md").read_text(encoding="utf-8")
    described = json.loads((full / "croissant.json").read_text(encoding="utf-8"))["distribution"]
    listed = {entry.get("contentUrl") for entry in described}
    sums = (full / "SHA256SUMS").read_text(encoding="utf-8")
    for name in FILES:
        assert f"`{name}`" in card
        assert f"  {name}\n" in sums
        assert name in listed
    assert statement.digest in card


def test_the_rows_and_their_digest_do_not_know_of_them(full: Path, tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "corpus", without=(ONE, OTHER, REASONS))
    assert release(corpus, tmp_path / "store") == 0
    plain = tmp_path / "store/0.1.0"
    assert open_manifest(plain).content_digest == open_manifest(full).content_digest
    assert open_manifest(plain).adjudication is None
    tables = {name: data for name, data in files_of(full).items() if name.startswith("data/")}
    assert tables == {name: data for name, data in files_of(plain).items() if name.startswith("data/")}
    assert not any("gold.schema" in name or name.startswith("annotation") for name in files_of(plain))


def test_the_loader_takes_none_of_them_for_data(full: Path) -> None:
    import datasets  # noqa: PLC0415  takes a second

    for config in ("default", "fr", "full", "entities", "quotes"):
        loaded = datasets.load_dataset(str(full), config)
        assert not any(set(part.column_names) & {"differences", "lost_spaces"} for part in loaded.values())
    everything = datasets.load_dataset(str(full), "full")
    assert sorted(name for part in everything.values() for name in part["id"]) == ["autre", "halle"]


def rewrite(name: str, change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def act(edition: Path) -> None:
        (row,) = rows(edition / name)
        change(row)
        (edition / name).write_text(json.dumps(row) + "\n", encoding="utf-8")

    return act


def twice(edition: Path) -> None:
    data = (edition / REASONS_FILE).read_bytes()
    (edition / REASONS_FILE).write_bytes(data + data)


def forget(edition: Path) -> None:
    path = edition / "manifest.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    del value["adjudication"]
    path.write_text(json.dumps(value), encoding="utf-8")


BREAKS: dict[str, Callable[[Path], object]] = {
    "another label": rewrite(primary_path("a1"), lambda row: row["entities"][0].update(type="ORG")),
    "another reason": rewrite(REASONS_FILE, lambda row: row["differences"][0].update(reason="Parce que.")),
    "a field too many": rewrite(REASONS_FILE, lambda row: row.update(note="x")),
    "an article of nowhere": rewrite(REASONS_FILE, lambda row: row.update(id="nowhere")),
    "another text": rewrite(primary_path("a2"), lambda row: row.update(text_sha256="0" * 64)),
    "a row twice": twice,
    "a file that is empty": lambda edition: (edition / REASONS_FILE).write_bytes(b""),
    "no JSON": lambda edition: (edition / REASONS_FILE).write_bytes(b"{\n"),
    "a manifest that forgets them": forget,
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_wrong_with_them_is_found_under_sound_checksums(full: Path, tmp_path: Path, name: str) -> None:
    edition = Path(shutil.copytree(full, tmp_path / "0.1.0"))
    BREAKS[name](edition)
    assert {found.rule for found in verify(edition)} == {"release-checksum"}
    seal_with_croissant(edition)
    assert {found.rule for found in verify(edition)} == {"release-adjudication"}


def seal_with_croissant(edition: Path) -> None:
    """Make checksums and description agree again."""
    before = read_checksums((edition / "SHA256SUMS").read_text(encoding="utf-8"))
    described = (edition / "croissant.json").read_text(encoding="utf-8")
    for name in FILES:
        described = described.replace(before[name], file_digest(edition / name))
    (edition / "croissant.json").write_text(described, encoding="utf-8")
    seal(edition)


def test_a_version_is_not_released_again_with_other_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = corpus_of(tmp_path / "corpus")
    assert release(corpus, tmp_path / "store") == 0
    assert release(corpus, tmp_path / "store") == 0
    changed = adjudicated.reasons()
    changed["differences"][0]["reason"] = "Autrement dit."
    (corpus / REASONS).write_text(json.dumps(changed), encoding="utf-8")
    capsys.readouterr()
    assert release(corpus, tmp_path / "store") == 3
    assert "other primary annotations or other reasons" in capsys.readouterr().err
    assert release(corpus, tmp_path / "bare", "--without-text") == 0
    (corpus / REASONS).write_text(json.dumps(adjudicated.reasons()), encoding="utf-8")
    assert release(corpus, tmp_path / "bare", "--without-text") == 3


def test_without_text_they_hold_no_words(bare: Path) -> None:
    words = [adjudicated.text(), *(entry["reason"] for entry in adjudicated.reasons()["differences"])]
    wanted = {text[start : start + 12] for text in words for start in range(len(text) - 11)}
    for name in FILES:
        content = (bare / name).read_text(encoding="utf-8")
        assert not any(content[start : start + 12] in wanted for start in range(len(content)))
        assert '"text":' not in content
    (row,) = rows(bare / primary_path("a1"))
    assert [mention["entity_id"] for mention in row["entities"]] == ["brest", "brest", "maurel"]
    assert main(["verify", str(bare)]) == 0


def test_words_of_an_article_in_a_tool_name_stop_a_release_without_text(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "corpus")
    one = adjudicated.first("Le marché couvert reprend samedi")
    (corpus / ONE).write_text(json.dumps(one), encoding="utf-8")
    assert release(corpus, tmp_path / "bare", "--without-text") == 1


def test_the_digest_is_the_same_with_and_without_text(full: Path, bare: Path) -> None:
    with_text = json.loads((full / "manifest.json").read_text(encoding="utf-8"))["adjudication"]
    assert json.loads((bare / "manifest.json").read_text(encoding="utf-8"))["adjudication"] == with_text


def test_rehydration_brings_all_back_but_the_words_of_the_reasons(
    shelf: Path, full: Path, bare: Path, tmp_path: Path
) -> None:
    assert main(["rehydrate", str(bare), "--raw", str(shelf / "corpus/raw"), "--out", str(tmp_path)]) == 0
    rebuilt, original = files_of(tmp_path / "0.1.0"), files_of(full)
    different = {name for name in original if rebuilt.get(name) != original[name]}
    assert rebuilt.keys() == original.keys()
    assert different == {REASONS_FILE, "SHA256SUMS", "croissant.json"}
    (row,) = rows(tmp_path / "0.1.0" / REASONS_FILE)
    assert [entry["followed"] for entry in row["differences"]] == ["a1", "a2", "a1", "neither", "a1"]
    assert {entry["reason"] for entry in row["differences"]} == {None}
    assert main(["verify", str(tmp_path / "0.1.0")]) == 0


def test_bare_rows_are_held_to_their_form(bare: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition = Path(shutil.copytree(bare, tmp_path / "bare"))
    rewrite(REASONS_FILE, lambda row: row["differences"][0].update(reason="Oui."))(edition)
    seal_bare(edition)
    assert main(["verify", str(edition)]) == 1
    assert "[release-adjudication]" in capsys.readouterr().out


def seal_bare(edition: Path) -> None:
    digests = {path: file_digest(edition / path) for path in files_of(edition) if path != "SHA256SUMS"}
    (edition / "SHA256SUMS").write_text(render_checksums(digests), encoding="utf-8")


def test_nothing_of_a_withdrawn_article_is_left_in_them(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "corpus")
    assert main(["withdraw", str(corpus), "halle", "--reason", "privacy", "--date", "2026-03-01"]) == 0
    assert not any((corpus / name).exists() for name in (ONE, OTHER, REASONS))
    assert release(corpus, tmp_path / "store") == 0
    assert release(corpus, tmp_path / "store", "--without-text") == 0
    text = adjudicated.RAW
    wanted = {text[start : start + 30] for start in range(len(text) - 29)}
    for folder in (corpus, tmp_path / "store"):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            content = path.read_bytes().decode("utf-8", "replace")
            assert not any(content[start : start + 30] in wanted for start in range(len(content))), path
    assert not any((tmp_path / "store").rglob("annotation"))
