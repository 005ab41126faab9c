"""The withdrawals of a corpus as an edition lists them: what, when and why, and neither text nor digests."""

from copydesk.check.withdrawals import Withdrawals

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


def withdrawal_sections(withdrawals: Withdrawals) -> tuple[str, ...]:
    """Give the section of the card; none where nothing was withdrawn."""
    rows = [f"| article `{entry.id}` | {entry.date} | {entry.reason} |\n" for entry in withdrawals.articles]
    rows += [f"| version {entry.version} | {entry.date} | {entry.reason} |\n" for entry in withdrawals.versions]
    return (f"## Withdrawn\n\n{_INTRODUCTION}{''.join(rows)}",) if rows else ()
