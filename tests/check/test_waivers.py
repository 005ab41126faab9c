"""A waiver sets one known finding aside, and says so when it no longer does."""

from datetime import date
from pathlib import Path

import pytest

from copydesk.check.findings import Finding
from copydesk.check.report import Report
from copydesk.check.waivers import apply_waivers, read_waivers
from copydesk.errors import Place

GOOD = '[[waiver]]\nrule = "layout-no-headline"\narticle = "fr-07"\nreason = "a letter"\nsince = 2026-03-01\n'


def waivers_of(tmp_path: Path, text: str, *, others: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    path = tmp_path / "waivers.toml"
    path.write_text(text, encoding="utf-8")
    found = read_waivers(path, others=others)
    return [entry.article for entry in found.entries], [finding.rule for finding in found.findings]


def headline_finding(article: str = "fr-07", path: str = "raw/fr/fr-07.txt") -> Finding:
    return Finding("layout-no-headline", "warning", Place(path), "is null", article)


def test_a_waived_finding_is_counted_and_not_reported(tmp_path: Path) -> None:
    (tmp_path / "waivers.toml").write_text(GOOD, encoding="utf-8")
    waivers = read_waivers(tmp_path / "waivers.toml")
    assert waivers.entries[0].since == date(2026, 3, 1)
    other = headline_finding("fr-08", "raw/fr/fr-08.txt")
    report = apply_waivers(Report((headline_finding(), other), 2), waivers)
    assert report.findings == (other,)
    assert report.waived == (headline_finding(),)
    assert report.checked == 2


def test_a_finding_without_an_article_belongs_to_the_file_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "waivers.toml").write_text(GOOD, encoding="utf-8")
    report = apply_waivers(Report((headline_finding(article=""),), 1), read_waivers(tmp_path / "waivers.toml"))
    assert report.findings == ()


def test_a_waiver_that_waives_nothing_is_reported_where_everything_was_checked(tmp_path: Path) -> None:
    (tmp_path / "waivers.toml").write_text(GOOD, encoding="utf-8")
    waivers = read_waivers(tmp_path / "waivers.toml")
    (finding,) = apply_waivers(Report((), 1), waivers).findings
    assert (finding.rule, finding.severity, finding.place.pointer) == ("waiver-unused", "error", "/waiver/0")
    assert apply_waivers(Report((), 1), waivers, complete=False).findings == ()


def test_a_waiver_covers_as_many_findings_as_it_says_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "waivers.toml"
    found = Report((headline_finding(), headline_finding()), 1)
    path.write_text(GOOD, encoding="utf-8")
    report = apply_waivers(found, read_waivers(path))
    assert [(finding.rule, finding.severity) for finding in report.findings] == [("waiver-widened", "error")]
    path.write_text(GOOD + "findings = 2\n", encoding="utf-8")
    assert apply_waivers(found, read_waivers(path)).findings == ()


def test_no_file_means_no_waivers(tmp_path: Path) -> None:
    assert read_waivers(tmp_path / "waivers.toml").entries == ()


@pytest.mark.parametrize(
    "text",
    [
        "[[waiver]\n",
        "waiver = 3\n",
        'waiver = ["x"]\n',
        GOOD + "[other]\n",
        GOOD.replace("reason", "because"),
        GOOD.replace('"a letter"', '" "'),
        GOOD.replace("2026-03-01", '"soon"'),
        GOOD.replace("2026-03-01", "2026-03-01T10:00:00"),
        GOOD.replace("layout-no-headline", "layout-no-such-rule"),
        GOOD.replace("layout-no-headline", "span-surface"),
        GOOD + "findings = 0\n",
        GOOD + "findings = true\n",
        GOOD.replace('"fr-07"', "7"),
        GOOD.replace('"fr-07"', '["fr-07"]'),
    ],
)
def test_a_malformed_waiver_is_reported_and_waives_nothing(tmp_path: Path, text: str) -> None:
    entries, findings = waivers_of(tmp_path, text)
    assert findings == ["waiver-invalid"] * (2 if "because" in text else 1), "one for each value that is wrong"
    assert entries in ([], ["fr-07"])
    assert entries == [] or "[other]" in text


def test_a_waiver_that_stands_twice_is_reported_once(tmp_path: Path) -> None:
    assert waivers_of(tmp_path, GOOD + GOOD) == (["fr-07"], ["waiver-invalid"])


def test_rules_of_other_parts_may_be_waived_where_the_caller_names_them(tmp_path: Path) -> None:
    text = GOOD.replace("layout-no-headline", "release-something")
    assert waivers_of(tmp_path, text) == ([], ["waiver-invalid"])
    assert waivers_of(tmp_path, text, others=("release-something",)) == (["fr-07"], [])


def test_bytes_that_are_no_toml_are_reported(tmp_path: Path) -> None:
    (tmp_path / "waivers.toml").write_bytes(b"\xff\xfe")
    assert [finding.rule for finding in read_waivers(tmp_path / "waivers.toml").findings] == ["waiver-invalid"]
