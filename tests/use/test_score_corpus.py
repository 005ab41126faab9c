"""The automatic layers are measured against the gold of a corpus, from the raw on; the numbers reach its datasheet."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk.cli.main import main
from copydesk.errors import InputError
from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from copydesk.record import Article
from copydesk.release.datasheet import render_datasheet
from copydesk.release.tally import Tally
from copydesk.resources import CORPUS
from copydesk.schema import schema_errors
from copydesk.use.scoring.against_gold import Measure, annotated, compare, resolved
from copydesk.use.scoring.corpus_scores import score_corpus, scores_values, with_scores
from support import adjudicated
from support.adjudicated import GOLD, ONE, OTHER, REASONS

SHEET = "# Sheet\n\n<!-- numbers:begin scores -->\n<!-- numbers:end -->\n\nThe end.\n"


@pytest.fixture(scope="module")
def gold() -> list[Article]:
    outcomes = build_articles(open_corpus(CORPUS), Options(entities=None, quotes=False))
    return [outcome.article for outcome in outcomes if isinstance(outcome, Built)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    content = adjudicated.files()
    for name in (ONE, OTHER, REASONS):
        del content[name]
    content["splits.jsonl"] = '{"id": "halle", "split": "test"}\n'
    return adjudicated.written(tmp_path / "corpus", content)


def test_gold_against_itself_is_right_in_everything(gold: list[Article]) -> None:
    for article in gold:
        counts = compare(article, article)
        assert {measure for measure, count in counts.items() if count.f1 != 1} == set()
        assert counts[Measure("layout", "paragraph")].gold > 100


@pytest.fixture
def halle(corpus: Path) -> Article:
    (built,) = build_articles(open_corpus(corpus), Options(entities=None))
    assert isinstance(built, Built)
    return built.article


def test_each_layer_is_counted_as_worked_by_hand(halle: Article) -> None:
    first, second = halle.quotes
    other = replace(
        halle,
        entities=(halle.entities[0], replace(halle.entities[2], type="ORG", entity_id="x")),
        quotes=(replace(first, speaker_entity_id="x", cue=()), replace(second, speaker_entity_id="x")),
        passages=tuple(replace(p, role="dek") if p.role == "headline" else p for p in halle.passages),
        edits=tuple(edit for edit in halle.edits if not edit.reason.startswith("lost_space")),
    )
    # without its lost space the text of the other would be shorter: it is compared where that comes after all spans
    counts = compare(halle, replace(other, edits=halle.edits))
    assert counts[Measure("entities", "PER, LOC and ORG")].f1 == pytest.approx(2 * 1 / 5)
    assert counts[Measure("entities", "bounds")].f1 == pytest.approx(2 * 2 / 5)
    assert counts[Measure("entities", "PER")].f1 == 0
    headline = len("LahalledeBrestrouvre")
    assert counts[Measure("layout", "headline")].gold == counts[Measure("layout", "dek")].predicted == headline
    assert counts[Measure("layout", "noise")].f1 == 1
    assert counts[Measure("quotes", "direct, whole")].f1 == 1
    assert counts[Measure("quotes", "speaker")].f1 == 1, "x is the gold's person under another name"
    assert counts[Measure("quotes", "cue")].f1 == 0.5
    assert counts[Measure("spacing", "lost spaces")].f1 == 1


def test_a_lost_space_that_was_not_found_is_missed(halle: Article) -> None:
    bare = replace(halle, quotes=(), entities=(), edits=(), text=halle.raw, passages=halle.passages)
    assert compare(halle, bare)[Measure("spacing", "lost spaces")].recall == 0


def test_on_the_text_of_the_gold_only_annotation_is_new(halle: Article) -> None:
    own = annotated(halle)
    assert (own.text, own.passages, own.edits) == (halle.text, halle.passages, halle.edits)
    assert own.quotes
    assert {layer.provenance for layer in halle.layers if layer.name == "quotes"} == {"model"}


def test_speakers_are_measured_with_the_gold_entities_given(halle: Article, corpus: Path) -> None:
    given = resolved(halle)
    assert given.entities == halle.entities
    named = {quote.speaker_entity_id for quote in given.quotes} - {None}
    assert named
    assert named <= {entity.entity_id for entity in halle.entities}
    measures = [row.measure for row in score_corpus(corpus, "test").rows]
    assert measures[-1] == "quotes: speaker on gold text, gold entities given"


def test_the_report_names_groups_and_tools_and_is_the_same_each_time(corpus: Path) -> None:
    scores = score_corpus(corpus, "test")
    assert scores.articles == 1
    assert {row.group for row in scores.rows} == {"all"}
    assert any(tool.startswith("copydesk ") for tool in scores.tools)
    assert score_corpus(corpus, "test") == scores
    assert list(schema_errors("scores", scores_values(scores))) == []
    for row in scores.rows:
        assert row.values["f1_low"] <= row.values["f1"] <= row.values["f1_high"]


def test_layers_without_gold_are_not_measured(corpus: Path) -> None:
    gold = adjudicated.annotation("adjudicator")
    for name in ("entities", "non_entities", "quotes", "non_quotes"):
        del gold[name]
    gold["layers"] = gold["layers"][:2]
    (corpus / GOLD).write_text(json.dumps(gold), encoding="utf-8")
    measures = {row.measure.split(":")[0] for row in score_corpus(corpus, "test").rows}
    assert measures == {"layout", "spacing"}


def test_a_split_without_gold_is_misuse(corpus: Path) -> None:
    assert main(["score", "corpus", str(corpus), "--split", "train"]) == 2
    assert main(["score", "quotes", str(corpus), "--write"]) == 2


def test_the_numbers_are_written_and_shown_by_the_datasheet(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", "corpus", str(corpus), "--write", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    written = json.loads((corpus / "scores.json").read_text(encoding="utf-8"))
    assert [row["measure"] for row in written["rows"]] == [row["measure"] for row in printed["rows"]]
    shown = with_scores(SHEET, corpus)
    assert "| F1 on 1 articles (test) | all | 95 % | in gold |" in shown
    assert "| quotes: direct, whole |" in shown
    assert shown.endswith("<!-- numbers:end -->\n\nThe end.\n")
    assert with_scores(shown, corpus) == shown
    assert render_datasheet(shown, Tally()) == shown
    sheet = tmp_path / "DATASHEET.md"
    sheet.write_text(SHEET, encoding="utf-8")
    assert main(["release", str(corpus), "--store", str(tmp_path / "store"), "--datasheet", str(sheet)]) == 0
    released = (tmp_path / "store/0.1.0/DATASHEET.md").read_text(encoding="utf-8")
    assert released.startswith(shown.rstrip("\n"))


def test_a_datasheet_without_measured_numbers_stays_as_it_is(corpus: Path) -> None:
    assert with_scores(SHEET, corpus) == SHEET
    assert render_datasheet(SHEET, Tally()) == SHEET
    (corpus / "scores.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="scores-schema"):
        with_scores(SHEET, corpus)
