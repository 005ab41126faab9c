"""``copydesk export`` and ``copydesk import``: gold of a corpus in another form, and back."""

import argparse
from pathlib import Path

FORMS = ("sheet",)
_PROVENANCES = ("manual", "model", "automatic-with-corrections")


def export_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of ``export``."""
    parser.description = (
        "Write the gold of articles in another form. A sheet is a text with the numbered lines of the raw article and "
        "its annotation in words instead of offsets; an article without gold gives a sheet to fill in."
    )
    _common(parser)
    parser.add_argument("ids", nargs="*", metavar="ID", help="the articles (default: all)")
    parser.add_argument("--out", type=Path, default=Path("sheets"), metavar="DIR", help="where to (default: sheets)")
    parser.set_defaults(run=run_export)


def import_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of ``import``."""
    parser.description = (
        "Read sheets, each named after its article, and write them as gold of the corpus: offsets, surfaces, ids and "
        "marks are worked out, and every row that is wrong is named. Nothing is written where anything is wrong."
    )
    _common(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="<id>.sheet")
    parser.add_argument("--tool", metavar="NAME", help="who annotated (default: the annotator)")
    parser.add_argument("--provenance", choices=_PROVENANCES, default="manual", help="of whom (default: manual)")
    parser.add_argument("--guideline", metavar="X.Y", help="the version of the guideline that was followed")
    parser.set_defaults(run=run_import)


def run_export(options: argparse.Namespace) -> int:
    """Write the files and name them."""
    from copydesk.use.exchange.transfer import export_gold  # noqa: PLC0415  --help stays fast

    for path in export_gold(options.corpus, options.form, options.out, ids=options.ids, annotator=options.annotator):
        print(path)
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Write the gold files and name them, or name what is wrong."""
    from copydesk.use.exchange.base import Base  # noqa: PLC0415
    from copydesk.use.exchange.transfer import import_gold  # noqa: PLC0415

    tool = options.tool or options.annotator or "adjudicator"
    about = Base("", "", tool=tool, provenance=options.provenance, guideline=options.guideline)
    written, findings = import_gold(options.corpus, options.form, options.files, about, annotator=options.annotator)
    for found in (*findings, *written):
        print(found)
    return int(bool(findings))


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", choices=FORMS, help="the form")
    parser.add_argument("corpus", type=Path, help="the corpus: a directory with a corpus.json")
    parser.add_argument(
        "--annotator", metavar="NAME", help="the primary annotations of this name (default: the adjudicated ones)"
    )
