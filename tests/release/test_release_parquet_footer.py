"""The footer says the same to our reader as to pyarrow's, and a damaged one is an error and not the end."""

import random
from contextlib import suppress
from pathlib import Path

import pytest

from copydesk.release.parquet_footer import _column, read_footer


@pytest.fixture
def table(sound_edition: Path) -> Path:
    return sound_edition / "data" / "full" / "fr" / "train" / "bucket-001.parquet"


def test_sizes_are_those_that_pyarrow_reads(sound_edition: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    for path in sound_edition.rglob("*.parquet"):
        metadata, footer = pq.read_metadata(path), read_footer(path)
        group = metadata.row_group(0)
        values = sum(group.column(index).num_values for index in range(group.num_columns))
        assert (footer.rows, len(footer.groups)) == (metadata.num_rows, metadata.num_row_groups)
        assert (footer.groups[0].rows, footer.groups[0].values, footer.groups[0].bytes) == (
            group.num_rows,
            values,
            group.total_byte_size,
        )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PAR1",
        b"PAR1PAR1",
        b"PAR1" + b"\x00\x00\x00\x00PAR1",
        b"PAR1" + b"\x00" * 5 + b"\x05\x00\x00\x00PAR1",
        b"PAR1" + b"\xff" * 50 + b"\x32\x00\x00\x00PAR1",
        b"PAR1" + b"\x1c" * 50 + b"\x32\x00\x00\x00PAR1",
        b"PAR1" + b"\x19\xfc\xff\xff\xff\xff\x0f" + b"\x07\x00\x00\x00PAR1",
        b"PAR1" + b"\x18\xff\xff\xff\xff\x0f" + b"\x06\x00\x00\x00PAR1",
        b"PAR1\x15\x00\xff\xff\xff\xffPAR1",
    ],
)
def test_what_is_no_footer_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "table.parquet"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"Parquet|footer"):
        read_footer(path)


def test_a_column_in_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="another file"):
        _column({1: b"../secret.parquet", 3: {5: 1, 6: 1}})


def test_pages_that_are_larger_than_the_footer_says_are_refused(table: Path, tmp_path: Path) -> None:
    """A page header starts with two numbers, a byte 0x15 before each: the page's type, and its size uncompressed."""
    whole = table.read_bytes()
    assert whole[4:7] == b"\x15\x04\x15"
    assert whole[7] < 0x80
    path = tmp_path / "table.parquet"
    path.write_bytes(whole[:7] + b"\xfe\x7f" + whole[8:])
    with pytest.raises(ValueError, match="expand to 8"):
        read_footer(path)


@pytest.mark.once
def test_any_flipped_bit_gives_sizes_or_an_error(table: Path, tmp_path: Path) -> None:
    whole = table.read_bytes()
    start = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    chance = random.Random(7)
    path = tmp_path / "table.parquet"
    for _ in range(400):
        position = chance.randrange(start, len(whole))
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 1 << chance.randrange(8)]) + whole[position + 1 :])
        with suppress(ValueError):
            assert read_footer(path).rows >= 0
