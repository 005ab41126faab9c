"""Load an edition as a Hugging Face dataset, after its checksums have been compared.

Never touches the network, but for a source on the Hub.
``datasets`` alone would merge all versions when it is given the directory above them,
read whatever files a card points at, and take a flipped bit for text; here a version is chosen by its path, and an
edition that is not what it says is refused before its first row.
"""

import re
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Union, cast

from copydesk.check.withdrawals import NOTHING_WITHDRAWN, Withdrawals
from copydesk.errors import UsageError
from copydesk.release.edition import Config, split_rows
from copydesk.release.layout import MANIFEST, table_place
from copydesk.release.manifest import Manifest, open_manifest
from copydesk.release.verify import require_sound
from copydesk.release.withdrawn_rows import require_version_in_use, withdrawn_findings
from copydesk.schema import FLAT_VIEWS, VIEWS
from copydesk.use.hub_editions import PREFIX, hub_edition
from copydesk.use.progress_bars import bars_for_people
from copydesk.use.withdrawn_since import require_in_use, withdrawn_since

if TYPE_CHECKING:
    import datasets

    Loaded = Union[  # noqa: UP007  the names are strings to everyone but the type checker
        datasets.Dataset, datasets.DatasetDict, datasets.IterableDataset, datasets.IterableDatasetDict
    ]

_VERSION = re.compile(r"(0|[1-9][0-9]{0,5})[.](0|[1-9][0-9]{0,5})[.](0|[1-9][0-9]{0,5})")

ARTICLES = "articles"
"""The view with a row for each article."""

_ALL_LANGUAGES = "default"

_PATTERN = re.compile(r"[*?\[\]]|::")
"""What ``datasets`` reads as a pattern: it would load other directories' files, or none."""


def load(  # noqa: PLR0913  each is one thing that a caller chooses
    config: str = "default",
    *,
    split: str | None = None,
    view: str = ARTICLES,
    version: str | None = None,
    source: Path | str | None = None,
    streaming: bool = False,
    verify: bool = True,
    withdrawals: Path | str | None = None,
) -> "Loaded":
    """Load one configuration of an edition.

    Args:
        config: ``default``, ``full``, the tag of a language, or a flat view of all languages.
        split: ``train``, ``validation`` or ``test``; None for a dictionary of all that have rows.
        view: what a row is: one of the ``articles`` of the configuration, or of their ``entities``, ``quotes`` or
            ``ner_tokens``, which ``default`` has of all languages and a language of its own.
        version: the version to load; None for the newest in ``source``.
        source: an edition, or a directory of editions by version; ``hub:organisation/name`` for a dataset on the
            Hugging Face Hub, of which exactly the tag of the version is fetched, once, into the user's cache; None
            for the corpus that comes with copydesk, which is built once into the same cache.
        streaming: whether rows are read from the files as they are asked for.
        verify: whether files are compared with their checksums first. Without it nothing protects from files that
            were changed, on purpose or by a disk.
        withdrawals: a file of tombstones that the edition is held to; None for those of its corpus, where that comes
            with copydesk or stands beside the directory of releases, and for what the newest version on the Hub lists,
            where it comes from there. Articles withdrawn since are named in a warning.

    Returns:
        What ``datasets.load_dataset`` returns: typed features, ``info.version`` and, as ``info.description``, the
        content digest.

    Raises:
        UsageError: there is no such source, version, configuration, view or split; the message names those there
            are.
        WithdrawnError: the version was withdrawn as a whole.
        VerificationError: a file is not what the checksums say, or the edition contradicts itself.
        WriteError: the Hub does not answer, or the cache cannot be written to.
    """
    edition, listed = _found(source, version)
    if verify:
        require_sound(edition, rows=False)
    manifest = open_manifest(edition)
    if version not in {None, manifest.version}:
        raise UsageError(f"there is no version {version} in {edition}; there is {manifest.version}")
    wanted = _wanted(manifest, config, view)
    splits = _require_split(manifest, wanted, split)
    _warn_of_withdrawn(edition, None if withdrawals is None else Path(withdrawals), listed)
    with bars_for_people():
        loaded = _load(edition, wanted.name, split, manifest, streaming=streaming)
        return loaded if wanted.language is None else _in_language(loaded, wanted.language, splits)


def find_edition(source: Path, version: str | None) -> Path:
    """Give the directory of an edition: the source itself, or the one of a version below it (the newest for None).

    Raises:
        UsageError: there is no edition, or none of this version; the message names those there are.
    """
    if not source.is_dir():
        raise UsageError(f"{source} is no directory")
    if (source / MANIFEST).is_file():
        return source
    editions = {path.name: path for path in source.iterdir() if _VERSION.fullmatch(path.name) and path.is_dir()}
    if not editions:
        raise UsageError(f"{source} holds no edition: no {MANIFEST} and no directories named by versions")
    ordered = sorted(editions, key=_numbers)
    if version is None:
        return editions[ordered[-1]]
    if version not in editions:
        raise UsageError(f"there is no version {version} in {source}; there are {', '.join(ordered)}")
    return editions[version]


def _found(source: Path | str | None, version: str | None) -> tuple[Path, Withdrawals]:
    """Give the directory of the edition, and what is known of withdrawals where it comes from."""
    if source is None:
        from copydesk.use.packaged import packaged_edition  # noqa: PLC0415  brings the whole pipeline

        return packaged_edition(), NOTHING_WITHDRAWN
    if str(source).startswith(PREFIX):
        found = hub_edition(str(source).removeprefix(PREFIX), version)
        return found.path, found.withdrawals
    return find_edition(Path(source), version), NOTHING_WITHDRAWN


def _warn_of_withdrawn(edition: Path, withdrawals: Path | None, listed: Withdrawals) -> None:
    """Name what was withdrawn by the given tombstones, and by those that the source of the edition lists."""
    require_in_use(edition, withdrawals)
    require_version_in_use(edition, listed)
    found = (*withdrawn_since(edition, withdrawals), *withdrawn_findings(edition, listed))
    names = sorted({one.article for one in found if one.article})
    if names:
        message = f"{edition} holds articles that were withdrawn since: {', '.join(names)}; load a later version"
        warnings.warn(message, UserWarning, stacklevel=3)


def _load(edition: Path, config: str, split: str | None, manifest: Manifest, *, streaming: bool) -> "Loaded":
    import datasets  # noqa: PLC0415  the import takes a second or two

    path = str(edition.resolve())
    if _PATTERN.search(path) or path.endswith(".py"):
        raise UsageError(f"{path}: datasets takes such a path for a pattern or a script; give the edition another name")
    loaded: Loaded = datasets.load_dataset(path, config, split=split, streaming=streaming)
    parts = loaded.values() if isinstance(loaded, dict) else (loaded,)
    for part in parts:
        part.info.dataset_name = manifest.name
        part.info.description = manifest.content_digest
    return loaded


def _wanted(manifest: Manifest, config: str, view: str) -> Config:
    """Find the configuration to read, and the language to keep of it where it has more."""
    if config not in manifest.configs:
        raise UsageError(f"there is no config {config!r}; there are {', '.join(manifest.configs)}")
    if view == ARTICLES:
        return Config(config, config, None)
    views = [name for name in FLAT_VIEWS if name in manifest.configs]
    if view not in views:
        raise UsageError(f"there is no view {view!r}; there are {', '.join((ARTICLES, *views))}")
    if config in {*VIEWS, *FLAT_VIEWS} - {_ALL_LANGUAGES}:
        raise UsageError(f"the config {config!r} has no view {view!r}; {_ALL_LANGUAGES!r} and each language have it")
    return Config(view, view, None if config == _ALL_LANGUAGES else config)


def _require_split(manifest: Manifest, wanted: Config, split: str | None) -> dict[str, int]:
    """Give the splits that have rows."""
    splits = manifest.configs[wanted.name]
    if wanted.language is not None:
        rows = {place: number for path, number in manifest.rows.items() if (place := table_place(path))}
        splits = {str(name): number for name, number in split_rows(wanted, rows).items()}
    name = wanted.name if wanted.language is None else f"{wanted.view} of {wanted.language}"
    if not splits:
        raise UsageError(f"there are no {name}")
    if split is not None and split not in splits:
        raise UsageError(f"there is no split {split!r} in {name!r}; there are {', '.join(splits)}")
    return splits


def _in_language(loaded: "Loaded", language: str, splits: Iterable[str]) -> "Loaded":
    """Keep the rows of one language, and the splits that have any."""

    def _kept(tags: list[str]) -> list[bool]:
        return [tag == language for tag in tags]

    if isinstance(loaded, dict):
        kept = {name: loaded[name].filter(_kept, input_columns="language", batched=True) for name in splits}
        return cast("Loaded", type(loaded)(kept))
    return cast("Loaded", loaded.filter(_kept, input_columns="language", batched=True))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))
