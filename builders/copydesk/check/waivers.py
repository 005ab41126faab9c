"""Waivers: what a corpus knows to be so and accepts, one article and one rule at a time, with a reason.

``corpus/waivers.toml``::

    [[waiver]]
    rule = "layout-no-headline"
    article = "fr-07"
    reason = "a letter to the editor, printed without a headline"
    since = 2026-03-01
    findings = 2            # where the rule finds more than one thing in the article
"""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from copydesk.check.findings import Finding
from copydesk.check.report import Report
from copydesk.check.rules import RULES
from copydesk.check.rules.rule import finding
from copydesk.check.rules.waived import INVALID, UNUSED, WIDENED
from copydesk.errors import Place

NEVER_WAIVED = frozenset({1, 2})
"""Levels of wrong shape, offsets and references: they never ship. A waiver for a file that could not be read (level 0)
says that it is left out on purpose; from level 3 on a person may judge otherwise."""

_KEYS = frozenset({"rule", "article", "reason", "since"})
_COUNT = "findings"


@dataclass(frozen=True, slots=True)
class Waiver:
    """Accepted findings: of which rule, in which article, why, since when, and how many."""

    rule: str
    article: str
    reason: str
    since: date
    findings: int
    place: Place


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of one file, and what is wrong with it."""

    entries: tuple[Waiver, ...]
    findings: tuple[Finding, ...] = ()


def read_waivers(path: Path, *, others: Collection[str] = ()) -> Waivers:
    """Read a file of waivers; there are none where there is no file.

    Args:
        path: ``corpus/waivers.toml``.
        others: ids of rules that are not of ``copydesk.check`` and may be waived.
    """
    if not path.exists():
        return Waivers(())
    try:
        document = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return Waivers((), (finding(INVALID, Place(str(path)), f"cannot be read: {error}"),))
    tables = document.get("waiver", [])
    known_shape = isinstance(tables, list) and document.keys() <= {"waiver"}
    if not known_shape:
        message = "must hold tables [[waiver]] and nothing else"
        return Waivers((), (finding(INVALID, Place(str(path)), message),))
    entries: dict[tuple[str, str], Waiver] = {}
    findings: list[Finding] = []
    for i, table in enumerate(tables):
        entry = _entry(table, Place(str(path), pointer=f"/waiver/{i}"), others)
        if isinstance(entry, Waiver) and entries.setdefault((entry.rule, entry.article), entry) is not entry:
            entry = finding(INVALID, entry.place, "waives the same as one ahead of it", entry.article)
        if isinstance(entry, Finding):
            findings.append(entry)
    return Waivers(tuple(entries.values()), tuple(findings))


def apply_waivers(report: Report, waivers: Waivers, *, complete: bool = True) -> Report:
    """Set the waived findings of a report aside; report waivers that waive nothing, or less than there is now.

    A finding belongs to an article by its ``article``, or where that is unknown by the name of its file.

    Args:
        report: what was found.
        waivers: what is accepted.
        complete: whether the whole corpus was checked by all rules; only then can a waiver be unused.
    """
    accepted = {(entry.rule, entry.article): entry for entry in waivers.entries}
    kept, waived, used = _split(report.findings, accepted)
    unused = [_unused(entry) for key, entry in accepted.items() if not used[key]] if complete else []
    widened = [_widened(entry, used[key]) for key, entry in accepted.items() if used[key] > entry.findings]
    added = [*waivers.findings, *unused, *widened]
    return Report((*kept, *added), report.checked, (*report.waived, *waived))


def _split(
    findings: Iterable[Finding], accepted: Collection[tuple[str, str]]
) -> tuple[list[Finding], list[Finding], Counter[tuple[str, str]]]:
    kept, waived, used = [], [], Counter[tuple[str, str]]()
    for found in findings:
        key = (found.rule, found.article or PurePath(found.place.path).stem)
        if key in accepted:
            waived.append(found)
            used[key] += 1
        else:
            kept.append(found)
    return kept, waived, used


def _unused(entry: Waiver) -> Finding:
    return finding(UNUSED, entry.place, f"nothing of {entry.rule} was found in {entry.article}", entry.article)


def _widened(entry: Waiver, found: int) -> Finding:
    message = f"{entry.rule} finds {found} things in {entry.article}; {entry.findings} were accepted"
    return finding(WIDENED, entry.place, message, entry.article)


def _entry(table: Any, place: Place, others: Collection[str]) -> Waiver | Finding:
    """Read one entry, or say what is wrong with it."""
    if not isinstance(table, dict) or table.keys() - {_COUNT} != _KEYS:
        return finding(INVALID, place, f"must have {', '.join(sorted(_KEYS))}, may have {_COUNT}, and nothing else")
    count, since = table.get(_COUNT, 1), _day(table["since"])
    if since is None:
        return finding(INVALID, place, "since must be a day, as in 2026-03-01")
    if problem := _problem(table, count, others):
        return finding(INVALID, place, problem)
    return Waiver(table["rule"], table["article"], table["reason"], since, count, place)


def _problem(table: dict[str, Any], count: Any, others: Collection[str]) -> str:
    words = [table[key] for key in ("rule", "article", "reason")]
    if not all(isinstance(word, str) and word.strip() for word in words):
        return "rule, article and reason must be strings that say something"
    if type(count) is not int or count < 1:
        return f"{_COUNT} must be a number from 1 on"
    rule = RULES.get(table["rule"])
    if rule is None:
        return "" if table["rule"] in others else f"there is no rule {table['rule']!r}"
    if rule.level in NEVER_WAIVED:
        return f"{rule.id} is of level {rule.level}: what it finds is mended, not waived"
    return ""


def _day(value: Any) -> date | None:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
