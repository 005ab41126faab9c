"""How a report is written out: for people, and for the machines that read reports."""

from collections.abc import Callable

from copydesk.check.report import Report
from copydesk.check.reporters.github import github
from copydesk.check.reporters.jsonl import jsonl
from copydesk.check.reporters.junit import junit
from copydesk.check.reporters.sarif import sarif
from copydesk.check.reporters.text import text

REPORTERS: dict[str, Callable[[Report], str]] = {
    "text": text,
    "jsonl": jsonl,
    "sarif": sarif,
    "junit": junit,
    "github": github,
}
"""The writers by the name that users type. Each is a pure function; nothing in an article can forge a line of it."""
