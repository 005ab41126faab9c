"""Walk a corpus directory: every file is an article, holds articles, belongs to one, is rejected, or is skipped."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from copydesk.check.findings import Finding
from copydesk.check.strict_json import read_json
from copydesk.errors import InputError, Place
from copydesk.pipeline.facts import NO_FACTS, Facts
from copydesk.pipeline.inputs import ARTICLE_SUFFIXES, TABLE_SUFFIXES, facts_from, rows
from copydesk.schema import schema_errors
from copydesk.text.containers import Line, sidecar_of, suffix_of
from copydesk.text.intake import read_bytes

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,127}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NOT_IN_ID = re.compile(r"[^a-z0-9._-]+")
_LONGEST_STEM = 100
_FOLDER_FACTS = "source.json"


@dataclass(frozen=True, slots=True)
class Item:
    """One raw article of a corpus, not read yet.

    ``facts.path`` is the path within the corpus. ``primaries`` are the annotations that the gold was adjudicated from,
    by annotator, and ``reasons`` says why it reads as it does.
    """

    id: str
    file: Path
    facts: Facts
    line: Line | None = None
    gold: Path | None = None
    primaries: tuple[tuple[str, Path], ...] = ()
    reasons: Path | None = None

    @property
    def shown(self) -> str:
        """Give the path as messages name it, with the line where the file holds many."""
        return str(self.file) if self.line is None else f"{self.file}:{self.line.number}"


@dataclass(slots=True)
class Survey:
    """Findings while the directory is walked."""

    rejected: list[Finding] = field(default_factory=list)
    skipped: list[Finding] = field(default_factory=list)

    def reject(self, error: InputError) -> None:
        """Note a file that cannot be used."""
        self.rejected.append(Finding(error.rule, "error", error.place, error.message))

    def skip(self, shown: str, message: str) -> None:
        """Note a file that is no article."""
        self.skipped.append(Finding("file-skipped", "warning", Place(shown), message))


def find_articles(root: Path, survey: Survey) -> Iterator[Item]:
    """Walk ``raw/`` and pair each article with its sidecar and the defaults of its folders."""
    raw = root / "raw"
    files = set(regular_files(raw, survey))
    holders = [path for path in sorted(files) if _holds_articles(path)]
    _account_for_the_rest(files, holders, survey)
    for path in holders:
        sources = [folder / _FOLDER_FACTS for folder in reversed(path.parents) if folder / _FOLDER_FACTS in files]
        sidecar = sidecar_of(path)
        try:
            known = _known(root, path, [*sources, *([sidecar] if sidecar in files else [])])
        except InputError as error:
            survey.reject(error)
            continue
        if suffix_of(path) in TABLE_SUFFIXES:
            yield from _rows(path, known, survey)
        else:
            facts = Facts(**{"id": id_from_stem(path.stem), **known})
            yield Item(facts.id or "", path, facts)


def regular_files(folder: Path, survey: Survey) -> Iterator[Path]:
    """Walk a folder in sorted order; links, special files and names that no report could show are rejected."""
    waiting = [folder] if folder.is_dir() else []
    while waiting:
        current = waiting.pop()
        with os.scandir(current) as entries:
            ordered = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        folders = []
        for entry in ordered:
            path = current / entry.name
            place = Place(str(path))
            if not entry.name.isprintable():
                survey.reject(InputError("name-invalid", "the name holds characters that cannot be printed", place))
            elif entry.is_symlink():
                survey.reject(InputError("file-not-regular", "is a symbolic link; put the file itself here", place))
            elif entry.is_dir():
                folders.append(path)
            elif entry.is_file():
                yield path
            else:
                survey.reject(InputError("file-not-regular", "is no regular file", place))
        waiting.extend(reversed(folders))


def read_sidecar(article: Path) -> Facts:
    """Give what is known of one raw article, from the sidecar beside it where there is one.

    Raises:
        InputError: the sidecar is wrong.
    """
    sidecar = sidecar_of(article)
    known: dict[str, Any] = {"id": id_from_stem(article.stem), "path": article.name}
    if sidecar.is_file():
        known |= facts_from(read_checked(sidecar, "source"))
    return Facts(**known)


def read_checked(path: Path, schema: str) -> Any:
    """Read a JSON file and hold it to its schema.

    Raises:
        InputError: it cannot be read, is no JSON, or departs from the schema (``id-invalid``, ``<schema>-schema``).
    """
    shown = str(path)
    value = read_json(read_bytes(path, shown=shown), shown)
    for pointer, message in schema_errors(schema, value):
        rule = "id-invalid" if pointer == "/id" and schema == "source" else f"{schema}-schema"
        raise InputError(rule, message, Place(shown, pointer=pointer or "/"))
    return value


def id_key(article_id: str) -> str:
    """Give the form under which two ids are the same on every file system."""
    return unicodedata.normalize("NFC", article_id).casefold()


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


def _holds_articles(path: Path) -> bool:
    return suffix_of(path) in ARTICLE_SUFFIXES | TABLE_SUFFIXES and not path.name.startswith(".")


def _account_for_the_rest(files: set[Path], holders: Sequence[Path], survey: Survey) -> None:
    sidecars = {sidecar_of(path) for path in holders}
    for path in sorted(files - sidecars - set(holders)):
        if path.name == _FOLDER_FACTS:
            continue
        if path.suffix == ".json":
            survey.reject(InputError("sidecar-orphan", "has no article beside it", Place(str(path))))
        else:
            survey.skip(str(path), "is no article; raw articles end in .txt, .html, .jsonl or .jsonl.zst")


def _known(root: Path, path: Path, sources: Sequence[Path]) -> Mapping[str, Any]:
    """Put together what folder and sidecar say of the articles in a file; the nearest wins."""
    relative = path.relative_to(root)
    known: dict[str, Any] = {"path": relative.as_posix()}
    folder = relative.parts[1] if len(relative.parts) > 2 else ""
    if _LANGUAGE.fullmatch(folder):
        known["language"] = folder
    for source in sources:
        values = read_checked(source, "source")
        if source.name == _FOLDER_FACTS and "id" in values:
            message = "a folder has no id; ids belong to articles"
            raise InputError("source-schema", message, Place(str(source), pointer="/id"))
        known |= facts_from(values)
    return known


def _rows(path: Path, known: Mapping[str, Any], survey: Survey) -> Iterator[Item]:
    defaults = Facts(**known)
    for line, facts in rows(path, shown=str(path)):
        if isinstance(facts, InputError):
            survey.reject(facts)
            continue
        merged = replace(defaults, **{name: getattr(facts, name) for name in _given(facts)})
        yield Item(facts.id or "", path, merged, line)


def _given(facts: Facts) -> Iterator[str]:
    """Name the facts that are given: those that differ from knowing nothing."""
    return (name for name in Facts.__slots__ if getattr(facts, name) != getattr(NO_FACTS, name))
