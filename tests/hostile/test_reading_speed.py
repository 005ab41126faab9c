"""How fast a raw article becomes a record, against trafilatura on the same text wrapped in minimal HTML.

A record is what ``parse`` gives: clean text, its parts, edits and the way back to the raw, here without language,
entities and quotes. Its checks run when somebody asks for findings; they are measured beside. The texts come again in
every round, so what is remembered of words and short lines flatters the record: a text that was never seen costs two to
three times as much in the first minutes of a process, which is shown beside but not held to a bound, for it can be
measured once only; and real pages of many lines cost more than these plain ones.
"""

import html
import json
import math
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from copydesk.pipeline.facts import Options
from copydesk.use.desk import parse, read_stream

PROVE = bool(os.environ.get("COPYDESK_PROVE"))
READING = Options(entities=None, quotes=False, detect_language=False)
SIZE = 3_800
"""Bytes from which on short articles, one after the other, make one text of the usual length."""

FLOOR = 2.4
"""Below all that was measured, on a busy machine too (2.8 to 4.4; 5 is wanted); a quadratic step falls under it."""

EXPONENT = 1.2
ROUNDS = 7

pytestmark = pytest.mark.skipif(not PROVE, reason="measures for minutes: make prove")


@pytest.fixture(scope="module")
def texts(shared: Path) -> list[str]:
    joined: list[str] = []
    parts: list[str] = []
    for line in (shared / "eval/layout/wikinews_fr.jsonl").read_text(encoding="utf-8").splitlines():
        parts.append(json.loads(line)["raw"].rstrip("\n"))
        if sum(len(part.encode()) for part in parts) >= SIZE:
            joined.append("\n\n".join(parts)[:4_000])
            parts = []
    return joined


def cpu_seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Measure one round over all texts."""
    started = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - started


def best_of_rounds(*works: tuple[Callable[[str], object], Sequence[str]]) -> list[float]:
    """Take the best of a few rounds of each, in turn, so that what else the machine does meets them alike."""
    rounds = [[cpu_seconds(work, texts) for work, texts in works] for _ in range(ROUNDS)]
    return list(map(min, zip(*rounds, strict=True)))


def record(text: str) -> object:
    return parse(text, id="a", language="fr", options=READING)


def checked(text: str) -> object:
    return read_stream(text.encode(), READING, language="fr")[1].findings


def page(text: str) -> str:
    title, *lines = [html.escape(line) for line in text.split("\n") if line.strip()]
    story = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{story}</article></body></html>"


def test_time_of_a_record_is_a_fraction_of_the_time_of_an_extraction(texts: list[str]) -> None:
    trafilatura = pytest.importorskip("trafilatura")

    def extraction(page: str) -> object:
        return trafilatura.extract(page, output_format="json", with_metadata=True)

    known, unseen = texts[::2], texts[1::2]
    cpu_seconds(record, known)
    first = cpu_seconds(record, unseen) * len(texts) / len(unseen)
    own, with_checks, other = best_of_rounds((record, texts), (checked, texts), (extraction, list(map(page, texts))))
    print(f"{len(texts) / own:.0f} records, {len(texts) / other:.0f} extractions a CPU second: {other / own:.2f} x")  # noqa: T201  numbers for people
    print(f"{len(texts) / with_checks:.0f} checked records: {other / with_checks:.2f} x")  # noqa: T201
    print(f"{len(texts) / first:.0f} records of texts that were never seen: {other / first:.2f} x")  # noqa: T201
    assert other / own >= FLOOR


def test_time_of_reading_grows_with_the_length_of_the_text(texts: list[str]) -> None:
    lengths = {times: "\n\n".join(texts[:10] * (times // 10) if times > 1 else texts[:1]) for times in (1, 10, 100)}
    seconds = {times: best_of_rounds((record, [text]))[0] for times, text in lengths.items()}
    for before, after in ((1, 10), (10, 100)):
        growth = math.log(seconds[after] / seconds[before]) / math.log(len(lengths[after]) / len(lengths[before]))
        print(f"{len(lengths[after]):,} characters: {seconds[after] * 1000:.1f} ms, exponent {growth:.2f}")  # noqa: T201  numbers for people
        assert growth <= EXPONENT
