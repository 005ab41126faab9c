"""Made-up articles, their corpus, and an edition of them that tests copy before they break it."""

import json
import shutil
from pathlib import Path

import pytest

from copydesk.record import Article
from copydesk.release.checksums import file_digest, render_checksums
from copydesk.release.corpus import CorpusHead, corpus_head
from copydesk.release.layout import CHECKSUMS
from copydesk.release.splits import Split, read_splits
from copydesk.release.write import write_build

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


class Seal:
    """Makes the checksums agree again, as one does who changes an edition on purpose."""

    def __call__(self, directory: Path) -> None:
        files = sorted(path for path in directory.rglob("*") if path.is_file() and path.name != CHECKSUMS)
        digests = {path.relative_to(directory).as_posix(): file_digest(path) for path in files}
        (directory / CHECKSUMS).write_bytes(render_checksums(digests).encode())


@pytest.fixture
def seal() -> Seal:
    return Seal()
