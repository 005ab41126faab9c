"""``copydesk build``: a corpus into ``build/<name>/``, replaced atomically each time."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.check.paths import Progress
    from copydesk.use.produce import Job, Produced


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.add_argument("corpus", type=Path, help="the corpus: a directory with a corpus.json")
    parser.add_argument(
        "--out", type=Path, default=Path("build"), metavar="DIR", help="where builds go (default: build)"
    )
    add_production(parser)
    parser.set_defaults(run=run)


def add_production(parser: argparse.ArgumentParser) -> None:
    """Describe what building and releasing share."""
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that read and annotate")
    add_annotator(parser)
    parser.add_argument(
        "--datasheet", type=Path, metavar="FILE", help="DATASHEET.md of the corpus; its blocks of numbers are filled in"
    )


def add_annotator(parser: argparse.ArgumentParser) -> None:
    """Describe how any command that builds a corpus is told who finds its entities."""
    parser.add_argument(
        "--annotator",
        default="auto",
        help="who finds entities where there is no gold: auto, spacy, rules, transformers:FOLDER, gliner:FOLDER, "
        "package.module:function, or corpus for those that corpus.json names (default: auto)",
    )
    parser.add_argument(
        "--trust-annotators", action="store_true", help="with --annotator corpus: run code that corpus.json names"
    )


def run(options: argparse.Namespace) -> int:
    """Build, bring the numbers of the datasheet up to date, and say what was built."""
    from copydesk.cli.progress import shown  # noqa: PLC0415  --help stays fast
    from copydesk.use.produce import build_corpus  # noqa: PLC0415

    with shown("building") as progress:
        produced = build_corpus(
            options.corpus,
            options.out,
            job_of(options, progress),
        )
    if produced.written and options.datasheet:
        update_datasheet(options.datasheet, produced.written.path / "DATASHEET.md")
    return say(produced, "built", options.corpus)


def job_of(options: argparse.Namespace, progress: "Progress") -> "Job":
    """Put the arguments that building and releasing share into a job."""
    from copydesk.pipeline.facts import Options  # noqa: PLC0415
    from copydesk.use.produce import DEFAULT_JOB, Job  # noqa: PLC0415

    template = options.datasheet.read_text(encoding="utf-8") if options.datasheet else DEFAULT_JOB.datasheet
    wanted = Options(entities=options.annotator)
    return Job(wanted, options.workers, template, progress, options.trust_annotators)


def update_datasheet(path: Path, filled_in: Path) -> None:
    """Write the datasheet anew where its numbers have changed."""
    from copydesk.release.plots import without_pictures  # noqa: PLC0415
    from copydesk.release.store import write_file  # noqa: PLC0415

    text = without_pictures(filled_in.read_text(encoding="utf-8"))
    if path.read_text(encoding="utf-8") != text:
        write_file(path, text.encode())


def say(produced: "Produced", done: str, corpus: Path, *, loads: bool = True) -> int:
    """Print what was found, how every file was accounted for, and how to load what was written."""
    from copydesk.cli.reports import print_findings  # noqa: PLC0415

    print_findings(produced.report)
    counts = produced.report.counts
    print(
        f"{corpus}: {produced.built} {done}, {produced.rejected} rejected, {produced.skipped} files skipped; "
        f"{counts['error']} errors, {counts['warning']} warnings, {counts['note']} notes, "
        f"{len(produced.report.waived)} waived"
    )
    if produced.written:
        written = produced.written
        state = " (was there already)" if written.already_there else ""
        print(f"{written.path}: version {written.version}, {written.articles} articles{state}")
        print(f"content digest {written.content_digest}")
        if loads:
            print("\nfrom datasets import load_dataset")
            print(f'articles = load_dataset("{written.path.as_posix()}")')
    return int(not produced.report.ok or produced.written is None)
