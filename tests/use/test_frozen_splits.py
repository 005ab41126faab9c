"""From 1.0.0 on an article stays in the split in which it was released."""

import json
from pathlib import Path

import pytest

from copydesk.errors import InputError
from copydesk.pipeline.facts import Options
from copydesk.release.splits import SPLITS, split_of
from copydesk.use.frozen_splits import released_splits, split_findings
from copydesk.use.produce import Job, release_corpus
from copydesk.use.validate import validate_path
from support.corpora import HEAD, MakeCorpus, raw_article


def receipt(folder: Path, version: str, **splits: str) -> Path:
    folder.mkdir(exist_ok=True)
    lines = (
        json.dumps({"id": name, "split": split, "row_digest": "0" * 64, "layer_digests": {}})
        for name, split in splits.items()
    )
    (folder / f"{version}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def other_split(name: str) -> str:
    return next(split for split in SPLITS if split != split_of(name, {}))


def test_an_article_that_would_move_is_found_with_the_line_of_its_receipt(tmp_path: Path) -> None:
    editions = receipt(tmp_path / "editions", "1.0.0", a=split_of("a", {}), b=other_split("b"))
    (finding,) = split_findings(editions, {})
    assert (finding.rule, finding.severity, finding.article) == ("split-moved", "error", "b")
    assert (finding.place.path, finding.place.line) == (str(editions / "1.0.0.jsonl"), 2)


def test_before_the_first_version_articles_may_move(tmp_path: Path) -> None:
    assert list(split_findings(receipt(tmp_path / "editions", "0.9.0", a=other_split("a")), {})) == []
    assert list(split_findings(tmp_path / "nowhere", {})) == []


def test_a_declared_split_is_what_counts(tmp_path: Path) -> None:
    wanted = other_split("a")
    editions = receipt(tmp_path / "editions", "1.0.0", a=wanted)
    assert list(split_findings(editions, {"a": wanted})) == []  # type: ignore[dict-item]


def test_a_receipt_that_cannot_be_read_is_found_with_its_place(tmp_path: Path) -> None:
    receipt(tmp_path, "3.0.0", a=other_split("a"))
    for version in ("0.1.0", "2.0.0"):
        (tmp_path / f"{version}.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    found = [(one.rule, Path(one.place.path).name, one.place.line) for one in split_findings(tmp_path, {})]
    assert found == [
        ("receipt-form", "0.1.0.jsonl", 1),
        ("receipt-form", "2.0.0.jsonl", 1),
        ("split-moved", "3.0.0.jsonl", 1),
    ]
    with pytest.raises(InputError, match=r"2\.0\.0\.jsonl:1"):
        released_splits(tmp_path)


def test_a_corpus_whose_article_moved_fails_its_check_and_is_not_released(
    make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    corpus = make_corpus({"raw/fr/a.txt": raw_article()}, head={**HEAD, "version": "1.1.0"})
    receipt(corpus / "editions", "1.0.0", a=other_split("a"))
    options = Options(entities="rules")
    assert "split-moved" in validate_path(corpus, options=options).rules
    produced = release_corpus(corpus, tmp_path / "releases", Job(options), editions=corpus / "editions")
    assert produced.written is None
