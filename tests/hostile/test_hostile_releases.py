"""Releases that lie, break or explode are refused in one line, in bounded memory; nothing of them is used."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import CopydeskError
from copydesk.pipeline.facts import Options
from copydesk.release.verify import verify
from copydesk.schema import arrow_schema
from copydesk.use.load import load
from copydesk.use.produce import Job, build_corpus
from support.corpora import HEAD, MakeCorpus, raw_article
from support.hostile import Case, write_tree

PROVE = bool(os.environ.get("COPYDESK_PROVE"))
FLIPS = 500 if PROVE else 25
LIMITED = Path(__file__).parents[1] / "support" / "limited_run.py"


@pytest.fixture(scope="module")
def releases(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Case, Path]]:
    """The hostile releases. Their layout is not ours, so the one that is sound there (``ok``) is none to us either."""
    out = tmp_path_factory.mktemp("releases") / "tree"
    cases = write_tree(shared, out)
    return [(case, out / case.file) for case in cases if case.group == "release"]


@pytest.fixture
def edition(make_corpus: MakeCorpus, tmp_path: Path) -> Path:
    files = {f"raw/fr/a{number}.txt": raw_article(f"Le conseil vote pour la fois {number}") for number in range(12)}
    produced = build_corpus(make_corpus(files, head=HEAD), tmp_path / "build", Job(Options(entities="rules")))
    assert produced.written
    return produced.written.path


def test_every_hostile_release_is_refused_with_file_and_rule(releases: list[tuple[Case, Path]]) -> None:
    assert len(releases) > 20
    for case, path in releases:
        started = time.process_time()
        findings = verify(path)
        with pytest.raises(CopydeskError) as refused:
            load(source=path)
        assert time.process_time() - started < case.max_s
        assert findings
        assert all(finding.place.path.startswith(str(path)) for finding in findings)
        assert "\n" not in str(refused.value)
        assert "TOPSECRET" not in str(refused.value) + "".join(map(str, findings))


def flipped(edition: Path, chance: random.Random) -> tuple[str, bytes, Path]:
    """Turn one bit over, of a byte chosen evenly from all files; give the file's name and its former bytes."""
    files = sorted(path for path in edition.rglob("*") if path.is_file())
    (path,) = chance.choices(files, [file.stat().st_size for file in files])
    whole = path.read_bytes()
    position = chance.randrange(len(whole))
    changed = bytes([whole[position] ^ 1 << chance.randrange(8)])
    path.write_bytes(whole[:position] + changed + whole[position + 1 :])
    return path.relative_to(edition).as_posix(), whole, path


def test_every_flipped_bit_is_found_and_refused_by_name(edition: Path) -> None:
    seed = int(os.environ.get("COPYDESK_SEED") or time.time_ns() % 10**6)
    print(f"seed {seed}")  # noqa: T201  numbers for people
    chance = random.Random(seed)
    for _ in range(FLIPS):
        name, whole, path = flipped(edition, chance)
        findings = verify(edition)
        assert findings, (seed, name)
        with pytest.raises(CopydeskError) as refused:
            load(source=edition)
        named = {name} if name != "SHA256SUMS" else {"SHA256SUMS", *re.findall(r"\S+", whole.decode())}
        assert any(part in str(refused.value) for part in named), (seed, name, str(refused.value))
        path.write_bytes(whole)
    assert verify(edition) == ()


def limited(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(LIMITED), *arguments]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)


def bomb(path: Path, words: int, rows: int) -> Path:
    """Write a table of whole records in which one long text is repeated: it stands in the file once."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    example = Path(__file__).parents[1] / "examples" / "valid" / "en-ferry.json"
    record: dict[str, Any] = json.loads(example.read_text(encoding="utf-8"))
    one = pa.Table.from_pylist([{**record, "text": "mot " * words}], schema=arrow_schema())
    columns = [pa.concat_arrays([one.column(name).combine_chunks()] * rows) for name in one.column_names]
    table = pa.Table.from_arrays(columns, schema=arrow_schema())
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, compression="zstd", dictionary_pagesize_limit=1 << 28, write_batch_size=1)
    return path


def assert_one_line_each(done: subprocess.CompletedProcess[str]) -> None:
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode in {1, 2, 4}, done


@pytest.mark.parametrize("command", ["verify", "check", "load"])
def test_small_files_that_explode_end_in_a_message_within_two_gigabytes(
    command: str, releases: list[tuple[Case, Path]], edition: Path, tmp_path: Path
) -> None:
    exploding = next(path for case, path in releases if case.file.endswith("parquet_bomb"))
    assert_one_line_each(limited(command, str(exploding)))
    table = min((edition / "data" / "full").rglob("*.parquet"))
    bomb(table, 250_000, 2000)
    assert table.stat().st_size < 10_000_000
    assert_one_line_each(limited(command, str(edition)))
    if command == "check":
        alone = shutil.copy(table, tmp_path / "alone.parquet")
        done = limited(command, "--only", "span-bounds", str(alone))
        assert_one_line_each(done)
        assert "[parquet-size]" in done.stdout


@pytest.mark.parametrize("command", ["verify", "check", "load"])
def test_a_sound_edition_needs_less_than_two_gigabytes(command: str, edition: Path) -> None:
    done = limited(command, str(edition))
    assert done.returncode == 0, done.stderr
