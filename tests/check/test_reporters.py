"""Reports say what was found in the form that each reader expects; no article can forge a line of one."""

import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.check.findings import Finding, Severity
from copydesk.check.report import Report
from copydesk.check.reporters import REPORTERS
from copydesk.errors import Place

HOSTILE = "x\nerror: forged.json: all is lost [schema]\r\n::error::forged\x1b[2J<b>&\"'\u202e%0A,:\x00\ud800\uffff]]>"
HOSTILE_TEXT = st.text(st.characters(), max_size=30) | st.just(HOSTILE)


def report_of(path: str, message: str, severity: Severity = "error", pointer: str = "/text") -> Report:
    place = Place(path, 3, 4, pointer=pointer)
    return Report((Finding("span-surface", severity, place, message, "a"),), 1)


def test_text_groups_by_file_and_shows_twenty_of_each() -> None:
    files = ("a.json", "b.json")
    many = [Finding("schema", "error", Place(path, line), "wrong") for line in range(1, 31) for path in files]
    lines = REPORTERS["text"](Report(tuple(many), 2)).split("\n")
    assert [line.split(":")[1].strip() for line in lines[:20]] == ["a.json"] * 20
    assert lines[20] == "  a.json: 30 findings, 20 of them shown"
    assert lines[-2] == "2 records checked, 60 errors"


def test_text_of_a_report_without_findings_says_so() -> None:
    assert REPORTERS["text"](Report((), 1)) == "1 record checked, nothing found\n"
    waived = report_of("a.json", "x").findings
    assert REPORTERS["text"](Report((), 2, waived)) == "2 records checked, nothing found, 1 waived\n"


def test_jsonl_has_every_part_of_a_finding_and_a_last_line_with_the_sums() -> None:
    first, last = map(json.loads, REPORTERS["jsonl"](report_of("a.json", "wrong")).splitlines())
    assert first == {
        "rule": "span-surface",
        "severity": "error",
        "article": "a",
        "path": "a.json",
        "line": 3,
        "column": 4,
        "pointer": "/text",
        "message": "wrong",
    }
    assert last == {"checked": 1, "waived": 0, "error": 1, "warning": 0, "note": 0}


def test_github_names_file_line_and_rule() -> None:
    assert REPORTERS["github"](report_of("a,b.json", "100% wrong", "note")) == (
        "::notice file=a%2Cb.json,line=3,col=4,title=span-surface::/text: 100%25 wrong\n"
    )


def test_sarif_has_the_rules_that_found_something_and_points_at_the_place() -> None:
    document = json.loads(REPORTERS["sarif"](report_of("corpus/é a.json", "wrong", "warning")))
    (run,) = document["runs"]
    (result,) = run["results"]
    assert document["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "span-surface"
    assert result["level"] == "warning"
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "corpus/%C3%A9%20a.json"
    assert physical["region"] == {"startLine": 3, "startColumn": 4}


def test_junit_fails_for_errors_alone() -> None:
    for severity, failures in (("error", "1"), ("warning", "0")):
        root = ET.fromstring(REPORTERS["junit"](report_of("a.json", "wrong", severity)))  # type: ignore[arg-type]
        assert root.get("failures") == failures
        assert len(root.findall(".//failure")) == int(failures)
    passed = ET.fromstring(REPORTERS["junit"](Report((), 7)))
    assert [case.get("name") for case in passed.iter("testcase")] == ["7 records checked"]


@given(HOSTILE_TEXT, HOSTILE_TEXT, HOSTILE_TEXT)
def test_no_content_forges_a_line(path: str, message: str, pointer: str) -> None:
    report = report_of(path, message, pointer=pointer)
    assert REPORTERS["text"](report).count("\n") == 2
    assert REPORTERS["text"](report).replace("\n", "").isprintable()
    assert len(REPORTERS["jsonl"](report).splitlines()) == 2
    github = REPORTERS["github"](report)
    assert github.count("\n") == 1
    assert github.replace("\n", "").isprintable()
    assert json.loads(REPORTERS["sarif"](report))["runs"][0]["results"][0]["ruleId"] == "span-surface"
    root = ET.fromstring(REPORTERS["junit"](report))
    assert len(root.findall(".//testcase")) == 1


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_a_report_can_be_written_as_utf8(name: str) -> None:
    REPORTERS[name](report_of(HOSTILE, HOSTILE)).encode("utf-8")


def test_a_report_is_ok_without_errors() -> None:
    assert report_of("a", "x", "warning").ok
    assert not report_of("a", "x").ok
    assert report_of("a", "x").counts == {"error": 1, "warning": 0, "note": 0}
    assert report_of("a", "x").rules == {"span-surface": 1}
