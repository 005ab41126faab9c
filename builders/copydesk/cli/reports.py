"""How the commands print what was found: the report to standard error or as asked, then one line of counts."""

import sys

from copydesk.check.findings import Finding
from copydesk.check.report import Report

SHOWN_WARNINGS = 20


def print_findings(report: Report) -> None:
    """Print every error, and at most 20 of the rest with their total, one a line, to standard error."""
    errors = [finding for finding in report.findings if finding.severity == "error"]
    others = [finding for finding in report.findings if finding.severity != "error"]
    _print(errors)
    _print(others[:SHOWN_WARNINGS])
    if len(others) > SHOWN_WARNINGS:
        print(f"... and {len(others) - SHOWN_WARNINGS} more; copydesk check shows them all", file=sys.stderr)


def _print(findings: list[Finding]) -> None:
    for finding in findings:
        print(finding, file=sys.stderr)
