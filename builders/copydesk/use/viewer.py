"""One article as a readable sheet on a terminal: its fields, its text with entities and quotes, who said what."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from copydesk.errors import printable
from copydesk.record import Article, Passage, Quote
from copydesk.text.pieces import Piece

ENTITY_STYLES = {
    "PER": "bold cyan",
    "LOC": "bold green",
    "ORG": "bold yellow",
    "PROD": "bold magenta",
    "EVENT": "bold blue",
    "MISC": "bold",
}
QUOTE_STYLES = {"direct": "on grey23", "mixed": "on grey19", "indirect": "underline"}
_CUE_STYLE, _SOURCE_STYLE = "italic red", "italic"
_FIELDS = (
    "id",
    "language",
    "kicker",
    "headline",
    "update_line",
    "date_published",
    "date_modified",
    "byline",
    "dateline",
    "dek",
)
_LONGEST_LINE = 100


def sheet(article: Article) -> RenderableType:
    """Lay an article out for a terminal; nothing in it is read as markup."""
    parts: list[RenderableType] = [_fields(article), Text(), _legend(), Text()]
    parts.extend(Padding(_passage(article, passage), (0, 0, 1, 2)) for passage in article.passages if _shown(passage))
    if article.quotes:
        parts.append(_quotes(article))
    return Group(*parts)


def explanation(raw: str, pieces: Sequence[Piece]) -> str:
    """Say for each piece of the raw its line, its role or why it was set aside, and the rule that decided."""
    lines = []
    for piece in pieces:
        line = raw.count("\n", 0, piece.start) + 1
        what = piece.role or f"({piece.noise})"
        lines.append(f"{line:>5}  {what:<18} {piece.rule:<28} {_short(raw[piece.start : piece.end])}")
    return "\n".join(lines)


def _fields(article: Article) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name in _FIELDS:
        value = getattr(article, name)
        if value is not None:
            table.add_row(name, Text(str(value), style="bold" if name == "headline" else ""))
    for image in article.images:
        table.add_row("image", Text(" | ".join(part for part in (image.caption, image.credit) if part)))
    for link in article.related_links:
        kicker = Text(f"{link.kicker}: " if link.kicker else "", style="bold")
        table.add_row("related", kicker + Text(link.title))
    return table


def _legend() -> Text:
    legend = Text("  ")
    for kind, style in (ENTITY_STYLES | {f"{name} quote": style for name, style in QUOTE_STYLES.items()}).items():
        legend.append(kind, style=style)
        legend.append("  ")
    legend.append("cue", style=_CUE_STYLE)
    legend.append("  ")
    legend.append("source", style=_SOURCE_STYLE)
    return legend


def _shown(passage: Passage) -> bool:
    return passage.role in {"headline", "dek", "caption", "related_item", "subhead", "paragraph"}


def _passage(article: Article, passage: Passage) -> Text:
    label = f"{passage.role}: " if passage.role in {"caption", "related_item"} else ""
    body = Text(article.text[passage.start : passage.end], style="bold" if passage.role != "paragraph" else "")
    for quote in article.quotes:
        for spans, style in (
            (quote.content, QUOTE_STYLES[quote.type]),
            (quote.cue, _CUE_STYLE),
            (quote.source, _SOURCE_STYLE),
        ):
            for span in spans:
                _highlight(body, passage, span.start, span.end, style)
    for entity in article.entities:
        _highlight(body, passage, entity.start, entity.end, ENTITY_STYLES[entity.type])
    return Text.assemble((label, "dim"), body)


def _highlight(body: Text, passage: Passage, start: int, end: int, style: str) -> None:
    low, high = max(start, passage.start), min(end, passage.end)
    if low < high:
        body.stylize(style, low - passage.start, high - passage.start)


def _quotes(article: Article) -> Table:
    table = Table(title="Who said what", title_justify="left", show_lines=False)
    for column in ("quote", "type", "speaker", "source", "cue", "content"):
        table.add_column(column, overflow="fold")
    names = _names(article)
    for quote in article.quotes:
        table.add_row(
            quote.id,
            quote.type,
            Text(names.get(quote.speaker_entity_id or "", quote.speaker_entity_id or f"({quote.attribution})")),
            Text(_surface(quote, "source")),
            Text(_surface(quote, "cue")),
            Text(_short(_surface(quote, "content"))),
        )
    return table


def _names(article: Article) -> dict[str, str]:
    """Name each entity by its longest mention."""
    names: dict[str, str] = {}
    for entity in article.entities:
        if len(entity.text) > len(names.get(entity.entity_id, "")):
            names[entity.entity_id] = entity.text
    return names


def _surface(quote: Quote, part: str) -> str:
    return " … ".join(span.text for span in getattr(quote, part))


def _short(text: str) -> str:
    shown = printable(" ".join(text.split()))
    return shown if len(shown) <= _LONGEST_LINE else shown[: _LONGEST_LINE - 1] + "…"
