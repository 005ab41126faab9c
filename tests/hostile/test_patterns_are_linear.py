"""No regular expression of the package takes more than linear time over lines made to trap one."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

PROVE = bool(os.environ.get("COPYDESK_PROVE"))
LENGTH = 100_000 if PROVE else 16_000
MOST_SECONDS = 1.0 if PROVE else 0.25
WORTH_DOUBLING = 0.05
MOST_GROWTH = 2.3

UNITS = (
    *(
        " ",
        "\t",
        "\u00a0",
        "\n",
        "\r\n",
        "a",
        "A",
        "1",
        ".",
        ",",
        "-",
        "_",
        "'",
        '"',
        "«",
        "» ",
        "“",
        "„",
        "(",
        "[",
        "{",
        "<",
    ),
    *(
        "/",
        "\\",
        ":",
        ";",
        "@",
        "&",
        "#",
        "%",
        "+",
        "=",
        "*",
        "|",
        "`",
        "?",
        "!",
        "…",
        "—",
        "\u0301",
        "\u200b",
        "é",
        "É",
    ),
    *(
        "a.",
        "A.",
        "a ",
        "Aa ",
        "A-",
        "a-b",
        "a'",
        "l’a ",
        "Le ",
        "1.",
        "1 ",
        "1/",
        "1-",
        "01 ",
        "12:",
        "12h",
        "0",
        "00",
        "+1",
    ),
    *(
        "a@a.",
        "@a",
        "http://",
        "www.a.",
        "&#1;",
        "<a ",
        "<p ",
        "</",
        '"a":',
        '{"',
        "[[",
        "a, ",
        "A, ",
        " - ",
        " – ",
        "a\n",
        "\n\n",
    ),
    *(
        "mardi ",
        "2024-",
        "3 mai ",
        "dit ",
        "said ",
        "selon ",
        "« a » ",
        "©",
        "AFP - ",
        "Photo : ",
        "hf_a",
        "eyJ",
        "DE89 3704 ",
    ),
)
ENDS = ("", "x", "!", " .", "\x00")


class Noted(NamedTuple):
    """A pattern, the module that compiles it, and whether it is searched for or only matched at a place."""

    caller: str
    pattern: re.Pattern[str]
    searched: bool


@pytest.fixture(scope="module")
def patterns() -> list[Noted]:
    script = Path(__file__).parents[1] / "support" / "compiled_patterns.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    return [
        Noted(caller, re.compile(pattern, flags), searched)
        for caller, pattern, flags, searched in json.loads(done.stdout)
    ]


def seconds(noted: Noted, line: str) -> float:
    pattern = noted.pattern
    started = time.process_time()
    for _ in pattern.finditer(line) if noted.searched else ():
        pass
    pattern.match(line)
    pattern.fullmatch(line)
    return time.process_time() - started


def line_of(unit: str, length: int, end: str) -> str:
    return unit * (length // len(unit)) + end


def test_every_pattern_is_linear_over_hostile_lines(patterns: list[Noted]) -> None:
    assert len(patterns) > 50
    slow = []
    ends = ENDS if PROVE else ENDS[1:2]
    for noted in patterns:
        for unit in UNITS:
            for end in ends:
                taken = seconds(noted, line_of(unit, LENGTH, end))
                if taken > MOST_SECONDS or (taken > WORTH_DOUBLING and growth(noted, unit, end) > MOST_GROWTH):
                    slow.append(f"{noted.caller}: {noted.pattern.pattern[:80]!r} over {unit!r}…{end!r}: {taken:.2f} s")
    assert not slow, "\n".join(slow)


def growth(noted: Noted, unit: str, end: str) -> float:
    """Compare the best of three runs at twice the length with that at the length."""
    once, twice = (min(seconds(noted, line_of(unit, LENGTH * n, end)) for _ in range(3)) for n in (1, 2))
    return twice / once
