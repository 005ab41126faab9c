"""A client of the Hub in processes of its own: ``huggingface_hub`` reads its settings once, at import.

One process imports what is slow and forks for each job, so that a job can be killed at any point and costs little.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.hub_stand_in import TOKEN

_SECONDS = 60

_FORKER = """
import contextlib, json, os, signal, sys, time, traceback
import datasets, huggingface_hub, pyarrow.parquet, rich.console
from huggingface_hub import HfApi
import copydesk.release.publishing.publish, copydesk.cli.publish, copydesk.cli.main
import copydesk.use.load, copydesk.use.hub_editions, copydesk.release.publishing.fetch
with contextlib.suppress(ImportError):
    import scipy.io  # which datasets looks up for each dataset that it opens

def work(job):
    for number, name in enumerate(("out", "err"), start=1):
        os.dup2(os.open(job[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.environ.update(job["environment"])
    os.chdir(job["directory"])
    signal.alarm(SECONDS)
    time.sleep = lambda seconds: None
    code = 1
    try:
        exec(compile(job["code"], "job", "exec"), {"arguments": job["arguments"]})
        code = 0
    except SystemExit as ending:
        code = ending.code
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush(); sys.stderr.flush()
    os._exit(code)

print("ready", flush=True)
for line in sys.stdin:
    job = json.loads(line)
    pid = os.fork()
    if not pid:
        work(job)
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
""".replace("SECONDS", str(_SECONDS))

_COMMAND = """
import sys
sys.exit(sys.modules["copydesk.cli.main"].main(arguments))
"""


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


class HubClient:
    """Runs jobs against a Hub, one at a time; ``pid`` is the process of the job that runs."""

    def __init__(self, address: str, home: Path) -> None:
        left_out = {"HF_HUB_OFFLINE", "HF_TOKEN", "HF_DATASETS_OFFLINE", "HTTP_PROXY", "http_proxy", "ALL_PROXY"}
        environment = {name: value for name, value in os.environ.items() if name not in left_out} | {
            "HF_ENDPOINT": address,
            "HF_HOME": str(home / "huggingface"),
            "HF_HUB_DISABLE_XET": "1",
            "HF_HUB_DISABLE_TELEMETRY": "1",
            "NO_PROXY": "127.0.0.1",
            "TMPDIR": str(home),
        }
        self.home = home
        self.started = threading.Event()
        self.pid = 0
        self._process = subprocess.Popen(
            [sys.executable, "-c", _FORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=home,
        )
        assert self._line() == "ready"

    def command(self, *arguments: str | Path, environment: Mapping[str, str] | None = None, before: str = "") -> Ended:
        """Run a command of copydesk, after other Python in the same process."""
        return self.run(before + _COMMAND, [str(argument) for argument in arguments], environment)

    def run(self, code: str, arguments: Any = None, environment: Mapping[str, str] | None = None) -> Ended:
        """Run Python that finds its input in ``arguments``; it ends after a minute at the latest."""
        out, err = self.home / "out", self.home / "err"
        job = {
            "code": code,
            "arguments": arguments,
            "environment": {"HF_TOKEN": TOKEN} if environment is None else dict(environment),
            "directory": str(self.home),
            "out": str(out),
            "err": str(err),
        }
        assert self._process.stdin is not None
        self.started.clear()
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        self.pid = int(self._line())
        self.started.set()
        return Ended(int(self._line()), out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(_SECONDS)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()
