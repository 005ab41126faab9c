"""Which split an article belongs to, and in which bucket of it: by its id alone, so that neither ever moves.

``corpus/splits.jsonl`` (one ``{"id": ..., "split": ...}`` a line) wins; any other id is placed by a hash. Adding or
withdrawing articles therefore never moves another one.
"""

import hashlib
from collections.abc import Mapping
from typing import Literal, get_args

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


def stable_hash(purpose: str, article_id: str) -> int:
    """Give a number that depends on an id and on what it is for, and on nothing else."""
    return int.from_bytes(hashlib.sha256(f"copydesk {purpose} 1\n{article_id}".encode()).digest()[:8], "big")
