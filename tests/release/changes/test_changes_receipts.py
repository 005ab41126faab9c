"""Receipts alone tell which articles differ, in which layers and few_splits, and so which version is due."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk.errors import InputError, UsageError, VersionExistsError
from copydesk.record import Article
from copydesk.release.changes.compare import compare_editions
from copydesk.release.changes.difference import SplitMoves, bump_due
from copydesk.release.changes.join import OrderError
from copydesk.release.changes.plan import compare_receipts, newest_receipt, plan_release, version_of
from copydesk.release.changes.receipts import (
    Moved,
    article_rows,
    difference_from_receipts,
    edition_receipt,
    frozen_split_moves,
)
from copydesk.release.changes.versions import FIRST_VERSION
from copydesk.release.corpus import CorpusHead
from copydesk.release.receipts import ReceiptRow, read_receipt
from copydesk.release.splits import Split
from copydesk.release.write import write_build, write_release


@pytest.fixture(scope="session")
def released(
    tmp_path_factory: pytest.TempPathFactory,
    few: tuple[Article, ...],
    few_head: CorpusHead,
    few_splits: dict[str, Split],
) -> tuple[Path, Path]:
    """A release and its receipt."""
    root = tmp_path_factory.mktemp("released")
    few_head = replace(few_head, version="1.0.0")
    written = write_release(few, few_head, root / "releases", editions=root / "editions", splits=few_splits)
    return written.path, root / "editions" / "1.0.0.jsonl"


@pytest.fixture
def ordered(few: tuple[Article, ...]) -> list[Article]:
    return sorted(few, key=lambda article: article.id)


def test_a_receipt_is_that_of_its_edition_and_of_its_articles(
    released: tuple[Path, Path], ordered: list[Article], few_splits: dict[str, Split]
) -> None:
    release, receipt = released
    rows = list(read_receipt(receipt))
    assert rows == edition_receipt(release) == list(article_rows(ordered, few_splits))
    assert bump_due(compare_receipts(receipt, release)) == "none"


def test_receipts_and_rows_give_the_same_counts(
    released: tuple[Path, Path],
    ordered: list[Article],
    few_splits: dict[str, Split],
    few_head: CorpusHead,
    tmp_path: Path,
) -> None:
    release, receipt = released
    moved: dict[str, Split] = {
        **few_splits,
        ordered[3].id: "test" if few_splits.get(ordered[3].id) != "test" else "train",
    }
    new = [replace(ordered[0], byline="X"), *ordered[2:], replace(ordered[0], id="zz")]
    new[2] = replace(new[2], entities=(), layers=())
    build = write_build(new, few_head, tmp_path / "build", splits=moved).path
    by_rows = compare_editions(release, build)
    for by_digests in (
        compare_receipts(receipt, build),
        difference_from_receipts(read_receipt(receipt), article_rows(new, moved)),
    ):
        for name in ("added", "removed", "changed", "same", "split_moves", "layers"):
            assert getattr(by_digests, name) == getattr(by_rows, name), name
        assert (by_digests.fields, by_digests.spans, by_digests.schema) == (None, None, None)
        assert bump_due(by_digests) == bump_due(by_rows) == "major"


def test_rows_out_of_order_are_refused(released: tuple[Path, Path], ordered: list[Article]) -> None:
    with pytest.raises(OrderError):
        difference_from_receipts(read_receipt(released[1]), article_rows(reversed(ordered), {}))


DIGEST = "0" * 64
LINE = f'{{"id":"a","layer_digests":{{"text":"{DIGEST}"}},"row_digest":"{DIGEST}","split":"train"}}\n'
WRONG = {
    "no JSON": "x\n",
    "no line end": LINE[:-1],
    "an id missing": LINE.replace('"id":"a",', ""),
    "an id that is a number": LINE.replace('"a"', "1"),
    "an unknown split": LINE.replace("train", "dev"),
    "layers that are a list": LINE.replace(f'{{"text":"{DIGEST}"}}', '["text"]'),
    "a digest that is a number": LINE.replace(f'"text":"{DIGEST}"', '"text":0'),
    "a digest that is cut short": LINE.replace(DIGEST, DIGEST[1:]),
    "a word of the text": LINE.replace('"id"', '"text":"Il pleut.","id"'),
    "an id twice": LINE * 2,
    "too long a line": LINE.replace('"a"', '"' + "a" * 100_000 + '"'),
    "brackets without end": "[" * 60_000 + "\n",
    "no UTF-8": "\udcff\n",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_receipt_is_refused_with_its_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / "1.0.0.jsonl"
    path.write_bytes(WRONG[name].encode(errors="surrogateescape"))
    with pytest.raises(InputError) as refused:
        list(read_receipt(path))
    assert refused.value.rule == "receipt-form"
    assert refused.value.place.line == (2 if name == "an id twice" else 1)


def rows(**splits: Split) -> Iterator[ReceiptRow]:
    for name, split in sorted(splits.items()):
        yield ReceiptRow(name, split, "0", {})


@pytest.mark.parametrize(
    ("previous", "version", "frozen"),
    [
        ("0.9.0", "0.10.0", False),
        ("0.9.0", "1.0.0", False),
        ("1.0.0", "1.0.1", True),
        ("1.0.0", "1.9.0", True),
        ("1.9.9", "2.0.0", False),
    ],
)
def test_splits_are_frozen_within_a_major_version(previous: str, version: str, frozen: bool) -> None:
    moves = list(
        frozen_split_moves(
            rows(a="train", b="test", c="train"),
            rows(a="test", b="test", d="train"),
            previous_version=previous,
            version=version,
        )
    )
    assert moves == ([Moved("a", "train", "test")] if frozen else [])


def test_the_first_release_needs_no_other(ordered: list[Article]) -> None:
    plan = plan_release(None, article_rows(ordered, {}))
    assert (plan.version, plan.bump, plan.previous, plan.difference.added) == (FIRST_VERSION, "minor", None, 5)
    assert plan_release(None, article_rows(ordered, {}), "1.0.0").version == "1.0.0"
    with pytest.raises(UsageError, match="is no version"):
        plan_release(None, (), "one")


def test_a_plan_follows_from_a_receipt(
    released: tuple[Path, Path], ordered: list[Article], few_splits: dict[str, Split]
) -> None:
    receipt = released[1]
    same = plan_release(receipt, article_rows(ordered, few_splits))
    assert (same.version, same.bump, same.previous) == ("1.0.0", "none", "1.0.0")
    more = plan_release(receipt, article_rows([*ordered, replace(ordered[0], id="zz")], few_splits))
    assert (more.version, more.bump) == ("1.1.0", "minor")
    edited = [replace(ordered[0], byline="X"), *ordered[1:]]
    plan = plan_release(receipt, article_rows(edited, few_splits))
    assert (plan.version, plan.bump, plan.difference.layers) == ("2.0.0", "major", {"text": 1})
    assert plan_release(receipt, article_rows(edited, few_splits), "3.0.0").version == "3.0.0"
    for low in ("1.0.0", "1.1.0", "1.99.99"):
        with pytest.raises(UsageError, match=r"2\.0\.0 is due"):
            plan_release(receipt, article_rows(edited, few_splits), low)


def test_moving_an_article_between_frozen_splits_is_due_a_major_version(
    released: tuple[Path, Path], ordered: list[Article], few_splits: dict[str, Split]
) -> None:
    name = next(name for name, split in few_splits.items() if split == "train")
    plan = plan_release(released[1], article_rows(ordered, {**few_splits, name: "test"}))
    assert plan.difference.split_moves == (SplitMoves("train", "test", 1),)
    assert (plan.version, plan.difference.changed) == ("2.0.0", 0)


def test_a_plan_follows_from_a_release_and_a_build(
    released: tuple[Path, Path],
    few: tuple[Article, ...],
    few_head: CorpusHead,
    few_splits: dict[str, Split],
    tmp_path: Path,
) -> None:
    build = write_build(few, few_head, tmp_path / "build", splits=few_splits).path
    plan = plan_release(released[0], build)
    assert (plan.version, plan.bump) == ("1.0.1", "patch")
    assert plan_release(released[1], build).bump == "none"
    assert plan_release(None, build).difference.added == 5


def test_the_version_of_a_release_is_that_of_its_manifest_or_receipt(
    released: tuple[Path, Path], tmp_path: Path
) -> None:
    assert [version_of(one) for one in released] == ["1.0.0", "1.0.0"]
    wrong = tmp_path / "notes.jsonl"
    wrong.touch()
    for other in (tmp_path / "none", wrong, tmp_path / "1.0.0.jsonl"):
        with pytest.raises(UsageError):
            version_of(other)


def test_the_newest_receipt_is_that_of_the_greatest_version(tmp_path: Path) -> None:
    assert newest_receipt(tmp_path / "none") is None
    assert newest_receipt(tmp_path) is None
    for name in ("0.9.0.jsonl", "0.10.0.jsonl", "0.2.0.jsonl", "README.md"):
        (tmp_path / name).touch()
    assert newest_receipt(tmp_path) == tmp_path / "0.10.0.jsonl"


def test_the_version_that_is_due_is_one_that_can_be_released(
    released: tuple[Path, Path],
    ordered: list[Article],
    few_head: CorpusHead,
    few_splits: dict[str, Split],
    tmp_path: Path,
) -> None:
    edited = [replace(ordered[0], byline="X"), *ordered[1:]]
    store, editions = released[0].parent, released[1].parent
    with pytest.raises(VersionExistsError):
        write_release(edited, replace(few_head, version="1.0.0"), store, editions=editions, splits=few_splits)
    version = plan_release(released[1], article_rows(edited, few_splits)).version
    written = write_release(edited, replace(few_head, version=version), tmp_path, splits=few_splits)
    assert version_of(written.path) == "2.0.0"
