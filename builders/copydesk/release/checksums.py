"""``SHA256SUMS``: one line for every file of an edition but itself, as ``sha256sum --strict -c`` reads it.

There is one way to write it: lines sorted by path, each the digest in lower case, two spaces, the path and LF.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._/-]{0,255})")
_BLOCK = 1 << 20


class ChecksumsError(ValueError):
    """The text is not in the one form that we write."""


def file_digest(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hexadecimal; memory stays constant.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def render_checksums(digests: Mapping[str, str]) -> str:
    """Write the digests of files, given by their paths below the edition's directory."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests))


def read_checksums(text: str) -> dict[str, str]:
    """Read the digests by path.

    Raises:
        ChecksumsError: the text is empty, cut short, or departs from the form in a line, which is named.
    """
    if not text.endswith("\n"):
        raise ChecksumsError("does not end with a line feed: it is empty or was cut short")
    digests: dict[str, str] = {}
    previous = ""
    for number, line in enumerate(text[:-1].split("\n"), start=1):
        found = _LINE.fullmatch(line)
        if found is None:
            raise ChecksumsError(f"line {number} is not a digest, two spaces and a path")
        path = found[2]
        if any(part in {"", ".", ".."} for part in path.split("/")):
            raise ChecksumsError(f"line {number} names a path that is not plain: {path}")
        if path <= previous:
            raise ChecksumsError(f"line {number} is out of order or names {path} again")
        digests[path] = found[1]
        previous = path
    return digests
