"""The same rows make the same bytes, and a version never changes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk.check import set_aside
from copydesk.errors import InputError, VerificationError, VersionExistsError, WriteError
from copydesk.record import Article
from copydesk.release import row_groups
from copydesk.release.annotation.write import write_without_text
from copydesk.release.checksums import file_digest
from copydesk.release.corpus import CorpusHead
from copydesk.release.digest import content_digest, row_digest
from copydesk.release.parquet_reading import read_rows
from copydesk.release.splits import Split, split_of
from copydesk.release.write import write_build, write_release
from copydesk.schema import FLAT_VIEWS, VIEWS

_OPEN = Path("/proc/self/fd")

CASES = Path(__file__).parents[1] / "cases" / "release"

_BUILD = """
import json, os, sys
from pathlib import Path
from copydesk.record import Article
from copydesk.release.corpus import corpus_head
from copydesk.release.declared_splits import read_splits
from copydesk.release.write import write_build
os.umask(0o077)
cases, out = Path(sys.argv[1]), Path(sys.argv[2])
lines = (cases / "articles.jsonl").read_text(encoding="utf-8").split("\\n")
articles = [Article.from_dict(json.loads(line)) for line in lines if line]
head = corpus_head(json.loads((cases / "corpus.json").read_text(encoding="utf-8")))
write_build(reversed(articles), head, out, splits=read_splits(cases / "splits.jsonl"))
"""


def _bytes(directory: Path) -> dict[str, str]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): file_digest(path) for path in files}


def test_another_process_locale_time_zone_hash_seed_and_order_make_the_same_bytes(
    sound_edition: Path, tmp_path: Path
) -> None:
    strange = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Chatham", "LC_ALL": "tr_TR.UTF-8", "OMP_NUM_THREADS": "1"}
    subprocess.run(
        [sys.executable, "-c", _BUILD, str(CASES), str(tmp_path / "news")], env={**os.environ, **strange}, check=True
    )
    assert _bytes(tmp_path / "news") == _bytes(sound_edition)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "news").rglob("*")}
    assert modes == {0o755, 0o644}


def test_the_content_digest_is_that_of_the_articles(
    sound_edition: Path, articles: tuple[Article, ...], splits: dict[str, Split]
) -> None:
    manifest = json.loads((sound_edition / "manifest.json").read_text(encoding="utf-8"))
    rows = [(article.id, split_of(article.id, splits), row_digest(article.to_dict())) for article in articles]
    assert manifest["content_digest"] == content_digest(rows)


@pytest.mark.skipif(not _OPEN.is_dir(), reason="the system does not list open files")
@pytest.mark.parametrize("write", [write_build, write_release, write_without_text])
@pytest.mark.parametrize("stopped", [False, True], ids=["written", "stopped"])
def test_no_file_is_open_in_the_stage_when_it_is_removed(
    *,
    tmp_path: Path,
    articles: tuple[Article, ...],
    head: CorpusHead,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[..., object],
    stopped: bool,
) -> None:
    monkeypatch.setattr(set_aside, "IN_MEMORY", 0)
    open_at_end: list[set[str]] = []
    remove = shutil.rmtree

    def note_and_remove(stage: Path, *, ignore_errors: bool = False) -> None:
        open_at_end.append(_open_files())
        remove(stage, ignore_errors=ignore_errors)

    given = [*articles, articles[0]] if stopped else articles
    before = _open_files()
    with monkeypatch.context() as patched, pytest.raises(InputError) if stopped else nullcontext():
        patched.setattr(shutil, "rmtree", note_and_remove)
        write(given, head, tmp_path / "news")
    assert open_at_end
    assert not [name for found in open_at_end for name in found - before if "deleted" in name]


def _open_files() -> set[str]:
    return {str(path.readlink()) for path in _OPEN.iterdir() if path.is_symlink()}


def test_a_new_article_touches_only_the_tables_of_its_bucket(
    sound_edition: Path, tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead, splits: dict[str, Split]
) -> None:
    new = replace(articles[0], id="fr-dunes-99")
    built = write_build([*articles, new], head, tmp_path / "news", splits=splits)
    before, after = _bytes(sound_edition), _bytes(built.path)
    changed = {name for name in after if before.get(name) != after[name] and name.startswith("data/")}
    assert sorted(name.split("/")[1] for name in changed) == sorted((*VIEWS, *FLAT_VIEWS))


def test_rows_stand_in_the_order_of_ids_in_row_groups_that_end_in_time(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    monkeypatch.setattr(row_groups, "MOST", 10)
    names = [f"fr-{number:03d}" for number in range(25)]
    many = (replace(articles[0], id=name) for name in reversed(names))
    built = write_build(many, replace(head, buckets=1), tmp_path / "news", splits=dict.fromkeys(names, "train"))
    path = built.path / "data" / "full" / "fr" / "train" / "bucket-000.parquet"
    metadata = pq.read_metadata(path)
    assert [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)] == [10, 10, 5]
    assert [row["id"] for row in read_rows(path)] == names


def test_tables_carry_features_and_no_pandas_metadata(sound_edition: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    for path in sound_edition.rglob("*.parquet"):
        metadata = pq.read_metadata(path)
        assert set(metadata.metadata) == {b"huggingface", b"ARROW:schema"}
        column = metadata.row_group(0).column(0)
        assert (column.compression, column.has_offset_index) == ("ZSTD", True)


def test_articles_are_taken_one_at_a_time(tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead) -> None:
    alive: list[int] = []

    def _stream() -> Iterator[Article]:
        for number, article in enumerate(articles):
            alive.append(number)
            yield article

    assert write_build(_stream(), head, tmp_path / "news").articles == len(alive)


def test_a_build_replaces_the_build_before_it(tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead) -> None:
    first = write_build(articles, head, tmp_path / "news")
    second = write_build(articles[:3], head, tmp_path / "news")
    assert first.content_digest != second.content_digest
    assert len(list((tmp_path / "news").rglob("data/full/**/*.parquet"))) <= 3


def test_a_build_does_not_replace_what_is_none(tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter.txt").write_text("Dear")
    with pytest.raises(WriteError, match="other than a build"):
        write_build(articles, head, tmp_path / "documents")
    assert (tmp_path / "documents" / "letter.txt").read_text() == "Dear"


def test_nothing_is_written_without_articles_or_with_an_id_twice(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead
) -> None:
    for wrong, rule in (((), "release-empty"), ((*articles, articles[0]), "release-duplicate-id")):
        with pytest.raises(InputError) as refused:
            write_build(wrong, head, tmp_path / "news")
        assert refused.value.rule == rule
    assert not (tmp_path / "news").exists()


def test_an_article_that_is_no_text_is_refused_with_its_place(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead
) -> None:
    broken = replace(articles[0], text="half a pair: \ud83d")
    with pytest.raises(InputError, match="release-encoding"):
        write_build([broken], head, tmp_path / "news")


def test_releasing_the_same_rows_again_changes_nothing(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead
) -> None:
    first = write_release(articles, head, tmp_path / "releases", editions=tmp_path / "editions")
    before = _bytes(first.path)
    again = write_release(reversed(articles), head, tmp_path / "releases", editions=tmp_path / "editions")
    assert (first.already_there, again.already_there) == (False, True)
    assert (again.content_digest, _bytes(again.path)) == (first.content_digest, before)


def test_a_version_with_other_rows_is_refused(tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead) -> None:
    first = write_release(articles, head, tmp_path / "releases")
    before = _bytes(first.path)
    with pytest.raises(VersionExistsError, match="other rows"):
        write_release(articles[1:], head, tmp_path / "releases")
    assert _bytes(first.path) == before


def test_a_version_is_refused_by_its_receipt_where_the_release_lies_elsewhere(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead
) -> None:
    write_release(articles, head, tmp_path / "here", editions=tmp_path / "editions")
    with pytest.raises(VersionExistsError, match="receipt"):
        write_release(articles[1:], head, tmp_path / "there", editions=tmp_path / "editions")
    assert not (tmp_path / "there" / head.version).exists()


def test_splits_are_frozen_from_the_first_major_version_on(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead
) -> None:
    name = articles[0].id
    here: dict[str, Split] = {name: "train"}
    there: dict[str, Split] = {name: "test"}
    for version, splits in (("0.9.0", here), ("1.0.0", there), ("1.1.0", there)):
        write_release(
            articles, replace(head, version=version), tmp_path / "all", editions=tmp_path / "editions", splits=splits
        )
    with pytest.raises(InputError, match=rf"1 articles moved, the first is {name}; .* \[release-split-moved\]"):
        write_release(
            articles, replace(head, version="1.2.0"), tmp_path / "all", editions=tmp_path / "editions", splits=here
        )
    assert not (tmp_path / "all" / "1.2.0").exists()
    major = replace(head, version="2.0.0")
    assert (
        write_release(articles, major, tmp_path / "all", editions=tmp_path / "editions", splits=here).version == "2.0.0"
    )
    with pytest.raises(InputError, match=r"only a new major version may move them: 3\.0\.0"):
        write_release(
            articles, replace(head, version="2.0.1"), tmp_path / "all", editions=tmp_path / "editions", splits=there
        )


def test_a_receipt_that_is_none_is_refused_with_its_line(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead
) -> None:
    (tmp_path / f"{head.version}.jsonl").write_text('{"id": "fr-01"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"0\.1\.0\.jsonl:1:/: .* \[receipt-form\]"):
        write_release(articles, head, tmp_path / "releases", editions=tmp_path)


def test_a_receipt_holds_digests_and_splits_and_no_text(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead, splits: dict[str, Split]
) -> None:
    write_release(articles, head, tmp_path / "releases", editions=tmp_path / "editions", splits=splits)
    text = (tmp_path / "editions" / f"{head.version}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.split("\n") if line]
    assert [row["id"] for row in rows] == sorted(article.id for article in articles)
    assert all(set(row) == {"id", "split", "row_digest", "layer_digests"} for row in rows)
    assert {row["id"]: row["split"] for row in rows}.items() >= splits.items()


def test_a_missing_receipt_is_written_when_the_release_is_there(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead
) -> None:
    write_release(articles, head, tmp_path / "releases", editions=tmp_path / "editions")
    receipt = tmp_path / "editions" / f"{head.version}.jsonl"
    before = receipt.read_bytes()
    receipt.unlink()
    assert write_release(articles, head, tmp_path / "releases", editions=tmp_path / "editions").already_there
    assert receipt.read_bytes() == before


def test_a_damaged_release_is_not_taken_for_being_there(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead
) -> None:
    path = write_release(articles, head, tmp_path / "releases").path
    (path / "DATASHEET.md").write_text("changed")
    with pytest.raises(VerificationError, match=r"DATASHEET\.md"):
        write_release(articles, head, tmp_path / "releases")


def test_a_foreign_directory_under_the_version_is_refused(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead
) -> None:
    (tmp_path / "releases" / head.version).mkdir(parents=True)
    with pytest.raises(VersionExistsError, match="no edition"):
        write_release(articles, head, tmp_path / "releases")


@pytest.mark.parametrize("limit", [4096, 25_000], ids=["rows", "tables"])
def test_a_full_disk_is_one_clear_error_and_leaves_nothing(tmp_path: Path, limit: int) -> None:
    """A limit on the size of files stands in for a full disk; the system refuses a write in the middle of one."""
    limited = (
        "import resource, signal\n"
        "from copydesk.errors import WriteError\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY))\n"
        "try:\n" + "".join(f"    {line}\n" for line in _BUILD.strip().split("\n")) + "except WriteError as error:\n"
        "    print(error)\n"
    )
    outcome = subprocess.run(
        [sys.executable, "-c", limited, str(CASES), str(tmp_path / "news")], capture_output=True, text=True, check=True
    )
    assert outcome.stdout.startswith("cannot write ")
    assert "File too large" in outcome.stdout
    assert outcome.stdout.count("\n") == 1
    assert not (tmp_path / "news").exists()


def test_the_card_shows_what_the_edition_holds(sound_edition: Path) -> None:
    card = (sound_edition / "README.md").read_text(encoding="utf-8")
    assert "- 'no'\n" in card
    assert "| `de` | 2 | 0 | 2 |" in card
