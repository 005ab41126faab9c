"""The examples are the contract of the rules: the valid ones pass, and each invalid one fails by one rule alone."""

import runpy
from pathlib import Path

import pytest

import copydesk.check.rules as rules_module
from copydesk.check.paths import check_path, check_paths
from copydesk.check.rules import RULES, adjudication, reading, rehydration, rules_table, withdrawn
from copydesk.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples"
INVALID = sorted(path.name for path in (EXAMPLES / "invalid").iterdir())
ELSEWHERE = {
    "file-unreadable",  # depends on the machine: test_check_paths
    "json-size",  # 64 MB: test_strict_json
    "parquet-size",  # test_check_paths
    "parquet-columns",  # made on the spot: test_check_paths
    "waiver-invalid",  # test_waivers
    "waiver-unused",
    "waiver-widened",
    "split-moved",  # needs the receipt of an edition: test_frozen_splits
    *(rule.id for rule in adjudication.RULES),  # take a whole corpus: tests/pipeline/adjudication
    *(rule.id for rule in withdrawn.RULES),  # take a whole corpus: examples/corpora, test_withdrawals
    *(rule.id for rule in rehydration.RULES),  # releases without text: test_without_text
    *(rule.id for rule in reading.RULES),  # refusals of intake and pipeline: tests/text, tests/pipeline
}


@pytest.mark.parametrize("path", sorted((EXAMPLES / "valid").iterdir()), ids=lambda path: path.name)
def test_a_valid_example_has_no_findings(path: Path) -> None:
    assert list(check_path(path)) == []


@pytest.mark.parametrize("rule", INVALID)
def test_an_invalid_example_is_found_by_its_rule_alone(rule: str) -> None:
    findings = check_paths([EXAMPLES / "invalid" / rule]).findings
    assert {finding.rule for finding in findings} == {rule}
    assert all(finding.severity == RULES[rule].severity for finding in findings)


def test_every_rule_has_an_invalid_example() -> None:
    assert {*INVALID, *ELSEWHERE} == {*RULES}


def test_every_finding_says_where() -> None:
    for rule in INVALID:
        for finding in check_paths([EXAMPLES / "invalid" / rule]).findings:
            assert finding.place.path
            assert finding.place.line is not None or finding.place.pointer is not None


def test_the_examples_are_what_their_maker_writes() -> None:
    made = runpy.run_path(str(Path(__file__).parent / "make_invalid_examples.py"))["examples"]()
    kept = {str(path.relative_to(EXAMPLES / "invalid")) for path in (EXAMPLES / "invalid").rglob("*.*")}
    assert kept == set(made)
    for name, content in made.items():
        assert (EXAMPLES / "invalid" / name).read_bytes() == content, name


def test_the_table_has_a_row_for_every_rule_and_says_how_to_mend() -> None:
    rows = rules_table().split("\n")[2:]
    assert [row.split("`")[1] for row in rows] == list(RULES)
    assert all(row.count("|") == 6 for row in rows)
    assert all(rule.protects.endswith(".") and rule.mend.endswith(".") for rule in RULES.values())


def test_the_list_of_rules_stands_in_the_documentation_as_the_command_prints_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "--list"]) == 0
    documented = (Path(rules_module.__file__).parents[1] / "RULES.md").read_text(encoding="utf-8")
    assert documented.endswith(f"\n\n{capsys.readouterr().out}")
