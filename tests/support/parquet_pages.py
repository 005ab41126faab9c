"""The pages of a column of a Parquet file, by the digest of their bytes."""

import hashlib
from pathlib import Path

from copydesk.release.parquet_footer import _Compact

_LONGEST_HEADER = 1 << 14


def pages(path: Path, column: str) -> dict[bytes, int]:
    """Give the size of each page (header and body, in bytes) by its SHA-256; of a column by its name at the top."""
    data = path.read_bytes()
    length = int.from_bytes(data[-8:-4], "little")
    footer = _Compact(data[-8 - length : -8]).struct()
    found: dict[bytes, int] = {}
    for group in footer[4]:
        for metadata in (chunk[3] for chunk in group[1] if chunk[3][3][0] == column.encode()):
            start = min(metadata[9], metadata.get(11) or metadata[9])
            end = start + metadata[7]
            while start < end:
                header = _Compact(data[start : start + _LONGEST_HEADER])
                body = header.struct()[3]
                size = header.at + body
                found[hashlib.sha256(data[start : start + size]).digest()] = size
                start += size
    return found
