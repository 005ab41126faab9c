"""Quotes are scored by content, cue, source and speaker."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import InputError, UsageError
from copydesk.use.scoring.quote_matches import ScoredQuote, compare_quotes
from copydesk.use.scoring.quotes import score
from copydesk.use.scoring.report import ScoreReport

SHARED = Path(os.environ.get("COPYDESK_SHARED", Path(__file__).parents[2].parent / "shared"))
DIRECT = ScoredQuote("direct", ((0, 10),), ((12, 15),), ((16, 20),), "anna")
RECORD: dict[str, Any] = {
    "id": "a",
    "lang": "fr",
    "raw": "« Tout va », dit Anne.",
    "quotes": [{"type": "direct", "content": [[0, 11]], "cue": [[13, 16]], "speaker": [[17, 21]]}],
}


def value(report: ScoreReport, measure: str, number: str = "f1") -> float:
    return next(row.values[number] for row in report.rows if row.measure == measure)


@cache
def cached_score(path: Path) -> ScoreReport:
    return score(path)


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def test_gold_against_gold_is_one() -> None:
    for count in compare_quotes([DIRECT], [DIRECT]).values():
        assert count.f1 == 1.0


def test_characters_count_what_overlaps() -> None:
    half = DIRECT._replace(content=((5, 15),))
    counts = compare_quotes([DIRECT], [half])
    assert counts["direct content exact"].f1 == 0.0
    assert counts["direct content characters"].f1 == 0.5
    assert counts["direct speaker of matched"].f1 == 1.0


def test_a_quote_of_another_type_can_be_left_aside() -> None:
    indirect = ScoredQuote("indirect", ((20, 30),))
    found = ScoredQuote("direct", ((20, 30),))
    counts = compare_quotes([DIRECT, indirect], [DIRECT, found])
    assert counts["direct content characters"].precision == 0.5
    assert counts["direct content characters, other types aside"].precision == 1.0


def test_naming_somebody_where_the_gold_names_nobody_is_counted_apart() -> None:
    nameless = DIRECT._replace(content=((30, 40),), speaker=None)
    quiet = nameless._replace(content=((50, 60),))
    counts = compare_quotes([DIRECT, nameless, quiet], [DIRECT, nameless._replace(speaker="anna"), quiet])
    assert counts["direct speaker of matched"].f1 == 1.0
    assert counts["direct speaker none of matched"].recall == 0.5
    assert counts["direct speaker none of matched"].precision == 1.0
    missed = compare_quotes([DIRECT, quiet], [DIRECT._replace(speaker=None), quiet])
    assert missed["direct speaker none of matched"].precision == 0.5


def test_a_set_without_speakers_says_nothing_about_them(tmp_path: Path) -> None:
    report = score(write(tmp_path / "set.jsonl", RECORD))
    assert not any("speaker none" in row.measure for row in report.rows)


def test_another_text_is_refused() -> None:
    with pytest.raises(UsageError):
        compare_quotes([DIRECT], [DIRECT], gold_text="a", predicted_text="b")


def test_a_file_is_scored_with_a_baseline(tmp_path: Path) -> None:
    report = score(write(tmp_path / "gold.jsonl", RECORD))
    assert value(report, "direct content exact") == 1.0
    assert value(report, "direct source of matched") == 1.0
    assert any(row.measure.startswith("baseline") for row in report.rows)


def test_given_predictions_are_scored_as_they_stand(tmp_path: Path) -> None:
    report = score(write(tmp_path / "gold.jsonl", {**RECORD, "predicted": RECORD["quotes"]}))
    assert all(row.values["f1"] == 1.0 for row in report.rows)


def test_predictions_on_another_text_are_refused(tmp_path: Path) -> None:
    record = {**RECORD, "predicted": [], "text": "Autre"}
    with pytest.raises(InputError, match="text-mismatch"):
        score(write(tmp_path / "gold.jsonl", record))


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "a"}', '{"id": "a", "raw": "x", "quotes": [{"type": "direct", "content": [[0, 9]]}]}']
)
def test_a_line_that_is_no_annotated_text_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match="score-input"):
        score(path)


@pytest.mark.once
@pytest.mark.parametrize(
    ("file", "measure", "bar"),
    [
        ("annotation/wikinews_fr.jsonl", "direct content exact", 0.88),
        ("annotation/wikinews_fr.jsonl", "all content characters", 0.80),
        ("quotes/wikinews_de_dev.jsonl", "direct content characters", 0.95),
        ("quotes/wikinews_de_dev.jsonl", "all content characters", 0.65),
        ("quotes/polnear_en_dev.jsonl", "direct and mixed content characters", 0.88),
        ("quotes/polnear_en_dev.jsonl", "direct and mixed source of matched", 0.80),
    ],
)
def test_development_data_stays_above_what_was_reached(file: str, measure: str, bar: float) -> None:
    path = SHARED / "eval" / file
    if not path.is_file():
        pytest.skip("the development data are not here")
    assert value(cached_score(path), measure) >= bar


OWN_TEXT = "« Tout va », dit Anne."


def own_span(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": OWN_TEXT[start:end]}


def own_record(provenance: str = "manual") -> dict[str, Any]:
    quote = {
        "id": "q1",
        "type": "direct",
        "content": [own_span(0, 11)],
        "cue": [own_span(13, 16)],
        "source": [own_span(17, 21)],
        "marks": [],
        "source_kind": "person",
        "attribution": "explicit",
        "factual": True,
        "speaker_entity_id": "anne",
        "level": 1,
        "parent_id": None,
    }
    entity = {"id": "e1", "type": "PER", **own_span(17, 21), "entity_id": "anne", "kb_id": None}
    return {
        "schema_version": "1.0",
        "id": "a",
        "language": "fr",
        "text": OWN_TEXT,
        "passages": [{"role": "paragraph", "start": 0, "end": 22, "raw_start": 0, "raw_end": 22}],
        "entities": [{**entity, "kb_status": "unlinked"}],
        "quotes": [quote],
        "layers": [{"name": "quotes", "provenance": provenance}],
    }


def test_an_article_of_ours_is_gold_where_its_quotes_are_adjudicated(tmp_path: Path) -> None:
    report = score(write(tmp_path / "own.jsonl", own_record()))
    assert value(report, "direct content exact") == 1.0
    assert value(report, "direct speaker of matched") == 1.0


def test_an_article_of_ours_against_itself_is_one(tmp_path: Path) -> None:
    report = score(write(tmp_path / "own.jsonl", {**own_record(), "predicted": own_record("automatic")}))
    assert report.rows
    assert all(row.values["f1"] == 1.0 for row in report.rows)


def test_automatic_quotes_are_no_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="automatic"):
        score(write(tmp_path / "own.jsonl", own_record("automatic")))


def test_an_article_of_ours_predicted_on_another_text_is_refused(tmp_path: Path) -> None:
    other = {**own_record(), "text": OWN_TEXT + " Oui."}
    with pytest.raises(InputError, match="another text"):
        score(write(tmp_path / "own.jsonl", {**own_record(), "predicted": other}))


def test_a_span_that_does_not_stand_in_its_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not"):
        score(write(tmp_path / "own.jsonl", {**own_record(), "text": "X" + OWN_TEXT}))


def test_a_quote_inside_another_is_scored_apart() -> None:
    counts = compare_quotes([DIRECT, DIRECT._replace(type="inner")], [DIRECT])
    assert counts["all content exact"].f1 == 1.0
    assert counts["inner content exact"].recall == 0.0
