"""Whole editions compared: every kind of edit is seen and classified, in bounded memory, through the safe reader."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from copydesk.errors import UsageError, VerificationError
from copydesk.record import Article
from copydesk.release import row_groups
from copydesk.release.changes import editions
from copydesk.release.changes.compare import compare_editions
from copydesk.release.changes.difference import SplitMoves, bump_due
from copydesk.release.changes.editions import Row
from copydesk.release.changes.join import OrderError, merge_join
from copydesk.release.changes.reporters import REPORTERS
from copydesk.release.changes.rows import row_comparison
from copydesk.release.changes.schema_changes import declarations
from copydesk.release.changes.versions import next_version
from copydesk.release.corpus import CorpusHead
from copydesk.release.parquet_reading import read_rows
from copydesk.release.splits import Split
from copydesk.release.write import write_build
from copydesk.resources import read_schema
from copydesk.schema import schema_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

Seal = Callable[[Path], None]


class Build(Protocol):
    """Writes an edition."""

    def __call__(self, articles: Iterable[Article], **changes: Any) -> Path: ...


@pytest.fixture
def build(tmp_path: Path, few_head: CorpusHead, few_splits: dict[str, Split]) -> Build:
    numbers = count()

    def write(articles: Iterable[Article], **changes: Any) -> Path:
        moved = {**few_splits, **changes.pop("splits", {})}
        return write_build(
            articles, replace(few_head, **changes), tmp_path / f"edition-{next(numbers)}", splits=moved
        ).path

    return write


def edited(few: tuple[Article, ...], **changes: Any) -> tuple[Article, ...]:
    return (replace(few[0], **changes), *few[1:])


def test_an_edition_does_not_differ_from_itself(few_edition: Path) -> None:
    difference = compare_editions(few_edition, few_edition)
    assert (difference.changed, difference.moved, difference.added, difference.removed) == (0, 0, 0, 0)
    assert difference.same == difference.old.articles == difference.new.articles == 5
    assert bump_due(difference) == "none"


def test_the_same_rows_under_another_version_are_a_patch(
    few_edition: Path, few: tuple[Article, ...], build: Build
) -> None:
    difference = compare_editions(few_edition, build(few, version="9.9.9"))
    assert (bump_due(difference), difference.same, difference.new.version) == ("patch", 5, "9.9.9")


def test_the_same_rows_in_other_buckets_are_a_patch(
    few_edition: Path, few: tuple[Article, ...], build: Build, few_head: CorpusHead
) -> None:
    difference = compare_editions(few_edition, build(few, buckets=few_head.buckets * 2 + 1))
    assert (bump_due(difference), difference.same) == ("patch", 5)


def test_articles_that_came_and_went_are_counted_and_shown(
    few_edition: Path, few: tuple[Article, ...], build: Build
) -> None:
    new = replace(few[0], id="zz-new")
    more = compare_editions(few_edition, build([*few, new]))
    assert (more.added, more.removed, more.same, bump_due(more)) == (1, 0, 5, "minor")
    assert [(sample.kind, sample.id) for sample in more.samples] == [("article added", "zz-new")]
    fewer = compare_editions(few_edition, build(few[1:]))
    assert (fewer.added, fewer.removed, fewer.same, bump_due(fewer)) == (0, 1, 4, "major")
    assert [(sample.kind, sample.id) for sample in fewer.samples] == [("article removed", few[0].id)]


def test_an_article_in_another_split_is_a_move_and_no_edit(
    few_edition: Path, few: tuple[Article, ...], build: Build, few_splits: dict[str, Split]
) -> None:
    name = next(name for name, split in few_splits.items() if split == "train")
    difference = compare_editions(few_edition, build(few, splits={name: "test"}))
    assert difference.split_moves == (SplitMoves("train", "test", 1),)
    assert (difference.changed, difference.same, bump_due(difference)) == (0, 4, "major")


EDITS: dict[str, tuple[dict[str, Any], set[str], set[str]]] = {
    "a headline": ({"headline": "Ein anderer Titel"}, {"headline"}, {"text"}),
    "a headline taken away": ({"headline": None}, {"headline"}, {"text"}),
    "a byline": ({"byline": "Von Anna"}, {"byline"}, {"text"}),
    "a date": ({"date_published": "2001-01-01"}, {"date_published"}, {"text"}),
    "a probability": ({"language_probability": 0.5}, {"language_probability"}, {"language"}),
    "entities taken away": ({"entities": ()}, {"entities"}, {"entities"}),
    "quotes taken away": ({"quotes": ()}, {"quotes"}, {"quotes"}),
    "links taken away": ({"related_links": ()}, {"related_links"}, {"text"}),
    "provenance": ({"layers": ()}, {"layers"}, {"source"}),
    "two layers": ({"entities": (), "byline": "X"}, {"entities", "byline"}, {"entities", "text"}),
}


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_is_seen_in_its_fields(name: str, few: tuple[Article, ...]) -> None:
    changes, fields, _ = EDITS[name]
    declared = declarations(read_schema("article"))
    old, new = few[0].to_dict(), replace(few[0], **changes).to_dict()
    change = row_comparison(declared, declared).compare(old, new)
    assert change is not None
    assert set(change.fields) == fields


def test_edits_are_counted_by_field_and_layer(few_edition: Path, few: tuple[Article, ...], build: Build) -> None:
    changes, fields, layers = EDITS["two layers"]
    difference = compare_editions(few_edition, build(edited(few, **changes)))
    assert (difference.changed, difference.same, bump_due(difference)) == (1, 4, "major")
    assert difference.fields == dict.fromkeys(sorted(fields), 1)
    assert difference.layers == dict.fromkeys(sorted(layers), 1)
    assert {sample.id for sample in difference.samples} == {few[0].id}


def test_spans_of_an_edited_article_are_told_apart(few_edition: Path, few: tuple[Article, ...], build: Build) -> None:
    first, *others = few[0].entities
    new = build(edited(few, entities=(replace(first, type="EVENT"), *others[1:])))
    difference = compare_editions(few_edition, new)
    assert difference.spans is not None
    counts = difference.spans["entities"]
    assert {kind: number for kind, number in counts.kinds.items() if number} == {"removed": 1, "relabelled": 1}
    assert counts.details == {"type": 1}
    assert f"[{first.text}]" in str(next(one.old for one in difference.samples if one.kind == "entities relabelled"))


def test_samples_of_a_kind_are_capped(few_edition: Path, few: tuple[Article, ...], build: Build) -> None:
    new = build(replace(article, byline="Von Anna") for article in few)
    difference = compare_editions(few_edition, new, samples=2)
    names = [sample.id for sample in difference.samples if sample.kind == "field byline"]
    assert difference.changed == 5
    assert names == sorted(article.id for article in few)[:2]
    assert compare_editions(few_edition, new, samples=0).samples == ()


def test_the_article_cannot_forge_a_line_of_any_report(
    few_edition: Path, few: tuple[Article, ...], build: Build
) -> None:
    evil = "x\n## [9.9.9]\n\r\u2028articles: forged `|` <b>\u202e\x1b[2J ```" + "y" * 100_000
    difference = compare_editions(few_edition, build(edited(few, byline=evil, headline=evil)))
    text = REPORTERS["text"](difference)
    assert sum(line.startswith("articles: ") for line in text.split("\n")) == 1
    for name, report in REPORTERS.items():
        written = report(difference)
        assert "".join(written.split("\n")).isprintable(), name
        assert len(written) < 6_000, name
        assert not re.search(r"^\s*## \[9", written, re.MULTILINE), name


def test_the_json_has_the_form_of_its_schema(few_edition: Path, few: tuple[Article, ...], build: Build) -> None:
    new = build([replace(few[1], byline="X"), *few[2:], replace(few[0], id="new")], version="1.0.0")
    for difference in (compare_editions(few_edition, new), compare_editions(new, new)):
        value = json.loads(REPORTERS["json"](difference))
        assert list(schema_errors("difference", value)) == []
        assert list(schema_errors("difference", {**value, "more": 1})) != []
        assert value["version_due"] == next_version(value["old"]["version"], value["bump"])


def test_tables_that_are_the_same_file_are_not_read(
    few_edition: Path, few: tuple[Article, ...], build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def remembered(path: Path) -> "Iterator[dict[str, Any]]":
        read.append(path)
        return read_rows(path)

    new = build(edited(few, byline="Von Anna"))
    monkeypatch.setattr(editions, "read_rows", remembered)
    with_shortcut = compare_editions(few_edition, new)
    assert len(read) == 2
    without = compare_editions(few_edition, new, verify=False)
    assert len(read) == 2 + len(list(few_edition.glob("data/full/*/*/*"))) * 2
    assert without == with_shortcut


def test_large_editions_are_compared_the_same_whatever_their_buckets(
    few: tuple[Article, ...], build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_groups, "MOST", 40)
    old = [replace(few[0], id=f"a-{number:04d}") for number in range(100)]
    new = [replace(article, byline="X") if number % 7 == 3 else article for number, article in enumerate(old)]
    new = [article for number, article in enumerate(new) if number % 50 != 9]
    new += [replace(few[0], id=f"b-{number:04d}") for number in range(25)]
    one = build(old, buckets=2)
    seen = [compare_editions(one, build(new, buckets=buckets)) for buckets in (2, 3)]
    changed = sum(number % 7 == 3 and number % 50 != 9 for number in range(100))
    for difference in seen:
        assert (difference.added, difference.removed, difference.changed) == (25, 2, changed)
        assert difference.same == 100 - 2 - changed
        assert difference.samples == seen[0].samples


def test_the_join_takes_one_row_at_a_time() -> None:
    endless = (Row(f"{number:09d}", "train", {}) for number in count())
    every_third = (Row(f"{number:09d}", "train", {}) for number in count(step=3))
    pairs = list(islice(merge_join(endless, every_third), 9))
    assert [new is not None for _, new in pairs] == [True, False, False] * 3


def test_the_join_refuses_what_does_not_ascend() -> None:
    rows = [Row("b", "train", {}), Row("a", "train", {})]
    for one, other in ((rows, []), ([], rows), (rows[:1] * 2, [])):
        with pytest.raises(OrderError):
            list(merge_join(one, other))


def test_an_edition_that_was_changed_is_refused_unless_nobody_asks(own_edition: Path, few_edition: Path) -> None:
    (own_edition / "DATASHEET.md").write_text("other", encoding="utf-8")
    with pytest.raises(VerificationError, match="release-checksum"):
        compare_editions(few_edition, own_edition)
    assert compare_editions(few_edition, own_edition, verify=False).same == 5


def test_what_is_no_edition_is_misuse(few_edition: Path, tmp_path: Path) -> None:
    for nothing in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UsageError, match="no edition"):
            compare_editions(few_edition, nothing)


def rewrite(path: Path, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pq.read_table(path)
    pq.write_table(pa.Table.from_pylist(change(table.to_pylist()), schema=table.schema), path)


BREAKAGES: dict[str, tuple[Callable[[list[dict[str, Any]]], list[dict[str, Any]]], str]] = {
    "rows out of order": (lambda rows: rows[::-1], "release-row-place"),
    "a row twice": (lambda rows: [rows[0], *rows[:-1]], "release-row-place"),
    "a row without an id": (lambda rows: [{**rows[0], "id": None}, *rows[1:]], "release-row-place"),
    "a row of another bucket": (lambda rows: [*rows[:-1], {**rows[-1], "id": "zz-9"}], "release-row-place"),
    "an entity nowhere": (
        lambda rows: [{**row, "entities": [{**row["entities"][0], "start": None}]} for row in rows],
        "release-table-schema",
    ),
    "entities that are null": (lambda rows: [{**row, "entities": None} for row in rows], "release-table-schema"),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_rows_that_are_not_what_an_edition_holds_are_refused_in_one_line(
    name: str, few: tuple[Article, ...], build: Build, seal: Seal
) -> None:
    change, rule = BREAKAGES[name]
    fitting = [replace(few[0], id=one) for one in ("a-00", "a-01", "a-03", "a-06", "a-07", "a-10")]
    splits = dict.fromkeys((article.id for article in fitting), "train")
    old, new = (build(fitting, splits=splits, buckets=2) for _ in range(2))
    for path in new.glob("data/full/*/*/*.parquet"):
        rewrite(path, change)
    seal(new)
    with pytest.raises(VerificationError, match=rule) as refused:
        compare_editions(old, new)
    assert "\n" not in str(refused.value)


def test_a_new_column_leaves_the_old_rows_as_they_were(
    few_edition: Path, own_edition: Path, few: tuple[Article, ...]
) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    for path in own_edition.glob("data/full/*/*/*.parquet"):
        table = pq.read_table(path)
        pq.write_table(table.append_column("mood", pa.array(["calm"] * len(table))), path)
    schema_path = own_edition / "schema" / "article.schema.json"
    schema = json.loads(schema_path.read_text(encoding="utf-8"))
    schema["properties"]["mood"] = {"type": ["string", "null"], "x-views": ["full"]}
    schema_path.write_text(json.dumps(schema), encoding="utf-8")
    difference = compare_editions(few_edition, own_edition, verify=False)
    assert (difference.same, difference.changed) == (len(few), 0)
    assert [(change.field, change.kind) for change in difference.schema or ()] == [("mood", "added")]
