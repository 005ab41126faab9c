"""``copydesk check``: what is wrong with articles, a corpus or a release, and where."""

import argparse
from pathlib import Path

from copydesk.cli.build import add_annotator

FORMATS = ("text", "jsonl", "sarif", "junit", "github")
_HIGHEST_LEVEL = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="an article JSON, a JSON Lines or Parquet file, a folder of them, a corpus, a release",
    )
    parser.add_argument("--list", action="store_true", help="print the table of rules and exit")
    parser.add_argument(
        "--level", type=int, default=_HIGHEST_LEVEL, choices=range(_HIGHEST_LEVEL + 1), help="highest level"
    )
    parser.add_argument("--only", action="append", default=[], metavar="RULE", help="this rule; may be given again")
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="RULE", help="not this rule; may be given again"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how the report is written (default: text)")
    add_annotator(parser)
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that read and check")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check the paths and print the report, or print the table of rules."""
    from copydesk.check.report import Report  # noqa: PLC0415
    from copydesk.check.reporters import REPORTERS  # noqa: PLC0415  --help stays fast
    from copydesk.check.rules import rules_table  # noqa: PLC0415
    from copydesk.cli.progress import shown  # noqa: PLC0415
    from copydesk.errors import UsageError  # noqa: PLC0415
    from copydesk.pipeline.facts import Options  # noqa: PLC0415
    from copydesk.use.validate import validate_path  # noqa: PLC0415

    if options.list:
        print(rules_table())
        return 0
    if not options.paths:
        raise UsageError("check what? name a file, a corpus or a release, or ask for --list")
    with shown("checking") as progress:
        reports = [
            validate_path(
                path,
                level=options.level,
                only=options.only,
                exclude=options.exclude,
                options=Options(entities=options.annotator),
                workers=options.workers,
                progress=progress,
                trust_annotators=options.trust_annotators,
            )
            for path in options.paths
        ]
    report = Report(
        tuple(finding for one in reports for finding in one.findings),
        sum(one.checked for one in reports),
        tuple(finding for one in reports for finding in one.waived),
    )
    print(REPORTERS[options.format](report))
    return int(not report.ok)
