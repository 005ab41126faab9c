"""Run Python in a process of its own and tell what that process used.

A process starts with the peak of memory that its parent has reached, so a small process stands between the tests, which
may have grown large, and the one that is measured.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Used:
    """What a process used: processor time in seconds, its peak of memory in bytes, and what it printed."""

    seconds: float
    memory: int
    printed: str


def measured_run(*arguments: str, out: Path) -> Used:
    """Run Python with these arguments; what it prints goes through the file ``out``."""
    run = subprocess.run([sys.executable, "-I", __file__, str(out), *arguments], capture_output=True, check=True)
    seconds, memory = json.loads(run.stdout)
    return Used(seconds, memory, out.read_text(encoding="utf-8"))


def _measure(out: str, *arguments: str) -> None:
    with Path(out).open("w", encoding="utf-8") as file:
        actions = [(os.POSIX_SPAWN_DUP2, file.fileno(), 1)]
        child = os.posix_spawn(sys.executable, [sys.executable, *arguments], os.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(code)
    print(json.dumps([usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10]))  # noqa: T201  the launcher reads it


if __name__ == "__main__":
    _measure(*sys.argv[1:])
