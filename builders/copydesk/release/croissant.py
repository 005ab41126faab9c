"""``croissant.json``: the edition in Croissant 1.1, so that its tables can be read by the tools that know the format.

Written from the schemas by hand, in JSON-LD: each table as a file with its SHA-256, and a record set for each view
that is flat; of the articles only the columns that hold one value, since a list of structures within a list loses
its parent in readers of Croissant. It is listed in SHA256SUMS, and lists neither that file nor itself.

There is no ``datePublished``: an edition knows of no clock, and the same corpus makes the same bytes.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from copydesk.release.corpus import CorpusHead
from copydesk.release.croissant_context import CONTEXT
from copydesk.release.croissant_rai import responsible_ai
from copydesk.release.edition import Edition
from copydesk.release.layout import REASONS, TablePlace
from copydesk.schema import FLAT_VIEWS, resolve, view_descriptions

CONFORMS_TO = ("http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0")

RECORD_SETS: dict[str, str] = {"articles": "default", **{view: view for view in FLAT_VIEWS}}
"""The view whose tables hold the records of a record set."""

_ABOUT = {
    "articles": "The articles: the columns that hold one value.",
    "entities": "The mentions of named things, one a record.",
    "quotes": "The quotes, one a record.",
    "ner_tokens": "The passages in which names are annotated, as tokens with tags in IOB2.",
}
_KEYS = {
    "articles": ("id",),
    "entities": ("article_id", "id"),
    "quotes": ("article_id", "id"),
    "ner_tokens": ("article_id", "passage"),
}
_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}
_PARQUET = "application/x-parquet"
_SPLIT = "data/[^/]+/[^/]+/([^/]+)/.*"
_KNOWN_LICENCES = "https://spdx.org/licenses/"


def render_croissant(edition: Edition, digests: Mapping[str, str]) -> str:
    """Write the description of an edition; ``digests`` gives the SHA-256 of each data file by its path."""
    return json.dumps(croissant_values(edition, digests), ensure_ascii=False, indent=2) + "\n"


def croissant_values(edition: Edition, digests: Mapping[str, str]) -> dict[str, Any]:
    """Give everything that the description says."""
    head = edition.head
    places = [table.place for table in edition.tables]
    views = {place.view for place in places}
    present = {name: view for name, view in RECORD_SETS.items() if view in views}
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": list(CONFORMS_TO),
        "name": head.name,
        "alternateName": " ".join(head.title.split()),
        "description": head.description.strip(),
        "version": head.version,
        "license": _licence(head),
        "citeAs": head.citation.strip(),
        "inLanguage": list(edition.tally.by_language()),
        "isLiveDataset": False,
        **({"url": head.homepage} if head.homepage else {}),
        **responsible_ai(edition.tally),
        "distribution": [
            *(_file_object(place, digests[place.path]) for place in places),
            *(_annotation_object(path, digests[path]) for path in _annotations(edition)),
            *(_file_set(view) for view in present.values()),
        ],
        "recordSet": [_record_set(name, view) for name, view in present.items()],
    }


def distributed(value: Any) -> tuple[dict[str, str], list[str]]:
    """Read from a description which files it lists, with the SHA-256 of each, and by which patterns it gathers them.

    Raises:
        KeyError, TypeError: it has not the form that is written here.
    """
    entries = value["distribution"]
    files = {entry["contentUrl"]: entry["sha256"] for entry in entries if entry["@type"] == "cr:FileObject"}
    return files, [entry["includes"] for entry in entries if entry["@type"] != "cr:FileObject"]


def pattern(view: str) -> str:
    """Give the pattern of the tables of a view, from the directory of the description."""
    return f"data/{view}/*/*/bucket-*.parquet"


def _file_object(place: TablePlace, digest: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": place.path,
        "name": place.path,
        "description": f"View {place.view}, language {place.language}, split {place.split}.",
        "contentUrl": place.path,
        "encodingFormat": _PARQUET,
        "sha256": digest,
    }


def _annotations(edition: Edition) -> Iterable[str]:
    return edition.adjudication.rows if edition.adjudication else ()


def _annotation_object(path: str, digest: str) -> dict[str, Any]:
    about = "Why the gold reads as it does" if path == REASONS else "A primary annotation of the articles"
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "description": f"{about}, one article a line.",
        "contentUrl": path,
        "encodingFormat": "application/jsonlines",
        "sha256": digest,
    }


def _file_set(view: str) -> dict[str, Any]:
    """Gather the tables of a view by a pattern; mlcroissant 1.1 reads no set that names the files it is made of."""
    return {
        "@type": "cr:FileSet",
        "@id": f"tables-{view}",
        "name": f"tables-{view}",
        "description": f"All tables of the view {view}.",
        "encodingFormat": _PARQUET,
        "includes": pattern(view),
    }


def _record_set(name: str, view: str) -> dict[str, Any]:
    columns = view_descriptions(view)
    if view not in FLAT_VIEWS:
        columns = {column: about for column, about in columns.items() if about[1]["type"] in _TYPES}
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": _ABOUT[name],
        "key": [{"@id": f"{name}/{column}"} for column in _KEYS[name]],
        "field": [*(_field(name, view, column, about) for column, about in columns.items()), _split(name, view)],
    }


def _field(record_set: str, view: str, column: str, about: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    description, value = about
    is_array = value["type"] == "array"
    return {
        "@type": "cr:Field",
        "@id": f"{record_set}/{column}",
        "name": column,
        "description": description,
        "dataType": _TYPES[(resolve(value["items"])[0] if is_array else value)["type"]],
        **({"isArray": True, "arrayShape": "-1"} if is_array else {}),
        "source": {"fileSet": {"@id": f"tables-{view}"}, "extract": {"column": column}},
    }


def _split(record_set: str, view: str) -> dict[str, Any]:
    """Say which split a record is in, which its path tells."""
    return {
        "@type": "cr:Field",
        "@id": f"{record_set}/split",
        "name": "split",
        "description": "The split that the record is in.",
        "dataType": "sc:Text",
        "source": {
            "fileSet": {"@id": f"tables-{view}"},
            "extract": {"fileProperty": "fullpath"},
            "transform": {"regex": _SPLIT},
        },
    }


def _licence(head: CorpusHead) -> str:
    if head.licence.lower() in {"other", "unknown"}:
        return head.licence_link or head.licence_name or head.licence
    return f"{_KNOWN_LICENCES}{head.licence}"
