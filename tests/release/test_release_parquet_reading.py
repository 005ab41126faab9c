"""Rows are read one by one, and few of a batch are in memory at a time."""

import tracemalloc
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.release.parquet_reading import read_rows

_ROWS, _PARTS = 512, 200


def test_of_a_batch_few_rows_are_python_objects_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    parts = [[{"start": part, "end": row, "text": f"mot {part}"} for part in range(_PARTS)] for row in range(_ROWS)]
    pq.write_table(pa.table({"id": [f"a-{row}" for row in range(_ROWS)], "parts": parts}), path)
    for row in read_rows(path):
        assert len(row["parts"]) == _PARTS
    tracemalloc.start()
    rows = list(read_rows(path))
    all_of_them, _ = tracemalloc.get_traced_memory()
    assert [row["parts"] for row in rows] == parts
    del rows, row
    tracemalloc.reset_peak()
    before, _ = tracemalloc.get_traced_memory()
    for row in read_rows(path):
        assert row["id"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - before < all_of_them / 5
