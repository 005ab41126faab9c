"""Measure the entity layer: mentions, their types, and which of them name the same thing."""

import json
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from copydesk.errors import InputError, Place
from copydesk.record import Article
from copydesk.use.scoring.entity_matches import MENTION_SCORES, Counts, Named, linking_counts, mention_counts
from copydesk.use.scoring.entity_systems import GoldDocument, linked_by_words, our_mentions, pipeline_line_by_line
from copydesk.use.scoring.lines import numbered_lines
from copydesk.use.scoring.own_gold import is_own_gold, read_own_gold
from copydesk.use.scoring.report import ScoreReport, ScoreRow

SCORED_TYPES = frozenset({"PER", "LOC", "ORG"})
MEASURES = (*MENTION_SCORES, "linking")
RESAMPLES, SEED = 1000, 20
_NOTES = (
    "PER, LOC and ORG; strict = bounds and type, exact = bounds, linking = B-cubed over mentions bounded alike",
    "f1_low and f1_high: 95 % bootstrap over documents, seeded",
)
_PLAIN_NOTE = (
    "titles (M., Mme) are outside our names; gold that has them inside counts them as errors of ours; other types of "
    "the gold (HumanProd) are left out on both sides"
)


def score_text(
    gold: Sequence[Named], predicted: Sequence[Named], *, types: frozenset[str] = SCORED_TYPES
) -> dict[str, Counts]:
    """Score the mentions of one text: the counts of each of ``MEASURES``.

    Both sides count code points of the same text; only ``types`` are scored.
    """
    gold = [mention for mention in gold if mention.type in types]
    predicted = [mention for mention in predicted if mention.type in types]
    return {**mention_counts(gold, predicted), "linking": linking_counts(gold, predicted)}


def score(path: Path, *, plain: bool = False) -> ScoreReport:
    """Score the annotators against a JSONL file of annotated texts, with baselines of the same run.

    Each line holds ``id``, ``raw``, ``lang``, ``entities`` (``start``, ``end``, ``type``, ``entity_id`` or ``qid``)
    and may hold ``segments``. With ``plain`` the text is running text whose lost spaces are put back first; what is
    predicted is mapped to offsets of ``raw``. Where lines hold ``predicted`` (like ``entities``) and the ``text`` that
    these were made on, those are scored instead. Lines may also be records of our own with gold entities (see
    ``own_gold``); these are scored for each language too.

    Raises:
        InputError: a line cannot be read, or ``predicted`` was made on another text.
    """
    documents, given = _read_own(path) if is_own_gold(path) else _read(path)
    if given:
        rows = [*_rows("", documents, given), *_by_language(documents, given)]
        return ScoreReport("entities", len(documents), tuple(rows), _NOTES)
    ours = our_mentions(documents, "auto", plain=plain)
    rows = [*_rows("", documents, ours), *_rows("rules ", documents, our_mentions(documents, "rules", plain=plain))]
    bare = pipeline_line_by_line(documents)
    if bare is not None:
        rows += _rows("baseline pipeline ", documents, bare)
    rows += _rows("baseline same words ", documents, linked_by_words(documents, ours), ("linking",))
    rows += [*_by_language(documents, ours), *_by_document(documents, ours)]
    return ScoreReport("entities", len(documents), tuple(rows), (*_NOTES, _PLAIN_NOTE) if plain else _NOTES)


def _rows(
    prefix: str,
    documents: Sequence[GoldDocument],
    predicted: Sequence[Sequence[Named]],
    measures: Sequence[str] = MEASURES,
) -> list[ScoreRow]:
    counts = [score_text(document.entities, own) for document, own in zip(documents, predicted, strict=True)]
    rows = []
    for measure in measures:
        own = [count[measure] for count in counts]
        rows.append(ScoreRow("all", prefix + measure, {**_values(sum(own, Counts())), **_interval(own)}))
    return rows


def _by_language(documents: Sequence[GoldDocument], predicted: Sequence[Sequence[Named]]) -> list[ScoreRow]:
    """Score each language alone, where there is more than one."""
    languages = sorted({document.language for document in documents})
    rows = []
    for language in languages if len(languages) > 1 else ():
        both = [pair for pair in zip(documents, predicted, strict=True) if pair[0].language == language]
        counts = [score_text(document.entities, own) for document, own in both]
        rows += [
            ScoreRow(f"language={language}", measure, _values(sum((count[measure] for count in counts), Counts())))
            for measure in MEASURES
        ]
    return rows


def _by_document(documents: Sequence[GoldDocument], predicted: Sequence[Sequence[Named]]) -> list[ScoreRow]:
    return [
        ScoreRow(f"document={document.id}", measure, _values(count))
        for document, own in zip(documents, predicted, strict=True)
        for measure, count in score_text(document.entities, own).items()
    ]


def _values(counts: Counts) -> dict[str, float]:
    return {
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "predicted": counts.predicted,
        "gold": counts.gold,
    }


def _interval(counts: Sequence[Counts]) -> dict[str, float]:
    """Bound F1 by drawing documents with replacement, with a fixed seed."""
    draw = random.Random(SEED)  # noqa: S311 - no secret hangs on it
    drawn = sorted(sum(draw.choices(counts, k=len(counts)), Counts()).f1 for _ in range(RESAMPLES)) if counts else [1.0]
    return {"f1_low": drawn[int(0.025 * len(drawn))], "f1_high": drawn[int(0.975 * len(drawn))]}


def _read_own(path: Path) -> tuple[list[GoldDocument], list[list[Named]]]:
    own = read_own_gold(path, "entities")
    documents = [
        GoldDocument(a.id, a.language, a.text, (), tuple(_of_article(a)), a.passages)
        for a in (read.gold for read in own)
    ]
    return documents, [_of_article(read.predicted) for read in own if read.predicted]


def _of_article(article: Article) -> list[Named]:
    return [Named(entity.start, entity.end, entity.type, entity.entity_id) for entity in article.entities]


def read_gold_documents(path: Path) -> list[GoldDocument]:
    """Read a JSONL file of annotated texts, without what it may predict.

    Raises:
        InputError: a line cannot be read.
    """
    return _read(path)[0]


def _read(path: Path) -> tuple[list[GoldDocument], list[list[Named]]]:
    documents: list[GoldDocument] = []
    given: list[list[Named]] = []
    for line, place in numbered_lines(path):
        try:
            record = json.loads(line)
            documents.append(_gold(record))
            if "predicted" in record:
                given.append(_predicted(record, place))
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise InputError("score-input", f"not an annotated text: {error!r}", place) from error
    if given and len(given) != len(documents):
        raise InputError("score-input", "some lines hold predictions and some do not", Place(str(path)))
    return documents, given


def _gold(record: Mapping[str, Any]) -> GoldDocument:
    raw = record["raw"]
    segments = tuple((start, end, label) for start, end, label in record.get("segments", ()))
    return GoldDocument(
        str(record["id"]), record.get("lang", "und"), raw, segments, tuple(_named(record["entities"], raw))
    )


def _predicted(record: Mapping[str, Any], place: Place) -> list[Named]:
    if record.get("text", record["raw"]) != record["raw"]:
        raise InputError("score-text-mismatch", "the predictions were made on another text than the gold's", place)
    return _named(record["predicted"], record["raw"])


def _named(entities: Iterable[Mapping[str, Any]], raw: str) -> list[Named]:
    named = [Named(e["start"], e["end"], e["type"], _name_of(e, number)) for number, e in enumerate(entities)]
    for mention in named:
        if not 0 <= mention.start < mention.end <= len(raw):
            raise ValueError(f"[{mention.start}, {mention.end}) does not lie inside the text")
    return named


def _name_of(entity: Mapping[str, Any], number: int) -> str:
    """Give what a mention names; one that no knowledge base knows stands alone."""
    known = entity.get("entity_id") or entity.get("qid")
    return str(known) if known and known != "NIL" else f"NIL {number}"
