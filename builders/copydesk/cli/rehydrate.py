"""``copydesk rehydrate``: the full release again, from one without text and the raw articles."""

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.add_argument("release", type=Path, help="a release without text (copydesk release --without-text)")
    parser.add_argument(
        "--raw", type=Path, required=True, metavar="DIR", help="where the raw articles are, by whatever names"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where the full release goes, as DIR/<version>/"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Rebuild the release and say so, or name each article that is missing or changed."""
    from copydesk.errors import UsageError  # noqa: PLC0415  --help stays fast
    from copydesk.release.annotation.rehydrate import rehydrate  # noqa: PLC0415

    for directory in (options.release, options.raw):
        if not directory.is_dir():
            raise UsageError(f"{directory} is no directory")
    written, findings = rehydrate(options.release, options.raw, options.out)
    for finding in findings:
        print(finding)
    if written is None:
        return 1
    state = " (was there already)" if written.already_there else ""
    print(f"{written.path}: version {written.version}, {written.articles} articles{state}")
    print(f"content digest {written.content_digest}")
    return 0
