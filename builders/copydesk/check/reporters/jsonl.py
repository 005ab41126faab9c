"""The report as JSON lines: one finding a line, and a last line with the sums."""

import json

from copydesk.check.findings import Finding
from copydesk.check.report import Report


def jsonl(report: Report) -> str:
    """Write each finding as one object, then ``{"checked": …, "waived": …, "error": …, "warning": …, "note": …}``.

    Everything beyond ASCII is escaped, so that a line stays a line in every reader.
    """
    lines = [json.dumps(_object(finding)) for finding in report.findings]
    lines.append(json.dumps({"checked": report.checked, "waived": len(report.waived), **report.counts}))
    return "\n".join(lines) + "\n"


def _object(finding: Finding) -> dict[str, str | int]:
    place = finding.place
    parts = {
        "rule": finding.rule,
        "severity": finding.severity,
        "article": finding.article or None,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "byte": place.byte,
        "pointer": place.pointer,
        "message": finding.message,
    }
    return {name: value for name, value in parts.items() if value is not None}
