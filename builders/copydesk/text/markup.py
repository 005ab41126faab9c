"""An HTML page to raw text with its layout, by trafilatura: the tags say what the lines alone would have to show.

The raw article of a page is the text that the extractor gives, a blank line between its blocks; what the extractor
dropped is not in it, so the raw can be rebuilt and the page cannot. The hash of the page is kept in the layer.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from copydesk.errors import InputError, MissingExtraError, Place
from copydesk.record import Layer, Role
from copydesk.resources import package_version
from copydesk.text.intake import RawArticle, decode, from_text
from copydesk.text.pieces import Layout, Piece

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?")
_PUBLISHED = ("article:published_time", "datePublished")
_MODIFIED = ("article:modified_time", "dateModified")


@dataclass(frozen=True, slots=True)
class Page:
    """What was taken from one HTML page.

    Dates are those that the page's metadata states in ISO 8601, else None; nothing is read from its address.
    """

    raw: RawArticle
    layout: Layout
    layer: Layer
    url: str | None
    publisher: str | None
    date_published: str | None
    date_modified: str | None


def read_html(data: bytes, *, path: str = "") -> Page:
    """Take the article out of an HTML page.

    Raises:
        InputError: the page is no UTF-8 (``encoding-…``), or no article was found in it (``layout-no-article``).
        MissingExtraError: trafilatura is not installed.
    """
    page = decode(data, path=path)
    tree, found = _extract(page.text)
    if found is None:
        raise InputError("layout-no-article", "no article was found in the page", Place(path, 1, 1))
    blocks = list(_blocks(found))
    if not any(role == "paragraph" for role, _ in blocks):
        raise InputError("layout-no-body", "a page with a title, and no article under it", Place(path, 1, 1))
    text, pieces = _joined(blocks)
    return Page(
        raw=from_text(text, path=path),
        layout=Layout(pieces, ()),
        layer=_layer(data),
        url=found.url if found.url and found.url.startswith(("http://", "https://")) else None,
        publisher=found.sitename or None,
        date_published=_stated_date(tree, _PUBLISHED),
        date_modified=_stated_date(tree, _MODIFIED),
    )


def _extract(page: str) -> tuple[Any, Any]:
    try:
        import trafilatura  # noqa: PLC0415  an extra, and slow to import
    except ImportError as error:
        raise MissingExtraError('reading HTML needs the extra "html": pip install "copydesk[html]"') from error
    tree = trafilatura.load_html(page)
    if tree is None:
        return None, None
    quick = {"extensive_search": False, "max_date": "2100-01-01"}
    options: dict[str, Any] = {"include_comments": False, "with_metadata": True, "date_extraction_params": quick}
    return tree, trafilatura.bare_extraction(trafilatura.load_html(page), **options)


def _blocks(found: Any) -> Iterator[tuple[Role, str]]:
    """Give the blocks of the page with their roles: title, description where it stands in the body, and the body."""
    body = [(element.tag, " ".join("".join(element.itertext()).split())) for element in _leaves(found.body)]
    title = found.title or next((words for tag, words in body if tag == "head"), None)
    if title:
        yield "headline", title
    opening = True
    for tag, words in body:
        if not words or (opening and words == title):
            continue
        if opening and words == found.description:
            yield "dek", words
        elif tag == "head":
            yield "subhead", words
        else:
            yield "paragraph", words
        opening = opening and tag == "head"


def _leaves(body: Any) -> Iterator[Any]:
    for element in body:
        if element.tag in {"list", "table", "row"}:
            yield from _leaves(element)
        else:
            yield element


def _joined(blocks: list[tuple[Role, str]]) -> tuple[str, tuple[Piece, ...]]:
    pieces, position = [], 0
    for role, words in blocks:
        pieces.append(Piece(position, position + len(words), role, None, "html"))
        position += len(words) + 2
    return "\n\n".join(words for _, words in blocks) + "\n", tuple(pieces)


def _stated_date(tree: Any, names: tuple[str, ...]) -> str | None:
    for name in names:
        for value in tree.xpath("//meta[@property=$name or @itemprop=$name]/@content", name=name):
            if _ISO.fullmatch(value):
                return str(value)
    return None


def _layer(data: bytes) -> Layer:
    page = f"page sha256:{hashlib.sha256(data).hexdigest()}"
    return Layer("layout", "automatic", "trafilatura", package_version("trafilatura"), None, (page,))
