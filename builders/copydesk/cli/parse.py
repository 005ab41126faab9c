"""``copydesk parse``: one raw article as a readable sheet, or as JSON."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.engines import collector_at_rest

if TYPE_CHECKING:
    from copydesk.pipeline.annotate import Reading


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.add_argument("file", help="a raw article, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print the whole record as JSON")
    parser.add_argument("--explain", action="store_true", help="say for each raw line which rule decided its role")
    parser.add_argument("--language", metavar="TAG", help="BCP-47 tag of the article; detected where not given")
    parser.add_argument("--annotator", default="auto", help="who finds entities: auto, spacy or rules (default: auto)")
    parser.add_argument("--no-entities", action="store_true", help="find no entities (fast)")
    parser.add_argument("--no-quotes", action="store_true", help="find no quotes")
    parser.add_argument("--strict", action="store_true", help="fail where the annotator cannot be loaded")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read the article, print it, and print what was noticed to standard error."""
    with collector_at_rest():
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    from copydesk.pipeline.facts import DEFAULT_OPTIONS  # noqa: PLC0415  --help stays fast
    from copydesk.use.desk import read_path, read_stream  # noqa: PLC0415

    wanted = replace(
        DEFAULT_OPTIONS,
        entities=None if options.no_entities else options.annotator,
        quotes=not options.no_quotes,
        strict=options.strict,
    )
    if options.file == "-":
        draft, reading = read_stream(sys.stdin.buffer.read(), wanted, language=options.language)
    else:
        draft, reading = read_path(Path(options.file), wanted, language=options.language)
    if options.explain:
        from copydesk.use.viewer import explanation  # noqa: PLC0415

        print(explanation(draft.raw.text, draft.pieces))
    elif options.json:
        print(json.dumps(reading.article.to_dict(), ensure_ascii=False, indent=2))
    else:
        _print_sheet(reading)
    for finding in reading.findings:
        print(finding, file=sys.stderr)
    return int(any(finding.severity == "error" for finding in reading.findings))


def _print_sheet(reading: "Reading") -> None:
    from rich.console import Console  # noqa: PLC0415

    from copydesk.use.viewer import sheet  # noqa: PLC0415

    Console(highlight=False).print(sheet(reading.article))
