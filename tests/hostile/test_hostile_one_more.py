"""One more article in a large corpus changes one shard; the files of every other one stay as they were."""

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
from copydesk.release.write import write_release
from copydesk.schema import FLAT_VIEWS, VIEWS
from support.corpora import HEAD
from support.generated_articles import generated_articles, generated_text
from support.parquet_pages import pages

PROVE = bool(os.environ.get("COPYDESK_PROVE"))
ARTICLES = 10_000 if PROVE else 60
BUCKETS = 8 if PROVE else 2


@pytest.fixture(scope="module")
def head() -> CorpusHead:
    return corpus_head({**HEAD, "buckets": BUCKETS})


def tables_of(edition: Path) -> dict[str, bytes]:
    return {path.relative_to(edition).as_posix(): path.read_bytes() for path in edition.rglob("*.parquet")}


def test_one_more_article_changes_the_files_of_one_shard(tmp_path: Path, head: CorpusHead) -> None:
    first = write_release(without(ARTICLES // 2), head, tmp_path)
    second = write_release(generated_articles(ARTICLES + 1), replace(head, version="0.1.1"), tmp_path)
    before, after = tables_of(first.path), tables_of(second.path)
    assert before.keys() == after.keys()
    changed = [name for name in after if before[name] != after[name]]
    places = [place for name in changed if (place := table_place(name))]
    assert sorted(place.view for place in places) == sorted((*VIEWS, *FLAT_VIEWS))
    assert len({(place.language, place.split, place.bucket) for place in places}) == 1
    sizes = [sum(map(len, before.values())), sum(len(after[name]) for name in changed)]
    print(f"{len(after)} tables, {sizes[0]} bytes; {len(changed)} changed, {sizes[1]} bytes")  # noqa: T201


def without(number: int) -> Iterator[Article]:
    return (article for at, article in enumerate(generated_articles(ARTICLES + 1)) if at != number)


def test_a_row_in_the_middle_of_a_shard_changes_few_of_its_pages(tmp_path: Path) -> None:
    """Columns are cut where their content says so, and not after so many bytes: what follows the new row is found
    again by whoever stores pages by their content, as the Hub does."""
    article = next(generated_articles(1))
    records = [
        {**article.to_dict(), "id": f"a{number:03}", "text": generated_text(number, 60)} for number in range(400)
    ]
    paths = [table(tmp_path / name, rows) for name, rows in (("old", records[:100] + records[101:]), ("new", records))]
    old, new = (pages(path, "text") for path in paths)
    kept = [digest for digest in new if digest in old]
    assert len(new) >= 10
    assert len(new) - len(kept) <= 3


def table(path: Path, records: list[dict[str, Any]]) -> Path:
    lines = (canonical_json(record).encode() + b"\n" for record in records)
    tables._write_table(path, TablePlace("full", "fr", "train", 0), lines)
    return path
