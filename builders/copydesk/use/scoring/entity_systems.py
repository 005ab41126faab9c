"""What is scored: our annotators on an annotated text, and the baselines beside them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.annotate.document import Document
from copydesk.annotate.entities import ANNOTATORS, find_entities
from copydesk.errors import MissingExtraError, UsageError
from copydesk.record import Passage, Role
from copydesk.text.spacing import find_lost_spaces
from copydesk.use.scoring.entity_matches import Named

_ROLES: dict[str, Role] = {
    "headline": "headline",
    "dek": "dek",
    "caption": "caption",
    "subhead": "subhead",
    "body": "paragraph",
}


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated text; ``segments`` [start, end, label] give its layout where it has one, or ``passages`` do."""

    id: str
    language: str
    raw: str
    segments: tuple[tuple[int, int, str], ...]
    entities: tuple[Named, ...]
    passages: tuple[Passage, ...] = ()


def our_mentions(documents: Sequence[GoldDocument], annotator: str, *, plain: bool) -> list[list[Named]]:
    """Annotate texts and give the mentions in offsets of ``raw``; with ``plain``, lost spaces are put back first."""
    read = [with_spaces_restored(document) if plain else (_laid_out(document), ()) for document in documents]
    layers = find_entities([document for document, _ in read], annotator=annotator)
    return [
        [Named(raw_offset(e.start, spaces), raw_offset(e.end, spaces), e.type, e.entity_id) for e in layer.entities]
        for layer, (_, spaces) in zip(layers, read, strict=True)
    ]


def pipeline_line_by_line(documents: Sequence[GoldDocument]) -> list[list[Named]] | None:
    """Give what the installed pipelines say of each line alone, linked by equal words; None where one is missing."""
    try:
        return [_bare(document) for document in documents]
    except (MissingExtraError, UsageError):
        return None


def linked_by_words(documents: Sequence[GoldDocument], mentions: Sequence[Sequence[Named]]) -> list[list[Named]]:
    """Give the same mentions, linked where they have the same words: the baseline of linking."""
    return [
        [mention._replace(entity_id=document.raw[mention.start : mention.end]) for mention in own]
        for document, own in zip(documents, mentions, strict=True)
    ]


def _bare(document: GoldDocument) -> list[Named]:
    recognizer = ANNOTATORS["spacy"](document.language)
    lines, position, found = document.raw.split("\n"), 0, []
    for line, spans in zip(lines, recognizer.recognize(lines), strict=True):
        found += [Named(position + s.start, position + s.end, s.type, line[s.start : s.end]) for s in spans]
        position += len(line) + 1
    return found


def raw_offset(offset: int, spaces: Sequence[int]) -> int:
    """Map an offset of the text with spaces put back to the raw text: take off the spaces before it."""
    return offset - bisect_left(spaces, offset)


def with_spaces_restored(document: GoldDocument) -> tuple[Document, tuple[int, ...]]:
    """Put the lost spaces of running text back; give the document, and where they stand in it."""
    lost = find_lost_spaces(document.raw, [(0, len(document.raw))], document.language)
    parts, position = [], 0
    for space in lost:
        parts.append(document.raw[position : space.offset])
        position = space.offset
    parts.append(document.raw[position:])
    spaces = tuple(space.offset + number for number, space in enumerate(lost))
    return Document(" ".join(parts), document.language, (), spaces), spaces


def _laid_out(document: GoldDocument) -> Document:
    """Give the document with the passages that its segments make; a dateline is cut off the segment that it opens."""
    if document.passages:
        return Document(document.raw, document.language, document.passages)
    datelines = {start: end for start, end, label in document.segments if label == "dateline"}
    passages = []
    for start, end, label in document.segments:
        if label in _ROLES:
            first = _after_dash(document.raw, datelines[start], end) if start in datelines else start
            passages.append(Passage(_ROLES[label], first, end, first, end))
    return Document(document.raw, document.language, tuple(passages))


def _after_dash(raw: str, start: int, end: int) -> int:
    while start < end and raw[start] in " .-\N{EN DASH}\N{EM DASH}\N{NO-BREAK SPACE}":
        start += 1
    return start
