"""One more article in a large corpus changes one shard; the files of every other one stay as they were."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from copydesk.record import Article, canonical_json
from copydesk.release import tables
from copydesk.release.corpus import CorpusHead, corpus_head
from copydesk.release.layout import TablePlace, table_place
from copydesk.release.row_groups import row_groups
from copydesk.release.write import write_release
from copydesk.schema import FLAT_VIEWS, VIEWS
from support.corpora import HEAD
from support.generated_articles import generated_articles, generated_text
from support.parquet_pages import column_pages

PROVE = bool(os.environ.get("COPYDESK_PROVE"))
ARTICLES = 10_000 if PROVE else 60
BUCKETS = 8 if PROVE else 2


@pytest.fixture(scope="module")
def head() -> CorpusHead:
    return corpus_head({**HEAD, "buckets": BUCKETS})


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the articles as lines: they are read again for each release, which is far cheaper than to parse them."""
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{canonical_json(article.to_dict())}\n" for article in generated_articles(ARTICLES + 1))
    return path


def articles_of(records: Path, *, without: int | None = None) -> Iterator[Article]:
    with records.open(encoding="utf-8") as lines:
        yield from (Article.from_dict(json.loads(line)) for at, line in enumerate(lines) if at != without)


def tables_of(edition: Path) -> dict[str, bytes]:
    return {path.relative_to(edition).as_posix(): path.read_bytes() for path in edition.rglob("*.parquet")}


def test_one_more_article_changes_the_files_of_one_shard(tmp_path: Path, head: CorpusHead, records: Path) -> None:
    first = write_release(articles_of(records, without=ARTICLES // 2), head, tmp_path)
    second = write_release(articles_of(records), replace(head, version="0.1.1"), tmp_path)
    assert second.articles == first.articles + 1 == ARTICLES + 1
    before, after = tables_of(first.path), tables_of(second.path)
    assert before.keys() == after.keys()
    changed = [name for name in after if before[name] != after[name]]
    places = [place for name in changed if (place := table_place(name))]
    assert sorted(place.view for place in places) == sorted((*VIEWS, *FLAT_VIEWS))
    assert len({(place.language, place.split, place.bucket) for place in places}) == 1
    size = sum(map(len, before.values()))
    rewritten = sum(len(after[name]) for name in changed)
    new = sum(new_page_bytes(first.path / name, second.path / name)[0] for name in changed)
    print(  # noqa: T201  numbers for people
        f"{ARTICLES} articles and one more: {len(after)} tables, {size} bytes; {len(changed)} changed, {rewritten} "
        f"bytes, {new} of them in pages that were not there before"
    )


def new_page_bytes(old: Path, new: Path) -> tuple[int, int]:
    """Give the bytes in pages of all columns that the old table does not have, and the bytes in all pages."""
    known = {digest for _, digest, _ in column_pages(old)}
    sizes = [(size, digest in known) for _, digest, size in column_pages(new)]
    return sum(size for size, is_known in sizes if not is_known), sum(size for size, _ in sizes)


def test_a_row_in_the_middle_of_a_shard_changes_few_of_its_pages(tmp_path: Path) -> None:
    """Columns are cut where their content says so, and not after so many bytes: what follows the new row is found
    again by whoever stores pages by their content, as the Hub does."""
    old, new = (table(tmp_path / name, numbered) for name, numbered in without_and_with(60, range(400), 100))
    before = {digest for column, digest, _ in column_pages(old) if column == "text"}
    after = [digest for column, digest, _ in column_pages(new) if column == "text"]
    assert len(after) >= 10
    assert sum(digest not in before for digest in after) <= 3


def test_a_row_early_in_a_shard_leaves_most_bytes_of_all_its_columns(tmp_path: Path) -> None:
    """Row groups are cut where ids say so: dictionaries and small columns after the new row are what they were."""
    old, new = (table(tmp_path / name, numbered) for name, numbered in without_and_with(2, range(3000), 100))
    changed, size = new_page_bytes(old, new)
    assert changed < size / 4


def without_and_with(paragraphs: int, numbers: range, added: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    article = next(generated_articles(1)).to_dict()
    rows = [{**article, "id": f"a{number:04}", "text": generated_text(number, paragraphs)} for number in numbers]
    yield "old", rows[:added] + rows[added + 1 :]
    yield "new", rows


def table(path: Path, rows: list[dict[str, Any]]) -> Path:
    lines = ((str(row["id"]), [canonical_json(row).encode() + b"\n"]) for row in rows)
    tables._write_table(path, TablePlace("full", "fr", "train", 0), row_groups(lines))
    return path
