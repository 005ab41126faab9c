"""The corpus that comes with copydesk, in a checkout or a wheel, built once into the user's cache.

The place in the cache is keyed by everything that the edition is made of: the corpus, the schemas, the language data
and the code. Whoever changes one of them gets another build, and never a stale one.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from copydesk.errors import VerificationError
from copydesk.pipeline.corpus import open_corpus
from copydesk.release.corpus import CorpusHead, corpus_head
from copydesk.release.manifest import open_manifest
from copydesk.release.receipts import receipt_digest, receipt_path
from copydesk.resources import CORPUS, PACKAGE, SCHEMAS
from copydesk.use.cache import cache_directory
from copydesk.use.produce import release_corpus

_CODE_SUFFIXES = frozenset({".py", ".toml"})


def packaged_edition(corpus: Path = CORPUS) -> Path:
    """Give the directory of the edition of a corpus, and build it where the cache does not hold it.

    Raises:
        UsageError: there is no corpus.
        VerificationError: an article of the corpus cannot be built, or the rows are not those that the receipt of
            this version records.
        WriteError: the cache cannot be written to; the message names it.
    """
    head = corpus_head(open_corpus(corpus).manifest)
    store = cache_directory() / inputs_digest((corpus, SCHEMAS), PACKAGE)[:16] / head.name
    edition = store / head.version
    if not edition.is_dir():
        produced = release_corpus(corpus, store, editions=None)
        if produced.written is None:
            first = next((found for found in produced.report.findings if found.severity == "error"), "it is empty")
            raise VerificationError(f"the corpus cannot be built: {first}")
    _require_receipt(corpus, head, edition)
    return edition


def inputs_digest(folders: Iterable[Path], package: Path) -> str:
    """Digest every file of some folders and the code and language data of the package, by path and bytes."""
    digest = hashlib.sha256()
    for folder in (*folders, package):
        for path in sorted(_files(folder)):
            if folder != package or path.suffix in _CODE_SUFFIXES:
                name = path.relative_to(folder).as_posix()
                digest.update(f"{name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _require_receipt(corpus: Path, head: CorpusHead, edition: Path) -> None:
    recorded = receipt_digest(receipt_path(corpus / "editions", head.version))
    made = open_manifest(edition).content_digest
    if recorded not in {None, made}:
        raise VerificationError(
            f"the corpus makes other rows than were released as {head.version}: {made} and not {recorded}; "
            "changed data needs a new version in corpus.json"
        )
