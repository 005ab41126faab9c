"""Where the data files are that are no code: schemas, the corpus, and what is known of each language.

In a checkout `schema/` and `corpus/` stand at the top level; in a wheel they were mapped into the package.
"""

import json
import tomllib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
ROOT = PACKAGE if (PACKAGE / "schema").is_dir() else PACKAGE.parents[1]
SCHEMAS = ROOT / "schema"
CORPUS = ROOT / "corpus"
CORPUS_HEAD = "corpus.json"
"""The file that makes a directory a corpus: its name, version and terms."""

LANGUAGE_DATA = PACKAGE / "languages"


@cache
def read_schema(name: str) -> Any:
    """Read ``schema/<name>.schema.json``; the result is shared, do not change it."""
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


@cache
def languages() -> tuple[str, ...]:
    """Give the BCP-47 tags of the languages that have data, sorted: the folders of ``languages/``."""
    return tuple(
        sorted(path.name for path in LANGUAGE_DATA.iterdir() if path.is_dir() and not path.name.startswith("_"))
    )


@cache
def language_data(language: str, topic: str) -> dict[str, Any]:
    """Read ``languages/<language>/<topic>.toml``; an empty dictionary where there is none.

    The result is shared, do not change it.
    """
    path = LANGUAGE_DATA / language / f"{topic}.toml"
    if language not in languages() or not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def package_version(name: str) -> str:
    """Give the version of an installed package; its metadata is parsed once, which costs a tenth of an article."""
    return version(name)
