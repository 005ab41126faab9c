"""From 1.0.0 on an article stays in the split in which it was released."""

import json
from pathlib import Path

import pytest

from copydesk.errors import InputError
from copydesk.pipeline.facts import Options
from copydesk.release.changes.difference import bump_due
from copydesk.release.changes.plan import compare_receipts
from copydesk.release.due import DueVersion
from copydesk.release.splits import SPLITS, Split, split_of
from copydesk.use.frozen_splits import released_splits, split_findings
from copydesk.use.produce import Job, Produced, release_corpus
from copydesk.use.split import split_corpus
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


def other_split(name: str) -> Split:
    return next(split for split in SPLITS if split != split_of(name, {}))


def test_an_article_that_would_move_is_found_with_the_line_of_its_receipt(tmp_path: Path) -> None:
    editions = receipt(tmp_path / "editions", "1.0.0", a=split_of("a", {}), b=other_split("b"))
    (finding,) = split_findings(editions, {}, "1.1.0")
    assert (finding.rule, finding.severity, finding.article) == ("split-moved", "error", "b")
    assert (finding.place.path, finding.place.line) == (str(editions / "1.0.0.jsonl"), 2)


def test_before_the_first_version_articles_may_move(tmp_path: Path) -> None:
    assert list(split_findings(receipt(tmp_path / "editions", "0.9.0", a=other_split("a")), {}, "1.0.0")) == []
    assert list(split_findings(tmp_path / "nowhere", {}, "1.0.0")) == []


def test_a_declared_split_is_what_counts(tmp_path: Path) -> None:
    wanted = other_split("a")
    editions = receipt(tmp_path / "editions", "1.0.0", a=wanted)
    assert list(split_findings(editions, {"a": wanted}, "1.1.0")) == []


def test_a_receipt_that_cannot_be_read_is_found_with_its_place(tmp_path: Path) -> None:
    receipt(tmp_path, "3.0.0", a=other_split("a"))
    for version in ("0.1.0", "2.0.0"):
        (tmp_path / f"{version}.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    found = [(one.rule, Path(one.place.path).name, one.place.line) for one in split_findings(tmp_path, {}, "3.0.0")]
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


def test_the_first_of_a_new_major_version_may_move_articles_and_binds_those_after_it(tmp_path: Path) -> None:
    before, after = split_of("a", {}), other_split("a")
    receipt(tmp_path, "1.9.0", a=after)
    editions = receipt(tmp_path, "1.10.0", a=before)
    moved: dict[str, Split] = {"a": after}
    assert [one.place.path for one in split_findings(editions, moved, "1.11.0")] == [str(tmp_path / "1.10.0.jsonl")]
    assert not list(split_findings(editions, moved, "2.0.0"))
    receipt(tmp_path, "2.0.0", a=after)
    assert not list(split_findings(editions, moved, "2.0.0"))
    assert not list(split_findings(editions, moved, "2.1.0"))
    assert [one.rule for one in split_findings(editions, {}, "2.1.0")] == ["split-moved"]
    assert released_splits(editions) == {"a": (after, "2.0.0")}


def test_a_split_that_is_moved_by_hand_is_released_with_a_major_version_alone(
    make_corpus: MakeCorpus, tmp_path: Path
) -> None:
    corpus = make_corpus({"raw/fr/a.txt": raw_article()}, head={**HEAD, "version": "1.0.0"})
    job, store = Job(Options(entities="rules")), tmp_path / "releases"

    def release(version: str) -> Produced:
        due = DueVersion(corpus, version, "The split of one article is another.")
        return release_corpus(corpus, store, job, editions=corpus / "editions", due=due)

    assert release("1.0.0").written
    first = (corpus / "editions" / "1.0.0.jsonl").read_bytes()
    line = json.dumps({"id": "a", "split": other_split("a")})
    (corpus / "splits.jsonl").write_text(f"{line}\n", encoding="utf-8")
    split_corpus(corpus)
    assert (corpus / "splits.jsonl").read_text(encoding="utf-8") == f"{line}\n"
    refused = release("1.1.0")
    assert refused.written is None
    assert [
        one.message.endswith("only 2.0.0 may move it") for one in refused.report.findings if one.rule == "split-moved"
    ] == [True]
    assert release("2.0.0").written
    assert "2.0.0" in (corpus / "CHANGELOG.md").read_text(encoding="utf-8")
    difference = compare_receipts(corpus / "editions" / "1.0.0.jsonl", corpus / "editions" / "2.0.0.jsonl")
    assert (difference.moved, bump_due(difference)) == (1, "major")
    assert (corpus / "editions" / "1.0.0.jsonl").read_bytes() == first
    assert "split-moved" not in validate_path(corpus, options=job.options).rules
