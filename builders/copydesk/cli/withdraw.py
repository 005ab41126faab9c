"""``copydesk withdraw``: take an article out of a corpus for good, or a released version out of use."""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

from copydesk.resources import read_schema


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.description = (
        "Write a tombstone (digests, day and reason; no text) into withdrawals.jsonl, and remove the article's raw "
        "file, sidecar and gold. No build takes the text again, under any id; later releases list the withdrawal. "
        "Releases that were made before are not touched. Files of the corpus that quote the article are named (exit 1)."
    )
    parser.add_argument("corpus", type=Path, help="the corpus: a directory with a corpus.json")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("id", nargs="?", metavar="ID", help="the article to withdraw")
    what.add_argument("--release", metavar="X.Y.Z", help="the released version to withdraw as a whole, instead")
    parser.add_argument("--reason", required=True, choices=_reasons(), help="why")
    parser.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="the day of the withdrawal (default: today)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Withdraw the article or version, and say what was done; 1 where other files still quote the article."""
    from copydesk.use.withdraw import withdraw_article, withdraw_version  # noqa: PLC0415  --help stays fast

    day = options.date or datetime.now(UTC).date().isoformat()
    if options.release is not None:
        version = withdraw_version(options.corpus, options.release, reason=options.reason, day=day)
        print(f"{options.corpus}: version {version.version} is withdrawn ({version.reason})")
        return 0
    withdrawn = withdraw_article(options.corpus, options.id, reason=options.reason, day=day)
    for path in withdrawn.removed:
        print(f"removed {path}" if not path.exists() else f"removed its line from {path}")
    print(f"{options.corpus}: {options.id} is withdrawn ({withdrawn.tombstone.reason})")
    print("the next release needs a new version: copydesk release --version X.Y.Z --message '...'")
    for finding in withdrawn.quoting:
        print(finding)
    return int(bool(withdrawn.quoting))


def _reasons() -> list[str]:
    reasons: list[str] = read_schema("withdrawal")["properties"]["reason"]["enum"]
    return reasons


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day, as in 2026-03-01") from error
