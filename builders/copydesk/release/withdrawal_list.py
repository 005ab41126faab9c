"""The withdrawals of a corpus as an edition lists them: what, when and why, and neither text nor digests."""

from collections.abc import Iterable, Mapping

from copydesk.check.withdrawals import Tombstone, Withdrawals, WithdrawnVersion

_INTRODUCTION = """\
What this table names was withdrawn before this version was made. None of these articles is in it; where an earlier
version holds one, take it out of your copy too.

| withdrawn | date | reason |
|---|---|---|
"""


def withdrawal_values(withdrawals: Withdrawals) -> list[dict[str, str]]:
    """Give the withdrawals for the manifest: articles by id, then versions, in the order of the corpus."""
    return [
        *({"id": entry.id, "date": entry.date, "reason": entry.reason} for entry in withdrawals.articles),
        *({"version": entry.version, "date": entry.date, "reason": entry.reason} for entry in withdrawals.versions),
    ]


def read_withdrawal_values(values: Iterable[Mapping[str, str]]) -> Withdrawals:
    """Read what ``withdrawal_values`` gave; the digests of the tombstones are not known.

    Raises:
        TypeError: an entry has other fields, or a value that is no plain string.
    """
    entries = list(values)
    if not all(isinstance(value, str) and value.isprintable() for entry in entries for value in entry.values()):
        raise TypeError("a withdrawal holds something other than plain strings")
    return Withdrawals(
        tuple(Tombstone(sha256="", text_sha256="", **entry) for entry in entries if "id" in entry),
        tuple(WithdrawnVersion(**entry) for entry in entries if "id" not in entry),
    )


def withdrawal_sections(withdrawals: Withdrawals) -> tuple[str, ...]:
    """Give the section of the card; none where nothing was withdrawn."""
    rows = [f"| article `{entry.id}` | {entry.date} | {entry.reason} |\n" for entry in withdrawals.articles]
    rows += [f"| version {entry.version} | {entry.date} | {entry.reason} |\n" for entry in withdrawals.versions]
    return (f"## Withdrawn\n\n{_INTRODUCTION}{''.join(rows)}",) if rows else ()
