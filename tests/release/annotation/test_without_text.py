"""A release without text holds no text, verifies, and brings the full release back, byte for byte, or refuses."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copydesk.cli.main import main
from copydesk.record import Article
from copydesk.release.annotation.record import TEXT_FIELDS, with_text, without_text
from copydesk.release.annotation.schema import annotation_schema
from copydesk.release.checksums import file_digest, render_checksums
from copydesk.release.layout import CHECKSUMS, REASONS
from copydesk.release.parquet_reading import read_rows
from copydesk.resources import CORPUS, read_schema
from support.corpora import HEAD, MakeCorpus, raw_article
from support.editions import files_of

pytestmark = pytest.mark.slow

QUIET = ["--annotator", "rules"]
CASES = Path(__file__).parents[2] / "cases" / "release" / "articles.jsonl"
NOT_TEXT = {
    "id",
    "schema_version",
    "language",
    "language_detected",
    "date_published",
    "date_modified",
    "url",
    "role",
    "type",
    "entity_id",
    "kb_id",
    "kb_status",
    "source_kind",
    "attribution",
    "speaker_entity_id",
    "parent_id",
    "reason",
    "name",
    "provenance",
    "tool",
    "tool_version",
    "guideline_version",
    "resources",
    "path",
    "sha256",
    "encoding",
    "newline",
    "origin",
    "publisher",
    "retrieved",
    "licence",
    "rights_holder",
    "note",
}
"""The string fields that hold identifiers, labels and provenance."""


def release(corpus: Path, store: Path, *more: str) -> int:
    return main(["release", str(corpus), "--store", str(store), *QUIET, *more])


def rehydrate(edition: Path, raw: Path, out: Path) -> int:
    return main(["rehydrate", str(edition), "--raw", str(raw), "--out", str(out)])


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of copydesk, released with and without its text; no test may change it."""
    store = tmp_path_factory.mktemp("shipped")
    corpus = Path(shutil.copytree(CORPUS, store / "corpus"))
    assert release(corpus, store / "full") == 0
    assert release(corpus, store / "bare", "--without-text") == 0
    return store


def only(store: Path) -> Path:
    """Give the one edition of a store."""
    (edition,) = (path for path in store.iterdir() if not path.name.startswith("."))
    return edition


def seal(edition: Path) -> None:
    """Make the checksums agree again, as one does who changes an edition on purpose."""
    digests = {path: file_digest(edition / path) for path in files_of(edition) if path != CHECKSUMS}
    (edition / CHECKSUMS).write_text(render_checksums(digests), encoding="utf-8")


def rows(edition: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(edition.glob("data/full/*/*/*.parquet")):
        yield from read_rows(path)


def windows(text: str, size: int) -> set[str]:
    return {text[start : start + size] for start in range(len(text) - size + 1)}


def string_fields(schema: Any) -> Iterator[str]:
    """Name the properties of a schema that hold strings, at every depth."""
    if isinstance(schema, list):
        for part in schema:
            yield from string_fields(part)
    elif isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items():
            kinds = {field.get("type")} if isinstance(field.get("type"), str) else set(field.get("type", ()))
            if "string" in kinds or (field.get("items") or {}).get("type") == "string":
                yield name
        for part in schema.values():
            yield from string_fields(part)


def test_every_string_field_is_known_to_hold_text_or_not() -> None:
    assert set(string_fields(read_schema("article"))) == TEXT_FIELDS | NOT_TEXT
    assert set(string_fields(annotation_schema())) == NOT_TEXT


def test_no_twenty_characters_of_any_article_are_left(shipped: Path) -> None:
    articles = [Article.from_dict(row) for row in rows(only(shipped / "full"))]
    assert len(articles) == len(list(CORPUS.glob("raw/*/*.txt")))
    wanted = set().union(*(windows(text, 20) for article in articles for text in (article.text, article.raw)))
    for name, content in files_of(only(shipped / "bare")).items():
        found = wanted & windows(content.decode("utf-8"), 20)
        assert not found, name


def test_no_field_that_holds_text_is_in_a_row(shipped: Path) -> None:
    def names(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from value
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from names(part)

    for path in only(shipped / "bare").glob("data/*/*.jsonl"):
        for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
            assert TEXT_FIELDS.isdisjoint(names(json.loads(line)))


def test_it_verifies_and_says_what_it_is(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition = only(shipped / "bare")
    assert main(["verify", str(edition)]) == 0
    assert capsys.readouterr().out == f"{edition}: verified\n"
    card = (edition / "README.md").read_text(encoding="utf-8")
    assert "# copydesk news, without its text\n" in card
    assert json.loads((only(shipped / "full") / "manifest.json").read_text())["content_digest"] in card


def test_the_full_release_comes_back_byte_for_byte_whatever_the_raw_files_are_called(
    shipped: Path, tmp_path: Path
) -> None:
    for number, path in enumerate(sorted((shipped / "corpus/raw").rglob("*.txt"))):
        (tmp_path / "raw").mkdir(exist_ok=True)
        shutil.copy(path, tmp_path / f"raw/{number}.txt")
    assert rehydrate(only(shipped / "bare"), tmp_path / "raw", tmp_path / "out") == 0
    rebuilt, full = files_of(only(tmp_path / "out")), files_of(only(shipped / "full"))
    assert rebuilt.keys() == full.keys()
    # the words of the reasons do not come back, and with them not the digests of that file
    changed = {REASONS, "SHA256SUMS", "croissant.json"} if REASONS in full else set()
    assert {name for name in full if rebuilt[name] != full[name]} == changed


def test_one_changed_character_refuses_that_article_in_one_line(
    shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = Path(shutil.copytree(shipped / "corpus/raw", tmp_path / "raw"))
    changed = raw / "fr/fr-03.txt"
    changed.write_bytes(changed.read_bytes().replace(b"e", b"a", 1))
    capsys.readouterr()
    assert rehydrate(only(shipped / "bare"), raw, tmp_path / "out") == 1
    (line,) = capsys.readouterr().out.strip().split("\n")
    assert line.startswith(f"error: {changed}: is not the raw article of 'fr-03'")
    assert line.endswith("[raw-changed]")
    assert not (tmp_path / "out").exists()


def test_missing_raw_articles_are_named(shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = Path(shutil.copytree(shipped / "corpus/raw", tmp_path / "raw"))
    (raw / "fr/fr-03.txt").unlink()
    (raw / "de/de-01.txt").unlink()
    capsys.readouterr()
    assert rehydrate(only(shipped / "bare"), raw, tmp_path / "out") == 1
    lines = capsys.readouterr().out.strip().split("\n")
    assert [(name in line, "[raw-missing]" in line) for name, line in zip(("de-01", "fr-03"), lines, strict=True)] == [
        (True, True),
        (True, True),
    ]


BREAKS: dict[str, tuple[str, str]] = {
    "another row": ("data/fr/train.jsonl", "release-checksum"),
    "another manifest": ("manifest.json", "release-checksum"),
    "a file too many": ("data/notes.txt", "release-listed"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_was_changed_is_found(
    shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    edition = Path(shutil.copytree(only(shipped / "bare"), tmp_path / "bare"))
    path, rule = BREAKS[name]
    with (edition / path).open("ab") as file:
        file.write(b" ")
    assert main(["verify", str(edition)]) == 1
    assert f"[{rule}]" in capsys.readouterr().out
    assert rehydrate(edition, shipped / "corpus/raw", tmp_path / "out") == 1


def test_a_row_with_text_is_refused_even_where_the_checksums_agree(
    shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = Path(shutil.copytree(only(shipped / "bare"), tmp_path / "bare"))
    path = edition / "data/de/train.jsonl"
    first, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(json.dumps(json.loads(first) | {"text": "Ein Satz."}) + "\n" + "".join(others), encoding="utf-8")
    seal(edition)
    assert main(["verify", str(edition)]) == 1
    assert "[release-schema]" in capsys.readouterr().out


def test_other_labels_under_sound_checksums_are_not_rebuilt(
    shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = Path(shutil.copytree(only(shipped / "bare"), tmp_path / "bare"))
    path = edition / "data/de/train.jsonl"
    first, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    row = json.loads(first)
    row["entities"][0]["type"] = "MISC"
    path.write_text(json.dumps(row) + "\n" + "".join(others), encoding="utf-8")
    seal(edition)
    assert rehydrate(edition, shipped / "corpus/raw", tmp_path / "out") == 1
    assert "[release-content-digest]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("place", ["sidecar", "datasheet"])
def test_text_that_would_be_left_elsewhere_is_refused(
    make_corpus: MakeCorpus, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    quoted = "La dette baissera de trois pour cent"
    corpus = make_corpus(
        {
            "raw/fr/a.txt": raw_article(),
            "raw/fr/a.json": {"note": quoted if place == "sidecar" else None},
            "DATASHEET.md": f"# Datasheet\n\nAs in: {quoted}.\n",
        }
    )
    more = ["--datasheet", str(corpus / "DATASHEET.md")] if place == "datasheet" else []
    assert release(corpus, tmp_path / "store", "--without-text", *more) == 1
    assert "[text-left]" in capsys.readouterr().err
    assert not (tmp_path / "store/0.1.0-without-text").exists()


def test_pages_and_rows_of_a_table_come_back_too(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    body = "La halle du marché a rouvert samedi matin après deux ans de travaux, devant une foule de curieux venus tôt."
    page = (
        f"<html lang=fr><body><article><h1>La halle rouvre</h1><p>{body}</p><p>{body[::-1]}</p></article></body></html>"
    )
    row = {"id": "row", "text": raw_article("Un titre du tableau").replace("é", "e\N{COMBINING ACUTE ACCENT}")}
    corpus = make_corpus(
        {
            "raw/fr/page.html": page,
            "raw/fr/many.jsonl": json.dumps(row) + "\n",
            "raw/fr/crlf.txt": raw_article().replace("\n", "\r\n"),
        },
        {**HEAD, "version": "1.2.0"},
    )
    assert release(corpus, tmp_path / "full") == 0
    assert release(corpus, tmp_path / "bare", "--without-text") == 0
    assert rehydrate(only(tmp_path / "bare"), corpus / "raw", tmp_path / "out") == 0
    assert files_of(only(tmp_path / "out")) == files_of(only(tmp_path / "full"))


def test_it_never_changes_and_agrees_with_the_release(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus = make_corpus({"raw/fr/a.txt": raw_article()})
    assert release(corpus, tmp_path / "store", "--without-text") == 0
    assert release(corpus, tmp_path / "store", "--without-text") == 0
    assert not (corpus / "editions").exists()
    assert release(corpus, tmp_path / "other", "--without-text", "--version", "0.2.0") == 0
    assert (tmp_path / "other/0.2.0-without-text").is_dir()
    assert release(corpus, tmp_path / "other", "--without-text", "--message", "None.") == 2
    (corpus / "raw/fr/a.txt").write_text(raw_article("Un autre titre"), encoding="utf-8")
    assert release(corpus, tmp_path / "store", "--without-text") == 3
    assert release(corpus, tmp_path / "store") == 0
    (corpus / "raw/fr/a.txt").write_text(raw_article(), encoding="utf-8")
    assert release(corpus, tmp_path / "elsewhere", "--without-text") == 3


def test_articles_withdrawn_since_are_named(shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = Path(shutil.copytree(shipped / "corpus", tmp_path / "corpus"))
    main(["withdraw", str(corpus), "de-01", "--reason", "rights", "--date", "2026-03-01"])
    capsys.readouterr()
    edition = str(only(shipped / "bare"))
    assert main(["verify", edition, "--withdrawals", str(corpus / "withdrawals.jsonl")]) == 1
    assert "holds 'de-01', which was withdrawn on 2026-03-01 (rights)" in capsys.readouterr().out


@pytest.mark.parametrize("line", CASES.read_text(encoding="utf-8").split("\n")[:-1])
def test_a_record_is_rebuilt_from_what_is_left_and_its_raw(line: str) -> None:
    record = json.loads(line)
    assert with_text(without_text(record), Article.from_dict(record).raw) == record
