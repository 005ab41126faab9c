"""The scorer of lost spaces counts what it says, beside a baseline of the same run."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import InputError
from copydesk.use.scoring.report import ScoreReport
from copydesk.use.scoring.spacing import score

WriteGold = Callable[..., Path]


@pytest.fixture
def write_gold(tmp_path: Path) -> WriteGold:
    def write(*records: Mapping[str, Any]) -> Path:
        path = tmp_path / "gold.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return path

    return write


def values(report: ScoreReport, measure: str, group: str = "all") -> Mapping[str, float]:
    return next(row.values for row in report.rows if (row.group, row.measure) == (group, measure))


RAW = "The orchestraand the choir said nothing.\nShare zzqnow\nThe end."
LOST = RAW.index("and the choir")


def test_a_place_that_is_found_counts_as_matched(write_gold: WriteGold) -> None:
    gold = write_gold({"id": "a", "lang": "en", "raw": RAW, "missing_space": [LOST]})
    found = values(score(gold, plain=True), "lost spaces")
    assert (found["precision"], found["recall"], found["gold"], found["predicted"]) == (1.0, 1.0, 1, 1)


def test_a_place_that_is_not_lost_is_a_false_split_of_the_words_read(write_gold: WriteGold) -> None:
    gold = write_gold({"id": "a", "lang": "en", "raw": RAW, "missing_space": []})
    found = values(score(gold, plain=True), "lost spaces")
    assert found["words"] == len(RAW.split())
    assert found["false_splits_per_10000_words"] == pytest.approx(10_000 / len(RAW.split()))


def test_a_place_that_is_missed_lowers_recall(write_gold: WriteGold) -> None:
    gold = write_gold({"id": "a", "lang": "en", "raw": RAW, "missing_space": [LOST, RAW.index("now")]})
    assert values(score(gold, plain=True), "lost spaces")["recall"] == 0.5


def test_unscored_places_count_neither_way(write_gold: WriteGold) -> None:
    gold = write_gold({"id": "a", "lang": "en", "raw": RAW, "unscored_joins": [LOST]})
    assert values(score(gold, plain=True), "lost spaces")["predicted"] == 0


def test_places_after_punctuation_are_counted_apart(write_gold: WriteGold) -> None:
    raw = "The bridge was closed.The mayor said nothing.And left."
    after = [raw.index("The mayor"), raw.index("And")]
    report = score(write_gold({"id": "a", "lang": "en", "raw": raw, "missing_after_punct": after}), plain=True)
    assert values(report, "lost spaces")["predicted"] == 0
    assert values(report, "lost spaces, after punctuation") == {"recall": 1.0, "gold": 2}


def test_segments_labelled_other_are_not_read(write_gold: WriteGold) -> None:
    start, end = RAW.index("The orchestra"), RAW.index("\n")
    gold = write_gold({"id": "a", "lang": "en", "raw": RAW, "segments": [[start, end, "other"]]})
    assert values(score(gold), "lost spaces")["words"] == 0


def test_a_segment_inside_another_is_read_once(write_gold: WriteGold) -> None:
    segments = [[0, len(RAW), "body"], [0, 12, "dateline"]]
    gold = write_gold({"id": "a", "lang": "en", "raw": RAW, "segments": segments, "missing_space": [LOST]})
    assert values(score(gold), "lost spaces")["words"] == len(RAW.split())


def test_languages_and_publishers_have_rows_of_their_own(write_gold: WriteGold) -> None:
    report = score(
        write_gold(
            {"id": "a", "lang": "en", "publisher": "Daily", "raw": RAW, "missing_space": [LOST]},
            {"id": "b", "lang": "fr", "publisher": "Le Jour", "raw": "Il parle.", "missing_space": []},
        ),
        plain=True,
    )
    assert report.documents == 2
    assert values(report, "lost spaces", "language=en")["gold"] == 1
    assert values(report, "lost spaces", "publisher=Le Jour")["gold"] == 0


def test_the_baseline_cuts_every_unknown_word_that_it_can(write_gold: WriteGold) -> None:
    raw = "The orchestraand the hailmeter."
    gold = write_gold({"id": "a", "lang": "en", "raw": raw, "missing_space": [raw.index("and the")]})
    report = score(gold, plain=True)
    assert values(report, "baseline two-way split")["predicted"] == 2
    assert values(report, "baseline two-way split")["precision"] == 0.5
    assert values(report, "lost spaces")["precision"] == 1.0


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"lang": "en"}', '{"raw": "a b", "lang": "en", "missing_space": [9]}', '{"raw": 3, "lang": "en"}'],
)
def test_a_line_that_is_no_text_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"raw": "a", "lang": "en"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:2: .*\[score-input\]"):
        score(path, plain=True)


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "plain", "precision", "recall"),
    [("spacing/press_fr_glued.jsonl", True, 0.95, 0.85), ("layout/pages_glued.jsonl", False, 0.95, 0.90)],
)
def test_development_pages_are_repaired(shared: Path, file: str, plain: bool, precision: float, recall: float) -> None:
    found = values(score(shared / "eval" / file, plain=plain), "lost spaces")
    assert found["precision"] >= precision
    assert found["recall"] >= recall


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("file", ["layout/wikinews_fr.jsonl", "layout/pages_clean.jsonl"])
def test_clean_pages_stay_clean(shared: Path, file: str) -> None:
    assert values(score(shared / "eval" / file), "lost spaces")["false_splits_per_10000_words"] <= 0.3
