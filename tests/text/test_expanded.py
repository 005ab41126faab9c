"""Single lines of a compressed file may be asked for in any order; the file is expanded once."""

import errno
import json
import multiprocessing
import random
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from copydesk.errors import InputError, WriteError
from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from copydesk.text import expanded
from copydesk.text.containers import Line, compress, compressed_lines
from copydesk.text.expanded import AT_ONCE, expanded_line, forget_expanded
from support.corpora import MakeCorpus, raw_article

LINES = [b"%d\n" % number for number in range(1, 1001)]


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Count the walks over compressed files; the list is empty at first."""
    found: list[Path] = []

    def counted(file: Path, *, shown: str, longest: int) -> Iterator[bytes]:
        found.append(file)
        return compressed_lines(file, shown=shown, longest=longest)

    monkeypatch.setattr(expanded, "compressed_lines", counted)
    return found


@pytest.fixture(autouse=True)
def nothing_expanded() -> Iterator[None]:
    forget_expanded()
    yield
    forget_expanded()


def places(lines: list[bytes]) -> list[Line]:
    bounds = pairwise(accumulate(map(len, lines), initial=0))
    return [Line(number, start, end - start) for number, (start, end) in enumerate(bounds, start=1)]


def line_of(file: Path, line: Line) -> bytes:
    return expanded_line(file, line, shown=str(file), longest=99)


def packed(tmp_path: Path, lines: list[bytes], name: str = "many.jsonl.zst") -> Path:
    file = tmp_path / name
    file.write_bytes(compress(lines))
    return file


def test_lines_in_any_order_expand_the_file_once(tmp_path: Path, walks: list[Path]) -> None:
    file = packed(tmp_path, LINES)
    asked = places(LINES)
    random.Random(1).shuffle(asked)
    assert [int(line_of(file, line)) for line in asked] == [line.number for line in asked]
    assert walks == [file]


def test_files_whose_lines_are_asked_for_by_turns_are_expanded_once_each(tmp_path: Path, walks: list[Path]) -> None:
    files = [packed(tmp_path, LINES, f"{number}.jsonl.zst") for number in range(AT_ONCE)]
    for line in places(LINES)[::-100]:
        assert {line_of(file, line) for file in files} == {b"%d\n" % line.number}
    assert sorted(walks) == sorted(files)


def test_a_corpus_whose_ids_run_against_its_lines_expands_its_container_once(
    make_corpus: MakeCorpus, walks: list[Path]
) -> None:
    rows = [{"id": f"a-{9 - number}", "text": raw_article(f"Un titre pour {number}")} for number in range(9)]
    lines = [f"{json.dumps(row)}\n".encode() for row in rows]
    corpus = open_corpus(make_corpus({"raw/fr/many.jsonl.zst": compress(lines)}))
    options = Options(entities=None, detect_language=False)
    built = [one.article.id for one in build_articles(corpus, options) if isinstance(one, Built)]
    assert built == sorted(str(row["id"]) for row in rows)
    assert len(walks) == 1


def test_neither_file_stays_open_and_none_is_left_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    file = packed(tmp_path, LINES)
    line_of(file, Line(1, 0, 2))
    opened = [str(link.resolve()) for link in Path("/proc/self/fd").iterdir()]
    assert str(file) not in opened
    assert [name for name in opened if str(room) in name]
    assert not list(room.iterdir())
    forget_expanded()
    assert not [link for link in Path("/proc/self/fd").iterdir() if str(room) in str(link.resolve())]


def test_lines_before_a_break_are_read_and_each_line_behind_it_names_the_break(
    tmp_path: Path, walks: list[Path]
) -> None:
    lines = [b"%d\n" % number for number in range(1, 20_001)]
    file = tmp_path / "broken.jsonl.zst"
    file.write_bytes(compress(lines) + b"no frame begins like this")
    known = places([*lines, b"20001\n", b"20002\n"])
    assert line_of(file, known[2]) == b"3\n"
    reasons = set()
    for line in (known[-1], known[-2], known[-1]):
        with pytest.raises(InputError, match="cannot be expanded beyond here") as caught:
            line_of(file, line)
        reasons.add(str(caught.value))
    assert len(reasons) == 1
    assert line_of(file, known[4]) == b"5\n"
    assert len(walks) == 1


def test_a_file_that_expands_beyond_measure_is_not_expanded_beyond_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copydesk.text.containers.ALWAYS_EXPANDED", 1_000_000)
    file = packed(tmp_path, [b"\n" * 9_000_000])
    with pytest.raises(InputError, match="expands to more than"):
        line_of(file, Line(1, 8_000_000, 1))
    with pytest.raises(InputError, match="a line of more than 99 bytes"):
        line_of(packed(tmp_path, [b"x" * 100], "long.jsonl.zst"), Line(1, 0, 100))


def test_a_forked_process_reads_the_expanded_file_too(tmp_path: Path) -> None:
    lines = [b"%d\n" % number for number in range(1, 20_001)]
    file, known = packed(tmp_path, lines), places(lines)
    assert line_of(file, known[0]) == b"1\n"
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(line_of, (file, known[18_999])) == b"19000\n"
    assert line_of(file, known[17_999]) == b"18000\n"


def test_a_file_that_lost_the_line_since_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has changed"):
        line_of(packed(tmp_path, [b"1\n"]), Line(2, 2, 2))


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^gone\.zst:7: No such file or directory \[file-unreadable\]$"):
        expanded_line(tmp_path / "gone.zst", Line(7, 0, 2), shown="gone.zst", longest=99)


@pytest.mark.parametrize("name", ["many.jsonl", "many.jsonl.zst"])
def test_a_container_that_is_deleted_after_the_survey_rejects_its_articles(name: str, make_corpus: MakeCorpus) -> None:
    lines = [f"{json.dumps({'id': f'a-{number}', 'text': raw_article()})}\n".encode() for number in range(2)]
    root = make_corpus({f"raw/fr/{name}": compress(lines) if name.endswith(".zst") else b"".join(lines)})
    corpus = open_corpus(root)
    (root / "raw" / "fr" / name).unlink()
    outcomes = list(build_articles(corpus, Options(entities=None, detect_language=False)))
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    assert [(found.rule, Path(found.place.path).name, found.place.line) for found in findings] == [
        ("file-unreadable", name, 1),
        ("file-unreadable", name, 2),
    ]


def test_a_disk_without_room_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(expanded, "TemporaryFile", full)
    with pytest.raises(WriteError, match="No space left"):
        line_of(packed(tmp_path, LINES), Line(1, 0, 2))
