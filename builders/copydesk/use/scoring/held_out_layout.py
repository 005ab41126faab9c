"""Scores of the layout on publishers that the line model has not seen: learn from the others, measure, go round.

``python -m copydesk.use.scoring.held_out_layout PAGES.jsonl … CASES.txt …`` divides the publishers of the first file
into eight parts, learns eight times from all that is given but one part, and measures each part with the weights that
have not seen it. ``--divisions 3`` does so for three divisions, which differ by chance and show how far a number can be
trusted. A division takes some minutes. See ``MODEL_CARD.md`` of the layout.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from copydesk.text.layout.labelled import LabelledPage
from copydesk.text.layout.learn import read_labelled, write_weights
from copydesk.text.layout.model import weights_from
from copydesk.use.scoring.layout import Counts, Page, compare_page, compared_rows, read_scored_pages
from copydesk.use.scoring.report import ScoreRow

PARTS = 8
SEED = 100
"""Divisions are numbered from this seed on."""


def held_out_counts(pages: Sequence[LabelledPage], measured: Sequence[Page], division: int) -> Iterator[Counts]:
    """Learn without each part of the publishers in turn, and compare its pages.

    Args:
        pages: all pages to learn from, those of ``measured`` first and in the same order.
        measured: the pages to measure.
        division: number of the division of the publishers into parts.
    """
    publishers = sorted({page.publisher for page in measured})
    random.Random(SEED + division).shuffle(publishers)  # noqa: S311 - which publishers go together is no secret
    part_of = {publisher: number % PARTS for number, publisher in enumerate(publishers)}
    parts = [part_of[page.publisher] for page in measured]
    for part in range(PARTS):
        seen = [page for page, own in zip_longest(pages, parts) if own != part]
        with TemporaryDirectory() as folder:
            weights = Path(folder) / "weights.json"
            write_weights(weights, seen)
            with weights_from(weights):
                yield from (compare_page(page) for page, own in zip(measured, parts, strict=True) if own == part)


def held_out_rows(paths: Sequence[Path], divisions: int) -> Iterator[ScoreRow]:
    """Measure the pages of the first file on each division, with what was learned from the rest of all files."""
    pages = read_labelled(paths)
    measured = list(read_scored_pages(paths[0]))
    for division in range(divisions):
        yield from compared_rows(f"division={division + 1}", held_out_counts(pages, measured, division))


def main() -> None:
    """Print the scores of every division."""
    parser = argparse.ArgumentParser(description="Score the layout on publishers it has not learned from.")
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PAGES", help="pages to measure, then others to learn from"
    )
    parser.add_argument("--divisions", type=int, default=3, help="ways to divide the publishers (default: 3)")
    options = parser.parse_args()
    for row in held_out_rows(options.paths, options.divisions):
        values = "  ".join(f"{name} {value:.3f}" for name, value in row.values.items())
        print(f"{row.group}  {row.measure:15}  {values}", flush=True)  # noqa: T201 - a command


if __name__ == "__main__":
    main()
