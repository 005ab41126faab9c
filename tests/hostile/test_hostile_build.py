"""Every hostile case ends as its manifest says: built exactly, or refused with rule and place; nothing else suffers.

``codes.json`` maps the manifest's codes to our rules and edit reasons; ``otherwise.json`` lists the cases in which
this project decides otherwise, each with its reason.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from copydesk.check.findings import Finding
from copydesk.pipeline import build
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from copydesk.record import Article
from copydesk.release.parquet_reading import read_rows
from copydesk.use.produce import Job, Produced, build_corpus
from support.hostile import CONTROLS, FOLDER, Case, make_class_corpus, read_table, write_tree
from support.machine import slowness

GROUPS = (
    "control",
    "encoding",
    "filesystem",
    "id",
    "language",
    "markup",
    "name",
    "newline",
    "pii",
    "quote",
    "redos",
    "shape",
    "sidecar",
    "unicode",
)

ELSEWHERE = {
    "control-group": "stands beside the cases of each group",
    "date": "test_hostile_dates",
    "release": "test_hostile_releases, test_hermetic",
    "schema": "nothing here takes a schema from its user; those of the package are checked when they are loaded, and a "
    "reference that leaves them is refused (test_schema_validators)",
}
CODES: dict[str, list[str]] = read_table("codes")
OTHERWISE: dict[str, dict[str, Any]] = read_table("otherwise")
Made = dict[str, "Outcome"]


@dataclass(slots=True)
class Outcome:
    """What became of one raw article."""

    seconds: float = 0.0
    article: Article | None = None
    findings: list[Finding] = field(default_factory=list)


@pytest.fixture(scope="module")
def tree(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Case]]:
    out = tmp_path_factory.mktemp("hostile") / "tree"
    return out, write_tree(shared, out)


@pytest.fixture(scope="module")
def slack() -> float:
    """How much slower than an ordinary core this machine is just now, 1 where it is faster."""
    return slowness()


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory, tree: tuple[Path, list[Case]]) -> None:
    """Load what is loaded once a process, so that it does not count against the first case."""
    root = make_class_corpus(tree[0], "language", tmp_path_factory.mktemp("warm") / "corpus")
    build_corpus(root, root.parent / "build", Job(Options(entities="rules")))


def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Produced, dict[str, float]]:
    """Build a corpus one article a batch; give the time of each by its id."""
    monkeypatch.setattr(build, "BATCH", 1)
    ended = [time.process_time()]
    produced = build_corpus(
        root,
        root.parent / "build",
        Job(Options(entities="rules"), progress=lambda _done, _total: ended.append(time.process_time())),
    )
    ids = [item.id for item in open_corpus(root).items]
    return produced, dict(zip(ids, (end - start for start, end in pairwise(ended)), strict=True))


def records(edition: Path) -> Iterator[Article]:
    for path in sorted((edition / "data" / "full").rglob("*.parquet")):
        yield from (Article.from_dict(row) for row in read_rows(path))


def outcomes(root: Path, produced: Produced, seconds: dict[str, float]) -> Made:
    """Group what happened by the name of the article file, without its suffix, below the folder of the cases."""
    made: Made = {}
    if produced.written:
        for article in records(produced.written.path):
            key = (article.source.path or "").removesuffix(".txt").removesuffix(".TXT")
            made.setdefault(key, Outcome()).article = article
            made[key].seconds = seconds[article.id]
    for finding in (*produced.report.findings, *produced.report.waived):
        place = Path(finding.place.path)
        if "gold" in place.relative_to(root).parts:
            key = str(FOLDER / place.stem)
        else:
            key = str(place.relative_to(root)).removesuffix(".json").removesuffix(".txt").removesuffix(".TXT")
        made.setdefault(key, Outcome()).findings.append(finding)
    return made


def where_of(finding: Finding) -> str:
    place = finding.place
    if place.line is not None:
        return f"{place.line}:{place.column}"
    if place.byte is not None:
        return f"byte {place.byte}"
    return place.pointer or "file"


def problem_of(  # noqa: PLR0911  one line a way in which a case can fail
    case: Case, outcome: Outcome, data: bytes, slack: float
) -> str | None:
    """Say in which way an outcome is not the expected one."""
    accepted = CODES.get(case.code or "", [])
    named = [finding for finding in outcome.findings if finding.rule in accepted and at_place(finding, case.where)]
    told = [(finding.rule, where_of(finding)) for finding in outcome.findings]
    if case.expected == "ignored":
        return "is mentioned" if outcome.article or outcome.findings else None
    if case.expected == "reject" or case.code == "name.skipped":
        return None if named and outcome.article is None else f"was built or not named so: {told}"
    if outcome.article is None:
        return f"was not built: {told}"
    if outcome.seconds > case.max_s * slack:
        return f"took {outcome.seconds:.1f} s"
    if outcome.article.raw.encode() != data:
        return "the raw text is not what stands in the file"
    if case.expected == "repair":
        repairs = {outcome.article.source.newline, *(edit.reason for edit in outcome.article.edits)}
        return None if repairs & {*accepted} else f"names no such repair: {repairs}"
    return f"has no {accepted or case.code} at {case.where}: {told}" if case.code and not named else None


def at_place(finding: Finding, where: str | None) -> bool:
    """Compare places; a pointer may go deeper than the one that is asked for."""
    found = where_of(finding)
    return (
        where in {None, "file"}
        or found == where
        or (found[0] == "/" and found.startswith(f"{where}".rstrip("/") + "/"))
    )


@pytest.mark.parametrize("group", GROUPS)
def test_hostile_cases_end_as_the_manifest_says(
    group: str, tree: tuple[Path, list[Case]], slack: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, cases = tree
    root = make_class_corpus(out, group, tmp_path / "corpus")
    produced, seconds = run(root, monkeypatch)
    made = outcomes(root, produced, seconds)
    problems = {}
    for case in (replaced(case) for case in cases if case.group == group):
        if case.meta.get("skip_as_root") and os.geteuid() == 0:
            continue
        path = root / FOLDER / case.within
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        key = str(FOLDER / case.within).removesuffix(".json").removesuffix(".txt").removesuffix(".TXT")
        if found := problem_of(case, made.get(key, Outcome()), data, slack):
            problems[case.file] = f"{case.expected} {case.code} {case.where}: {found[:300]}"
    assert not problems, "\n".join(f"{file}: {words}" for file, words in problems.items())
    controls = [name for name in made if name.startswith("raw/ok_")]
    assert len([name for name in controls if made[name].article]) == CONTROLS


def replaced(case: Case) -> Case:
    changes = {name: value for name, value in OTHERWISE.get(case.file, {}).items() if name != "reason"}
    where = case.where.replace("/annotations", "/entities") if case.where else None
    return replace(case, **{"where": where, **changes})


def test_every_case_that_is_decided_otherwise_exists_and_has_a_reason(tree: tuple[Path, list[Case]]) -> None:
    files = {case.file for case in tree[1]}
    assert files >= OTHERWISE.keys()
    assert all(entry["reason"].endswith(tuple("abcdefghijklmnopqrstuvwxyz)")) for entry in OTHERWISE.values())


def test_every_group_of_cases_is_driven_somewhere(tree: tuple[Path, list[Case]]) -> None:
    assert {case.group for case in tree[1]} == {*GROUPS, *ELSEWHERE}
