"""Measure the entity layer: mentions, their types, and which of them name the same thing."""

import json
import random
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.annotate.document import Document
from copydesk.annotate.entities import find_entities
from copydesk.errors import InputError, MissingExtraError, Place, UsageError
from copydesk.record import Passage, Role
from copydesk.text.spacing import find_lost_spaces
from copydesk.use.scoring.entity_matches import (
    MENTION_SCORES,
    Counts,
    Named,
    add_up,
    linking_counts,
    mention_counts,
)
from copydesk.use.scoring.report import ScoreReport, ScoreRow

SCORED_TYPES = frozenset({"PER", "LOC", "ORG"})
RESAMPLES, SEED = 1000, 20
_ROLES: dict[str, Role] = {
    "headline": "headline",
    "dek": "dek",
    "caption": "caption",
    "subhead": "subhead",
    "body": "paragraph",
}


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated text: where ``segments`` [start, end, label] give its layout, the annotator sees them as passages."""

    id: str
    language: str
    raw: str
    segments: tuple[tuple[int, int, str], ...]
    entities: tuple[Named, ...]


def score_text(
    gold: Sequence[Named], predicted: Sequence[Named], *, types: frozenset[str] = SCORED_TYPES
) -> dict[str, Counts]:
    """Score the mentions of one text: the counts of ``MENTION_SCORES`` and the two of linking.

    Both sides count code points of the same text; only ``types`` are scored.
    """
    gold = [mention for mention in gold if mention.type in types]
    predicted = [mention for mention in predicted if mention.type in types]
    right, found = linking_counts(gold, predicted)
    return {**mention_counts(gold, predicted), "linking precision": right, "linking recall": found}


def score(path: Path, *, plain: bool = False) -> ScoreReport:
    """Score the annotators against a JSONL file of annotated texts, with baselines of the same run.

    Each line holds ``raw``, ``lang``, ``entities`` (``start``, ``end``, ``type``, and ``entity_id`` or ``qid``) and may hold
    ``segments``. With ``plain`` the text is running text whose lost spaces are put back first; predictions are mapped to
    offsets of ``raw``. A line that holds ``predicted`` (a list like ``entities``) and the ``text`` these were made on is
    scored as it stands.

    Raises:
        InputError: a line cannot be read, or ``predicted`` was made on another text.
    """
    documents, given = _read(path)
    systems: dict[str, Sequence[Sequence[Named]]]
    systems = {"": given} if given else _systems(documents, plain=plain)
    rows = [row for name, predicted in systems.items() for row in _rows(name, documents, predicted)]
    notes = ("PER, LOC and ORG; intervals: 95 % bootstrap over documents", *_title_note(plain=plain))
    return ScoreReport("entities", len(documents), tuple(rows), notes)


def _title_note(*, plain: bool) -> tuple[str, ...]:
    return ("where the gold holds titles (M., Mme) inside names, the guideline leaves them out",) if plain else ()


def _systems(documents: Sequence[GoldDocument], *, plain: bool) -> dict[str, Sequence[Sequence[Named]]]:
    read = [_restored(document) if plain else (_document(document), ()) for document in documents]
    systems: dict[str, Sequence[Sequence[Named]]] = {"": _annotated(read, "auto"), "rules ": _annotated(read, "rules")}
    try:
        bare = [_bare(document) for document in documents]
    except (MissingExtraError, UsageError):
        return systems
    same_words = [
        [m._replace(entity_id=document.raw[m.start : m.end]) for m in own]
        for document, own in zip(documents, systems[""], strict=True)
    ]
    return {**systems, "baseline pipeline line by line ": bare, "baseline same words ": same_words}


def _annotated(read: Sequence[tuple[Document, tuple[int, ...]]], annotator: str) -> list[list[Named]]:
    layers = find_entities([document for document, _ in read], annotator=annotator)
    return [
        [Named(_raw(e.start, inserted), _raw(e.end, inserted), e.type, e.entity_id) for e in layer.entities]
        for layer, (_, inserted) in zip(layers, read, strict=True)
    ]


def _raw(offset: int, inserted: Sequence[int]) -> int:
    """Map an offset of the text with spaces put back to the raw text: take off the spaces before it."""
    return offset - bisect_left(inserted, offset)


def _restored(document: GoldDocument) -> tuple[Document, tuple[int, ...]]:
    lost = find_lost_spaces(document.raw, [(0, len(document.raw))], document.language)
    parts, position = [], 0
    for space in lost:
        parts.append(document.raw[position : space.offset])
        position = space.offset
    parts.append(document.raw[position:])
    inserted = tuple(space.offset + number for number, space in enumerate(lost))
    return Document(" ".join(parts), document.language, (), inserted), inserted


def _document(document: GoldDocument) -> Document:
    """Give the document with the passages that its segments make; a dateline is cut off the segment it opens."""
    datelines = {start: end for start, end, label in document.segments if label == "dateline"}
    passages = []
    for start, end, label in document.segments:
        if label not in _ROLES:
            continue
        first = datelines.get(start, start)
        while (
            first < end
            and first != start
            and not document.raw[first].isalnum()
            and document.raw[first] not in '"\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}'
        ):
            first += 1
        passages.append(Passage(_ROLES[label], first, end, first, end))
    return Document(document.raw, document.language, tuple(passages))


def _bare(document: GoldDocument) -> list[Named]:
    """Give what the pipeline says of each line by itself, as it says it."""
    from copydesk.annotate.entities import ANNOTATORS  # noqa: PLC0415

    recognizer = ANNOTATORS["spacy"](document.language)
    lines, position, found = document.raw.split("\n"), 0, []
    for line, spans in zip(lines, recognizer.recognize(lines), strict=True):
        found += [Named(position + s.start, position + s.end, s.type, line[s.start : s.end]) for s in spans]
        position += len(line) + 1
    return found


def _rows(name: str, documents: Sequence[GoldDocument], predicted: Sequence[Sequence[Named]]) -> list[ScoreRow]:
    counts = [score_text(document.entities, own) for document, own in zip(documents, predicted, strict=True)]
    measures: dict[str, _Measure] = {measure: _one(measure) for measure in MENTION_SCORES}
    if any(m.entity_id for document in documents for m in document.entities):
        measures["linking"] = _linking
    if name.startswith("baseline same words"):
        measures = {key: measure for key, measure in measures.items() if key == "linking"}
    rows = [
        ScoreRow("all", name + measure, {**_values(take(add_up(counts))), **_interval(counts, take)})
        for measure, take in measures.items()
    ]
    if not name:
        rows += [
            ScoreRow(f"document={document.id}", measure, _values(take(own)))
            for document, own in zip(documents, counts, strict=True)
            for measure, take in measures.items()
        ]
    return rows


_Measure = Callable[[Mapping[str, Counts]], Counts]


def _one(name: str) -> _Measure:
    return lambda counts: counts[name]


def _linking(counts: Mapping[str, Counts]) -> Counts:
    right, found = counts["linking precision"], counts["linking recall"]
    return _Linking(right.matched, right.predicted, found.gold, found.matched)


@dataclass(frozen=True, slots=True)
class _Linking(Counts):
    """B-cubed, whose recall has a count of its own."""

    found: float = 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 1.0


def _values(counts: Counts) -> dict[str, float]:
    return {
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "predicted": counts.predicted,
        "gold": counts.gold,
    }


def _interval(counts: Sequence[Mapping[str, Counts]], take: _Measure) -> dict[str, float]:
    """Bound F1 by drawing documents with replacement, with a fixed seed."""
    draw = random.Random(SEED)  # noqa: S311
    drawn = sorted(take(add_up(draw.choices(counts, k=len(counts)))).f1 for _ in range(RESAMPLES)) if counts else [0.0]
    return {"f1_low": drawn[int(0.025 * len(drawn))], "f1_high": drawn[int(0.975 * len(drawn))]}


def _read(path: Path) -> tuple[list[GoldDocument], list[list[Named]]]:
    documents, given = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        place = Place(str(path), number)
        try:
            record = json.loads(line)
            documents.append(_gold(record))
            if "predicted" in record:
                if record.get("text", record["raw"]) != record["raw"]:
                    raise InputError("text-mismatch", "predicted on another text than the gold's", place)
                given.append(_named(record["predicted"]))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise InputError("score-input", f"not an annotated text: {error!r}", place) from error
    if given and len(given) != len(documents):
        raise InputError("score-input", "some lines hold predictions and some do not", Place(str(path)))
    return documents, given


def _gold(record: Mapping[str, Any]) -> GoldDocument:
    raw, entities = record["raw"], _named(record["entities"])
    for mention in entities:
        if not 0 <= mention.start < mention.end <= len(raw):
            raise ValueError(f"[{mention.start}, {mention.end}) does not lie inside the text")
    segments = tuple((start, end, label) for start, end, label in record.get("segments", ()))
    return GoldDocument(str(record["id"]), record.get("lang", "und"), raw, segments, tuple(entities))


def _named(entities: Iterable[Mapping[str, Any]]) -> list[Named]:
    return [Named(e["start"], e["end"], e["type"], _name_of(e, number)) for number, e in enumerate(entities)]


def _name_of(entity: Mapping[str, Any], number: int) -> str:
    """Give what a gold mention names; a mention that no knowledge base knows stands alone."""
    known = entity.get("entity_id") or entity.get("qid")
    return str(known) if known and known != "NIL" else f"NIL {number}"
