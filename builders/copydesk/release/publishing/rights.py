"""Articles whose rights are unknown: they stay out of what is published unless they are asked for by name."""

from collections.abc import Collection
from pathlib import Path

from copydesk.errors import UsageError
from copydesk.release.manifest import open_manifest
from copydesk.release.parquet_reading import open_parquet

UNKNOWN = "unknown"
"""The value of ``source.licence`` that says so (see the schema of an article)."""

_VIEW = "data/full/"
_BATCH_ROWS = 1024
_NAMED = 10


def articles_of_unknown_rights(release: Path) -> list[str]:
    """Give the ids of the articles whose ``source.licence`` is ``unknown``, sorted.

    The rows are asked, two columns of them, and not the manifest's counts. The release has been verified before.

    Raises:
        VerificationError: the release has no manifest.
        OSError, ValueError: a table cannot be read.
    """
    tables = sorted(path for path in open_manifest(release).rows if path.startswith(_VIEW))
    return sorted(article for path in tables for article in _unknown_in(release / path))


def require_rights(release: Path, included: Collection[str]) -> None:
    """Refuse a release with articles of unknown rights that were not asked for by their ids.

    A release is never thinned out here: it would be another edition with another digest.

    Raises:
        UsageError: there are such articles, which are named; or an id was asked for that is none of them.
    """
    unknown = articles_of_unknown_rights(release)
    if strangers := sorted(set(included) - set(unknown)):
        raise UsageError(f"{release}: holds no article of unknown rights with the id {_list(strangers)}")
    if left := sorted(set(unknown) - set(included)):
        raise UsageError(
            f"{release}: the rights in {_list(left)} are unknown, so it is not published; release the corpus without "
            f"{'it' if len(left) == 1 else 'them'}, or say --include-unknown-rights ID for each"
        )


def _unknown_in(path: Path) -> list[str]:
    articles: list[str] = []
    with open_parquet(path) as file:
        for group in range(file.num_row_groups):
            for batch in file.iter_batches(
                batch_size=_BATCH_ROWS, row_groups=[group], columns=["id", "source.licence"], use_threads=False
            ):
                rows = batch.to_pylist()
                articles += [row["id"] for row in rows if row["source"]["licence"].casefold() == UNKNOWN]
    return articles


def _list(ids: list[str]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(ids[:_NAMED]) + more
