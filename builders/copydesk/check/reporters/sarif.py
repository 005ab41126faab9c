"""The report as SARIF 2.1.0, the format in which code hosts and editors take the findings of a tool."""

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from copydesk.check.findings import Finding
from copydesk.check.report import Report
from copydesk.check.rules import RULES
from copydesk.errors import printable


def sarif(report: Report) -> str:
    """Write one run with the rules that found something and one result a finding; columns count code points.

    Paths are kept as they are given: relative ones stay relative to the folder in which the check ran.
    """
    found = sorted({finding.rule for finding in report.findings})
    index = {rule: i for i, rule in enumerate(found)}
    driver = {
        "name": "copydesk",
        "version": _version(),
        "rules": [_rule(rule) for rule in found],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.rule]) for finding in report.findings],
    }
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2) + "\n"


def _rule(rule_id: str) -> dict[str, Any]:
    rule = RULES.get(rule_id)
    if rule is None:
        return {"id": rule_id}
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.protects},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"level": rule.level},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": printable(finding.message)},
    }
    location: dict[str, Any] = {}
    place = finding.place
    if place.path:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(place.path)}}
        if region := _region(finding):
            location["physicalLocation"]["region"] = region
    if place.pointer is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": printable(place.pointer), "kind": "element"}]
    if location:
        result["locations"] = [location]
    return result


def _region(finding: Finding) -> dict[str, int]:
    place = finding.place
    if place.line is not None:
        return {"startLine": place.line, **({"startColumn": place.column} if place.column is not None else {})}
    return {"byteOffset": place.byte, "byteLength": 1} if place.byte is not None else {}


def _uri(path: str) -> str:
    encoded = quote(PurePath(path).as_posix().encode("utf-8", "backslashreplace"))
    return f"file://{encoded}" if encoded.startswith("/") else encoded


def _version() -> str:
    try:
        return version("copydesk")
    except PackageNotFoundError:
        return "0"
