"""The command line is fast, because what is heavy is imported only where it is used."""

import os
import resource
import subprocess
import sys

import pytest

from copydesk.resources import CORPUS
from support.machine import slowness

SEED = str(CORPUS / "raw" / "fr" / "fr-01.txt")
HEAVY = ("datasets", "pandas", "spacy", "pyarrow", "trafilatura", "huggingface_hub", "numpy")


def cpu_seconds(arguments: list[str]) -> float:
    """Measure user and system time of one run of the command, whose bytecode is kept as that of any user is."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "copydesk", *arguments], check=True, capture_output=True, env=surroundings)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@pytest.mark.parametrize(
    ("arguments", "bar"),
    [(["--help"], 0.2), (["build", "--help"], 0.2), (["parse", SEED, "--no-entities"], 0.8)],
    ids=["help", "help of a command", "parse"],
)
def test_cpu_time_of_a_command_stays_under_its_bar(arguments: list[str], bar: float) -> None:
    assert min(cpu_seconds(arguments) / slowness() for _ in range(5)) < bar


def test_parsing_without_entities_imports_nothing_heavy() -> None:
    code = (
        "import sys; from copydesk.cli.main import main; "
        f"main(['parse', {SEED!r}, '--no-entities', '--json']); "
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stderr.strip().split("\n")[-1] == "[]"
