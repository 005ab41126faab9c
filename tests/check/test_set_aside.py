"""What is set aside on disk comes back as it was, in any order, and leaves next to nothing in memory."""

import tracemalloc
from pathlib import Path

import pytest

from copydesk.check import set_aside
from copydesk.check.articles import check_corpus
from copydesk.check.facts_aside import FactsAside
from copydesk.check.rules.near_duplicates import sketch
from copydesk.check.rules.rule import ArticleFacts
from copydesk.check.set_aside import SetAside
from copydesk.errors import Place

_OPEN = Path("/proc/self/fd")


@pytest.fixture(params=[0, 10, set_aside.IN_MEMORY], ids="{} in memory".format, autouse=True)
def _in_memory(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_aside, "IN_MEMORY", request.param)


def test_records_come_back_in_any_order_while_more_are_added() -> None:
    kept = SetAside()
    assert not len(kept)
    records = [b"a", b"", b"longer \0\n" * 5_000, b"d"]
    assert [kept.append(record) for record in records] == [0, 1, 2, 3]
    reading = iter(kept)
    assert next(reading) == b"a"
    assert kept[3] == b"d"
    kept.append(b"e")
    assert [next(reading), next(reading)] == records[1:3]
    assert list(kept) == [*records, b"e"]
    for number in (-1, 5):
        with pytest.raises(IndexError):
            kept[number]


@pytest.mark.skipif(not _OPEN.is_dir(), reason="the system does not list open files")
def test_the_file_goes_with_the_records() -> None:
    before = len([*_OPEN.iterdir()])
    kept = SetAside()
    kept.append(b"a" * 100)
    assert len([*_OPEN.iterdir()]) == before + (set_aside.IN_MEMORY < 100)
    kept.append(b"b" * set_aside.IN_MEMORY)
    assert len([*_OPEN.iterdir()]) == before + 1
    del kept
    assert len([*_OPEN.iterdir()]) == before


@pytest.mark.skipif(not _OPEN.is_dir(), reason="the system does not list open files")
def test_the_file_goes_when_the_records_are_let_go_and_nothing_is_read_after_that() -> None:
    before = len([*_OPEN.iterdir()])
    kept = SetAside()
    for size in (1, 50, set_aside.IN_MEMORY):
        kept.append(b"a" * size)
    assert len([*_OPEN.iterdir()]) == before + 1
    kept.close()
    assert len([*_OPEN.iterdir()]) == before
    with pytest.raises(OSError, match="Bad file"):
        kept[0]
    with pytest.raises(OSError, match="Bad file"):
        kept.append(b"c")
    with Path(__file__).open("rb") as other:
        kept.close()
        assert other.read(1), "a file of the same number that somebody else opened is left alone"


def test_records_in_memory_are_let_go_too() -> None:
    kept = SetAside()
    kept.append(b"a")
    kept.close()
    with pytest.raises(OSError, match="Bad file"):
        kept[0]


def test_the_file_is_made_where_it_is_asked_for(tmp_path: Path) -> None:
    kept = SetAside(tmp_path / "gone")
    with pytest.raises(FileNotFoundError):
        kept.append(b"b" * (set_aside.IN_MEMORY + 1))
    kept = SetAside(tmp_path)
    kept.append(b"b" * (set_aside.IN_MEMORY + 1))
    assert len(kept[0]) == set_aside.IN_MEMORY + 1


def _facts(number: int, words: str) -> ArticleFacts:
    place = Place("Ümlaut \udcff.jsonl", line=number, pointer="/text")
    return ArticleFacts(f"a-{number:05}", place, b"%032d" % number, sketch(words), ("train", "test", None)[number % 3])


def test_facts_come_back_as_they_were() -> None:
    facts = [_facts(number, f"mot {number} " * 30) for number in range(7)]
    kept = FactsAside()
    for one in facts:
        kept.append(one)
    assert [*kept] == [kept[number] for number in range(len(kept))] == facts
    assert kept[2:5] == facts[2:5]


def test_the_corpus_rules_find_the_same_in_memory_and_on_disk() -> None:
    text = " ".join(f"mot{number}" for number in range(60))
    facts = [_facts(number, text + " fin" * (number % 2)) for number in range(6)]
    facts += [ArticleFacts("A-00001", Place("x"), facts[2].digest, b"", "train")]
    kept = FactsAside()
    for one in facts:
        kept.append(one)
    found = list(check_corpus(facts))
    assert {one.rule for one in found} == {"article-id-unique", "article-duplicate-text", "article-near-duplicate"}
    assert list(check_corpus(kept)) == found


def test_an_article_leaves_a_few_bytes_in_memory() -> None:
    facts = _facts(1, " ".join(f"mot{number}" for number in range(60)))
    kept = FactsAside()
    for _ in range(500):
        kept.append(facts)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(10_000):
        kept.append(facts)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(kept[10_499].sketch) == 512
    assert after - before < 10_000 * 20
