"""Set the rows of an edition aside on disk as they come, and remember of each only where it lies.

Rows may come in any order and in any number: what stays in memory is some two hundred bytes an article (id and place),
never its text. The rows that flat views make of an article are set aside with it, while it is at hand.
"""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from io import FileIO
from pathlib import Path
from typing import Any

from copydesk.check.set_aside import SetAside
from copydesk.errors import InputError, Place
from copydesk.record import Article, canonical_json
from copydesk.release.digest import LAYER_FIELDS, content_digest, layer_digests
from copydesk.release.flat import FLAT_ROWS
from copydesk.release.flat.tagging import TaggedRecord
from copydesk.release.flat.token_schemes import NEWEST
from copydesk.release.splits import Split, bucket_of, split_of
from copydesk.release.store import disk_errors
from copydesk.release.tally import Tally

_DIGEST = 32
"""Bytes of one SHA-256."""


@dataclass(frozen=True, slots=True)
class Member:
    """One row of an edition: where it goes, where its line lies in the spill (bytes), and its digests by number."""

    id: str
    language: str
    split: Split
    bucket: int
    offset: int
    length: int
    number: int
    digests: SetAside

    @property
    def row_digest(self) -> str:
        """Read the digest of the row; it is kept as bytes, before those of the layers."""
        return self.digests[self.number][:_DIGEST].hex()

    @property
    def layer_digests(self) -> dict[str, str]:
        """Read the digests of the layers by name; they are kept as bytes, in the order of ``LAYER_FIELDS``."""
        kept = self.digests[self.number]
        packed = (kept[at : at + _DIGEST] for at in range(_DIGEST, len(kept), _DIGEST))
        return {layer: digest.hex() for layer, digest in zip(LAYER_FIELDS, packed, strict=True)}


@dataclass(frozen=True, slots=True)
class Spilled:
    """The rows of an edition, set aside: the file of their lines, the members by id, and what was counted.

    Digests and flat views can be read inside ``spill_articles`` only.
    ``flat`` holds by flat view the lines that each article has in it, by the number of the member.
    """

    path: Path
    members: tuple[Member, ...]
    tally: Tally
    flat: Mapping[str, SetAside]

    @property
    def content_digest(self) -> str:
        """The digest of the edition that these rows make."""
        return content_digest((member.id, member.split, member.row_digest) for member in self.members)


@contextmanager
def spill_articles(
    articles: Iterable[Article],
    path: Path,
    *,
    splits: Mapping[str, Split],
    buckets: int,
    flat_views: Sequence[str] = (),
) -> Iterator[Spilled]:
    """Write each article as one line of canonical JSON, and sort the members by id, for as long as they are wanted.

    Args:
        articles: what is set aside.
        path: the file of the lines; those of flat views go to files without a name beside it.
        splits: declared splits by id.
        buckets: how many buckets there are.
        flat_views: the flat views whose rows are made.

    Raises:
        InputError: two articles have the same id, or one cannot be written as UTF-8.
        WriteError: the disk said no.
    """
    # the nameless files lie where the lines do, so that none may be open when that directory is removed
    with ExitStack() as files:
        digests = files.enter_context(closing(SetAside()))
        flat = {view: files.enter_context(closing(SetAside(path.parent))) for view in flat_views}
        members, tally = _spill(articles, path, digests, flat, place_of=partial(_split_and_bucket, splits, buckets))
        yield Spilled(path, tuple(members[name] for name in sorted(members)), tally, flat)


def _spill(
    articles: Iterable[Article],
    path: Path,
    digests: SetAside,
    flat: Mapping[str, SetAside],
    *,
    place_of: Callable[[str], tuple[Split, int]],
) -> tuple[dict[str, Member], Tally]:
    """Write the lines, the digests and the rows of the flat views, and give the members by id and the tally."""
    members: dict[str, Member] = {}
    tally = Tally()
    offset = 0
    with disk_errors(path):
        file = path.open("wb", buffering=0)
    with file:
        for article in articles:
            if article.id in members:
                raise InputError("release-duplicate-id", f"the id {article.id!r} is there twice", _place(article))
            row = TaggedRecord(article.to_dict(), NEWEST)
            line = _line(row.record, _place(article))
            with disk_errors(path):
                _append(file, line)
                number = digests.append(_packed_digests(row.record, line))
                for view, lines in flat.items():
                    lines.append(_flat_lines(view, row))
            split, bucket = place_of(article.id)
            language = sys.intern(article.language)
            members[article.id] = Member(article.id, language, split, bucket, offset, len(line), number, digests)
            tally.add(row, split)
            offset += len(line)
    return members, tally


def _split_and_bucket(splits: Mapping[str, Split], buckets: int, name: str) -> tuple[Split, int]:
    return split_of(name, splits), bucket_of(name, buckets)


def read_lines(spilled: Spilled, members: Iterable[Member]) -> Iterator[bytes]:
    """Read the lines of some members, in their order."""
    with spilled.path.open("rb") as file:
        for member in members:
            file.seek(member.offset)
            yield file.read(member.length)


def flat_lines(spilled: Spilled, view: str, member: Member) -> list[bytes]:
    """Read the lines that a member has in a flat view."""
    return spilled.flat[view][member.number].splitlines(keepends=True)


def _flat_lines(view: str, row: TaggedRecord) -> bytes:
    return "".join(f"{canonical_json(flat)}\n" for flat in FLAT_ROWS[view](row)).encode()


def _packed_digests(record: Mapping[str, Any], line: bytes) -> bytes:
    """Put the digests of a row and of its layers together; the line is the row in canonical JSON."""
    row = hashlib.sha256(line.removesuffix(b"\n")).digest()
    return row + b"".join(map(bytes.fromhex, layer_digests(record).values()))


def _append(file: FileIO, data: bytes) -> None:
    """Write all of the data: an unbuffered file may take less at a time, and has nothing left to fail on closing."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _line(record: Mapping[str, Any], place: Place) -> bytes:
    try:
        return f"{canonical_json(record)}\n".encode()
    except ValueError as error:
        raise InputError("release-encoding", f"the article cannot be written: {error}", place) from error


def _place(article: Article) -> Place:
    return Place(article.source.path or article.id)
