"""Measure the repair of lost spaces: precision and recall of the places, and false splits of sound text."""

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

from copydesk.errors import InputError, Place
from copydesk.text.layout import read_layout
from copydesk.text.spacing import find_lost_spaces
from copydesk.text.spacing.lexicon import lexicon
from copydesk.use.scoring.entity_matches import Counts
from copydesk.use.scoring.report import ScoreReport, ScoreRow

RESAMPLES, SEED = 1000, 20
SET_ASIDE = frozenset({"other"})
_WORD = re.compile(r"\w+")
_RUN = re.compile(r"\S+")

Passages = tuple[tuple[int, int], ...]
Finder = Callable[["GoldText"], frozenset[int]]


@dataclass(frozen=True, slots=True)
class GoldText:
    """One text whose lost spaces are known.

    Attributes:
        raw: the text; all offsets are its code points.
        language: BCP-47 tag.
        publisher: who published it, empty where nobody says.
        passages: where spaces may be put back.
        lost: places between words where a space is lost.
        lost_after_marks: places after punctuation where one is lost, counted apart.
        unscored: places of which nobody knows.
    """

    raw: str
    language: str
    publisher: str
    passages: Passages
    lost: frozenset[int]
    lost_after_marks: frozenset[int]
    unscored: frozenset[int]


@dataclass(frozen=True, slots=True)
class Tally:
    """What one text adds to the numbers."""

    words: int
    places: Counts
    after_marks: Counts

    def __add__(self, other: "Tally") -> "Tally":
        """Add up the tallies of texts."""
        return Tally(self.words + other.words, self.places + other.places, self.after_marks + other.after_marks)


def score(path: Path, *, plain: bool = False) -> ScoreReport:
    """Score the repair against a JSONL file, with a baseline of the same run.

    Each line holds ``raw`` and ``lang``, and may hold ``missing_space``, ``missing_after_punct`` and ``unscored_joins``
    (offsets), ``segments`` (start, end, label) and ``publisher``. Passages are all lines with ``plain``, else the segments
    but those labelled *other*, which measures the repair apart from the layout, else what the layout gives; where a file
    has segments, a further measure takes the passages of the layout.

    Raises:
        InputError: a line cannot be read.
    """
    records = list(_records(path))
    texts = [_gold(record, plain=plain) for record in records]
    rows = [*_rows("lost spaces", texts, _found), *_rows("baseline two-way split", texts, two_way_splits)]
    if not plain and any("segments" in record for record in records):
        laid_out = [_gold({**record, "segments": None}, plain=False) for record in records]
        rows += _rows("lost spaces, passages of the layout", laid_out, _found, groups=False)
    notes = (
        "false splits are places where none is lost, for each 10,000 words; places after punctuation and unscored ones left out",
        "intervals: 95 % bootstrap over documents",
    )
    return ScoreReport("spacing", len(texts), tuple(rows), notes)


def two_way_splits(text: GoldText) -> frozenset[int]:
    """Give the baseline: cut each unknown word into the two known words with the best product of frequencies."""
    known = lexicon(text.language)
    if known is None:
        return frozenset()
    found = set()
    for start, end in text.passages:
        for word in _WORD.finditer(text.raw, start, end):
            letters = word.group().lower()
            if letters in known.zipf or not letters.isalpha():
                continue
            cuts = [
                (known.zipf[letters[:cut]] + known.zipf[letters[cut:]], word.start() + cut)
                for cut in range(1, len(letters))
                if letters[:cut] in known.zipf and letters[cut:] in known.zipf
            ]
            if cuts:
                found.add(max(cuts)[1])
    return frozenset(found)


def _found(text: GoldText) -> frozenset[int]:
    return frozenset(space.offset for space in find_lost_spaces(text.raw, text.passages, text.language))


def _tally(text: GoldText, found: frozenset[int]) -> Tally:
    between = found - text.lost_after_marks - text.unscored
    return Tally(
        sum(len(_RUN.findall(text.raw, start, end)) for start, end in text.passages),
        Counts(len(between & text.lost), len(between), len(text.lost)),
        Counts(len(found & text.lost_after_marks), 0, len(text.lost_after_marks)),
    )


def _rows(measure: str, texts: Sequence[GoldText], find: Finder, *, groups: bool = True) -> list[ScoreRow]:
    tallies = [_tally(text, find(text)) for text in texts]
    rows = [ScoreRow("all", measure, {**_values(tallies), **_interval(tallies)})]
    if any(text.lost_after_marks for text in texts):
        marks = reduce(add, tallies).after_marks
        rows.append(ScoreRow("all", f"{measure}, after punctuation", {"recall": marks.recall, "gold": int(marks.gold)}))
    if groups:
        for kind, name in (("language", "language"), ("publisher", "publisher")):
            members: dict[str, list[Tally]] = {}
            for text, tally in zip(texts, tallies, strict=True):
                members.setdefault(getattr(text, name), []).append(tally)
            rows += [
                ScoreRow(f"{kind}={group}", measure, _values(members[group])) for group in sorted(members) if group
            ]
    return rows


def _values(tallies: Sequence[Tally]) -> dict[str, float]:
    if not tallies:
        return {}
    total = reduce(add, tallies)
    false = total.places.predicted - total.places.matched
    return {
        "precision": total.places.precision,
        "recall": total.places.recall,
        "f1": total.places.f1,
        "predicted": int(total.places.predicted),
        "gold": int(total.places.gold),
        "false_splits_per_10000_words": 10_000 * false / total.words if total.words else 0.0,
        "words": total.words,
    }


def _interval(tallies: Sequence[Tally]) -> dict[str, float]:
    """Bound F1 by drawing documents with replacement, with a fixed seed."""
    if not tallies:
        return {}
    draw = random.Random(SEED)  # noqa: S311 - no secret
    places = [tally.places for tally in tallies]
    drawn = sorted(reduce(add, draw.choices(places, k=len(places))).f1 for _ in range(RESAMPLES))
    return {"f1_low": drawn[int(0.025 * RESAMPLES)], "f1_high": drawn[int(0.975 * RESAMPLES)]}


def _records(path: Path) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                record = json.loads(line)
                _gold(record, plain=True)
            except (KeyError, TypeError, ValueError) as error:
                place = Place(str(path), number)
                raise InputError("score-input", f"not a text with lost spaces: {error!r}", place) from error
            yield record


def _gold(record: Mapping[str, Any], *, plain: bool) -> GoldText:
    raw = record["raw"]
    offsets = {name: frozenset(record.get(name, ())) for name in ("missing_space", "missing_after_punct", "unscored_joins")}
    for name, places in offsets.items():
        if not all(isinstance(place, int) and 0 < place < len(raw) for place in places):
            raise ValueError(f"{name} holds a place outside the text")
    return GoldText(
        raw,
        record["lang"],
        record.get("publisher") or "",
        _lines(raw) if plain else _segments(record.get("segments")) or _layout(raw),
        offsets["missing_space"],
        offsets["missing_after_punct"],
        offsets["unscored_joins"],
    )


def _lines(raw: str) -> Passages:
    passages, start = [], 0
    for line in raw.split("\n"):
        if line.strip():
            passages.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(passages)


def _segments(segments: Sequence[Sequence[Any]] | None) -> Passages:
    """Give the segments that are read; one that lies in another, such as a dateline, is part of it."""
    passages: list[tuple[int, int]] = []
    for start, end in sorted((start, -end) for start, end, label in segments or () if label not in SET_ASIDE):
        if not passages or start >= passages[-1][1]:
            passages.append((start, -end))
    return tuple(passages)


def _layout(raw: str) -> Passages:
    try:
        layout = read_layout(raw)
    except InputError:
        return ()
    return tuple((piece.start, piece.end) for piece in layout.pieces if piece.role is not None)
