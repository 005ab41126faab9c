"""Which split an article belongs to, and in which bucket of it: by its id alone, so that neither ever moves.

``corpus/splits.jsonl`` (one ``{"id": ..., "split": ...}`` a line) wins; any other id is placed by a hash. Adding or
withdrawing articles therefore never moves another one.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, cast, get_args

from copydesk.errors import InputError, Place

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)

_PERCENT_TRAIN = 60
_PERCENT_TRAIN_AND_VALIDATION = 75


def split_of(article_id: str, declared: Mapping[str, Split]) -> Split:
    """Give the declared split of an id, else the one that its hash gives: 60 % train, 15 % validation, 25 % test."""
    return declared[article_id] if article_id in declared else hashed_split(article_id)


def hashed_split(article_id: str) -> Split:
    """Place an id by a stable hash of it.

    >>> [hashed_split(name) for name in ("a", "b", "c", "d", "e", "f")]
    ['validation', 'train', 'validation', 'train', 'train', 'train']
    """
    percent = stable_hash("split", article_id) % 100
    if percent < _PERCENT_TRAIN:
        return "train"
    return "validation" if percent < _PERCENT_TRAIN_AND_VALIDATION else "test"


def bucket_of(article_id: str, buckets: int) -> int:
    """Give the file, counted from 0, that holds an id when its split is divided into ``buckets`` files."""
    return stable_hash("bucket", article_id) % buckets


def read_splits(path: Path) -> dict[str, Split]:
    """Read the declared splits; none where the file is absent. Ids that are in no edition do no harm.

    Raises:
        InputError: a line is not of the form, names no split, or names an id a second time.
    """
    if not path.is_file():
        return {}
    splits: dict[str, Split] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line:
            article_id, split = _entry(line, Place(str(path), line=number))
            if article_id in splits:
                raise InputError("splits-unique", f"{article_id!r} has a split already", Place(str(path), line=number))
            splits[article_id] = split
    return splits


def _entry(line: str, place: Place) -> tuple[str, Split]:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise InputError("splits-form", f"is no JSON: {error}", place) from error
    if not isinstance(entry, dict) or set(entry) != {"id", "split"} or not isinstance(entry["id"], str):
        raise InputError("splits-form", 'expected {"id": ..., "split": ...}', place)
    if entry["split"] not in SPLITS:
        raise InputError("splits-form", f"{entry['split']!r} is none of {', '.join(SPLITS)}", place)
    return entry["id"], cast("Split", entry["split"])


def stable_hash(purpose: str, article_id: str) -> int:
    """Give a number that depends on an id and on what it is for, and on nothing else."""
    return int.from_bytes(hashlib.sha256(f"copydesk {purpose} 1\n{article_id}".encode()).digest()[:8], "big")
