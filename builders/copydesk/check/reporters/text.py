"""The report for people: file by file, the first findings of each, and the sum."""

from copydesk.check.findings import Finding
from copydesk.check.report import Report
from copydesk.errors import printable

SHOWN_OF_A_FILE = 20


def text(report: Report) -> str:
    """Write findings grouped by file, at most 20 of each, one a line, and a last line with the sums."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.place.path, []).append(finding)
    lines = [line for path, findings in groups.items() for line in _of_file(path, findings)]
    return "\n".join([*lines, _summary(report)]) + "\n"


def _of_file(path: str, findings: list[Finding]) -> list[str]:
    lines = [str(finding) for finding in findings[:SHOWN_OF_A_FILE]]
    if len(findings) > SHOWN_OF_A_FILE:
        lines.append(f"  {printable(path) or '<text>'}: {len(findings)} findings, {SHOWN_OF_A_FILE} of them shown")
    return lines


def _summary(report: Report) -> str:
    parts = [_counted(report.checked, "record") + " checked"]
    parts.extend(_counted(count, severity) for severity, count in report.counts.items() if count)
    if not report.findings:
        parts.append("nothing found")
    if report.waived:
        parts.append(f"{len(report.waived)} waived")
    return ", ".join(parts)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
