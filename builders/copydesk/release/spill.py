"""Set the rows of an edition aside on disk as they come, and remember of each only where it lies.

Rows may come in any order and in any number: what stays in memory is about one kilobyte an article (id, place and
digests), never its text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

from copydesk.errors import InputError, Place
from copydesk.record import Article, canonical_json
from copydesk.release.digest import LAYER_FIELDS, content_digest, layer_digests, row_digest
from copydesk.release.splits import Split, bucket_of, split_of
from copydesk.release.store import disk_errors
from copydesk.release.tally import Tally

_DIGEST = 32
"""Bytes of one SHA-256."""


@dataclass(frozen=True, slots=True)
class Member:
    """One row of an edition: where it goes, its digests, and where its line lies in the spill (bytes)."""

    id: str
    language: str
    split: Split
    bucket: int
    packed_digests: bytes
    offset: int
    length: int

    @property
    def row_digest(self) -> str:
        """Give the digest of the row; it is kept as bytes, before those of the layers."""
        return self.packed_digests[:_DIGEST].hex()

    @property
    def layer_digests(self) -> dict[str, str]:
        """Give the digests of the layers by name; they are kept as bytes, in the order of ``LAYER_FIELDS``."""
        packed = (self.packed_digests[at : at + _DIGEST] for at in range(_DIGEST, len(self.packed_digests), _DIGEST))
        return {layer: digest.hex() for layer, digest in zip(LAYER_FIELDS, packed, strict=True)}


@dataclass(frozen=True, slots=True)
class Spilled:
    """The rows of an edition, set aside: the file of their lines, the members by id, and what was counted."""

    path: Path
    members: tuple[Member, ...]
    tally: Tally

    @property
    def content_digest(self) -> str:
        """The digest of the edition that these rows make."""
        return content_digest((member.id, member.split, member.row_digest) for member in self.members)


def spill_articles(articles: Iterable[Article], path: Path, *, splits: Mapping[str, Split], buckets: int) -> Spilled:
    """Write each article as one line of canonical JSON, and sort the members by id.

    Raises:
        InputError: two articles have the same id, or one cannot be written as UTF-8.
        WriteError: the disk said no.
    """
    members: dict[str, Member] = {}
    tally = Tally()
    offset = 0
    with disk_errors(path):
        file = path.open("wb", buffering=0)
    with file:
        for article in articles:
            if article.id in members:
                raise InputError("release-duplicate-id", f"the id {article.id!r} is there twice", _place(article))
            record = article.to_dict()
            line = _line(record, _place(article))
            with disk_errors(path):
                _append(file, line)
            member = _member(record, split_of(article.id, splits), buckets, offset, len(line))
            members[article.id] = member
            tally.add(record, member.split)
            offset += len(line)
    return Spilled(path, tuple(members[name] for name in sorted(members)), tally)


def read_lines(spilled: Spilled, members: Iterable[Member]) -> Iterator[bytes]:
    """Read the lines of some members, in their order."""
    with spilled.path.open("rb") as file:
        for member in members:
            file.seek(member.offset)
            yield file.read(member.length)


def _member(record: dict[str, Any], split: Split, buckets: int, offset: int, length: int) -> Member:
    return Member(
        id=record["id"],
        language=record["language"],
        split=split,
        bucket=bucket_of(record["id"], buckets),
        packed_digests=b"".join(map(bytes.fromhex, (row_digest(record), *layer_digests(record).values()))),
        offset=offset,
        length=length,
    )


def _append(file: FileIO, data: bytes) -> None:
    """Write all of the data: an unbuffered file may take less at a time, and has nothing left to fail on closing."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _line(record: dict[str, Any], place: Place) -> bytes:
    try:
        return f"{canonical_json(record)}\n".encode()
    except ValueError as error:
        raise InputError("release-encoding", f"the article cannot be written: {error}", place) from error


def _place(article: Article) -> Place:
    return Place(article.source.path or article.id)
