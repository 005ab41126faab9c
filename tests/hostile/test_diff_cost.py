"""The difference of two large releases: every change is counted, in memory that does not grow, hardly slower than
reading both.

Reading is what pyarrow does by itself: the full tables of both releases, row group by row group, as Python rows.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from copydesk.record import Article
from copydesk.release.corpus import corpus_head
from copydesk.release.write import write_release
from support.corpora import HEAD
from support.generated_articles import generated_articles
from support.measured_run import measured_run

PROVE = bool(os.environ.get("COPYDESK_PROVE"))
ARTICLES = 100_000 if PROVE else 200
TEXTS = 1_000 if PROVE else 20
BUCKETS = 16 if PROVE else 2
MOST_MEMORY = 1 << 30
MOST_TIME = 3.0
"""Times the processor time of reading both."""

_READ = """
import sys
from pathlib import Path
import pyarrow.parquet as pq
for release in sys.argv[1:]:
    for path in Path(release).glob("data/full/*/*/*.parquet"):
        table = pq.ParquetFile(path)
        for group in range(table.num_row_groups):
            table.read_row_group(group).to_pylist()
"""


@dataclass(frozen=True, slots=True)
class Edits:
    """Which articles one release has and the other has not, or has otherwise; numbers count from 0."""

    removed: range = range(3, ARTICLES, 200)
    added: range = range(7, ARTICLES, 100)
    relabelled: range = range(11, ARTICLES, 50)


def before(texts: list[dict[str, Any]]) -> Iterator[Article]:
    edits = Edits()
    for number in range(ARTICLES):
        if number not in edits.added:
            yield Article.from_dict({**texts[number % TEXTS], "id": f"a{number:06}"})


def after(texts: list[dict[str, Any]]) -> Iterator[Article]:
    edits = Edits()
    for number in range(ARTICLES):
        if number in edits.removed:
            continue
        record = {**texts[number % TEXTS], "id": f"a{number:06}"}
        if number in edits.relabelled:
            first, *others = record["entities"]
            record["entities"] = [{**first, "type": "MISC"}, *others]
        yield Article.from_dict(record)


def test_the_difference_of_two_large_releases_takes_at_most_three_times_what_reading_them_takes(tmp_path: Path) -> None:
    texts = [article.to_dict() for article in generated_articles(TEXTS)]
    assert all(text["entities"] for text in texts)
    head = corpus_head({**HEAD, "buckets": BUCKETS})
    splits: dict[str, Any] = {f"a{number:06}": "train" for number in range(ARTICLES)}
    old = write_release(before(texts), head, tmp_path, splits=splits)
    new = write_release(after(texts), replace(head, version="0.2.0"), tmp_path, splits=splits)

    reading = measured_run("-c", _READ, str(old.path), str(new.path), out=tmp_path / "read")
    whole = measured_run(
        "-m", "copydesk", "diff", str(old.path), str(new.path), "--format", "json", out=tmp_path / "difference"
    )
    unverified = measured_run(
        *("-m", "copydesk", "diff", str(old.path), str(new.path), "--format", "json", "--no-verify"),
        out=tmp_path / "unverified",
    )
    print(  # noqa: T201  numbers for people
        f"two releases of {ARTICLES} articles: read {reading.seconds:.1f} s, {reading.memory >> 20} MB; "
        f"diff {whole.seconds:.1f} s, {whole.memory >> 20} MB, {whole.seconds / reading.seconds:.2f} x; "
        f"without comparing checksums {unverified.seconds:.1f} s"
    )
    difference = json.loads(whole.printed)
    edits = Edits()
    assert difference["articles"]["added"] == len(edits.added)
    assert difference["articles"]["removed"] == len(edits.removed)
    assert difference["articles"]["changed"] == len(edits.relabelled)
    assert whole.memory < MOST_MEMORY
    if PROVE:
        assert whole.seconds <= MOST_TIME * reading.seconds
