"""The changelog of the data, after Keep a Changelog: numbers from the difference, a sentence from a person.

No entry carries a date: what is written depends on nothing but the rows and the sentence.
"""

import re
from dataclasses import dataclass

from copydesk.errors import UsageError
from copydesk.release.changes.difference import Difference, bump_due
from copydesk.release.changes.markdown import bullets, escaped
from copydesk.release.changes.versions import version_numbers
from copydesk.release.changes.wording import added_words, changed_words, removed_words

EMPTY_CHANGELOG = "# Changelog of the data\n"
"""The changelog before the first entry."""

_HEADING = re.compile(r"## \[?([0-9]+[.][0-9]+[.][0-9]+)\]?(?: .*)?")
_SECTION = re.compile(r"## .*")
_LINK = re.compile(r"\[[^\]]+\]: \S+")
_FENCE = ("```", "~~~")


def render_changelog_entry(difference: Difference, version: str, sentence: str | None = None) -> str:
    """Write the entry of a version as Markdown that ends with a line feed.

    Args:
        difference: to the version before.
        version: the version that is released.
        sentence: what a person says about it, put on one line, its markup escaped. A major difference must have one:
            numbers say that articles changed and never why.

    Raises:
        UsageError: the version is none, or the entry would say nothing: the difference is major, or there is none,
            and there is no sentence.
    """
    version_numbers(version)
    words = " ".join((sentence or "").split())
    bump = bump_due(difference)
    if not words and bump in {"none", "major"}:
        what = "its articles are other than before" if bump == "major" else "its rows are those of the version before"
        raise UsageError(f"version {version} needs a sentence for the changelog: {what}, and numbers do not say why")
    sections = (
        ("Added", added_words(difference)),
        ("Changed", changed_words(difference) or (["the same rows in other files"] if bump == "patch" else [])),
        ("Removed", removed_words(difference)),
    )
    parts = [f"## [{version}]"]
    if words:
        parts.append(_paragraph(words))
    for title, lines in sections:
        if lines:
            parts += [f"### {title}", bullets(lines)]
    return "\n\n".join(parts) + "\n"


def insert_changelog_entry(changelog: str, entry: str) -> str:
    """Put an entry into a changelog, the newest version first; an entry of the same version is replaced.

    Everything else stays as it is, character for character: what stands before the first version (such as
    ``## [Unreleased]``), the other entries, and link definitions at the end. Inserting the same entry again changes
    nothing.

    Raises:
        UsageError: the entry does not begin with the heading of a version.
    """
    found = _HEADING.fullmatch(entry.split("\n", 1)[0])
    if found is None:
        raise UsageError("a changelog entry begins with a heading such as '## [1.2.3]'")
    version = version_numbers(found[1])
    lines = changelog.rstrip("\n").split("\n") if changelog.strip() else EMPTY_CHANGELOG.rstrip("\n").split("\n")
    sections = _sections(lines)
    same = next((section for section in sections if section.version == version), None)
    if same is not None:
        start, end = same.start, same.end
    else:
        older = (section.start for section in sections if section.version is not None and section.version < version)
        start = end = next(older, _end_of_entries(lines))
    before, after = _trimmed(lines[:start]), _trimmed(lines[end:])
    parts = [part for part in ("\n".join(before), entry.strip("\n"), "\n".join(after)) if part]
    return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class _Section:
    """The lines from one heading of the second level to the next; ``version`` is None for other headings."""

    version: tuple[int, int, int] | None
    start: int
    end: int


def _sections(lines: list[str]) -> list[_Section]:
    headings = []
    fenced = False
    for number, line in enumerate(lines):
        if line.startswith(_FENCE):
            fenced = not fenced
        elif not fenced and _SECTION.fullmatch(line.rstrip("\r")):
            headings.append(number)
    ends = [*headings[1:], _end_of_entries(lines)] if headings else []
    return [
        _Section(_version_in(lines[start]), start, max(start + 1, end))
        for start, end in zip(headings, ends, strict=True)
    ]


def _version_in(heading: str) -> tuple[int, int, int] | None:
    found = _HEADING.fullmatch(heading.rstrip("\r"))
    if found is None:
        return None
    try:
        return version_numbers(found[1])
    except UsageError:
        return None


def _end_of_entries(lines: list[str]) -> int:
    """Find where the link definitions at the end begin."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _LINK.fullmatch(lines[end - 1].strip())):
        end -= 1
    return end


def _trimmed(lines: list[str]) -> list[str]:
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while start < end and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]


def _paragraph(words: str) -> str:
    """Keep a sentence from being read as a list item or heading: its first character is escaped where it could."""
    shown = escaped(words)
    return f"\\{shown}" if shown[0] in "-+=>" else re.sub(r"^([0-9]+)([.)])", r"\1\\\2", shown)
