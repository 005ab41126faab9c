"""Raw articles and records may stand in JSON Lines compressed with Zstandard: the same as in plain ones."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copydesk.check.paths import check_paths
from copydesk.errors import UsageError
from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from copydesk.text import containers
from copydesk.text.containers import compress, compressed_lines
from copydesk.use.desk import parse, read_file
from copydesk.use.withdraw import withdraw_article
from support.corpora import MakeCorpus, raw_article

FAST = Options(entities=None, detect_language=False)


def row(name: str) -> bytes:
    return json.dumps({"id": name, "text": raw_article(f"Un titre pour {name}")}).encode() + b"\n"


def records(corpus: Path) -> list[dict[str, object]]:
    built = [one for one in build_articles(open_corpus(corpus), FAST) if isinstance(one, Built)]
    return [one.article.to_dict() for one in built]


def without_path(record: dict[str, object]) -> dict[str, object]:
    source = record["source"]
    assert isinstance(source, dict)
    return {**record, "source": {**source, "path": None}}


def test_a_compressed_container_gives_the_records_of_the_plain_one(make_corpus: MakeCorpus) -> None:
    lines = [row("a"), b"\n", row("b"), row("c")]
    facts = {"licence": "CC-BY-4.0"}
    plain = make_corpus({"raw/fr/many.jsonl": b"".join(lines), "raw/fr/many.json": facts}, name="plain")
    packed = make_corpus({"raw/fr/many.jsonl.zst": compress(lines), "raw/fr/many.json": facts}, name="packed")
    assert open_corpus(packed).rejected == open_corpus(plain).rejected == ()
    assert [one["id"] for one in records(packed)] == ["a", "b", "c"]
    assert list(map(without_path, records(packed))) == list(map(without_path, records(plain)))


def test_frames_one_after_the_other_are_one_file(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl.zst"
    file.write_bytes(compress([b"1\n", b"2"]) + compress([b"3\n"]))
    assert list(compressed_lines(file, shown="", longest=100)) == [b"1\n", b"23\n"]


def cut_off(packed: bytes) -> bytes:
    return packed[:-9]


def with_a_tail(packed: bytes) -> bytes:
    return packed + b"no frame begins like this"


def not_packed(_packed: bytes) -> bytes:
    return row("a")


@pytest.mark.parametrize("damage", [cut_off, with_a_tail, not_packed])
def test_a_broken_frame_is_one_line_and_the_other_files_are_built(
    damage: Callable[[bytes], bytes], make_corpus: MakeCorpus
) -> None:
    packed = compress(row(f"row-{number}") for number in range(3))
    corpus = make_corpus({"raw/fr/broken.jsonl.zst": damage(packed), "raw/fr/sound.txt": raw_article()})
    opened = open_corpus(corpus)
    assert [finding.rule for finding in opened.rejected] == ["file-unreadable"]
    place = opened.rejected[0].place
    assert place.path.endswith("raw/fr/broken.jsonl.zst")
    assert place.line
    assert "sound" in [one["id"] for one in records(corpus)]


@pytest.mark.parametrize(
    ("lines", "says"),
    [(lambda: (b" " * 1_000_000 for _ in range(9)), "a line of more"), (lambda: (b"\n" * 1_000_000,) * 9, "expands")],
    ids=["one long line", "many short lines"],
)
def test_a_bomb_is_refused_before_it_is_expanded(
    lines: Callable[[], Iterator[bytes]], says: str, make_corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "ALWAYS_EXPANDED", 1_000_000)
    packed = compress([row("a"), *lines()])
    assert len(packed) < 5000
    opened = open_corpus(make_corpus({"raw/fr/bomb.jsonl.zst": packed}))
    assert [finding.rule for finding in opened.rejected] == ["file-too-large"]
    assert says in opened.rejected[0].message


def test_records_in_a_compressed_file_are_checked_like_those_in_a_plain_one(tmp_path: Path) -> None:
    article = parse(raw_article(), id="a", language="fr", options=FAST).to_dict()
    lines = [json.dumps(one).encode() + b"\n" for one in (article, {**article, "id": "b", "body": "wrong"})]
    (tmp_path / "a.jsonl").write_bytes(b"".join(lines))
    (tmp_path / "a.jsonl.zst").write_bytes(compress(lines))
    plain, packed = (check_paths([tmp_path / name]) for name in ("a.jsonl", "a.jsonl.zst"))
    assert packed.checked == plain.checked == 2
    said = [(finding.rule, finding.message, finding.place.line, finding.place.column) for finding in packed.findings]
    assert said == [(one.rule, one.message, one.place.line, one.place.column) for one in plain.findings]
    assert said


def test_a_broken_file_of_records_is_one_finding(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.zst"
    file.write_bytes(cut_off(compress([b"{}\n"])))
    assert [finding.rule for finding in check_paths([file]).findings][-1] == "file-unreadable"


def test_a_container_with_one_article_can_be_parsed_by_itself(tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl.zst", tmp_path / "two.jsonl.zst"
    one.write_bytes(compress([row("a")]))
    two.write_bytes(compress([row("a"), row("b")]))
    assert read_file(one, options=FAST).id == "a"
    with pytest.raises(UsageError, match="more than one article"):
        read_file(two, options=FAST)


def test_an_article_is_withdrawn_from_a_compressed_container(make_corpus: MakeCorpus) -> None:
    corpus = make_corpus({"raw/fr/many.jsonl.zst": compress([row("a"), row("b"), row("c")])})
    file = corpus / "raw/fr/many.jsonl.zst"
    withdraw_article(corpus, "b", reason="rights", day="2026-01-02")
    assert list(compressed_lines(file, shown="", longest=10_000)) == [row("a"), row("c")]
    withdraw_article(corpus, "a", reason="rights", day="2026-01-02")
    withdraw_article(corpus, "c", reason="rights", day="2026-01-02")
    assert not file.exists()
