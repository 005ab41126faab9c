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

from copydesk.errors import InputError
from copydesk.text.layout import read_layout
from copydesk.text.spacing import find_lost_spaces
from copydesk.text.spacing.lexicon import lexicon
from copydesk.use.scoring.lines import numbered_lines
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
    """What texts add to the numbers: words read, and places found rightly, found at all, and lost."""

    words: int = 0
    matched: int = 0
    predicted: int = 0
    gold: int = 0
    matched_after_marks: int = 0
    gold_after_marks: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Add up the tallies of texts."""
        return Tally(
            self.words + other.words,
            self.matched + other.matched,
            self.predicted + other.predicted,
            self.gold + other.gold,
            self.matched_after_marks + other.matched_after_marks,
            self.gold_after_marks + other.gold_after_marks,
        )

    @property
    def precision(self) -> float:
        """Give the share of what was found that is lost; 1 where nothing was found and nothing is lost."""
        return self.matched / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Give the share of what is lost that was found; 1 where nothing is lost and nothing was found."""
        return self.matched / self.gold if self.gold else float(not self.predicted)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score(path: Path, *, plain: bool = False) -> ScoreReport:
    """Score the repair against a JSONL file, with a baseline of the same run.

    Each line holds ``raw`` and ``lang``, and may hold ``missing_space``, ``missing_after_punct`` and ``unscored_joins``
    (offsets), ``segments`` (start, end, label) and ``publisher``. Passages are all lines with ``plain``; else the
    segments but those labelled *other*, which measures the repair apart from the layout; else what the layout gives.
    Where a file has segments, a further measure takes the passages of the layout.

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
        "false splits: places where none is lost; places after punctuation and unscored ones are left out",
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
        words=sum(len(_RUN.findall(text.raw, start, end)) for start, end in text.passages),
        matched=len(between & text.lost),
        predicted=len(between),
        gold=len(text.lost),
        matched_after_marks=len(found & text.lost_after_marks),
        gold_after_marks=len(text.lost_after_marks),
    )


def _rows(measure: str, texts: Sequence[GoldText], find: Finder, *, groups: bool = True) -> list[ScoreRow]:
    tallies = [_tally(text, find(text)) for text in texts]
    rows = [ScoreRow("all", measure, {**_values(tallies), **_interval(tallies)})]
    if any(text.lost_after_marks for text in texts):
        total = reduce(add, tallies)
        values = {"recall": total.matched_after_marks / total.gold_after_marks, "gold": total.gold_after_marks}
        rows.append(ScoreRow("all", f"{measure}, after punctuation", values))
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
    total = reduce(add, tallies, Tally())
    false = total.predicted - total.matched
    return {
        "precision": total.precision,
        "recall": total.recall,
        "f1": total.f1,
        "predicted": total.predicted,
        "gold": total.gold,
        "false_splits_per_10000_words": 10_000 * false / total.words if total.words else 0.0,
        "words": total.words,
    }


def _interval(tallies: Sequence[Tally]) -> dict[str, float]:
    """Bound F1 by drawing documents with replacement, with a fixed seed."""
    if not tallies:
        return {}
    draw = random.Random(SEED)  # noqa: S311 - no secret
    drawn = sorted(reduce(add, draw.choices(tallies, k=len(tallies))).f1 for _ in range(RESAMPLES))
    return {"f1_low": drawn[int(0.025 * RESAMPLES)], "f1_high": drawn[int(0.975 * RESAMPLES)]}


def _records(path: Path) -> Iterator[Mapping[str, Any]]:
    for line, place in numbered_lines(path):
        try:
            record = json.loads(line)
            _gold(record, plain=True)
        except (KeyError, TypeError, ValueError) as error:
            raise InputError("score-input", f"not a text with lost spaces: {error!r}", place) from error
        yield record


def _gold(record: Mapping[str, Any], *, plain: bool) -> GoldText:
    raw = record["raw"]
    if not isinstance(raw, str):
        raise TypeError("raw is no text")
    offsets = {
        name: frozenset(record.get(name, ())) for name in ("missing_space", "missing_after_punct", "unscored_joins")
    }
    for name, places in offsets.items():
        if not all(isinstance(place, int) and 0 < place < len(raw) for place in places):
            raise ValueError(f"{name} holds a place outside the text")
    return GoldText(
        raw,
        record["lang"],
        record.get("publisher") or "",
        _lines(raw) if plain else _passages(raw, record.get("segments")),
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


def _passages(raw: str, segments: Sequence[Sequence[Any]] | None) -> Passages:
    """Give the segments that are read; one that lies in another, such as a dateline, is part of it."""
    if segments is None:
        return _layout(raw)
    passages: list[tuple[int, int]] = []
    for start, end in sorted((start, -end) for start, end, label in segments if label not in SET_ASIDE):
        if not passages or start >= passages[-1][1]:
            passages.append((start, -end))
    return tuple(passages)


def _layout(raw: str) -> Passages:
    try:
        layout = read_layout(raw)
    except InputError:
        return ()
    return tuple((piece.start, piece.end) for piece in layout.pieces if piece.role is not None)
