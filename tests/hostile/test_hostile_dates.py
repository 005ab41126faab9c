"""Hostile dates: in an article they end as the date that is meant or as none, in a sidecar as an error.

``dates.json`` names those that a reader understands without doubt; every other one must come to nothing. Where this
project differs from the manifest: a date-time without an offset is what most newspapers print, and is kept as stated;
words and orders are read by the language of the article (a French ``01/02/2024`` is the first of February).
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from copydesk.pipeline.facts import Options
from copydesk.record import Article
from copydesk.release.parquet_reading import read_rows
from copydesk.use.produce import Job, Produced, build_corpus
from support.corpora import MakeCorpus, raw_article
from support.hostile import Case, read_table, write_tree

READINGS: Mapping[str, Mapping[str, Any]] = read_table("dates")
WITHOUT_MODEL = Job(Options(entities="rules"))


@pytest.fixture(scope="module")
def cases(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    written = write_tree(shared, tmp_path_factory.mktemp("dates") / "tree")
    return [case for case in written if case.group == "date"]


def built(produced: Produced) -> dict[str, Article]:
    if produced.written is None:
        return {}
    tables = sorted((produced.written.path / "data" / "full").rglob("*.parquet"))
    articles = [Article.from_dict(row) for table in tables for row in read_rows(table)]
    return {article.id: article for article in articles}


def dated(date: str) -> str:
    headline, body = raw_article().split("\n\n", 1)
    return f"{headline}\n\nPublié le {date}\n\n{body}"


def test_a_date_in_an_article_is_what_is_meant_or_none(
    cases: list[Case], make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    files = {f"raw/fr/{case.within.stem}.txt": dated(case.meta["dateline"]) for case in cases}
    produced = build_corpus(make_corpus(files), tmp_path / "build", WITHOUT_MODEL)
    articles = built(produced)
    refused = {Path(finding.place.path).stem for finding in produced.report.findings if finding.rule == "dates-iso"}
    assert {case.within.stem for case in cases} == {*articles, *refused}
    for name, article in articles.items():
        assert article.date_published in {None, READINGS.get(name, {}).get("article")}, name


def test_a_date_in_a_sidecar_is_one_of_the_calendar_or_an_error_at_its_place(
    cases: list[Case], make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    files: dict[str, Any] = {}
    for number, case in enumerate(cases):
        files[f"raw/fr/{case.within.stem}.txt"] = raw_article(f"Le conseil vote pour la fois {number}")
        files[f"raw/fr/{case.within.stem}.json"] = json.dumps({"date_published": case.meta["dateline"] or ""})
    produced = build_corpus(make_corpus(files), tmp_path / "build", WITHOUT_MODEL)
    articles = built(produced)
    errors = {
        Path(finding.place.path).stem: finding for finding in produced.report.findings if finding.severity == "error"
    }
    for case in cases:
        name = case.within.stem
        if READINGS.get(name, {}).get("sidecar") == "accept":
            assert articles[name].date_published == case.meta["dateline"]
        else:
            assert name not in articles
            assert errors[name].rule in {"source-schema", "dates-iso"}
            assert errors[name].place.pointer == "/date_published"
