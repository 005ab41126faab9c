"""Files and folders are checked record by record; whatever they hold, the answer is findings with places."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.check import readers, shards, strict_json
from copydesk.check.paths import check_path, check_paths
from copydesk.errors import UsageError
from copydesk.schema import arrow_schema

VALID = Path(__file__).parents[1] / "examples" / "valid"
FERRY = (VALID / "en-ferry.json").read_bytes()


def record(name: str = "en-ferry") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((VALID / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def write_lines(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in records), encoding="utf-8")
    return path


def write_rows(path: Path, *records: dict[str, Any]) -> Path:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(pa.Table.from_pylist(list(records), schema=arrow_schema()), path, write_page_checksum=True)
    return path


def test_a_finding_in_json_has_the_line_and_column_of_its_value(tmp_path: Path) -> None:
    broken = record()
    broken["quotes"][0]["content"][0]["start"] = 10**6
    path = tmp_path / "a.json"
    path.write_text(json.dumps(broken, indent=2), encoding="utf-8")
    (finding,) = check_path(path, only=["span-bounds"])
    lines = path.read_text(encoding="utf-8").split("\n")
    assert finding.place.pointer == "/quotes/0/content/0"
    assert finding.place.line is not None
    assert finding.place.column is not None
    assert lines[finding.place.line - 1][finding.place.column - 1 :] == "{"
    assert "1000000" in lines[finding.place.line]


def test_a_finding_in_json_lines_names_the_line(tmp_path: Path) -> None:
    broken = record("fr-pont")
    broken["dek"] = "Autre chose."
    findings = list(check_path(write_lines(tmp_path / "a.jsonl", record(), broken)))
    assert [(item.rule, item.place.line, item.place.pointer) for item in findings] == [
        ("fields-match-passages", 2, "/dek")
    ]
    assert findings[0].article == "fr-pont"


def test_one_bad_line_stops_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps(record()).encode()
    path.write_bytes(b"\n".join([b"{", good, b"\xff", b"[]", b"", b'{"a": NaN}']))
    report = check_paths([path])
    assert [(item.rule, item.place.line) for item in report.findings][:3] == [
        ("json-syntax", 1),
        ("json-encoding", 3),
        ("schema", 4),
    ]
    assert report.findings[-1].rule == "json-constant"
    assert report.checked == 5


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (strict_json, readers):
        monkeypatch.setattr(module, "LARGEST_RECORD", 50_000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'"' + b"x" * 200_000 + b'"\n' + json.dumps(record()).encode() + b"\n")
    report = check_paths([path])
    assert [(item.rule, item.place.line) for item in report.findings] == [("json-size", 1)]
    assert report.checked == 2


def test_rows_of_a_table_are_checked_like_records_and_named_by_number(tmp_path: Path) -> None:
    broken = record("fr-pont")
    broken["entities"][2]["end"] = 10**6
    path = write_rows(tmp_path / "a.parquet", *[record() | {"id": f"x{i}"} for i in range(40)], broken)
    findings = list(check_path(path, only=["span-bounds"]))
    assert [item.place.pointer for item in findings] == ["/40/entities/2"]
    assert check_paths([path], level=4).checked == 41


def test_a_table_of_another_view_is_one_finding(tmp_path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(pa.table({"id": ["a"], "title": ["b"]}), tmp_path / "a.parquet")
    (finding,) = check_path(tmp_path / "a.parquet")
    assert finding.rule == "parquet-columns"
    assert "title" in finding.message


def test_a_damaged_table_is_a_finding(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.parquet", record())
    data = bytearray(path.read_bytes())
    data[200:260] = b"\0" * 60
    path.write_bytes(bytes(data))
    assert {item.rule for item in check_path(path)} == {"parquet-syntax"}


def test_ids_and_texts_are_compared_across_files(tmp_path: Path) -> None:
    write_lines(tmp_path / "b.jsonl", record(), record("fr-pont"))
    (tmp_path / "a.json").write_bytes(FERRY)
    findings = check_paths([tmp_path]).findings
    assert [(item.rule, item.place.path, item.place.line) for item in findings] == [
        ("article-id-unique", str(tmp_path / "b.jsonl"), 1),
        ("article-duplicate-text", str(tmp_path / "b.jsonl"), 1),
    ]
    assert check_paths([tmp_path], level=4).ok


def test_what_is_no_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    for path in (tmp_path / "missing.json", tmp_path / "a.txt"):
        with pytest.raises(UsageError):
            list(check_path(path))
    with pytest.raises(UsageError, match="no rule"):
        list(check_path(tmp_path, exclude=["nothing"]))


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    (finding,) = check_path(tmp_path / "a.json")
    assert finding.rule == "file-unreadable"


@given(st.lists(st.tuples(st.integers(0, len(FERRY) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_no_damage_to_a_file_makes_the_check_fail(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, int]]
) -> None:
    data = bytearray(FERRY)
    for offset, byte in damage:
        data[offset] = byte
    path = tmp_path_factory.getbasetemp() / "damaged.json"
    path.write_bytes(bytes(data))
    report = check_paths([path])
    assert report.checked == 1
    assert all("\n" not in str(finding) for finding in report.findings)


def test_the_report_does_not_depend_on_the_number_of_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    broken = record("fr-pont") | {"dek": "Autre chose."}
    rows = [{**(broken if number % 7 == 0 else record()), "id": f"x{number}"} for number in range(30)]
    pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema()), tmp_path / "a.parquet", row_group_size=8)
    write_lines(tmp_path / "b.jsonl", *({**row, "id": f"y{row['id']}"} for row in rows))
    (tmp_path / "c.json").write_bytes(FERRY)
    alone = check_paths([tmp_path])
    told: list[tuple[int, int]] = []
    assert check_paths([tmp_path], workers=2, progress=lambda *amount: told.append(amount)) == alone
    assert alone.checked == 61
    assert told[-1][0] == pytest.approx(told[-1][1], abs=8)
    monkeypatch.setattr(shards, "BYTES_OF_LINES", 10_000)
    assert check_paths([tmp_path]) == alone
    assert len(list(shards.line_shards(tmp_path / "b.jsonl"))) > 5


def test_findings_of_one_kind_in_one_article_are_counted_after_the_first_hundred(tmp_path: Path) -> None:
    broken = record()
    broken["non_entities"] = [{"start": 10**6, "end": 10**6 + 1, "text": "x", "reason": "other"}] * 500
    (tmp_path / "a.json").write_text(json.dumps(broken), encoding="utf-8")
    findings = list(check_path(tmp_path / "a.json", only=["span-bounds"]))
    assert len(findings) == 101
    assert findings[-1].message == "400 more of the kind"
