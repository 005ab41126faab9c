"""A command computes on one core, unless somebody has said otherwise."""

import os
import subprocess
import sys

import pytest

_CODE = (
    "import os; from copydesk.cli.main import main\n"
    "try: main(['parse', os.devnull])\n"
    "finally: print(os.environ.get('OPENBLAS_NUM_THREADS'))"
)


@pytest.mark.parametrize(
    ("said", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3"), ({"OMP_NUM_THREADS": "2"}, "None")]
)
def test_numpy_uses_one_thread_unless_told_otherwise(said: dict[str, str], threads: str) -> None:
    names = {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "GOTO_NUM_THREADS"}
    silent = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run([sys.executable, "-c", _CODE], env=silent | said, capture_output=True, text=True, check=False)
    assert done.stdout.split("\n")[-2] == threads
