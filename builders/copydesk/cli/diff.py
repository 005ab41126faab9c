"""``copydesk diff``: what two editions differ in, and which version that makes due."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from copydesk.cli.build import add_annotator
from copydesk.resources import CORPUS_HEAD

if TYPE_CHECKING:
    from copydesk.release.changes.difference import Difference

FORMATS = ("text", "markdown", "json")
_SAMPLES = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    side = "a release, a build, a receipt (corpus/editions/X.Y.Z.jsonl), or a corpus, which is built for it"
    parser.add_argument("old", type=Path, help=side)
    parser.add_argument("new", type=Path, help="the same; what became of the old one")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how it is written (default: text)")
    parser.add_argument("--samples", type=int, default=_SAMPLES, metavar="N", help="changes of each kind to show")
    parser.add_argument("--no-verify", action="store_true", help="do not compare files with their checksums first")
    add_annotator(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare the two and print the difference; 1 where articles of a corpus were rejected and so are missing."""
    from copydesk.release.changes.reporters import REPORTERS  # noqa: PLC0415  --help stays fast

    with _edition(options.old, options) as (old, old_whole):  # noqa: SIM117  one reason a line
        with _edition(options.new, options) as (new, new_whole):
            difference = _compare(old, new, options)
    print(REPORTERS[options.format](difference))
    return int(not (old_whole and new_whole))


def _compare(old: Path, new: Path, options: argparse.Namespace) -> "Difference":
    """Compare row by row where both sides have rows, else digest by digest."""
    from copydesk.release.changes.compare import compare_editions  # noqa: PLC0415
    from copydesk.release.changes.plan import compare_receipts  # noqa: PLC0415

    verify = not options.no_verify
    if old.is_dir() and new.is_dir():
        return compare_editions(old, new, verify=verify, samples=max(0, options.samples))
    return compare_receipts(old, new, verify=verify)


@contextmanager
def _edition(path: Path, options: argparse.Namespace) -> Iterator[tuple[Path, bool]]:
    """Give an edition or receipt as it is, a corpus as the edition it makes; and whether all its articles are there."""
    if not (path / CORPUS_HEAD).is_file():
        yield path, True
        return
    from copydesk.cli.progress import shown  # noqa: PLC0415
    from copydesk.cli.reports import print_findings  # noqa: PLC0415
    from copydesk.errors import InputError, Place  # noqa: PLC0415
    from copydesk.pipeline.facts import Options  # noqa: PLC0415
    from copydesk.use.produce import Job, build_corpus  # noqa: PLC0415

    with TemporaryDirectory(prefix="copydesk-") as scratch:
        with shown(f"building {path.name}") as progress:
            job = Job(Options(entities=options.annotator), progress=progress, trust_annotators=options.trust_annotators)
            produced = build_corpus(path, Path(scratch), job)
        print_findings(produced.report)
        if produced.written is None:
            raise InputError("release-empty", "there is no article to compare", Place(str(path)))
        if produced.rejected:
            print(f"{path}: {produced.rejected} rejected, which count here as if they were not there", file=sys.stderr)
        yield produced.written.path, not produced.rejected
