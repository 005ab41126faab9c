"""The models of the extras ``transformers`` and ``gliner``: where they lie, what they are called, what they may load.

A model is a folder on this machine. Nothing is downloaded, and no code that a model's folder brings is run.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from copydesk.annotate.entities.recognizer import NamedSpan, OpenRecognizer, Recognizer
from copydesk.errors import MissingExtraError, UsageError
from copydesk.record import EntityType

LABELS: dict[str, EntityType] = {
    "PER": "PER",
    "PERSON": "PER",
    "PERS": "PER",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "CORP": "ORG",
    "PROD": "PROD",
    "PRODUCT": "PROD",
    "WORK_OF_ART": "PROD",
    "CW": "PROD",
    "EVENT": "EVENT",
    "EVE": "EVENT",
    "LAW": "MISC",
    "MISC": "MISC",
}
"""What models call the types of our scheme (CoNLL, OntoNotes, WikiNER, MultiCoNER, HIPE); other labels are left out."""

Recognize = Callable[[Sequence[str]], list[tuple[NamedSpan, ...]]]


class ModelKind(NamedTuple):
    """A library that opens models: its name, which is also that of the extra, and how a folder becomes a function."""

    library: str
    load: Callable[[Path], Recognize]


def type_of(label: str) -> EntityType | None:
    """Give our type for a model's label, with or without the mark of a tagging scheme; None where it is no name's.

    >>> type_of("B-PER"), type_of("I-organization"), type_of("O"), type_of("I-DATE")
    ('PER', 'ORG', None, None)
    """
    scheme, mark, rest = label.partition("-")
    bare = rest if mark and scheme in {"B", "I", "E", "S", "L", "U"} else label
    return LABELS.get(bare.upper().replace(" ", "_"))


def with_model(kind: ModelKind, folder: str | None = None) -> OpenRecognizer:
    """Make an annotator of a model; without a folder the one that ``COPYDESK_<LIBRARY>_MODEL`` names."""

    def open_model(_language: str) -> Recognizer:
        return _opened(kind, folder or os.environ.get(_variable(kind), ""))

    return open_model


def forget_loaded() -> None:
    """Let go of every model that was loaded from a folder."""
    _opened.cache_clear()


def _variable(kind: ModelKind) -> str:
    return f"COPYDESK_{kind.library.upper()}_MODEL"


@cache
def _opened(kind: ModelKind, folder: str) -> Recognizer:
    """Load a model, once a process.

    Raises:
        MissingExtraError: the library is not installed.
        UsageError: no model is named, it is no folder, or it does not load.
    """
    library = kind.library
    if not folder:
        raise UsageError(f"{library} needs a model: write {library}:FOLDER, or set {_variable(kind)}")
    path = Path(folder)
    if not path.is_dir():
        raise UsageError(f"{folder}: no such folder; models are loaded from this machine alone, never downloaded")
    try:
        recognize = kind.load(path)
    except ImportError as error:
        raise MissingExtraError(f"{library} is not installed (extra `{library}`)") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
        raise UsageError(f"{folder} does not load as a model: {' '.join(str(error).split())[:200]}") from error
    return Recognizer(recognize, (f"{library} {version(library)}", f"{path.resolve().name} sha256:{_digest(path)}"))


def _digest(folder: Path) -> str:
    """Name what a model's folder holds by the names and bytes of its files, not by where it lies."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        with path.open("rb") as file:
            digest.update(f"{path.name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()[:16]
