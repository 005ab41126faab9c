"""A few articles and an edition of them, small enough to be built anew for every change."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk.record import Article
from copydesk.release.corpus import CorpusHead
from copydesk.release.splits import Split
from copydesk.release.write import write_build


@pytest.fixture(scope="session")
def few(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """Five articles in two languages, the first one with spans of every kind."""
    return (*articles[:4], next(article for article in articles if article.language != articles[0].language))


@pytest.fixture(scope="session")
def few_splits(few: tuple[Article, ...]) -> dict[str, Split]:
    first, *others = few
    return {first.id: "test", **{article.id: "train" for article in others}}


@pytest.fixture(scope="session")
def few_head(head: CorpusHead) -> CorpusHead:
    return replace(head, buckets=1)


@pytest.fixture(scope="session")
def few_edition(
    tmp_path_factory: pytest.TempPathFactory,
    few: tuple[Article, ...],
    few_head: CorpusHead,
    few_splits: dict[str, Split],
) -> Path:
    """An edition that no test may change."""
    return write_build(few, few_head, tmp_path_factory.mktemp("few") / few_head.name, splits=few_splits).path


@pytest.fixture
def own_edition(few_edition: Path, tmp_path: Path) -> Path:
    """An edition of one's own, to break."""
    return Path(shutil.copytree(few_edition, tmp_path / few_edition.name))
