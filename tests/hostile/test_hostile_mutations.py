"""However an article is damaged, reading it ends in a sound record or in an error of our own."""

import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from copydesk.check.rules import RULES
from copydesk.errors import InputError
from copydesk.pipeline.annotate import annotate_drafts
from copydesk.pipeline.facts import Facts, Options
from copydesk.pipeline.inputs import Input
from copydesk.pipeline.read import read
from copydesk.schema import schema_errors
from copydesk.text.intake import decode
from support.hostile import write_tree

PROVE = bool(os.environ.get("COPYDESK_PROVE"))
MUTATIONS = 10_000 if PROVE else 300
LONGEST = 20_000
OPTIONS = Options(entities="rules", detect_language=False)
LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "und")
PIECES = (
    *(
        "«",
        "»",
        "“",
        "”",
        '"',
        "'",
        "’",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "\u00a0",
        "\u00ad",
        "\ufeff",
        "\u200b",
        "\u202e",
    ),
    *(
        "\u0301",
        "\u1161",
        "\U0001f468\u200d",
        "``",
        "''",
        "(",
        ")",
        "—",
        "- ",
        "• ",
        "©",
        "Photo : ",
        "a dit",
        "said",
        "\x00",
        "\x1b",
    ),
    *(
        "Publié le 30 février 2024",
        "Paris (AFP) - ",
        "Lire aussi : ",
        "Par Ana Li",
        "1.",
        "…",
        "http://a.b",
        "\u2028",
        "\x85",
    ),
)


@pytest.fixture(scope="module")
def articles(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    out = tmp_path_factory.mktemp("mutations") / "tree"
    cases = [case for case in write_tree(shared, out) if case.expected == "accept" and case.file.startswith("raw/")]
    files = [out / case.file for case in cases if not case.meta.get("special")]
    return [path.read_bytes() for path in files if path.is_file() and path.stat().st_size <= LONGEST]


def mutated(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        at, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        match chance.randrange(6):
            case 0:
                data = data[:at] + chance.choice(PIECES).encode() + data[at:]
            case 1:
                data = data[:at] + data[min(end, at + 40) :]
            case 2:
                data = data[:at] + data[at : at + 60] * chance.randint(2, 4) + data[at:]
            case 3:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 4:
                data = data[:at] + chance.choice(others)[: chance.randrange(400)] + data[at:]
            case _:
                lines = data.split(b"\n")
                chance.shuffle(lines)
                data = b"\n".join(lines)
    return data


def test_damaged_articles_end_in_sound_records_or_errors_of_our_own(articles: list[bytes]) -> None:
    seed = int(os.environ.get("COPYDESK_SEED") or time.time_ns() % 10**6)
    print(f"seed {seed}")  # noqa: T201  numbers for people
    chance = random.Random(seed)
    ended: Counter[str] = Counter()
    broken = []
    for number in range(MUTATIONS):
        data = mutated(chance.choice(articles), articles, chance)
        facts = Facts(id="a", language=chance.choice(LANGUAGES))
        try:
            draft = read(Input(decode(data), facts), OPTIONS)
        except InputError as error:
            ended[error.rule] += 1
            continue
        (reading,) = annotate_drafts([draft], OPTIONS)
        assert not isinstance(reading, InputError)
        assert reading.article.raw.encode() == data, (seed, number)
        errors = {finding.rule for finding in reading.findings if finding.severity == "error"}
        ended.update(errors or {"read"})
        if any(RULES[rule].level < 3 for rule in errors) or list(schema_errors("article", reading.article.to_dict())):
            broken.append((number, sorted(errors), data[:200]))
    print(dict(ended.most_common()))  # noqa: T201  numbers for people
    assert ended["read"] > MUTATIONS // 4
    assert broken == []
