"""Loading gives the rows of the edition that was asked for, typed, offline, or refuses."""

import json
import shutil
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import UsageError, VerificationError
from copydesk.record import Article
from copydesk.release.corpus import CorpusHead, corpus_head
from copydesk.release.declared_splits import read_splits
from copydesk.release.flat import FLAT_ROWS
from copydesk.release.flat.tagging import TaggedRecord
from copydesk.release.flat.token_schemes import NEWEST
from copydesk.release.splits import Split, split_of
from copydesk.release.write import write_build, write_release
from copydesk.schema import FLAT_VIEWS, features, view_fields
from copydesk.use import packaged
from copydesk.use.cache import cache_directory
from copydesk.use.load import load

CASES = Path(__file__).parents[1] / "cases" / "release"


@pytest.fixture(scope="module")
def articles() -> tuple[Article, ...]:
    lines = (CASES / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    return tuple(Article.from_dict(json.loads(line)) for line in lines if line)


@pytest.fixture(scope="module")
def head() -> CorpusHead:
    return corpus_head(json.loads((CASES / "corpus.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def splits() -> dict[str, Split]:
    return read_splits(CASES / "splits.jsonl")


@pytest.fixture(scope="module")
def releases(
    tmp_path_factory: pytest.TempPathFactory,
    articles: tuple[Article, ...],
    head: CorpusHead,
    splits: dict[str, Split],
) -> Path:
    """Three versions, of which the newest is not the last in the order of strings."""
    store = tmp_path_factory.mktemp("releases")
    for version, count in (("0.2.0", 10), ("0.9.0", 11), ("0.10.0", 12)):
        write_release(articles[:count], replace(head, version=version), store, splits=splits)
    return store


@pytest.fixture(autouse=True)
def _own_cache_and_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import datasets  # noqa: PLC0415

    def _refuse(*_: Any) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "datasets-cache")
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    datasets.disable_progress_bars()
    yield
    datasets.enable_progress_bars()


@pytest.mark.parametrize("streaming", [False, True], ids=["whole", "streaming"])
@pytest.mark.parametrize("config", ["default", "de", "fr", "no", "full"])
def test_every_config_and_split_gives_its_rows(
    releases: Path, articles: tuple[Article, ...], splits: dict[str, Split], config: str, streaming: bool
) -> None:
    view = "full" if config == "full" else "default"
    languages = {config} if config in {"de", "fr", "no"} else {"de", "fr", "no"}
    loaded: Any = load(config, source=releases, streaming=streaming)
    expected: dict[str, list[dict[str, Any]]] = {}
    for article in sorted(articles, key=lambda article: article.id):
        if article.language in languages:
            record = article.to_dict()
            row = {name: record[name] for name in view_fields(view)}
            expected.setdefault(split_of(article.id, splits), []).append(row)
    assert set(loaded) == set(expected)
    for split, rows in expected.items():
        assert sorted(loaded[split], key=lambda row: str(row["id"])) == rows
        assert loaded[split].features == features(view)


@pytest.mark.parametrize("streaming", [False, True], ids=["whole", "streaming"])
@pytest.mark.parametrize("view", FLAT_VIEWS)
@pytest.mark.parametrize("config", ["default", "fr"])
def test_a_flat_view_gives_the_parts_of_the_articles_of_the_config(  # noqa: PLR0917
    releases: Path, articles: tuple[Article, ...], splits: dict[str, Split], config: str, view: str, streaming: bool
) -> None:
    loaded: Any = load(config, view=view, source=releases, streaming=streaming)
    expected: dict[str, list[dict[str, Any]]] = {}
    for article in sorted(articles, key=lambda article: article.id):
        if config in {"default", article.language}:
            for row in FLAT_ROWS[view](TaggedRecord(article.to_dict(), NEWEST)):
                expected.setdefault(split_of(article.id, splits), []).append(row)
    assert set(loaded) == set(expected)
    for split, rows in expected.items():
        assert sorted(loaded[split], key=lambda row: str(row["article_id"])) == rows
        assert loaded[split].features == features(view)
        assert str(loaded[split].info.version) == "0.10.0"


def test_a_flat_view_is_a_config_too(releases: Path) -> None:
    loaded: Any = load("ner_tokens", split="train", source=releases)
    assert loaded.features["ner_tags"].feature.names[:3] == ["O", "B-PER", "I-PER"]


def test_a_split_is_loaded_alone(releases: Path) -> None:
    loaded: Any = load("fr", split="train", source=releases)
    assert set(loaded["id"]) == {"fr-dunes-01", "fr-dunes-04", "fr-dunes-05"}


def test_version_digest_and_name_are_told(releases: Path) -> None:
    loaded: Any = load("full", split="train", source=releases, version="0.9.0")
    manifest = json.loads((releases / "0.9.0" / "manifest.json").read_text(encoding="utf-8"))
    assert str(loaded.info.version) == "0.9.0"
    assert loaded.info.description == manifest["content_digest"]
    assert loaded.info.dataset_name == "dunes"


def test_the_newest_version_is_the_default(releases: Path) -> None:
    loaded: Any = load(split="train", source=releases)
    assert str(loaded.info.version) == "0.10.0"


def test_an_edition_can_be_given_itself(releases: Path) -> None:
    loaded: Any = load(split="train", source=str(releases / "0.2.0"))
    assert str(loaded.info.version) == "0.2.0"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"config": "it"}, "de, default, entities, fr, full, ner_tokens, no, quotes"),
        ({"config": "de", "split": "validation"}, "test, train"),
        ({"split": "dev"}, "test, train, validation"),
        ({"view": "sentences"}, "articles, entities, quotes, ner_tokens"),
        ({"config": "full", "view": "quotes"}, "'default' and each language"),
        ({"config": "fr", "view": "entities", "split": "test"}, "there are train"),
        ({"config": "no", "view": "quotes"}, "no quotes of no"),
        ({"version": "0.3.0"}, r"0\.2\.0, 0\.9\.0, 0\.10\.0"),
        ({"version": "../0.2.0"}, r"0\.2\.0, 0\.9\.0, 0\.10\.0"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(releases: Path, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        load(source=releases, **asked)


def test_another_version_of_a_given_edition_is_refused(releases: Path) -> None:
    with pytest.raises(UsageError, match=r"there is 0\.2\.0"):
        load(source=releases / "0.2.0", version="0.9.0")


def test_a_directory_that_holds_no_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no edition"):
        load(source=tmp_path)
    with pytest.raises(UsageError, match="no directory"):
        load(source=tmp_path / "nothing")


@pytest.mark.parametrize("name", ["README.md", "manifest.json", "data/full/no/train/bucket-000.parquet"])
def test_a_damaged_edition_is_refused_by_the_name_of_the_file(releases: Path, tmp_path: Path, name: str) -> None:
    edition = Path(shutil.copytree(releases / "0.10.0", tmp_path / "dunes"))
    whole = (edition / name).read_bytes()
    (edition / name).write_bytes(whole[:-30] + b"x" + whole[-29:])
    with pytest.raises(VerificationError, match=name):
        load("full", source=edition)


@pytest.mark.parametrize("name", ["news[1]", "news*", "new?", "a::b", "dunes.py"])
def test_a_path_that_datasets_would_read_as_something_else_is_refused(
    releases: Path, tmp_path: Path, name: str
) -> None:
    edition = Path(shutil.copytree(releases / "0.2.0", tmp_path / name))
    with pytest.raises(UsageError, match="another name"):
        load(source=edition)


def test_other_rows_under_the_same_name_are_not_taken_from_the_cache(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead
) -> None:
    """The same base name, version, counts and types, one letter changed: the cache of datasets must not answer."""
    changed = (replace(articles[0], text=articles[0].text.replace("livres", "cartes")), *articles[1:])
    found = []
    for number, rows in enumerate((articles, changed, articles)):
        edition = write_build(rows, head, tmp_path / str(number) / "dunes")
        loaded: Any = load("full", source=edition.path)
        texts = {row["id"]: row["text"] for part in loaded.values() for row in part}
        found.append("livres" in texts[articles[0].id])
    assert found == [True, False, True]


@pytest.fixture
def small_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus whose articles come ready made, in the place of the one that comes with copydesk."""
    corpus = tmp_path / "corpus"
    (corpus / "raw" / "fr").mkdir(parents=True)
    shutil.copyfile(CASES / "corpus.json", corpus / "corpus.json")
    (corpus / "raw" / "fr" / "fr-01.txt").write_text(
        "La bibliothèque rouvre lundi\n\nLa ville de Bray a payé les travaux. Les livres sont revenus.\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("COPYDESK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "code").mkdir()
    monkeypatch.setattr(packaged, "PACKAGE", tmp_path / "code")  # the code itself may change while tests run
    return corpus


def test_a_corpus_is_built_once_into_the_cache(small_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packaged.packaged_edition(small_corpus)
    monkeypatch.setattr(packaged, "release_corpus", lambda *_, **__: pytest.fail("built a second time"))
    assert packaged.packaged_edition(small_corpus) == first
    loaded: Any = load("full", source=first)
    assert [row["id"] for part in loaded.values() for row in part] == ["fr-01"]


def test_a_changed_corpus_is_built_anew(small_corpus: Path) -> None:
    first = packaged.packaged_edition(small_corpus)
    path = small_corpus / "raw" / "fr" / "fr-01.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("lundi", "mardi"), encoding="utf-8")
    assert packaged.packaged_edition(small_corpus) != first


def test_a_corpus_with_an_article_that_cannot_be_built_is_refused(small_corpus: Path) -> None:
    (small_corpus / "raw" / "fr" / "fr-02.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(VerificationError, match="fr-02"):
        packaged.packaged_edition(small_corpus)


def test_a_corpus_that_does_not_make_its_released_rows_is_refused(small_corpus: Path) -> None:
    (small_corpus / "editions").mkdir()
    row = {"id": "fr-01", "split": "train", "row_digest": "0" * 64, "layer_digests": {}}
    (small_corpus / "editions" / "0.1.0.jsonl").write_text(f"{json.dumps(row)}\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(VerificationError, match="new version"):
            packaged.packaged_edition(small_corpus)


def test_without_a_source_the_corpus_of_copydesk_is_loaded_and_checked(
    releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = Path(shutil.copytree(releases / "0.2.0", tmp_path / "dunes"))
    monkeypatch.setattr(packaged, "packaged_edition", lambda: edition)
    loaded: Any = load(split="train")
    assert str(loaded.info.version) == "0.2.0"
    with pytest.raises(UsageError, match=r"there is 0\.2\.0"):
        load(version="0.3.0")
    (edition / "DATASHEET.md").write_text("changed")
    with pytest.raises(VerificationError, match=r"DATASHEET\.md"):
        load()


def test_the_cache_is_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_CACHE", str(tmp_path / "chosen"))
    assert cache_directory() == tmp_path / "chosen"
    monkeypatch.delenv("COPYDESK_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_directory() == tmp_path / "xdg" / "copydesk"


def test_no_progress_bars_are_drawn_where_nobody_sees_them(
    releases: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    import datasets  # noqa: PLC0415

    datasets.enable_progress_bars()
    load("fr", view="quotes", source=releases)
    assert capfd.readouterr().err == ""
    assert not datasets.are_progress_bars_disabled()
    assert list((tmp_path / "datasets-cache").iterdir())
