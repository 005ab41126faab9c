"""Whatever happens at whatever instant of a release: what was released stays, what is new is absent or complete.

A fault is put at every system call that changes something, by a library that stands before the C library; processes
are killed at random instants; releasers race for one version. The next run always clears up and succeeds.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.release.verify import verify
from support.corpora import raw_article
from support.forked_copydesk import FAULTS, Ended, Fault, ForkedCopydesk, compiled
from support.released_corpora import (
    NEW,
    ReleasedCorpus,
    command,
    final_problem,
    make_released_corpus,
    states,
    visible_problem,
)

PROVE = bool(os.environ.get("COPYDESK_PROVE"))
SAMPLED_FAULTS = 15
KILLS = 200 if PROVE else 4
ROUNDS = 20 if PROVE else 1
RELEASERS = 8
WRITE_ERROR = 4
EXISTS = 3

_SHOWN_BY_STRACE = {
    "open": ("open", "openat", "creat"),
    "write": ("write", "pwrite64", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range"),
    "mkdir": ("mkdir", "mkdirat"),
    "chmod": ("chmod", "fchmod", "fchmodat", "fchmodat2"),
    "fsync": ("fsync", "fdatasync"),
    "rename": ("rename", "renameat", "renameat2"),
    "unlink": ("unlink", "unlinkat"),
    "rmdir": ("rmdir",),
    "truncate": ("truncate", "ftruncate", "fallocate"),
    "link": ("link", "linkat", "symlink", "symlinkat"),
}


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """Give a directory in memory, where there is one: what is measured is the order of calls, not the disk."""
    memory = Path("/dev/shm")
    root = tempfile.mkdtemp(prefix="copydesk-", dir=memory if os.access(memory, os.W_OK) else None)
    yield Path(root)
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def library(place: Path) -> Path:
    library = compiled(place)
    if library is None:
        pytest.skip("there is no C compiler for Linux here, which the faults are made with")
    return library


@pytest.fixture(scope="module")
def desk(place: Path, library: Path) -> Iterator[ForkedCopydesk]:
    desk = ForkedCopydesk(place, preload=library)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def corpus(desk: ForkedCopydesk, place: Path) -> ReleasedCorpus:
    return make_released_corpus(desk, place)


@pytest.fixture(scope="module")
def calls(corpus: ReleasedCorpus, place: Path) -> list[str]:
    """The calls of one release that change something, by name."""
    work = corpus.copy(place / "work")
    assert corpus.release(work, Fault(work, log=place / "calls")).code == 0
    assert final_problem(corpus, work) is None
    return (place / "calls").read_text(encoding="utf-8").split()


def seeded() -> random.Random:
    seed = int(os.environ.get("COPYDESK_SEED") or time.time_ns() % 10**6)
    print(f"COPYDESK_SEED={seed}")  # noqa: T201  numbers for people
    return random.Random(seed)


def faults_of(calls: list[str]) -> Iterator[tuple[int, str]]:
    """Give each call, counted from 1, with each fault that can happen at it."""
    for at, name in enumerate(calls, start=1):
        for kind in FAULTS[1:]:
            if name == "write" or "write" not in kind:
                yield at, kind


def problem_of(corpus: ReleasedCorpus, work: Path, ended: Ended, *, killed: bool) -> str | None:
    """Say what is wrong after a run that met with a fault, or after the run that follows it."""
    if killed and ended.code != -signal.SIGKILL:
        return f"was to be killed, and ended with {ended.code}: {ended.err}"
    if not killed and ended.code not in {0, WRITE_ERROR}:
        return f"ended with {ended.code}: {ended.err}"
    if ended.code == WRITE_ERROR and not re.fullmatch(r"error: [^\n]+\n", ended.err):
        return f"is no line for people: {ended.err}"
    if found := visible_problem(corpus, work, complete=ended.code == 0):
        return found
    again = corpus.release(work)
    if again.code:
        return f"the next run ended with {again.code}: {again.err}"
    return final_problem(corpus, work)


def test_the_reference_verifies(corpus: ReleasedCorpus, place: Path, calls: list[str]) -> None:
    """Everything below is compared with this release byte by byte."""
    assert len(calls) > 100
    assert verify(place / "work" / "releases" / NEW) == ()
    assert corpus.after.keys() > corpus.before.keys()


@pytest.mark.skipif(not PROVE, reason="imports everything under a tracer: make prove")
def test_the_library_sees_every_call_that_the_system_sees(
    corpus: ReleasedCorpus, place: Path, calls: list[str]
) -> None:
    strace = shutil.which("strace")
    if strace is None or subprocess.run([strace, "true"], capture_output=True, check=False).returncode:
        pytest.skip("there is no strace here that may trace")
    work, trace = corpus.copy(place / "work"), place / "trace"
    traced = ",".join(f"?{name}" for names in _SHOWN_BY_STRACE.values() for name in names)
    run = [sys.executable, "-m", "copydesk", *map(str, command(work))]
    subprocess.run(
        [strace, "-f", "-y", "-s", "4096", "-e", f"trace={traced}", "-o", str(trace), *run],
        check=True,
        capture_output=True,
    )
    assert traced_calls(trace, work) == Counter(calls)


def traced_calls(trace: Path, below: Path) -> Counter[str]:
    """Count the calls below a directory as strace has written them down."""
    names = {name: kind for kind, names in _SHOWN_BY_STRACE.items() for name in names}
    found: Counter[str] = Counter()
    for line in trace.read_text(encoding="utf-8", errors="replace").split("\n"):
        call = re.match(r"[0-9]+ +([a-z0-9_]+)\((.*)", line)
        if call is None or call[1] not in names:
            continue
        kind = names[call[1]]
        told = call[2].split(",")[0] if kind in {"write", "fsync"} else call[2]
        if str(below) in told and (kind != "open" or re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC)", told)):
            found[kind] += 1
    return found


def test_a_fault_at_every_system_call(corpus: ReleasedCorpus, place: Path, calls: list[str]) -> None:
    faults = list(faults_of(calls))
    if not PROVE:
        faults = sorted(seeded().sample(faults, SAMPLED_FAULTS))
    problems = []
    work = place / "work"
    for at, kind in faults:
        corpus.copy(work)
        killed = kind.startswith("kill") or kind == "torn write"
        ended = corpus.release(work, Fault(work, at, kind))
        if found := problem_of(corpus, work, ended, killed=killed):
            problems.append(f"{kind} at call {at} ({calls[at - 1]}): {found}")
    print(f"{len(faults)} faults at {len(calls)} calls, {len(problems)} violations")  # noqa: T201  numbers for people
    assert not problems, "\n".join(problems)


def test_killed_at_random_instants(corpus: ReleasedCorpus, place: Path, calls: list[str]) -> None:
    assert calls
    work, chance = corpus.copy(place / "work"), seeded()
    started = time.perf_counter()
    corpus.release(work)
    longest = 1.1 * (time.perf_counter() - started)
    problems, killed, number = [], 0, 0
    while killed < KILLS:
        number += 1
        assert number < 20 * KILLS, f"only {killed} of {number} runs died"
        corpus.copy(work)
        running = corpus.desk.start(*command(work))
        after = chance.uniform(0, longest)
        timer = threading.Timer(after, os.kill, (running.pid, signal.SIGKILL))
        timer.start()
        ended = corpus.desk.ended(running)
        timer.cancel()
        timer.join()
        killed += ended.code == -signal.SIGKILL
        if found := problem_of(corpus, work, ended, killed=ended.code != 0):
            problems.append(f"kill {number} after {after:.3f} s: {found}")
    print(f"{killed} of {number} runs were killed before their end, {len(problems)} violations")  # noqa: T201  numbers for people
    assert not problems, "\n".join(problems)


def test_of_eight_releasers_with_other_rows_one_wins(desk: ForkedCopydesk, corpus: ReleasedCorpus, place: Path) -> None:
    for number in range(ROUNDS):
        root = place / "race"
        store = root / "releases"
        shutil.copytree(corpus.template / "releases", store)
        corpora = [shutil.copytree(corpus.template / "corpus", root / f"corpus-{one}") for one in range(RELEASERS)]
        for one, made in enumerate(corpora):
            (made / "raw" / "fr" / "a2.txt").write_text(raw_article(f"Le port rouvre, {one} fois"), encoding="utf-8")
        runs = [
            desk.start("release", made, "--store", store, "--version", NEW, "--annotator", "rules") for made in corpora
        ]
        ended = [desk.ended(run) for run in runs]
        assert sorted(one.code for one in ended) == [0, *[EXISTS] * (RELEASERS - 1)], ended
        winner = next(one for one, end in enumerate(ended) if end.code == 0)
        for one, end in enumerate(ended):
            assert "Traceback" not in end.out + end.err
            past = one == winner
            assert (corpora[one] / "editions" / f"{NEW}.jsonl").exists() is past
            if not past:
                assert re.fullmatch(r"error: [^\n]+ was released with other rows: [^\n]+\n", end.err), end.err
        assert verify(store / NEW) == ()
        assert f"Le port rouvre, {winner} fois".encode() in b"".join(data for _, data in states(store / NEW).values())
        assert sorted(path.name for path in store.iterdir()) == [".staging", "0.1.0", NEW]
        assert [path.name for path in (store / ".staging").iterdir()] == ["lock"], number
        shutil.rmtree(root)
