"""The layout scorer: numbers that can be checked by hand, and the baseline in the same run."""

import json
import os
from pathlib import Path

import pytest

from copydesk.errors import InputError
from copydesk.use.scoring.layout import score

SHARED = Path(os.environ.get("COPYDESK_SHARED", Path(__file__).parents[3] / "shared"))
PAGE = {
    "id": "one",
    "lang": "fr",
    "publisher": "Test",
    "raw": "Un titre\nUn texte court.\n",
    "segments": [[0, 8, "headline"], [9, 24, "body"]],
}


def write(tmp_path: Path, *pages: object) -> Path:
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
    return path


def test_a_page_read_rightly_scores_one_and_the_baseline_less(tmp_path: Path) -> None:
    rows = {(row.group, row.measure): row.values for row in score(write(tmp_path, PAGE)).rows}
    assert rows["all", "headline"]["f1"] == 1
    assert rows["all", "body"]["f1"] == 1
    assert rows["all", "headline exact"]["rate"] == 1
    assert rows["publisher=Test", "body"]["f1"] == 1
    assert rows["language=fr", "body"]["f1"] == 1
    assert rows["all", "baseline first line, lines of 100: headline"]["f1"] == 1
    assert rows["all", "baseline first line, lines of 100: body"]["f1"] == 0


def test_what_was_labelled_other_and_read_as_body_leaks(tmp_path: Path) -> None:
    page = PAGE | {"segments": [[0, 8, "headline"], [9, 24, "other"]]}
    rows = {(row.group, row.measure): row.values for row in score(write(tmp_path, page), plain=True).rows}
    assert rows["all", "leak"]["rate"] == 1
    assert rows["all", "body"]["precision"] == 0
    assert {group for group, _ in rows} == {"all"}


def test_a_repeated_headline_is_not_scored(tmp_path: Path) -> None:
    page = PAGE | {"segments": [[0, 8, "headline"], [9, 24, "repeat"]]}
    measures = {row.measure for row in score(write(tmp_path, page), plain=True).rows}
    assert "body" not in measures


def test_a_line_that_is_no_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 1"):
        score(write(tmp_path, {"raw": "x"}))


@pytest.mark.once
@pytest.mark.skipif(not (SHARED / "eval" / "layout").is_dir(), reason="the development pages are not here")
def test_the_development_pages_are_read_far_better_than_by_the_baseline() -> None:
    rows = {row.measure: row.values for row in score(SHARED / "eval" / "layout" / "pages_clean.jsonl", plain=True).rows}
    assert rows["body"]["f1"] >= 0.97
    assert rows["headline exact"]["rate"] >= 0.96
    assert rows["dek"]["f1"] >= 0.9
    assert rows["subhead"]["f1"] >= 0.8
    assert rows["leak"]["rate"] < rows["baseline first line, lines of 100: leak"]["rate"] / 4


@pytest.mark.skipif(not (SHARED / "eval" / "layout").is_dir(), reason="the development pages are not here")
def test_plain_articles_are_read_as_they_are() -> None:
    rows = {row.measure: row.values for row in score(SHARED / "eval" / "layout" / "wikinews_fr.jsonl", plain=True).rows}
    assert rows["body"]["f1"] >= 0.99
    assert rows["headline"]["f1"] >= 0.99
