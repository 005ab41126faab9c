"""A corpus directory: which articles it holds, what is known of each, and what lies there that is none.

    corpus.json                    name, version, licence, languages
    raw/<language>/**/<id>.txt     raw articles, bytes never edited
    raw/**/<id>.json               sidecar: what is known of one article
    raw/**/source.json             the same for all articles below
    gold/<language>/**/<id>.json   adjudicated annotation

Nothing outside the directory is read: symbolic links are refused. The order is that of the ids, whatever the file
system says. Every file is an article, belongs to one, is rejected, or is listed as skipped.
"""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from copydesk.check.findings import Finding
from copydesk.check.strict_json import read_json
from copydesk.check.waivers import Waivers, read_waivers
from copydesk.errors import InputError, Place, UsageError
from copydesk.pipeline.facts import Facts
from copydesk.schema import schema_errors
from copydesk.text.intake import read_bytes

ARTICLE_SUFFIX = ".txt"
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,127}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NOT_IN_ID = re.compile(r"[^a-z0-9._-]+")
_LONGEST_STEM = 100
_FACT_NAMES = frozenset(item.name for item in fields(Facts))


@dataclass(frozen=True, slots=True)
class Item:
    """One raw article of a corpus, not read yet.

    ``shown`` is its path as messages name it; ``facts.path`` the path within the corpus.
    """

    id: str
    file: Path
    shown: str
    facts: Facts
    gold: Path | None


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a corpus directory holds: items in order of id, waivers, and findings about files that are no items."""

    root: Path
    manifest: Mapping[str, Any]
    items: tuple[Item, ...]
    rejected: tuple[Finding, ...]
    skipped: tuple[Finding, ...]
    waivers: Waivers


@dataclass(slots=True)
class _Survey:
    """Findings while the directory is walked, and the files by their kind."""

    rejected: list[Finding] = field(default_factory=list)
    skipped: list[Finding] = field(default_factory=list)

    def reject(self, error: InputError) -> None:
        self.rejected.append(Finding(error.rule, "error", error.place, error.message))

    def skip(self, shown: str, message: str) -> None:
        self.skipped.append(Finding("file-skipped", "warning", Place(shown), message))


def open_corpus(root: Path) -> Corpus:
    """Survey a corpus directory.

    Raises:
        UsageError: it is no directory, or has no ``corpus.json``.
        InputError: its ``corpus.json`` is wrong (``json-…``, ``corpus-schema``).
    """
    manifest_path = root / "corpus.json"
    if not root.is_dir():
        raise UsageError(f"{root}: no such directory")
    if not manifest_path.is_file():
        raise UsageError(f"{root}: no corpus; a corpus directory holds a corpus.json")
    manifest = _read_checked(manifest_path, str(manifest_path), "corpus")
    survey = _Survey()
    candidates = list(_articles(root, survey))
    items = _unique(candidates, survey)
    golds = _golds(root, survey)
    known = {item.id for item in candidates}
    for name, path in golds.items():
        if name not in known:
            shown = str(path)
            survey.reject(InputError("gold-orphan", f"there is no article {name!r} in raw/", Place(shown)))
    placed = tuple(Item(item.id, item.file, item.shown, item.facts, golds.get(item.id)) for item in items)
    waivers = read_waivers(root / "waivers.toml")
    return Corpus(root, manifest, placed, tuple(survey.rejected), tuple(survey.skipped), waivers)


def read_sidecar(article: Path) -> Facts:
    """Give what is known of one raw article, from the sidecar beside it where there is one.

    Raises:
        InputError: the sidecar is wrong.
    """
    sidecar = article.with_suffix(".json")
    known: dict[str, Any] = {"id": id_from_stem(article.stem), "path": article.name}
    if sidecar.is_file():
        values = _read_checked(sidecar, str(sidecar), "source")
        known.update({name: value for name, value in values.items() if name in _FACT_NAMES})
    return Facts(**known)


def _articles(root: Path, survey: _Survey) -> Iterator[Item]:
    """Walk ``raw/`` and pair each article with its sidecar and the defaults of its folders."""
    raw = root / "raw"
    files = set(_regular_files(raw, survey))
    defaults = {path.parent: path for path in files if path.name == "source.json"}
    articles = [
        path for path in sorted(files) if path.suffix.lower() == ARTICLE_SUFFIX and not path.name.startswith(".")
    ]
    sidecars = {path.with_suffix(".json") for path in articles}
    for path in sorted(files):
        if path.name == "source.json" or path in sidecars:
            continue
        if path.suffix == ".json":
            survey.reject(InputError("sidecar-orphan", "has no article beside it", Place(str(path))))
        elif path.suffix.lower() != ARTICLE_SUFFIX or path.name.startswith("."):
            survey.skip(str(path), "is no article; raw articles end in .txt")
    for path in articles:
        sidecar = path.with_suffix(".json")
        try:
            facts = _facts(
                root, path, [*_folder_defaults(raw, path, defaults), *([sidecar] if sidecar in files else [])]
            )
        except InputError as error:
            survey.reject(error)
            continue
        yield Item(facts.id or id_from_stem(path.stem), path, str(path), facts, None)


def _regular_files(folder: Path, survey: _Survey) -> Iterator[Path]:
    """Walk a folder in sorted order; links, special files and names that no report could show are rejected."""
    waiting = [folder] if folder.is_dir() else []
    while waiting:
        current = waiting.pop()
        with os.scandir(current) as entries:
            ordered = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        folders = []
        for entry in ordered:
            path = current / entry.name
            if not entry.name.isprintable():
                survey.reject(
                    InputError("name-invalid", "the name holds characters that cannot be printed", Place(str(path)))
                )
            elif entry.is_symlink():
                survey.reject(
                    InputError("file-not-regular", "is a symbolic link; put the file itself here", Place(str(path)))
                )
            elif entry.is_dir():
                folders.append(path)
            elif entry.is_file():
                yield path
            else:
                survey.reject(InputError("file-not-regular", "is no regular file", Place(str(path))))
        waiting.extend(reversed(folders))


def _folder_defaults(raw: Path, path: Path, defaults: Mapping[Path, Path]) -> list[Path]:
    """Name the ``source.json`` files that hold for an article, the nearest last."""
    below = [parent for parent in path.parents if parent == raw or raw in parent.parents]
    return [defaults[parent] for parent in reversed(below) if parent in defaults]


def _facts(root: Path, path: Path, sources: list[Path]) -> Facts:
    relative = path.relative_to(root)
    known: dict[str, Any] = {"path": relative.as_posix()}
    folder = relative.parts[1] if len(relative.parts) > 2 else ""
    if _LANGUAGE.fullmatch(folder):
        known["language"] = folder
    for source in sources:
        values = _read_checked(source, str(source), "source")
        known.update({name: value for name, value in values.items() if name in _FACT_NAMES})
    known.setdefault("id", id_from_stem(path.stem))
    return Facts(**known)


def _read_checked(path: Path, shown: str, schema: str) -> Any:
    value = read_json(read_bytes(path, shown=shown), shown)
    for pointer, message in schema_errors(schema, value):
        rule = "id-invalid" if pointer == "/id" and schema == "source" else f"{schema}-schema"
        raise InputError(rule, message, Place(shown, pointer=pointer or "/"))
    return value


def _unique(items: list[Item], survey: _Survey) -> list[Item]:
    """Keep the items whose id no other has; of the others none is built, and each names the rest."""
    by_key: dict[str, list[Item]] = {}
    for item in items:
        by_key.setdefault(unicodedata.normalize("NFC", item.id).casefold(), []).append(item)
    for same in by_key.values():
        for item in same if len(same) > 1 else ():
            others = ", ".join(other.shown for other in same if other is not item)
            message = f"id {item.id!r} is also that of {others}"
            survey.reject(InputError("article-id-unique", message, Place(item.shown, pointer="/id")))
    return sorted((same[0] for same in by_key.values() if len(same) == 1), key=lambda item: item.id)


def _golds(root: Path, survey: _Survey) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in _regular_files(root / "gold", survey):
        if path.suffix != ".json":
            survey.skip(str(path), "is no gold file; gold files end in .json")
        elif path.stem in found:
            message = f"gold for {path.stem!r} is also in {found[path.stem]}"
            survey.reject(InputError("gold-duplicate", message, Place(str(path))))
        else:
            found[path.stem] = path
    return found


def id_from_stem(stem: str) -> str:
    """Make an id of a file's name where no sidecar gives one.

    A name that is an id already stays; any other is folded to ASCII, lower case and hyphens; long or unreadable
    names end in the first digits of their SHA-256.

    >>> id_from_stem("fr-01"), id_from_stem("L'été à Nîmes")
    ('fr-01', 'l-ete-a-nimes')
    """
    if _ID.fullmatch(stem):
        return stem
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = _NOT_IN_ID.sub("-", ascii_only).strip("-._")
    if slug and len(slug) <= _LONGEST_STEM:
        return slug
    digest = hashlib.sha256(os.fsencode(stem)).hexdigest()[:12]
    return f"{slug[:_LONGEST_STEM]}-{digest}" if slug else f"article-{digest}"
