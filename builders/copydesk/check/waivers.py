"""Waivers: what a corpus knows to be so and accepts, one article and one rule at a time, with a reason.

``corpus/waivers.toml``::

    [[waiver]]
    rule = "layout-no-headline"
    article = "fr-07"
    reason = "a letter to the editor, printed without a headline"
    since = 2026-03-01
    findings = 2            # where the rule finds more than one thing in the article
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from copydesk.check.findings import Finding
from copydesk.check.report import Report
from copydesk.check.rules import RULES
from copydesk.check.rules.rule import finding
from copydesk.check.rules.waived import INVALID, UNUSED, WIDENED
from copydesk.errors import Place
from copydesk.schema import schema_errors

NEVER_WAIVED = frozenset({1, 2})
"""Levels of wrong shape, offsets and references: they never ship. A waiver for a file that could not be read (level 0)
says that it is left out on purpose; from level 3 on a person may judge otherwise."""

_ENTRY = re.compile(r"[ \t]*\[\[[ \t]*waiver[ \t]*\]\]")
_AT = re.compile(r"at line ([0-9]+), column ([0-9]+)")


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
    """Read a file of waivers and hold it to ``schema/waivers.schema.json``; there are none where there is no file.

    Of what the schema says of one value, the first is reported.

    Args:
        path: ``corpus/waivers.toml``.
        others: ids of rules that are not of ``copydesk.check`` and may be waived.
    """
    if not path.exists():
        return Waivers(())
    try:
        text = path.read_bytes().decode("utf-8")
        document = _as_json(tomllib.loads(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        return Waivers((), (finding(INVALID, _place_of(error, path), f"cannot be read: {error}"),))
    places = _Places(path, text)
    errors: dict[str, str] = {}
    for pointer, message in schema_errors("waivers", document):
        errors.setdefault(pointer, message)
    findings = [finding(INVALID, places.at(pointer), message) for pointer, message in errors.items()]
    wrong = set(map(_entry_of, errors))
    entries: dict[tuple[str, str], Waiver] = {}
    for number, table in enumerate(document.get("waiver", ()) if "/waiver" not in wrong else ()):
        if f"/waiver/{number}" in wrong:
            continue
        entry = _entry(table, places.at(f"/waiver/{number}"))
        known = (entry.rule, entry.article) in entries
        if problem := "waives the same as one ahead of it" if known else _problem(entry.rule, others):
            findings.append(finding(INVALID, entry.place, problem, entry.article))
        else:
            entries[entry.rule, entry.article] = entry
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


@dataclass(frozen=True)
class _Places:
    """Where the entries of a file begin: TOML is parsed without places, so the lines of their heads are counted."""

    path: Path
    text: str

    @cached_property
    def _heads(self) -> list[int]:
        return [number for number, line in enumerate(self.text.split("\n"), start=1) if _ENTRY.match(line)]

    def at(self, pointer: str) -> Place:
        """Give the place of a pointer into the document: the line on which its entry begins, where that is sure."""
        parts = pointer.split("/")
        if len(parts) > 2 and int(parts[2]) < len(self._heads):
            return Place(str(self.path), line=self._heads[int(parts[2])], pointer=pointer)
        return Place(str(self.path), pointer=pointer or "/")


def _place_of(error: Exception, path: Path) -> Place:
    """Take line and column out of the words of an error of TOML, which has them nowhere else."""
    found = _AT.search(str(error))
    return Place(str(path), int(found[1]), int(found[2])) if found else Place(str(path))


def _as_json(value: Any) -> Any:
    """Give a value of TOML as JSON has it: days and times as strings."""
    if isinstance(value, dict):
        return {key: _as_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_json(part) for part in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _entry_of(pointer: str) -> str:
    """Give the pointer to the entry that a pointer leads into.

    >>> _entry_of("/waiver/3/since"), _entry_of("/waiver")
    ('/waiver/3', '/waiver')
    """
    return "/".join(pointer.split("/")[:3])


def _entry(table: dict[str, Any], place: Place) -> Waiver:
    rule, article, reason = (table[key] for key in ("rule", "article", "reason"))
    return Waiver(rule, article, reason, date.fromisoformat(table["since"]), table.get("findings", 1), place)


def _problem(rule_id: str, others: Collection[str]) -> str:
    rule = RULES.get(rule_id)
    if rule is None:
        return "" if rule_id in others else f"there is no rule {rule_id!r}"
    if rule.level in NEVER_WAIVED:
        return f"{rule.id} is of level {rule.level}: what it finds is mended, not waived"
    return ""
