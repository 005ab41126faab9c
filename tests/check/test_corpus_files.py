"""The files that a corpus keeps beside its articles follow a schema each, and a line that does not is named."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from copydesk.check.waivers import read_waivers
from copydesk.pipeline.facts import Options
from copydesk.resources import CORPUS
from copydesk.schema import schema_errors
from copydesk.use.produce import Job, build_corpus
from copydesk.use.validate import validate_path

TESTS = Path(__file__).parents[1]
LINES = (TESTS / "cases" / "check" / "corpus_files.jsonl").read_text(encoding="utf-8").split("\n")
CASES = [json.loads(line) for line in LINES if line]
CORPORA = TESTS / "examples" / "corpora"
PLACES = {
    "splits-form": "splits.jsonl:2:/split",
    "splits-unique": "splits.jsonl:3",
    "receipt-form": "editions/0.0.1.jsonl:2:/",
    "waiver-invalid": "waivers.toml:9:/waiver/1",
}
"""Where the corpus of each rule breaks it."""

BARE = Options(entities=None)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['schema']}: {case['label']}" for case in CASES])
def test_a_schema_takes_what_it_describes_and_nothing_else(case: dict[str, Any]) -> None:
    errors = list(schema_errors(case["schema"], case["value"]))
    assert [pointer for pointer, _ in errors] == ([] if case["pointer"] is None else [case["pointer"]]), errors


@pytest.mark.parametrize(("name", "schema"), [("splits.jsonl", "split"), ("editions/*.jsonl", "receipt")])
def test_the_corpus_of_the_package_follows_the_schemas_of_lines(name: str, schema: str) -> None:
    files = sorted(CORPUS.glob(name))
    assert files
    for path in files:
        for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
            assert list(schema_errors(schema, json.loads(line))) == []


def test_the_waivers_of_the_package_follow_their_schema() -> None:
    document = tomllib.loads((CORPUS / "waivers.toml").read_text(encoding="utf-8"))
    assert list(schema_errors("waivers", document)) == []


@pytest.mark.parametrize("rule", PLACES)
def test_check_names_rule_file_and_line(rule: str) -> None:
    corpus = CORPORA / rule
    found = [finding for finding in validate_path(corpus, options=BARE).findings if finding.severity == "error"]
    wrong = [one for one in found if one.rule != "waiver-unused"]
    assert [(one.rule, str(one.place)) for one in wrong] == [(rule, f"{corpus}/{PLACES[rule]}")]


@pytest.mark.parametrize("rule", ["splits-form", "splits-unique"])
def test_nothing_is_built_while_a_split_is_not_known(rule: str, tmp_path: Path) -> None:
    produced = build_corpus(CORPORA / rule, tmp_path, Job(BARE))
    assert produced.written is None
    assert rule in {finding.rule for finding in produced.report.findings}
    assert list(tmp_path.glob("[!.]*")) == []


def test_every_wrong_line_of_the_splits_is_named(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for path in (CORPORA / "splits-form").rglob("*.*"):
        target = corpus / path.relative_to(CORPORA / "splits-form")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (corpus / "splits.jsonl").write_text('{"id": "b"}\n\n{"id": "other", "split": "test"}\nx\n', encoding="utf-8")
    found = validate_path(corpus, options=BARE).findings
    assert [one.place.line for one in found if one.rule == "splits-form"] == [1, 4]


def test_toml_that_cannot_be_read_is_named_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "waivers.toml"
    path.write_text('[[waiver]]\nrule = "layout-no-headline\n', encoding="utf-8")
    (finding,) = read_waivers(path).findings
    assert (finding.rule, finding.place.line) == ("waiver-invalid", 2)
    assert finding.place.column
