"""Which gold files a corpus holds, and of what kind: told by the folder, without opening one.

gold/<language>/**/<id>.json                        the adjudicated annotation
gold/primary/<annotator>/<language>/**/<id>.json    an annotation that it was adjudicated from
gold/reasons/<language>/**/<id>.json                where two of those differ, and what was decided
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.errors import InputError, Place
from copydesk.pipeline.survey import Survey, regular_files

PRIMARY, REASONS = "primary", "reasons"
_ANNOTATOR = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


@dataclass(slots=True)
class GoldFiles:
    """Gold files by the id of their article; the primary ones by annotator first."""

    gold: dict[str, Path] = field(default_factory=dict)
    primaries: dict[str, dict[str, Path]] = field(default_factory=dict)
    reasons: dict[str, Path] = field(default_factory=dict)


def find_gold_files(root: Path, survey: Survey, known: Collection[str]) -> GoldFiles:
    """Walk ``gold/``; what belongs to no article of ``known``, or stands twice, is rejected."""
    files = GoldFiles()
    for path in regular_files(root, survey):
        if path.suffix != ".json":
            survey.skip(str(path), "is no gold file; gold files end in .json")
            continue
        try:
            _enter(path, _kind(files, path.relative_to(root)), known)
        except InputError as error:
            survey.reject(error.at(str(path)))
    return files


def _kind(files: GoldFiles, path: Path) -> dict[str, Path]:
    """Give the files of the kind that a path below ``gold/`` names."""
    match path.parts:
        case (folder, annotator, _, *_) if folder == PRIMARY and _ANNOTATOR.fullmatch(annotator):
            return files.primaries.setdefault(annotator, {})
        case (folder, *_) if folder == PRIMARY:
            raise InputError("primary-annotator", f"lies in no folder {PRIMARY}/<annotator>/")
        case (folder, *_) if folder == REASONS:
            return files.reasons
    return files.gold


def _enter(path: Path, files: dict[str, Path], known: Collection[str]) -> None:
    place = Place(str(path))
    if path.stem in files:
        raise InputError("gold-duplicate", f"gold for {path.stem!r} is also in {files[path.stem]}", place)
    if path.stem not in known:
        raise InputError("gold-orphan", f"there is no article {path.stem!r} in raw/", place)
    files[path.stem] = path
