"""``copydesk verify``: every byte of an edition against what it says of itself."""

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.add_argument("directory", type=Path, help="a release, with or without its text, or a build")
    parser.add_argument(
        "--withdrawals",
        type=Path,
        metavar="FILE",
        help="also find articles that this file withdraws, such as corpus/withdrawals.jsonl; a version that was "
        "withdrawn as a whole is refused by the tombstones of its corpus without it, where that stands beside the "
        "directory of releases",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Verify the directory and say what is wrong, or that nothing is."""
    from copydesk.release.annotation.layout import is_without_text  # noqa: PLC0415
    from copydesk.release.annotation.verify import verify_annotation  # noqa: PLC0415
    from copydesk.release.verify import verify  # noqa: PLC0415  --help stays fast
    from copydesk.use.withdrawn_since import require_in_use, withdrawn_since  # noqa: PLC0415

    check = verify_annotation if is_without_text(options.directory) else verify
    findings = check(options.directory)
    if not findings:
        require_in_use(options.directory, options.withdrawals)
        findings = tuple(withdrawn_since(options.directory, options.withdrawals)) if options.withdrawals else ()
    for finding in findings:
        print(finding)
    if not findings:
        print(f"{options.directory}: verified")
    return int(any(finding.severity == "error" for finding in findings))
