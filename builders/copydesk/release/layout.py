"""Which files an edition holds, and where. Nothing else may lie in its directory."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import cast

from copydesk.release.splits import SPLITS, Split
from copydesk.schema import FLAT_VIEWS

CARD = "README.md"
MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
DATASHEET = "DATASHEET.md"
CROISSANT = "croissant.json"
ARTICLE_SCHEMA = "schema/article.schema.json"

SCHEMAS_OF_VIEWS: dict[str, str] = {
    "full": ARTICLE_SCHEMA,
    **{view: f"schema/{view}.schema.json" for view in FLAT_VIEWS},
}
"""Where the schema lies that declares the columns of a view."""

PLOT_NAMES = ("articles", "splits", "sources", "lengths", "entities", "quotes")
"""What the pictures of an edition show."""


def plot_path(name: str) -> str:
    """Give the path of a picture below the edition's directory."""
    return f"plots/{name}.svg"


REASONS = "annotation/reasons.jsonl"
"""Why the gold reads as it does: one article a line, where its primary annotations differ."""

ADJUDICATION_SCHEMAS = ("schema/gold.schema.json", "schema/adjudication.schema.json")
"""The schemas of what lies below ``annotation/``, in the editions that have it."""

_PRIMARY_PATH = re.compile(r"annotation/primary/[a-z0-9][a-z0-9-]{0,31}\.jsonl")


def primary_path(annotator: str) -> str:
    """Give the path of the annotations of one annotator: one article a line, as its gold files have them."""
    return f"annotation/primary/{annotator}.jsonl"


def annotator_of(path: str) -> str:
    """Give the annotator whose annotations lie at a path that ``primary_path`` gave."""
    return PurePosixPath(path).stem


def is_adjudication(path: str) -> bool:
    """Tell whether a path is that of primary annotations or of reasons."""
    return path == REASONS or _PRIMARY_PATH.fullmatch(path) is not None


FIXED_FILES: tuple[str, ...] = (
    CARD,
    MANIFEST,
    CHECKSUMS,
    DATASHEET,
    CROISSANT,
    *SCHEMAS_OF_VIEWS.values(),
    *map(plot_path, PLOT_NAMES),
)
"""The files that every edition holds beside its tables."""


FOLDERS = frozenset({"data", "plots", "schema", "annotation", "annotation/primary"})
"""The directories of an edition, those of tables aside."""

_TABLE_PATH = re.compile(
    r"data/(?P<view>[a-z][a-z0-9_]{0,31})/(?P<language>und|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})/"
    rf"(?P<split>{'|'.join(SPLITS)})/bucket-(?P<bucket>[0-9]{{3,6}})\.parquet"
)


@dataclass(frozen=True, slots=True, order=True)
class TablePlace:
    """Where rows stand: which view, language, split and bucket."""

    view: str
    language: str
    split: Split
    bucket: int

    @property
    def path(self) -> str:
        """The path below the edition's directory, with slashes."""
        return f"data/{self.view}/{self.language}/{self.split}/bucket-{self.bucket:03d}.parquet"


def table_place(path: str) -> TablePlace | None:
    """Read the place off a path below the edition's directory; None where it is no path of a table.

    >>> table_place("data/full/fr/train/bucket-000.parquet").language
    'fr'
    >>> table_place("data/full/fr/train/../bucket-000.parquet") is None
    True
    """
    found = _TABLE_PATH.fullmatch(path)
    if found is None:
        return None
    place = TablePlace(found["view"], found["language"], cast("Split", found["split"]), int(found["bucket"]))
    return place if place.path == path else None


def is_edition_file(path: str) -> bool:
    """Tell whether an edition may hold a file at a path."""
    return path in {*FIXED_FILES, *ADJUDICATION_SCHEMAS} or is_adjudication(path) or table_place(path) is not None
