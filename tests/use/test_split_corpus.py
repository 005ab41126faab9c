"""Splits come in the promised shares within each language, and nobody who has one ever moves."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.cli.main import main
from copydesk.release.declared_splits import read_splits
from copydesk.release.quotas import PERCENT, Group, assigned, quotas
from copydesk.release.splits import SPLITS, Split
from copydesk.use.split import split_corpus
from support.corpora import MakeCorpus, raw_article


def singles(language: str, number: int) -> list[Group]:
    return [Group(language, (f"{language}-{index:02d}",)) for index in range(1, number + 1)]


@pytest.mark.parametrize(("number", "expected"), [(1, (1, 0, 0)), (5, (3, 1, 1)), (10, (6, 1, 3)), (24, (14, 4, 6))])
def test_shares_are_rounded_by_largest_remainders(number: int, expected: tuple[int, ...]) -> None:
    assert tuple(quotas(number)[split] for split in SPLITS) == expected


@given(st.integers(0, 5000))
def test_shares_add_up_and_are_never_an_article_off(number: int) -> None:
    shares = quotas(number)
    assert sum(shares.values()) == number
    assert all(abs(shares[split] - number * percent / 100) < 1 for split, percent in PERCENT.items())


def test_every_language_has_its_shares_whatever_is_pinned() -> None:
    groups = [*singles("fr", 24), *singles("en", 10), *singles("it", 5)]
    splits = assigned(groups, {"fr-01": "test", "it-01": "validation"})
    assert splits["fr-01"] == "test"
    assert splits["it-01"] == "validation"
    for language, number in (("fr", 24), ("en", 10), ("it", 5)):
        counts = Counter(split for name, split in splits.items() if name.startswith(language))
        assert dict(counts) == {split: count for split, count in quotas(number).items() if count}


def test_the_order_of_articles_does_not_matter() -> None:
    groups = singles("fr", 24)
    assert assigned(groups, {}) == assigned(groups[::-1], {})


@given(st.integers(0, 30), st.integers(0, 30))
def test_an_article_that_is_added_moves_no_other(before: int, more: int) -> None:
    first = assigned(singles("fr", before), {})
    second = assigned(singles("fr", before + more), first)
    assert first.items() <= second.items()
    assert all(abs(Counter(second.values())[split] - count) <= 1 for split, count in quotas(before + more).items())


def test_articles_of_one_group_share_a_split_with_the_one_that_has_it() -> None:
    groups = [Group("fr", ("a", "b", "c")), Group("fr", ("d", "e")), *singles("fr", 10)]
    splits = assigned(groups, {"b": "test"})
    assert {splits[name] for name in "abc"} == {"test"}
    assert len({splits[name] for name in "de"}) == 1


def corpus_of(make_corpus: MakeCorpus, number: int) -> Path:
    """Make a corpus of different articles and one near-duplicate of the first."""
    return make_corpus({f"raw/fr/a{index}.txt": text_of(index) for index in range(number)})


def text_of(number: int) -> str:
    words = " ".join(f"mot{number}x{index}" for index in range(60))
    return raw_article(f"Un titre numéro {number}", f"{words}.")


def test_a_corpus_is_split_once_and_then_only_extended(make_corpus: MakeCorpus) -> None:
    corpus = corpus_of(make_corpus, 8)
    made = split_corpus(corpus, pins={"a3": "test"})
    first = read_splits(corpus / "splits.jsonl")
    assert made.given == 8
    assert made.counts == {"fr": {"train": 5, "validation": 1, "test": 2}}
    assert first["a3"] == "test"
    near = text_of(0).replace("printemps", "automne")
    (corpus / "raw/fr/a0-bis.txt").write_text(near, encoding="utf-8")
    (corpus / "raw/fr/z.txt").write_text(text_of(99), encoding="utf-8")
    assert split_corpus(corpus).given == 2
    second = read_splits(corpus / "splits.jsonl")
    assert first.items() <= second.items()
    assert second["a0-bis"] == second["a0"]
    assert list(second) == sorted(second)


def test_lines_of_articles_that_are_gone_stay_and_count_for_nothing(make_corpus: MakeCorpus) -> None:
    corpus = corpus_of(make_corpus, 4)
    (corpus / "splits.jsonl").write_text('{"id": "gone", "split": "test"}\n', encoding="utf-8")
    made = split_corpus(corpus, anew=True)
    assert sum(made.counts["fr"].values()) == 4
    assert read_splits(corpus / "splits.jsonl")["gone"] == "test"


_DIGEST = "0" * 64


def receipt(corpus: Path, version: str, splits: dict[str, Split]) -> None:
    (corpus / "editions").mkdir(exist_ok=True)
    digests = {"row_digest": _DIGEST, "layer_digests": {}}
    lines = [json.dumps({"id": name, **digests, "split": split}) for name, split in splits.items()]
    (corpus / f"editions/{version}.jsonl").write_text("\n".join([*lines, ""]), encoding="utf-8")


def test_what_was_released_from_the_first_version_on_stays(
    make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = corpus_of(make_corpus, 3)
    frozen: dict[str, Split] = {"a0": "test", "a1": "test", "a2": "test"}
    receipt(corpus, "1.0.0", frozen)
    assert main(["split", str(corpus), "--anew"]) == 2
    assert "frozen since 1.0.0" in capsys.readouterr().err
    assert main(["split", str(corpus), "--pin", "a0=train"]) == 2
    assert main(["split", str(corpus)]) == 0
    assert read_splits(corpus / "splits.jsonl") == frozen


def test_before_it_all_may_move(make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = corpus_of(make_corpus, 3)
    receipt(corpus, "0.9.0", {"a0": "test", "a1": "test", "a2": "test"})
    (corpus / "splits.jsonl").write_text('{"id": "a0", "split": "validation"}\n', encoding="utf-8")
    assert main(["split", str(corpus), "--pin", "a0=train"]) == 2
    assert main(["split", str(corpus), "--anew", "--pin", "a0=train"]) == 0
    assert "fr: 2 train, 0 validation, 1 test" in capsys.readouterr().out
    assert main(["split", str(corpus), "--pin", "nobody=train"]) == 2
