"""Splits and buckets follow from ids alone, and declared splits win."""

from collections import Counter
from pathlib import Path

import pytest

from copydesk.errors import InputError
from copydesk.release.declared_splits import read_splits
from copydesk.release.splits import Split, bucket_of, hashed_split, split_of

IDS = [f"article-{number:05d}" for number in range(20_000)]


def test_a_declared_split_wins_over_the_hash() -> None:
    other: Split = "train" if hashed_split("fr-01") != "train" else "test"
    assert split_of("fr-01", {"fr-01": other}) == other
    assert split_of("fr-01", {}) == hashed_split("fr-01")


def test_hashed_splits_come_out_in_the_promised_shares() -> None:
    shares = Counter(hashed_split(name) for name in IDS)
    assert shares["train"] / len(IDS) == pytest.approx(0.60, abs=0.015)
    assert shares["validation"] / len(IDS) == pytest.approx(0.15, abs=0.015)
    assert shares["test"] / len(IDS) == pytest.approx(0.25, abs=0.015)


def test_buckets_are_filled_evenly_and_do_not_follow_splits() -> None:
    both = Counter((hashed_split(name), bucket_of(name, 4)) for name in IDS)
    for split in ("train", "validation", "test"):
        sizes = [both[split, bucket] for bucket in range(4)]
        assert min(sizes) / max(sizes) > 0.85


def test_places_never_change_between_versions_of_copydesk() -> None:
    """These are facts about published editions; a change here would move rows that people have pinned."""
    assert [hashed_split(name) for name in IDS[:6]] == ["train", "train", "train", "test", "train", "test"]
    assert [bucket_of(name, 8) for name in IDS[:6]] == [1, 2, 4, 2, 1, 2]


def test_no_file_means_no_declared_split(tmp_path: Path) -> None:
    assert read_splits(tmp_path / "splits.jsonl") == {}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("no json", "splits-form"),
        ('["fr-01", "train"]', "splits-form"),
        ('{"id": "fr-01"}', "splits-form"),
        ('{"id": 1, "split": "train"}', "splits-form"),
        ('{"id": "fr-01", "split": "dev"}', "splits-form"),
        ('{"id": "de-01", "split": "train"}', "splits-unique"),
    ],
)
def test_a_wrong_line_is_refused_with_its_number(tmp_path: Path, line: str, rule: str) -> None:
    path = tmp_path / "splits.jsonl"
    path.write_text(f'{{"id": "de-01", "split": "test"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_splits(path)
    assert (refused.value.rule, refused.value.place.line) == (rule, 2)
