"""How a difference is written, by the word that users type."""

from collections.abc import Callable

from copydesk.release.changes.difference import Difference
from copydesk.release.changes.reporters.as_json import json_report
from copydesk.release.changes.reporters.as_markdown import markdown_report
from copydesk.release.changes.reporters.as_text import text_report

REPORTERS: dict[str, Callable[[Difference], str]] = {
    "text": text_report,
    "markdown": markdown_report,
    "json": json_report,
}
