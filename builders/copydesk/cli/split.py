"""``copydesk split``: give the articles of a corpus their splits."""

import argparse
from pathlib import Path
from typing import cast, get_args

from copydesk.release.splits import SPLITS, Split


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.description = (
        "Write splits.jsonl: 60 % of each language train, 15 % validation, 25 % test, by a stable hash of the ids; "
        "articles that are nearly the same into one. Who has a split keeps it, so that an article that is added later "
        "moves no other; from 1.0.0 on none moves ever."
    )
    parser.add_argument("corpus", type=Path, help="the corpus: a directory with a corpus.json")
    parser.add_argument("--anew", action="store_true", help="give all splits anew; refused from 1.0.0 on")
    parser.add_argument(
        "--pin", action="append", default=[], type=_pin, metavar="ID=SPLIT", help="the split that an article must have"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file and say how many articles are where."""
    from copydesk.release.declared_splits import SPLITS_FILE  # noqa: PLC0415  --help stays fast
    from copydesk.use.split import split_corpus  # noqa: PLC0415  --help stays fast

    made = split_corpus(options.corpus, anew=options.anew, pins=dict(options.pin))
    for language, counts in made.counts.items():
        print(f"{language}: {', '.join(f'{counts[split]} {split}' for split in SPLITS)}")
    print(f"{options.corpus / SPLITS_FILE}: {made.given} articles were given a split")
    return 0


def _pin(text: str) -> tuple[str, Split]:
    name, _, split = text.rpartition("=")
    if not name or split not in get_args(Split):
        raise argparse.ArgumentTypeError(f"{text!r} is no ID=SPLIT; splits are {', '.join(SPLITS)}")
    return name, cast("Split", split)
