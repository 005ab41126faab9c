"""Scores of the layout against pages whose lines were labelled: per role, by characters.

The file is JSON Lines with ``raw``, ``segments`` (start, end, label), and where known ``lang`` and ``publisher``.
Two baselines run on the same pages: the first line is the headline, and lines of 100 characters or more are body.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.errors import InputError
from copydesk.text.layout import read_layout
from copydesk.text.pieces import Piece
from copydesk.use.scoring.report import ScoreReport, ScoreRow

LABEL_OF = {
    "headline": "headline",
    "dek": "dek",
    "caption": "caption",
    "credit": "caption",
    "subhead": "subhead",
    "paragraph": "body",
    "dateline": "body",
}
"""Our roles in the words of the labelled pages; every other role, and noise, is ``other``."""

GOLD_LABEL = {"caption+credit": "caption", "repeat": ""}
"""Labels of the pages that are scored under another name; the empty one is not scored."""

LABELS = ("headline", "dek", "caption", "subhead", "body", "other")
FIELDS = ("headline", "dek")
STORY = frozenset({"headline", "dek", "body"})
BASELINE_BODY = 100

Spans = list[tuple[int, int, str]]


class Page(NamedTuple):
    """One labelled page."""

    id: str
    language: str
    publisher: str
    raw: str
    gold: Spans


class Counts(NamedTuple):
    """Characters by label of one or more pages, and how often a field came out exactly."""

    hit: Counter[str]
    found: Counter[str]
    gold: Counter[str]
    leaked: int
    exact: Counter[str]
    pages: int


def score(path: Path, *, plain: bool = False) -> ScoreReport:
    """Score ``read_layout`` on labelled pages.

    Args:
        path: JSON Lines; offsets are code points of ``raw``.
        plain: leave out the rows per language and publisher.

    Raises:
        InputError: a line of the file is no labelled page.
    """
    pages = list(read_scored_pages(path))
    ours = [(page, compare_page(page)) for page in pages]
    rows = list(compared_rows("all", (counts for _, counts in ours)))
    for name, read in BASELINES.items():
        rows += _rows("all", f"baseline {name}: ", (_count(page, read(page.raw)) for page in pages))
    if not plain:
        rows += _grouped(ours, "language", lambda page: page.language)
        rows += _grouped(ours, "publisher", lambda page: page.publisher)
    return ScoreReport("layout", len(pages), tuple(rows), NOTES)


NOTES = (
    "precision, recall and F1 count characters that are no white space; a repeated headline is not scored",
    "exact: share of pages whose field is the labelled one but for white space",
    "leak: share of the characters labelled other that came out as headline, dek or body",
)


def read_scored_pages(path: Path) -> Iterator[Page]:
    """Read labelled pages as they are scored.

    Raises:
        InputError: a line of the file is no labelled page.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                record: dict[str, Any] = json.loads(line)
                gold = [(start, end, GOLD_LABEL.get(label, label)) for start, end, label in record["segments"]]
                raw: str = record["raw"]
            except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
                raise InputError(
                    "score-layout-page", f"line {number} of {path.name} is no labelled page: {error}"
                ) from error
            yield Page(
                str(record.get("id", number)), record.get("lang", "und"), record.get("publisher", "unknown"), raw, gold
            )


def compare_page(page: Page) -> Counts:
    """Compare the labels of one page with what ``read_layout`` makes of it."""
    return _count(page, _our_spans(page.raw))


def _our_spans(raw: str) -> Spans:
    return [(piece.start, piece.end, _label(piece)) for piece in read_layout(raw).pieces]


def _label(piece: Piece) -> str:
    return LABEL_OF.get(piece.role or "", "other")


def _first_line(raw: str) -> Spans:
    """Label as the simplest reader does: the first line is the headline, long lines are body."""
    spans: Spans = []
    start = 0
    for line in raw.split("\n"):
        if line.strip():
            label = "headline" if not spans else "body" if len(line.strip()) >= BASELINE_BODY else "other"
            spans.append((start, start + len(line), label))
        start += len(line) + 1
    return spans


BASELINES: dict[str, Callable[[str], Spans]] = {"first line, lines of 100": _first_line}


def _count(page: Page, spans: Spans) -> Counts:
    """Compare labels character by character; white space is not counted."""
    gold = _painted(page.raw, [span for span in page.gold if span[2] in LABELS])
    found = _painted(page.raw, spans)
    pairs: Counter[tuple[str, str]] = Counter()
    for character, want, have in zip(page.raw, gold, found, strict=True):
        if want and not character.isspace():
            pairs[want, have or "other"] += 1
    wanted, given, hit = Counter[str](), Counter[str](), Counter[str]()
    for (want, have), count in pairs.items():
        wanted[want] += count
        given[have] += count
        if want == have:
            hit[want] += count
    leaked = sum(count for (want, have), count in pairs.items() if want == "other" and have in STORY)
    exact = Counter(
        {field: int(_field(page.raw, page.gold, field) == _field(page.raw, spans, field)) for field in FIELDS}
    )
    return Counts(hit, given, wanted, leaked, exact, 1)


def _painted(raw: str, spans: Spans) -> list[str]:
    labels = [""] * len(raw)
    for start, end, label in spans:
        labels[start:end] = [label] * (end - start)
    return labels


def _field(raw: str, spans: Spans, label: str) -> str:
    return " ".join(" ".join(raw[start:end] for start, end, name in spans if name == label).split())


def _grouped(ours: list[tuple[Page, Counts]], name: str, key: Callable[[Page], str]) -> Iterator[ScoreRow]:
    groups: dict[str, list[Counts]] = {}
    for page, counts in ours:
        groups.setdefault(key(page), []).append(counts)
    for group in sorted(groups):
        yield from compared_rows(f"{name}={group}", groups[group])


def compared_rows(group: str, counted: Iterable[Counts]) -> Iterator[ScoreRow]:
    """Sum up pages as rows of a report."""
    return _rows(group, "", counted)


def _rows(group: str, prefix: str, counted: Iterable[Counts]) -> Iterator[ScoreRow]:
    hit, found, gold, exact = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    leaked = pages = 0
    for counts in counted:
        hit += counts.hit
        found += counts.found
        gold += counts.gold
        exact += counts.exact
        leaked += counts.leaked
        pages += counts.pages
    for label in LABELS:
        if gold[label] or found[label]:
            yield ScoreRow(group, prefix + label, _ratios(hit[label], found[label], gold[label]))
    for field in FIELDS:
        yield ScoreRow(
            group, f"{prefix}{field} exact", {"rate": exact[field] / pages if pages else 0.0, "pages": pages}
        )
    yield ScoreRow(group, f"{prefix}leak", {"rate": leaked / gold["other"] if gold["other"] else 0.0})


def _ratios(hit: int, found: int, gold: int) -> dict[str, float]:
    precision = hit / found if found else 0.0
    recall = hit / gold if gold else 0.0
    f1 = 2 * hit / (found + gold) if found + gold else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "characters": gold}
