"""Made-up articles, their corpus, and an edition of them that tests copy before they break it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.record import Article
from copydesk.release.corpus import CorpusHead, corpus_head
from copydesk.release.declared_splits import read_splits
from copydesk.release.splits import Split
from copydesk.release.write import write_build
from support.editions import seal as make_checksums_agree

CASES = Path(__file__).parents[1] / "cases" / "release"


@pytest.fixture(scope="session")
def articles() -> tuple[Article, ...]:
    lines = (CASES / "articles.jsonl").read_text(encoding="utf-8").split("\n")
    return tuple(Article.from_dict(json.loads(line)) for line in lines if line)


@pytest.fixture(scope="session")
def head() -> CorpusHead:
    return corpus_head(json.loads((CASES / "corpus.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def splits() -> dict[str, Split]:
    return read_splits(CASES / "splits.jsonl")


@pytest.fixture(scope="session")
def sound_edition(
    tmp_path_factory: pytest.TempPathFactory,
    articles: tuple[Article, ...],
    head: CorpusHead,
    splits: dict[str, Split],
) -> Path:
    """An edition that no test may change."""
    return write_build(articles, head, tmp_path_factory.mktemp("sound") / head.name, splits=splits).path


@pytest.fixture
def edition(sound_edition: Path, tmp_path: Path) -> Path:
    """An edition of one's own, to break."""
    return Path(shutil.copytree(sound_edition, tmp_path / sound_edition.name))


@pytest.fixture
def seal() -> Callable[[Path], None]:
    return make_checksums_agree
