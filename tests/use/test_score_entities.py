"""The entity scores: counted by hand, held against nervaluate, and refused where they cannot be given."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nervaluate import Evaluator

from copydesk.errors import InputError
from copydesk.use.scoring.entities import score, score_text
from copydesk.use.scoring.entity_matches import Named

SHARED = Path(os.environ.get("COPYDESK_SHARED", Path(__file__).parents[2].parent / "shared"))
WIKINEWS = SHARED / "eval" / "annotation" / "wikinews_fr.jsonl"


def named(*mentions: tuple[int, int, str, str]) -> list[Named]:
    return [Named(*mention) for mention in mentions]


def write(path: Path, *records: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_each_score_counts_what_its_name_says() -> None:
    gold = named((0, 4, "PER", "a"), (10, 14, "LOC", "b"), (20, 28, "ORG", "c"), (40, 44, "LOC", "d"))
    predicted = named((0, 4, "PER", "x"), (10, 14, "ORG", "y"), (20, 24, "ORG", "z"), (60, 64, "PER", "w"))
    counts = score_text(gold, predicted)
    assert {name: count.right for name, count in counts.items() if name != "linking"} == {
        "strict": 1,
        "exact": 2,
        "partial": 2.5,
        "type": 2,
    }
    assert {(count.predicted, count.gold) for name, count in counts.items() if name != "linking"} == {(4, 4)}


def test_only_people_places_and_organisations_count() -> None:
    counts = score_text(named((0, 4, "PROD", "a")), named((0, 4, "MISC", "a"), (5, 9, "LOC", "b")))
    assert (counts["strict"].predicted, counts["strict"].gold) == (1, 0)


def test_linking_is_b_cubed_by_hand() -> None:
    gold = named((0, 1, "PER", "a"), (2, 3, "PER", "a"), (4, 5, "PER", "a"), (6, 7, "PER", "b"))
    predicted = named((0, 1, "PER", "x"), (2, 3, "PER", "x"), (4, 5, "PER", "y"), (6, 7, "PER", "y"))
    linking = score_text(gold, predicted)["linking"]
    assert linking.precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert linking.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_linking_counts_only_mentions_that_both_sides_bound_alike() -> None:
    linking = score_text(named((0, 4, "PER", "a"), (8, 9, "PER", "a")), named((0, 4, "PER", "x"), (8, 10, "PER", "y")))
    assert (linking["linking"].gold, linking["linking"].f1) == (1, 1.0)


SLOTS = st.lists(
    st.tuples(
        st.sampled_from(["gold", "predicted", "both", "wrong type", "shorter"]), st.sampled_from(["PER", "LOC", "ORG"])
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=100, deadline=None)
@given(SLOTS)
def test_the_scores_agree_with_nervaluate_where_mentions_meet_one_to_one(slots: list[tuple[str, str]]) -> None:
    gold, predicted = [Named(1000, 1008, "PER", "g")], [Named(1000, 1008, "PER", "p")]
    for number, (case, kind) in enumerate(slots):
        start = 20 * number
        other = {"PER": "LOC", "LOC": "ORG", "ORG": "PER"}[kind]
        if case != "predicted":
            gold.append(Named(start, start + 8, kind, "g"))
        if case != "gold":
            predicted.append(
                Named(start, start + (4 if case == "shorter" else 8), other if case == "wrong type" else kind, "p")
            )
    theirs = Evaluator(
        *([[_prodigy(m) for m in sorted(side)]] for side in (gold, predicted)), tags=["PER", "LOC", "ORG"]
    )
    overall = theirs.evaluate()["overall"]
    ours = score_text(gold, predicted)
    for name, key in {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}.items():
        assert ours[name].precision == pytest.approx(overall[key].precision)
        assert ours[name].recall == pytest.approx(overall[key].recall)


def _prodigy(mention: Named) -> dict[str, object]:
    return {"label": mention.type, "start": mention.start, "end": mention.end - 1}


RECORD: dict[str, object] = {
    "id": "one",
    "lang": "fr",
    "raw": "Claire Vasseur vit à Lyon. Vasseur écrit.",
    "entities": [
        {"start": 0, "end": 14, "type": "PER", "entity_id": "v"},
        {"start": 21, "end": 25, "type": "LOC", "entity_id": "l"},
        {"start": 27, "end": 34, "type": "PER", "entity_id": "v"},
    ],
}


def test_gold_against_gold_is_one(tmp_path: Path) -> None:
    report = score(write(tmp_path / "gold.jsonl", {**RECORD, "predicted": RECORD["entities"], "text": RECORD["raw"]}))
    assert {row.measure: row.values["f1"] for row in report.rows} == dict.fromkeys(
        ("strict", "exact", "partial", "type", "linking"), 1.0
    )


def test_predictions_on_another_text_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "other.jsonl", {**RECORD, "predicted": RECORD["entities"], "text": "Autre texte."})
    with pytest.raises(InputError, match=r"other.jsonl:1: .* \[score-text-mismatch\]"):
        score(path)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "x"}', '{"id": "x", "raw": "ab", "entities": [{"start": 0, "end": 9, "type": "PER"}]}']
)
def test_a_line_that_is_no_annotated_text_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=r"bad.jsonl:1: .* \[score-input\]"):
        score(path)


def test_spaces_put_back_do_not_move_the_predictions(tmp_path: Path) -> None:
    raw = "Elle habite toujours la ville de Bordeaux.Hier, Mme Claire Vasseur est partie pour Lyon."
    gold = [
        {"start": raw.index(name), "end": raw.index(name) + len(name), "type": kind, "entity_id": name}
        for name, kind in {"Bordeaux": "LOC", "Claire Vasseur": "PER", "Lyon": "LOC"}.items()
    ]
    path = write(tmp_path / "plain.jsonl", {"id": "one", "lang": "fr", "raw": raw, "entities": gold})
    report = score(path, plain=True)
    assert {row.measure: row.values["f1"] for row in report.rows if row.group == "all"}["rules strict"] == 1.0


@pytest.mark.once
@pytest.mark.model
@pytest.mark.skipif(not WIKINEWS.exists(), reason="no development data")
def test_the_article_level_beats_the_bare_pipeline() -> None:
    f1 = {row.measure: row.values["f1"] for row in score(WIKINEWS).rows if row.group == "all"}
    assert f1["strict"] >= 0.88
    assert f1["strict"] > f1.get("baseline pipeline strict", 0) + 0.05
    assert f1["linking"] >= 0.92
