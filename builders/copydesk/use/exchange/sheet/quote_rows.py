"""The rows of the section *quotes*: a head, then its spans, indented: C content, X cue, S source, M a mark."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copydesk.use.exchange.sheet.places import GAP, Page, SheetError, Span

NOT = "NOT "
PARTS = {"C": "content", "X": "cue", "S": "source", "M": "marks"}
_HEAD = re.compile(r"(q[0-9]+)[ \t]+(\w+)[ \t]+(\w+)[ \t]+(\w+)[ \t]+(\S+)((?:[ \t]+\S+)*)\Z")
_SPAN = re.compile(r"[ \t]+([CXSM])[ \t]+(\S+)[ \t]+(\S.*)\Z")
_LONG = 60
_KEPT_WORDS = 4


@dataclass(slots=True)
class DraftQuote:
    """A quote as a sheet has it; spans are of the raw.

    Attributes:
        number: the row of its head.
        name: what other rows call it.
        turn: whether its content counts as marked though no mark stands there.
    """

    number: int
    name: str
    labels: dict[str, Any]
    parent: str | None = None
    turn: bool = False
    spans: dict[str, list[Span]] = field(default_factory=lambda: {part: [] for part in PARTS.values()})


def read_head(number: int, row: str) -> DraftQuote:
    """Read ``q1 direct person explicit anna-maurel hedged parent=q2``.

    Raises:
        SheetError: it is not of this form.
    """
    found = _HEAD.match(row)
    if found is None:
        raise SheetError("expected qN TYPE SOURCE_KIND ATTRIBUTION SPEAKER [hedged] [turn] [parent=qN]")
    name, kind, source, attribution, speaker, flags = found.groups()
    labels = {"type": kind, "source_kind": source, "attribution": attribution, "factual": True}
    draft = DraftQuote(number, name, labels | {"speaker_entity_id": None if speaker == "-" else speaker})
    for flag in flags.split():
        if flag == "hedged":
            draft.labels["factual"] = False
        elif flag == "turn":
            draft.turn = True
        elif flag.startswith("parent="):
            draft.parent = flag.removeprefix("parent=")
        else:
            raise SheetError(f"{flag!r} is none of hedged, turn, parent=qN")
    return draft


def read_span(page: Page, row: str, draft: DraftQuote) -> None:
    """Read one indented row into the quote above it.

    Raises:
        SheetError: it is not of the form, or the words do not stand there.
    """
    found = _SPAN.match(row)
    if found is None:
        raise SheetError("expected C, X, S or M, a line and words")
    part = PARTS[found[1]]
    draft.spans[part].append(page.place(found[2], found[3], whole=part in {"cue", "source"}))


def read_no_quote(page: Page, row: str) -> tuple[Span, dict[str, Any]]:
    """Read ``NOT scare_quote 22 « locataires »``.

    Raises:
        SheetError: it is not of this form, or the words do not stand there.
    """
    parts = row.removeprefix(NOT).split(None, 2)
    if len(parts) != 3:
        raise SheetError("expected NOT reason LINE words")
    reason, where, words = parts
    return page.place(where, words, whole=False), {"reason": reason}


def write_quote(page: Page, quote: Mapping[str, Any], spans: Mapping[str, Sequence[Span]], *, turn: bool) -> list[str]:
    """Write a quote; marks only where ``spans`` has some, else they follow from the content."""
    flags = [
        *([] if quote["factual"] else ["hedged"]),
        *(["turn"] if turn else []),
        *([f"parent={quote['parent_id']}"] if quote["parent_id"] else []),
    ]
    labels = (quote["type"], quote["source_kind"], quote["attribution"], quote["speaker_entity_id"] or "-")
    rows = [" ".join((quote["id"], *labels, *flags))]
    for letter, part in PARTS.items():
        whole = part in {"cue", "source"}
        rows += [f"  {letter} {write_place(page, span, whole=whole)}" for span in spans.get(part, ())]
    return rows


def write_no_quote(page: Page, span: Span, reason: str) -> str:
    """Write marks that are no quote."""
    return f"{NOT}{reason} {write_place(page, span, whole=False)}"


def write_place(page: Page, span: Span, *, whole: bool) -> str:
    """Write a place: lines and words, long ones by their ends, a number where it must be; else offsets and words."""
    first, last = page.line_of(span[0]), page.line_of(span[1] - 1)
    where = str(first) if first == last else f"{first}-{last}"
    words = page.raw[span[0] : span[1]].split()
    for candidate in _candidates(words):
        try:
            if page.place(where, candidate, whole=whole) == span:
                return f"{where} {candidate}"
        except SheetError:
            continue
    return f"={span[0]}-{span[1]} {' '.join(words)}"


def _candidates(words: Sequence[str]) -> Iterator[str]:
    """Give the ways to name some words, the shortest first that reads well."""
    whole = " ".join(words)
    short = [f"{' '.join(words[:_KEPT_WORDS])} {GAP} {' '.join(words[-_KEPT_WORDS:])}"] if len(whole) > _LONG else []
    for text in (*short, whole):
        yield text
        yield from (f"{text} #{number}" for number in range(1, 10))
