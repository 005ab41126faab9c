"""``copydesk release``: a version of a corpus into ``releases/<version>/``, which never changes again."""

import argparse
from pathlib import Path

from copydesk.cli.build import add_production, job_of, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.add_argument("corpus", type=Path, help="the corpus: a directory with a corpus.json")
    parser.add_argument(
        "--store", type=Path, default=Path("releases"), metavar="DIR", help="where releases go (default: releases)"
    )
    parser.add_argument("--version", metavar="X.Y.Z", help="the version to release (default: that of corpus.json)")
    parser.add_argument(
        "--message", metavar="SENTENCE", help="what the changelog of the data says; needed where rows are edited"
    )
    parser.add_argument(
        "--without-text",
        action="store_true",
        help="write offsets, hashes and labels alone, into DIR/<version>-without-text/ (see copydesk rehydrate)",
    )
    add_production(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Release the version that corpus.json names, all of it or nothing."""
    from copydesk.cli.progress import shown  # noqa: PLC0415  --help stays fast
    from copydesk.errors import UsageError  # noqa: PLC0415
    from copydesk.release.due import DueVersion  # noqa: PLC0415
    from copydesk.use.produce import release_corpus, release_without_text  # noqa: PLC0415

    corpus, store, editions = options.corpus, options.store, options.corpus / "editions"
    if options.without_text and options.message:
        raise UsageError("--message is for the changelog, which a release without text does not write")
    with shown("releasing") as progress:
        job = job_of(options, progress)
        if options.without_text:
            produced = release_without_text(corpus, store, job, editions=editions, version=options.version)
        else:
            due = DueVersion(corpus, options.version, options.message)
            produced = release_corpus(corpus, store, job, editions=editions, due=due)
    return say(produced, "released" if produced.written else "sound", corpus, loads=not options.without_text)
