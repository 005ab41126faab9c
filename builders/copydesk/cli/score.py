"""``copydesk score``: measure a layer against annotated articles."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copydesk.use.scoring.report import ScoreReport

_WIDE = 200
"""Columns of a table in a pipe, where nothing says how wide it may be."""

SCORED = ("layout", "spacing", "entities", "quotes", "corpus")
_SPLITS = ("train", "validation", "test")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.add_argument("layer", choices=SCORED, help="what is measured; corpus: all layers against the gold of one")
    parser.add_argument("file", type=Path, help="JSON Lines: one annotated article a line; for corpus, its directory")
    parser.add_argument("--plain", action="store_true", help="running text without a layout")
    parser.add_argument("--split", choices=_SPLITS, default="test", help="for corpus: which articles (default: test)")
    parser.add_argument(
        "--write", action="store_true", help="for corpus: write the numbers to its scores.json, for the datasheet"
    )
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Score the file and print a table, or JSON."""
    from copydesk.use.scoring.table import as_json, as_table  # noqa: PLC0415

    report = _report(options)
    if options.json:
        print(json.dumps(as_json(report), ensure_ascii=False, indent=2))
        return 0
    from rich.console import Console  # noqa: PLC0415

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDE
    console.print(as_table(report))
    return 0


def _report(options: argparse.Namespace) -> "ScoreReport":
    from copydesk.errors import UsageError  # noqa: PLC0415

    if options.layer != "corpus":
        from copydesk.use.scoring import SCORERS  # noqa: PLC0415

        if options.write:
            raise UsageError("--write is for score corpus alone")
        return SCORERS[options.layer](options.file, plain=options.plain)
    from copydesk.use.scoring.corpus_scores import score_corpus, write_scores  # noqa: PLC0415

    scores = score_corpus(options.file, options.split)
    if options.write:
        write_scores(options.file, scores)
    return scores.report
