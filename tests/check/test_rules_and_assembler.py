"""What the assembler makes of any raw text passes the rules about text, passages and edits."""

import hashlib
import re
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from copydesk.check.articles import check_article
from copydesk.record import Article, Layer, Role, Source
from copydesk.text.edits import assemble
from copydesk.text.fields import article_kicker, images, joined, related_links
from copydesk.text.pieces import Piece

NO_ROLES: tuple[Role, ...] = ("dateline", "update_line", "related_heading")
ROLES = (*(role for role in get_args(Role) if role not in NO_ROLES), None)
OPEN_EDGE = re.compile("\\A\u00ad+(?:\\s|\\Z)|\\s\u00ad+\\Z")
"""A piece that ends in white space, or in nothing, once its soft hyphens are lifted; no layout makes one."""
WORDS = st.text(alphabet="ab e\u0301\u0327\u00e9\u00ad\u1100\u1161\u11a8\n.", min_size=1, max_size=12)
SEPARATORS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "  \n\t\u2022 ", "\n\n\n  ", " | ", "\ufeff\n", "\n \n"])
PARTS = st.lists(st.tuples(WORDS, st.sampled_from(ROLES), SEPARATORS), min_size=1, max_size=8)


def article_of(raw: str, pieces: list[Piece]) -> Article:
    made = assemble(raw, pieces)
    text, passages = made.text, made.passages
    data = raw.encode()
    source = Source(
        None, hashlib.sha256(data).hexdigest(), len(data), "utf-8", "lf", "unknown", None, None, None, "x", None, None
    )
    return Article(
        id="a",
        schema_version="1.0",
        language="und",
        language_detected="und",
        language_probability=0,
        text=text,
        headline=joined(text, passages, "headline"),
        kicker=article_kicker(text, passages),
        dek=joined(text, passages, "dek"),
        body=joined(text, passages, "paragraph", "subhead") or "",
        byline=joined(text, passages, "byline"),
        dateline=None,
        update_line=None,
        date_published=None,
        date_modified=None,
        images=images(text, passages),
        related_links=related_links(text, passages),
        passages=passages,
        entities=(),
        quotes=(),
        non_quotes=(),
        non_entities=(),
        edits=made.edits,
        layers=tuple(Layer(name, "automatic", "x", "1", None, ()) for name in ("layout", "spacing")),
        source=source,
    )


@given(PARTS)
def test_an_assembled_article_passes_the_rules_of_level_one(parts: list[tuple[str, Role | None, str]]) -> None:
    raw, pieces = "", []
    for words, role, separator in parts:
        piece = words.strip()
        if piece and not OPEN_EDGE.search(piece):
            noise = None if role else "other"
            pieces.append(Piece(len(raw), len(raw) + len(piece), role, noise, "test"))  # type: ignore[arg-type]
            raw += piece
        raw += separator
    if any(piece.role for piece in pieces):
        checked = article_of(raw, pieces)
        assert [str(finding) for finding in check_article(checked, levels=1)] == []
