"""The changelog of the data says what changed in numbers, why in a person's words, the newest version first."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import UsageError
from copydesk.release.changes.changelog import EMPTY_CHANGELOG, insert_changelog_entry, render_changelog_entry
from copydesk.release.changes.difference import Difference, SchemaChange, Side, SpanCounts, SplitMoves

MAJOR = Difference(
    old=Side("0.1.0", 10),
    new=Side("0.2.0", 12),
    added=3,
    removed=1,
    changed=2,
    same=6,
    split_moves=(SplitMoves("train", "test", 1),),
    layers={"entities": 2},
    fields={"entities": 2, "byline": 1},
    spans={"entities": SpanCounts({"added": 1, "moved": 2, "relabelled": 0}, {"type": 1})},
    schema=(
        SchemaChange("mood", "added", None, "string or null"),
        SchemaChange("text", "narrowed", "may be null", "never null"),
    ),
    files_changed=True,
    samples=(),
)
SAME = replace(MAJOR, added=0, removed=0, changed=0, split_moves=(), schema=(), spans={}, fields={}, layers={})

ENTRY = """\
## [0.2.0]

Names were checked again.

### Added

- 3 articles
- field mood added (string or null)

### Changed

- 2 articles: entities 2, byline 1
- 1 article from train to test
- entities: 1 added, 2 moved (in type 1)
- field text narrowed (may be null -> never null)

### Removed

- 1 article
"""


def test_an_entry_gives_the_numbers_and_the_sentence() -> None:
    assert render_changelog_entry(MAJOR, "0.2.0", "Names were checked\n again.") == ENTRY


@pytest.mark.parametrize("sentence", [None, "", " \n\t"])
def test_an_entry_that_says_nothing_is_refused(sentence: str | None) -> None:
    for difference in (MAJOR, replace(SAME, files_changed=False)):
        with pytest.raises(UsageError, match="needs a sentence"):
            render_changelog_entry(difference, "0.2.0", sentence)


def test_numbers_speak_for_themselves_where_nothing_old_changed() -> None:
    assert render_changelog_entry(replace(SAME, added=1), "0.1.1") == "## [0.1.1]\n\n### Added\n\n- 1 article\n"
    assert "the same rows in other files" in render_changelog_entry(SAME, "0.1.1")


def test_receipts_give_layers_instead_of_fields() -> None:
    entry = render_changelog_entry(replace(MAJOR, fields=None, spans=None, schema=None), "0.2.0", "Why.")
    assert "- 2 articles: entities 2\n" in entry


@given(sentence=st.text(min_size=1))
def test_a_sentence_cannot_forge_a_line(sentence: str) -> None:
    if not " ".join(sentence.split()):
        return
    lines = render_changelog_entry(MAJOR, "0.2.0", sentence).split("\n")
    assert [line for line in lines if line.startswith(("#", "-"))] == [
        line for line in ENTRY.split("\n") if line.startswith(("#", "-"))
    ]
    assert len(lines) == len(ENTRY.split("\n"))
    assert all(line.isprintable() for line in lines)


def entry(version: str, words: str = "Words.") -> str:
    return f"## [{version}]\n\n{words}\n"


def versions_in(changelog: str) -> list[str]:
    return [line[4:].split("]")[0] for line in changelog.split("\n") if line.startswith("## [")]


def test_the_first_entry_makes_the_changelog() -> None:
    for empty in ("", "\n", EMPTY_CHANGELOG):
        assert insert_changelog_entry(empty, entry("0.1.0")) == f"{EMPTY_CHANGELOG}\n{entry('0.1.0')}"


@given(versions=st.lists(st.tuples(*[st.integers(0, 12)] * 3), min_size=1, max_size=8, unique=True))
def test_the_newest_stands_first_whatever_the_order_of_inserting(versions: Sequence[tuple[int, int, int]]) -> None:
    changelog = EMPTY_CHANGELOG
    for version in versions:
        changelog = insert_changelog_entry(changelog, entry(".".join(map(str, version))))
    assert versions_in(changelog) == [".".join(map(str, version)) for version in sorted(versions, reverse=True)]
    for version in versions:
        assert insert_changelog_entry(changelog, entry(".".join(map(str, version)))) == changelog


def test_an_entry_of_the_same_version_is_replaced() -> None:
    changelog = insert_changelog_entry(insert_changelog_entry("", entry("0.1.0", "Old.")), entry("0.2.0"))
    changed = insert_changelog_entry(changelog, entry("0.1.0", "New."))
    assert changed == changelog.replace("Old.", "New.")


WRITTEN = """\
# Changes

Words before.

## [Unreleased]

- Something.

## 0.10.0 - 2020-01-01

```
## [9.9.9]
```

## [0.2.0]

Old.

[0.2.0]: https://example.org/0.2.0
"""


def test_what_people_wrote_stays_as_it_is() -> None:
    changelog = insert_changelog_entry(WRITTEN, entry("0.9.0"))
    assert changelog == WRITTEN.replace("## [0.2.0]", f"{entry('0.9.0')}\n## [0.2.0]")
    newest = insert_changelog_entry(WRITTEN, entry("1.0.0"))
    assert newest == WRITTEN.replace("## 0.10.0", f"{entry('1.0.0')}\n## 0.10.0")
    oldest = insert_changelog_entry(WRITTEN, entry("0.1.0"))
    assert oldest == WRITTEN.replace("[0.2.0]: https", f"{entry('0.1.0')}\n[0.2.0]: https")
    replaced = insert_changelog_entry(WRITTEN, entry("0.10.0"))
    assert "## [9.9.9]" not in replaced
    assert replaced.startswith(WRITTEN[: WRITTEN.index("## 0.10.0")])


def test_what_is_no_entry_is_refused() -> None:
    with pytest.raises(UsageError, match="begins with a heading"):
        insert_changelog_entry("", "Words.")
