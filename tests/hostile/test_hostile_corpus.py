"""In a corpus with some poison exactly the sound articles are built, and every file is accounted for once."""

import json
import os
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from copydesk.cli import main
from copydesk.pipeline.facts import Options
from copydesk.release.parquet_reading import read_rows
from copydesk.use.produce import Job, build_corpus
from support.corpora import HEAD
from support.hostile import Case, make_class_corpus, read_table, write_tree

PROVE = bool(os.environ.get("COPYDESK_PROVE"))
ARTICLES, SHARE = (10_000, 0.01) if PROVE else (200, 0.05)
LINE = re.compile(r"(error|warning|note): (?P<path>.+?\.txt)(?P<place>:.*?)?: .* \[(?P<rule>[a-z0-9-]+)\]")
CODES: dict[str, list[str]] = read_table("codes")
PLACED = {"encoding-utf8", "control-nul", "control-char", "layout-no-body", "encoding-utf16", "encoding-binary"}


@pytest.fixture(scope="module")
def poisoned(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Case]]:
    out = tmp_path_factory.mktemp("poisoned")
    cases = write_tree(shared, out / "tree", "--corpus", str(ARTICLES), "--poison", str(SHARE))
    (out / "corpus" / "raw").mkdir(parents=True)
    (out / "tree" / "corpus").rename(out / "corpus" / "raw" / "fr")
    (out / "corpus" / "corpus.json").write_text(json.dumps(HEAD), encoding="utf-8")
    poison = [case for case in cases if case.file.startswith("corpus/") and case.expected == "reject"]
    return out / "corpus", poison


def test_exactly_the_sound_ones_are_built_and_exactly_the_poison_is_named(
    poisoned: tuple[Path, list[Case]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, poison = poisoned
    started = time.process_time()
    code = main(["build", str(corpus), "--out", str(tmp_path), "--annotator", "rules"])
    seconds = time.process_time() - started
    out, err = capsys.readouterr()
    errors = [LINE.fullmatch(line) for line in err.split("\n") if line.startswith("error: ")]
    named = {Path(found["path"]).stem: found for found in errors if found}
    expected = {Path(case.file).stem: case for case in poison}
    assert code == 1
    assert len(errors) == len(named) == len(expected)
    assert named.keys() == expected.keys()
    for name, found in named.items():
        assert found["rule"] in CODES[expected[name].code or ""]
        assert bool(found["place"]) == (found["rule"] in PLACED)
    built = Counter(
        row["id"] for table in (tmp_path / "small/data/full").rglob("*.parquet") for row in read_rows(table)
    )
    files = {path.stem for path in (corpus / "raw").rglob("*") if path.is_file()}
    assert files == {*built, *named}
    assert not built.keys() & named.keys()
    assert set(built.values()) == {1}
    assert f"{ARTICLES - len(poison)} built, {len(poison)} rejected, 0 files skipped" in out
    print(f"{len(built)} built, {len(named)} rejected, {seconds:.1f} s")  # noqa: T201  numbers for people


@pytest.mark.skipif(not PROVE, reason="writes seventy megabytes: make prove")
def test_huge_files_are_refused_before_they_are_read_and_many_small_ones_are_built(
    shared: Path, tmp_path: Path
) -> None:
    cases = {case.file: case for case in write_tree(shared, tmp_path / "tree", "--big") if case.group == "big"}
    root = make_class_corpus(tmp_path / "tree", "big", tmp_path / "corpus")
    started = time.process_time()
    produced = build_corpus(root, tmp_path / "build", Job(Options(entities="rules")))
    seconds = time.process_time() - started
    refused = {
        Path(finding.place.path).name for finding in produced.report.findings if finding.rule == "file-too-large"
    }
    assert refused == {Path(name).name for name, case in cases.items() if case.expected == "reject"}
    assert produced.built == 4 + 1 + cases["raw/big/many"].meta["files"]
    assert seconds < sum(case.max_s for case in cases.values())
    print(f"{produced.built} built, {produced.rejected} rejected, {seconds:.1f} s")  # noqa: T201  numbers for people
