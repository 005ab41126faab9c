"""Bytes to text: UTF-8 strictly, nothing guessed, nothing repaired in silence.

What is no text is refused with its place. A byte order mark and line ends other than LF stay in the decoded raw
text; the edits lift them later, so that encoding the rebuilt raw text gives the same bytes again.
"""

import hashlib
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from copydesk.errors import InputError, Place
from copydesk.record import Newline
from copydesk.text.characters import uncommon_characters

MAX_BYTES = 8 * 1024 * 1024
"""Articles above this size are refused before they are read: no news article comes near."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MARKS = (
    (b"\xff\xfe\x00\x00", "encoding-utf32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "encoding-utf32", "UTF-32"),
    (b"\xff\xfe", "encoding-utf16", "UTF-16"),
    (b"\xfe\xff", "encoding-utf16", "UTF-16"),
)
_BINARY = (
    b"\x1f\x8b",
    b"\x89PNG",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x28\xb5\x2f\xfd",
    b"\x80\x02",
    b"\x80\x03",
    b"\x80\x04",
    b"\x80\x05",
)


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One raw article as it was handed in.

    ``text`` is the decoded text, unedited; ``sha256`` and ``bytes`` speak of the encoded bytes.
    """

    text: str
    sha256: str
    bytes: int
    encoding: str
    newline: Newline


def read_bytes(path: Path, *, shown: str = "", follow_links: bool = False, max_bytes: int = MAX_BYTES) -> bytes:
    """Read a regular file without blocking on what is none.

    Args:
        path: the file.
        shown: the path as messages name it; ``path`` itself where empty.
        follow_links: whether a symbolic link may be followed; corpora do not, so that nothing outside is read.
        max_bytes: larger files are refused before they are read.

    Raises:
        InputError: ``file-unreadable``, ``file-not-regular`` or ``file-too-large``.
    """
    place = Place(shown or str(path))
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow_links else os.O_NOFOLLOW)
    try:
        if not follow_links and path.is_symlink():
            raise InputError("file-not-regular", "is a symbolic link; put the file itself here", place)
        descriptor = os.open(path, flags)
    except OSError as error:
        raise InputError("file-unreadable", error.strerror or "cannot be read", place) from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise InputError("file-not-regular", "is no regular file", place)
        if status.st_size > max_bytes:
            raise InputError("file-too-large", f"has {status.st_size} bytes; at most {max_bytes} are read", place)
        try:
            return file.read(max_bytes + 1)
        except OSError as error:
            raise InputError("file-unreadable", error.strerror or "cannot be read", place) from error


def decode(data: bytes, *, path: str = "") -> RawArticle:
    r"""Decode the bytes of one raw article.

    Raises:
        InputError: ``encoding-utf8``, ``encoding-utf16``, ``encoding-utf32``, ``encoding-binary`` (place: the byte),
            ``control-nul``, ``control-char`` (place: line and column), ``text-empty``.

    >>> decode("Titre\r\n\r\nUn mot.".encode()).newline
    'crlf'
    """
    for mark, rule, name in _MARKS:
        if data.startswith(mark):
            raise InputError(
                rule, f"is {name}; convert it to UTF-8 first (iconv -f {name} -t UTF-8)", Place(path, byte=0)
            )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error, path) from error
    return _taken(text, data, path)


def from_text(text: str, *, path: str = "") -> RawArticle:
    """Take an article that is text already, under the same rules.

    Raises:
        InputError: as ``decode``; ``encoding-utf8`` for a lone surrogate, which no UTF-8 file can hold.
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        place = text_place(text, error.start, path)
        raise InputError("encoding-utf8", "holds a lone surrogate, which no UTF-8 file can hold", place) from error
    return _taken(text, data, path)


def _taken(text: str, data: bytes, path: str) -> RawArticle:
    """Take a text whose encoded bytes are known, if it is one."""
    if data.startswith(_BINARY):
        raise InputError("encoding-binary", "is no text", Place(path, byte=0))
    check_text(text, path=path)
    return RawArticle(text, hashlib.sha256(data).hexdigest(), len(data), "utf-8", newline_of(text))


def check_text(text: str, *, path: str = "") -> None:
    """Refuse control characters and text without a visible character.

    Raises:
        InputError: ``control-nul``, ``control-char`` or ``text-empty``.
    """
    if _CONTROL.search(uncommon_characters(text)) and (match := _CONTROL.search(text)):
        place = text_place(text, match.start(), path)
        if match[0] == "\0":
            raise InputError("control-nul", "holds a NUL character; is it UTF-16 or binary?", place)
        raise InputError("control-char", f"holds the control character \\x{ord(match[0]):02x}", place)
    if not any(visible(character) for character in text):
        raise InputError("text-empty", "holds no visible character", Place(path))


def visible(character: str) -> bool:
    """Say whether a character leaves ink: no white space, no format, control or unassigned character."""
    return not character.isspace() and unicodedata.category(character)[0] != "C"


def text_place(text: str, offset: int, path: str = "") -> Place:
    """Turn a code point of ``text`` into line and column, both from 1, lines ending at LF alone."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Place(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def newline_of(text: str) -> Newline:
    """Say how a text ends its lines."""
    if "\r" not in text:
        return "lf" if "\n" in text else "none"
    pairs = text.count("\r\n")
    returns = text.count("\r") - pairs
    feeds = text.count("\n") - pairs
    kinds = [name for name, count in (("crlf", pairs), ("cr", returns), ("lf", feeds)) if count]
    if len(kinds) > 1:
        return "mixed"
    return kinds[0]  # type: ignore[return-value]  # one of the three names above


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> InputError:
    if data.startswith(_BINARY):
        return InputError("encoding-binary", "is no text", Place(path, byte=error.start))
    line = data.count(b"\n", 0, error.start) + 1
    return InputError(
        "encoding-utf8",
        f"is not UTF-8: byte 0x{data[error.start]:02x} on line {line}; convert it first, its encoding is never guessed",
        Place(path, byte=error.start),
    )
