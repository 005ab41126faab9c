"""Withdrawals: articles that a corpus never takes back, and versions of it that are not used any more.

``corpus/withdrawals.jsonl`` holds one tombstone a line (``schema/withdrawal.schema.json``)::

    {"date": "2026-03-01", "id": "fr-07", "reason": "privacy", "sha256": "...", "text_sha256": "..."}
    {"date": "2026-03-02", "reason": "error", "version": "1.2.0"}

A tombstone holds digests and not a word of the text. Its text is known again whatever its case, white space,
punctuation and compatibility forms; a text with one other word is another text.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from copydesk.check.checked_lines import checked_line
from copydesk.check.rules.withdrawn import ARTICLE_WITHDRAWN, ID_WITHDRAWN, WITHDRAWAL_FORM
from copydesk.errors import InputError, Place
from copydesk.record import canonical_json
from copydesk.schema import schema_errors
from copydesk.text.intake import RawArticle, read_bytes

WITHDRAWALS = "withdrawals.jsonl"
"""The name of the file within a corpus."""

_CARRIES_TEXT = frozenset("LMN")
"""The general categories that are kept: letters, marks and numbers."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a withdrawn article: its id, digests of its bytes and of its folded text, day and reason.

    The list in an edition has no digests: they are empty then, and the article is known again by its id alone.
    """

    id: str
    sha256: str
    text_sha256: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawnVersion:
    """A released version that was withdrawn as a whole."""

    version: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """Everything that a corpus has withdrawn, in the order of its file."""

    articles: tuple[Tombstone, ...] = ()
    versions: tuple[WithdrawnVersion, ...] = ()

    def version(self, version: str) -> WithdrawnVersion | None:
        """Give the withdrawal of a version as a whole, or None."""
        return next((entry for entry in self.versions if entry.version == version), None)


NOTHING_WITHDRAWN = Withdrawals()


@dataclass(frozen=True, slots=True)
class Register:
    """The tombstones by what an article is known again by: its id, and the digests of its bytes and text."""

    ids: Mapping[str, Tombstone]
    digests: Mapping[str, Tombstone]

    @classmethod
    def of(cls, tombstones: Iterable[Tombstone]) -> Self:
        """Sort tombstones into a register."""
        entries = tuple(tombstones)
        digests = {digest: entry for entry in entries for digest in (entry.sha256, entry.text_sha256) if digest}
        return cls({entry.id: entry for entry in entries}, digests)

    def require_absent(self, article_id: str, raw: RawArticle, place: Place) -> None:
        """Refuse an article whose text or id was withdrawn.

        Raises:
            InputError: ``article-withdrawn`` or ``id-withdrawn``.
        """
        if not self.ids:
            return
        if entry := self.digests.get(raw.sha256) or self.digests.get(text_digest(raw.text)):
            message = f"is the text of {entry.id!r}, which was withdrawn on {entry.date} ({entry.reason})"
            raise InputError(ARTICLE_WITHDRAWN.id, message, place)
        if entry := self.ids.get(article_id):
            message = f"the id {article_id!r} was withdrawn on {entry.date} ({entry.reason}); ids are never reused"
            raise InputError(ID_WITHDRAWN.id, message, place)


def text_digest(text: str) -> str:
    r"""Give the SHA-256 of a text's letters, marks and digits after NFKC, case folding and NFKC again.

    >>> text_digest("« L'été, déjà ! »\r\n") == text_digest("L\N{RIGHT SINGLE QUOTATION MARK}ÉTÉ DÉJÀ")
    True
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(character for character in folded if unicodedata.category(character)[0] in _CARRIES_TEXT)
    return hashlib.sha256(kept.encode()).hexdigest()


def read_withdrawals(path: Path) -> Withdrawals:
    """Read a file of tombstones; there are none where there is no file.

    Raises:
        InputError: a line is no tombstone, or withdraws what one ahead of it does (``withdrawal-form``); nothing is
            built then, since what it withdrew would come back.
    """
    if not path.exists():
        return NOTHING_WITHDRAWN
    articles: dict[str, Tombstone] = {}
    versions: dict[str, WithdrawnVersion] = {}
    for number, line in enumerate(read_bytes(path).split(b"\n"), start=1):
        if not line.strip():
            continue
        place = Place(str(path), line=number)
        value = checked_line(line, "withdrawal", WITHDRAWAL_FORM.id, place)
        key = value.get("id") or value["version"]
        if key in articles or key in versions:
            raise InputError(WITHDRAWAL_FORM.id, f"{key!r} is withdrawn by a line ahead of it", place)
        if "id" in value:
            articles[key] = Tombstone(**value)
        else:
            versions[key] = WithdrawnVersion(**value)
    return Withdrawals(tuple(articles.values()), tuple(versions.values()))


def tombstone_line(entry: Tombstone | WithdrawnVersion) -> bytes:
    """Write a tombstone as its line.

    Raises:
        InputError: it does not fit the schema (``withdrawal-form``).
    """
    value = asdict(entry)
    for pointer, message in schema_errors("withdrawal", value):
        raise InputError(WITHDRAWAL_FORM.id, message, Place(WITHDRAWALS, pointer=pointer or "/"))
    return f"{canonical_json(value)}\n".encode()
