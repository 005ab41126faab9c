"""The pages of a Parquet file, by the digest of their bytes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from copydesk.release.parquet_footer import _Compact

_LONGEST_HEADER = 1 << 14


def column_pages(path: Path) -> Iterator[tuple[str, bytes, int]]:
    """Give the column (its name at the top), the SHA-256 and the size of each page, header and body, in bytes."""
    data = path.read_bytes()
    length = int.from_bytes(data[-8:-4], "little")
    footer = _Compact(data[-8 - length : -8]).struct()
    for metadata in (chunk[3] for group in footer[4] for chunk in group[1]):
        start = min(metadata[9], metadata.get(11) or metadata[9])
        end = start + metadata[7]
        while start < end:
            header = _Compact(data[start : start + _LONGEST_HEADER])
            body = header.struct()[3]
            size = header.at + body
            yield metadata[3][0].decode(), hashlib.sha256(data[start : start + size]).digest(), size
            start += size
