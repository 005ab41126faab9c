"""Runs of the command ``copydesk`` in processes that are forked from one that has imported everything.

A run costs a fraction of a second, can be killed at any instant, and can be preloaded with a library that lets one of
its system calls fail (``faults.c``).
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from support.corpora import HEAD, raw_article

SOURCE = Path(__file__).with_name("faults.c")

FAULTS = ("count", "kill before", "kill after", "torn write", "short write", "ENOSPC", "EIO", "one EIO")
"""What can happen at a system call, in the order of the library's own list; ``count`` is nothing at all."""

_SERVER = """
import contextlib, ctypes, gc, io, json, os, sys, traceback
from copydesk.cli.main import main

def work(job):
    for number, name in enumerate(("out", "err"), start=1):
        os.dup2(os.open(job[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    code = 1
    try:
        if job["fault"]:
            root, at, kind, log = job["fault"]
            arm = ctypes.CDLL(None).faults_arm
            arm.argtypes = (ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_char_p)
            arm(root.encode(), at, kind, log.encode())
        code = main(job["arguments"])
    except SystemExit as ending:
        code = ending.code
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush(); sys.stderr.flush()
    os._exit(code)

with contextlib.redirect_stdout(io.StringIO()):
    for version in ("0.1.0", "0.1.1"):
        assert main([*sys.argv[1:], "--version", version, "--message", "To warm up."]) == 0
gc.collect(); gc.freeze()
print("ready", flush=True)
for line in sys.stdin:
    job = json.loads(line)
    if "wait" in job:
        print(os.waitstatus_to_exitcode(os.waitpid(job["wait"], 0)[1]), flush=True)
        continue
    pid = os.fork()
    if not pid:
        work(job)
    print(pid, flush=True)
"""


@dataclass(frozen=True)
class Fault:
    """What happens at which system call below a directory, counted from 1; the names of the calls go to ``log``."""

    below: Path
    at: int = 0
    kind: str = "count"
    log: Path | None = None


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Running:
    pid: int
    out: Path
    err: Path


class ForkedCopydesk:
    """Starts runs of the command; several may go on at once."""

    def __init__(self, home: Path, *, preload: Path | None = None) -> None:
        """Import everything and warm what is kept in memory, by one release of a corpus; then be ready to fork."""
        self._home = home
        self._number = 0
        loaded = {"LD_PRELOAD": str(preload)} if preload else {}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVER, *_warming(home / "warm")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **loaded},
            cwd=home,
        )
        assert self._line() == "ready"

    def start(self, *arguments: str | Path, fault: Fault | None = None) -> Running:
        self._number += 1
        out, err = (self._home / f"{name}-{self._number}" for name in ("out", "err"))
        told = [str(fault.below), fault.at, FAULTS.index(fault.kind), str(fault.log or "")] if fault else None
        job = {"arguments": [str(one) for one in arguments], "out": str(out), "err": str(err), "fault": told}
        return Running(int(self._ask(job)), out, err)

    def ended(self, running: Running) -> Ended:
        """Wait for the end of a run; what it said is read and taken away."""
        code = int(self._ask({"wait": running.pid}))
        said = [path.read_text(encoding="utf-8") if path.exists() else "" for path in (running.out, running.err)]
        for path in (running.out, running.err):
            path.unlink(missing_ok=True)
        return Ended(code, *said)

    def run(self, *arguments: str | Path, fault: Fault | None = None) -> Ended:
        return self.ended(self.start(*arguments, fault=fault))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)

    def _ask(self, job: Mapping[str, object]) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        return self._line()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def _warming(directory: Path) -> list[str]:
    raw = directory / "corpus" / "raw" / "fr"
    raw.mkdir(parents=True)
    for name, headline in (("a1", "Le conseil vote le budget"), ("a2", "Le port rouvre à Brest")):
        text = raw_article(headline, "« Nous paierons moins », a déclaré Anne Dupont.")
        (raw / f"{name}.txt").write_text(text, encoding="utf-8")
    (directory / "corpus" / "corpus.json").write_text(json.dumps(HEAD), encoding="utf-8")
    return ["release", f"{directory}/corpus", "--store", f"{directory}/releases", "--annotator", "rules"]


def compiled(directory: Path) -> Path | None:
    """Compile the library; None where there is no compiler, or it cannot."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return None
    library = directory / "faults.so"
    command: Sequence[str | Path] = [compiler, "-O2", "-shared", "-fPIC", "-w", "-o", library, SOURCE, "-ldl"]
    done = subprocess.run(command, capture_output=True, check=False)
    return library if done.returncode == 0 else None
