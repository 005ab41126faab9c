"""``copydesk score``: measure a layer against annotated articles."""

import argparse
import json
from pathlib import Path

_WIDE = 200
"""Columns of a table in a pipe, where nothing says how wide it may be."""

SCORED = ("layout", "spacing", "entities", "quotes")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.add_argument("layer", choices=SCORED, help="what is measured")
    parser.add_argument("file", type=Path, help="JSON Lines: one annotated article a line")
    parser.add_argument("--plain", action="store_true", help="running text without a layout")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Score the file and print a table, or JSON."""
    from copydesk.use.scoring import SCORERS  # noqa: PLC0415
    from copydesk.use.scoring.table import as_json, as_table  # noqa: PLC0415

    report = SCORERS[options.layer](options.file, plain=options.plain)
    if options.json:
        print(json.dumps(as_json(report), ensure_ascii=False, indent=2))
        return 0
    from rich.console import Console  # noqa: PLC0415

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDE
    console.print(as_table(report))
    return 0
