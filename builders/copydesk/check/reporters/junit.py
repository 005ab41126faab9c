"""The report as JUnit XML: a suite for each file, a test case for each finding in it."""

from xml.sax.saxutils import escape, quoteattr

from copydesk.check.findings import Finding
from copydesk.check.report import Report
from copydesk.errors import printable


def junit(report: Report) -> str:
    """Write findings as test cases: an error fails its case, a warning or note is its output.

    A report without findings has one suite with one case that passed.
    """
    suites: dict[str, list[Finding]] = {}
    for finding in report.findings:
        suites.setdefault(finding.place.path or "<text>", []).append(finding)
    counts = f'tests="{max(1, len(report.findings))}" failures="{report.counts["error"]}"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="copydesk check" {counts}>']
    for path, findings in suites.items():
        failures = sum(finding.severity == "error" for finding in findings)
        lines.append(f'  <testsuite name={_attribute(path)} tests="{len(findings)}" failures="{failures}">')
        lines.extend(_case(finding) for finding in findings)
        lines.append("  </testsuite>")
    if not suites:
        lines.append('  <testsuite name="copydesk check" tests="1" failures="0">')
        lines.append(f'    <testcase classname="copydesk" name="{report.checked} records checked"/>')
        lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _case(finding: Finding) -> str:
    line = _text(str(finding))
    head = f"    <testcase classname={_attribute(finding.rule)} name={_attribute(str(finding.place))}>"
    if finding.severity == "error":
        return f"{head}<failure message={_attribute(finding.message)}>{line}</failure></testcase>"
    return f"{head}<system-out>{line}</system-out></testcase>"


def _text(value: str) -> str:
    return escape(printable(value))


def _attribute(value: str) -> str:
    return quoteattr(printable(value))
