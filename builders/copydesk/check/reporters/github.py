"""The report as workflow commands of GitHub Actions, which become annotations beside the files."""

from copydesk.check.findings import Finding
from copydesk.check.report import Report
from copydesk.errors import printable

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def github(report: Report) -> str:
    """Write one command a finding: ``::error file=…,line=…,col=…,title=…::message``."""
    return "".join(f"{_command(finding)}\n" for finding in report.findings)


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {"file": place.path, "line": place.line, "col": place.column, "title": finding.rule}
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value not in {None, ""})
    where = f"{place.pointer}: " if place.pointer else ""
    return f"::{_COMMANDS[finding.severity]} {given}::{_data(where + finding.message)}"


def _data(value: str) -> str:
    """Escape as the runner's toolkit does; what could end the line is escaped before, in words."""
    return printable(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int | None) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
