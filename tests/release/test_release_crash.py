"""A process that is killed at any point leaves the published editions as they were."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.record import Article
from copydesk.release.corpus import CorpusHead
from copydesk.release.manifest import open_manifest
from copydesk.release.splits import Split
from copydesk.release.verify import verify
from copydesk.release.write import write_build, write_release

CASES = Path(__file__).parents[1] / "cases" / "release"

_RELEASE_AND_DIE = """
import json, os, shutil, signal, sys
from dataclasses import replace
from pathlib import Path
from copydesk.record import Article
from copydesk.release import receipts, spill, store, tables, verify, write
from copydesk.release.corpus import corpus_head
cases, root, fault, count, number = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), sys.argv[5]
calls = 0
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it, and their children too

def die_at(module, name):
    original = getattr(module, name)
    def wrapper(*arguments, **options):
        global calls
        calls += 1
        if calls == count:
            os.kill(os.getpid(), getattr(signal, number))
        return original(*arguments, **options)
    setattr(module, name, wrapper)

module, name = fault.rsplit(".", 1)
die_at({"os": os, "spill": spill, "shutil": shutil, "store": store, "tables": tables, "write": write}[module], name)
lines = (cases / "articles.jsonl").read_text(encoding="utf-8").split("\\n")
articles = [Article.from_dict(json.loads(line)) for line in lines if line]
head = replace(corpus_head(json.loads((cases / "corpus.json").read_text(encoding="utf-8"))), version="0.2.0")
if sys.argv[6:] == ["build"]:
    write.write_build(articles, head, root / "dunes")
else:
    write.write_release(articles, head, root / "releases", editions=root / "editions")
"""

FAULTS = [
    ("spill._append", 5, "SIGKILL"),
    ("tables._write_table", 4, "SIGTERM"),
    ("write.file_digest", 3, "SIGKILL"),
    ("write.require_sound", 1, "SIGINT"),
    ("os.fsync", 1, "SIGKILL"),
    ("os.fsync", 20, "SIGTERM"),
    ("store.rename_new", 1, "SIGKILL"),
    ("store._flush_new", 1, "SIGKILL"),
    ("write.write_file", 1, "SIGKILL"),
]


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=[f"{place} {count} {number}" for place, count, number in FAULTS])
def test_a_killed_release_is_invisible_or_whole(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead, fault: tuple[str, int, str]
) -> None:
    place, count, number = fault
    earlier = write_release(articles, head, tmp_path / "releases", editions=tmp_path / "editions")
    died = subprocess.run(
        [sys.executable, "-c", _RELEASE_AND_DIE, str(CASES), str(tmp_path), place, str(count), number],
        capture_output=True,
        check=False,
    )
    assert died.returncode in {-signal.Signals[number], 128 + signal.Signals[number]}, died.stderr
    assert verify(earlier.path) == ()
    visible = sorted(path.name for path in (tmp_path / "releases").iterdir() if not path.name.startswith("."))
    if place in {"store._flush_new", "write.write_file"}:
        assert visible == ["0.1.0", "0.2.0"]
        assert verify(tmp_path / "releases" / "0.2.0") == ()
    else:
        assert visible == ["0.1.0"]
    assert sorted(path.name for path in (tmp_path / "editions").iterdir()) == ["0.1.0.jsonl"]


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize(
    "fault",
    [
        ("spill._append", 5, "0.1.0"),
        ("os.fsync", 20, "0.1.0"),
        ("store.exchange", 1, "0.1.0"),
        ("shutil.rmtree", 1, "0.2.0"),
    ],
)
def test_a_killed_build_leaves_the_old_one_or_the_new_one(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead, fault: tuple[str, int, str]
) -> None:
    place, count, version = fault
    build = write_build(articles, head, tmp_path / "dunes").path
    died = subprocess.run(
        [sys.executable, "-c", _RELEASE_AND_DIE, str(CASES), str(tmp_path), place, str(count), "SIGKILL", "build"],
        capture_output=True,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert verify(build) == ()
    assert open_manifest(build).version == version


@pytest.mark.once
@pytest.mark.slow
def test_the_next_release_clears_up_and_succeeds(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead, splits: dict[str, Split]
) -> None:
    subprocess.run(
        [sys.executable, "-c", _RELEASE_AND_DIE, str(CASES), str(tmp_path), "store.rename_new", "1", "SIGKILL"],
        capture_output=True,
        check=False,
    )
    assert len(list((tmp_path / "releases" / ".staging").iterdir())) == 2
    released = write_release(articles, head, tmp_path / "releases", splits=splits)
    assert verify(released.path) == ()
    assert [path.name for path in (tmp_path / "releases" / ".staging").iterdir()] == ["lock"]


_RELEASE_BESIDE_OTHERS = """
import json, sys
from pathlib import Path
from copydesk.errors import VersionExistsError
from copydesk.record import Article
from copydesk.release.corpus import corpus_head
from copydesk.release.write import write_build, write_release
cases, store, leave_out = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
lines = (cases / "articles.jsonl").read_text(encoding="utf-8").split("\\n")
articles = [Article.from_dict(json.loads(line)) for line in lines if line]
del articles[leave_out]
head = corpus_head(json.loads((cases / "corpus.json").read_text(encoding="utf-8")))
try:
    print("already there" if write_release(articles, head, store).already_there else "released")
except VersionExistsError:
    print("exists")
"""


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize(("left_out", "others"), [((0, 1, 2), "exists"), ((0, 0, 0), "already there")])
def test_of_concurrent_releasers_one_wins(tmp_path: Path, left_out: tuple[int, ...], others: str) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _RELEASE_BESIDE_OTHERS, str(CASES), str(tmp_path / "releases"), str(number)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in left_out
    ]
    said = sorted(process.communicate()[0].strip() for process in processes)
    assert said == sorted(["released", others, others])
    assert verify(tmp_path / "releases" / "0.1.0") == ()
