"""Read sets of texts with annotated quotes: our own records, and the other schemes that the scorer knows."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from copydesk.errors import InputError, Place
from copydesk.record import Entity, Passage, Role
from copydesk.use.scoring.lines import numbered_lines
from copydesk.use.scoring.own_gold_quotes import GoldText, is_own_record, own_gold_text, own_predicted
from copydesk.use.scoring.quote_matches import ScoredQuote

_MEDIA = frozenset(("Speech", "Writing", "SW"))
_TYPES = {"Direct": "direct", "Reported": "report"}
_ROLES: Mapping[str, Role] = {"headline": "headline", "body": "paragraph", "subhead": "subhead", "dek": "dek"}


def read_quote_set(path: Path, *, plain: bool) -> tuple[list[GoldText], list[tuple[ScoredQuote, ...]]]:
    """Read the texts of a set, and the predictions that it holds, one for each text or none at all.

    With ``plain`` the segments of its texts are not used.

    Raises:
        InputError: a line cannot be read, its quotes are automatic, or its predictions were made on another text.
    """
    documents: list[GoldText] = []
    given: list[tuple[ScoredQuote, ...]] = []
    for line, place in numbered_lines(path):
        try:
            record = json.loads(line)
            own = is_own_record(record)
            documents.append(own_gold_text(record, place) if own else _gold(record, plain=plain))
            if "predicted" in record:
                given.append(own_predicted(record, place) if own else _predicted(record, place))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise InputError("score-input", f"not an annotated text: {error!r}", place) from error
    if given and len(given) != len(documents):
        raise InputError("score-input", "some lines hold predictions and some do not", Place(str(path)))
    if any(document.by_stretch for document in documents):
        # an article without quotes follows the scheme of its set
        documents = [replace(document, by_stretch=True) for document in documents]
    return documents, given


def _predicted(record: Mapping[str, Any], place: Place) -> tuple[ScoredQuote, ...]:
    if record.get("text", record["raw"]) != record["raw"]:
        raise InputError("text-mismatch", "predicted on another text than the gold's", place)
    return _quotes(record["predicted"], len(record["raw"]))


def _gold(record: Mapping[str, Any], *, plain: bool) -> GoldText:
    raw = record["raw"]
    entities = tuple(_entity(raw, number, entity) for number, entity in enumerate(record.get("entities", ())))
    segments = () if plain else record.get("segments", ())
    passages = tuple(
        Passage(_ROLES[label], start, end, start, end) for start, end, label in segments if label in _ROLES
    )
    by_stretch = any("medium" in quote for quote in record["quotes"])
    quotes = _quotes(record["quotes"], len(raw))
    return GoldText(str(record["id"]), record.get("lang", "und"), raw, quotes, entities, passages, by_stretch)


def _entity(raw: str, number: int, entity: Mapping[str, Any]) -> Entity:
    start, end = entity["start"], entity["end"]
    return Entity(f"e{number}", entity["type"], start, end, raw[start:end], entity["entity_id"], None, "unlinked")


def _quotes(records: Iterable[Mapping[str, Any]], length: int) -> tuple[ScoredQuote, ...]:
    return tuple(_quote(record, length) for record in records if record.get("medium", "Speech") in _MEDIA)


def _quote(record: Mapping[str, Any], length: int) -> ScoredQuote:
    kind = _TYPES.get(record["type"], record["type"] if record["type"].islower() else "indirect")
    content, cue, source = (
        tuple((start, end) for start, end in record.get(part, ())) for part in ("content", "cue", "speaker")
    )
    for start, end in (*content, *cue, *source):
        if not 0 <= start < end <= length:
            raise ValueError(f"[{start}, {end}) does not lie inside the text")
    return ScoredQuote(kind, content, cue, source, record.get("speaker_entity"))
