"""Read the sizes in a Parquet file without trust, before any library is let near it.

pyarrow ends the process (it does not raise) on some footers in which a single bit was changed, when it is asked for
the metadata of a column; and it takes as much memory for a page as the page's own header says, whatever the footer
says. Both are structs in Thrift's compact protocol, which is read in a few lines; field numbers are those of
``parquet.thrift`` of Apache Parquet 2.11.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

_MAGIC = b"PAR1"
_TAIL = 8
_MAX_FOOTER = 1 << 26
_MAX_DEPTH = 12
_MAX_PAGE_HEADER = 1 << 14
_MAX_VARINT = 10

_TRUE, _FALSE = 1, 2


@dataclass(frozen=True, slots=True)
class RowGroup:
    """What a footer says of a row group: rows, leaf values, and bytes once decompressed."""

    rows: int
    values: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Footer:
    """What a footer says of a table."""

    rows: int
    groups: tuple[RowGroup, ...]


def read_footer(path: Path) -> Footer:
    """Read the footer of a Parquet file.

    Raises:
        OSError: the file cannot be read.
        ValueError: it has no sound footer, a column lies in another file, or pages are larger than the footer says.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read(_TAIL)
        length = int.from_bytes(tail[:4], "little")
        if tail[4:] != _MAGIC or not 0 < length <= min(size - _TAIL - len(_MAGIC), _MAX_FOOTER):
            raise ValueError("is no Parquet file: there is no footer at its end")
        file.seek(size - _TAIL - length)
        try:
            fields = _Compact(file.read(length)).struct()
            for group in fields[4]:
                for column in group[1]:
                    _check_pages(file, column)
            return _footer(fields)
        except (IndexError, KeyError, TypeError, AttributeError) as error:
            raise ValueError("is no Parquet file: its footer or a page is damaged") from error


def _footer(fields: dict[int, Any]) -> Footer:
    """Pick what is wanted out of FileMetaData (3: num_rows, 4: row_groups)."""
    groups = tuple(_row_group(group) for group in fields[4])
    footer = Footer(_size(fields[3]), groups)
    if footer.rows != sum(group.rows for group in groups):
        raise ValueError("its row groups do not add up to its rows")
    return footer


def _row_group(fields: dict[int, Any]) -> RowGroup:
    """Pick out of RowGroup (1: columns, 2: total_byte_size, 3: num_rows)."""
    columns = [_column(chunk) for chunk in fields[1]]
    claimed = max(_size(fields[2]), sum(size for _, size in columns))
    return RowGroup(_size(fields[3]), sum(values for values, _ in columns), claimed)


def _column(fields: dict[int, Any]) -> tuple[int, int]:
    """Pick out of ColumnChunk (1: file_path, 3: meta_data) and ColumnMetaData (5: values, 6: uncompressed size)."""
    if 1 in fields:
        raise ValueError("a column lies in another file")
    return _size(fields[3][5]), _size(fields[3][6])


def _check_pages(file: BinaryIO, fields: dict[int, Any]) -> None:
    """Walk the pages of a column and compare their sizes with the footer's.

    Of ColumnMetaData: 6 and 7 are the sizes uncompressed and compressed, 9 and 11 the places of the first data page
    and of the dictionary; of PageHeader: 2 and 3 are the sizes uncompressed and compressed, without the header.
    """
    _, claimed = _column(fields)
    metadata = fields[3]
    start = min(_size(metadata[9]), _size(metadata.get(11) or metadata[9]))
    end = start + _size(metadata[7])
    found = 0
    while start < end:
        file.seek(start)
        reader = _Compact(file.read(min(_MAX_PAGE_HEADER, end - start)))
        header = reader.struct()
        found += _size(header[2])
        start += reader.at + _size(header[3])
    if found > claimed or start != end:
        raise ValueError(f"its pages expand to {found} bytes, and its footer says {claimed}")


def _size(value: int) -> int:
    if value < 0:
        raise ValueError("its footer gives a negative size")
    return value


class _Compact:
    """A reader of Thrift's compact protocol: structs as dictionaries by field number."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0
        """How many bytes were read."""

    def struct(self, depth: int = 0) -> dict[int, Any]:
        """Read fields up to the stop byte."""
        if depth > _MAX_DEPTH:
            raise ValueError("its footer is nested too deeply")
        fields: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            step = head >> 4
            number = number + step if step else self._signed()
            kind = head & 15
            fields[number] = kind == _TRUE if kind in {_TRUE, _FALSE} else self._value(kind, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Any:
        match kind:
            case 1 | 2 | 3:  # truth values in a list, bytes
                return self._byte()
            case 4 | 5 | 6:  # whole numbers of 16, 32 and 64 bits
                return self._signed()
            case 7:  # double
                return self._bytes(8)
            case 8:  # binary and text
                return self._bytes(self._varint())
            case 9 | 10:  # list, set; Parquet has no maps
                return self._list(depth)
            case 12:  # struct
                return self.struct(depth + 1)
        raise ValueError("its footer holds a field of unknown type")

    def _list(self, depth: int) -> list[Any]:
        head = self._byte()
        length = head >> 4
        if length == 15:
            length = self._varint()
        if length > len(self._data) - self.at:
            raise ValueError("its footer holds a list longer than itself")
        return [self._value(head & 15, depth + 1) for _ in range(length)]

    def _signed(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)

    def _varint(self) -> int:
        data, at, value = self._data, self.at, 0
        for place in range(_MAX_VARINT):
            byte = data[at + place]
            value |= (byte & 127) << (7 * place)
            if byte < 128:
                self.at = at + place + 1
                return value
        raise ValueError("its footer holds a number that is too long")

    def _byte(self) -> int:
        byte = self._data[self.at]
        self.at += 1
        return byte

    def _bytes(self, length: int) -> bytes:
        if length > len(self._data) - self.at:
            raise ValueError("its footer holds a text longer than itself")
        self.at += length
        return self._data[self.at - length : self.at]
