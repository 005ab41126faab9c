"""``copydesk agreement``: how far the two annotators of a corpus or a release agree."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from copydesk.pipeline.agreement.tally import Agreement
    from copydesk.use.agreement import AgreementReport, Disagreement

_WIDE = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments of the command."""
    parser.description = (
        "Compare the two primary annotations of each article (gold/primary/ of a corpus, annotation/primary/ of a "
        "release) before adjudication: spans by F1, labels by Krippendorff's alpha and Cohen's kappa, coreference by "
        "B-cubed, speakers by their share; 95 % bootstrap intervals over articles, seeded."
    )
    parser.add_argument("path", type=Path, help="a corpus, or a release with its text")
    parser.add_argument("--differences", action="store_true", help="list each difference, and what was decided and why")
    parser.add_argument("--json", action="store_true", help="print the numbers (and differences) as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the measures as a table, or as JSON; with ``--differences`` every difference too."""
    from copydesk.use.agreement import agreement  # noqa: PLC0415  --help stays fast

    report = agreement(options.path)
    if options.json:
        print(json.dumps(_values(report, differences=options.differences), ensure_ascii=False, indent=2))
        return 0
    _print_table(report)
    for one in report.disagreements if options.differences else ():
        print(_lines(one))
    return 0


def _values(report: "AgreementReport", *, differences: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"articles": report.articles, "rows": [_row_values(row) for row in report.rows]}
    if differences:
        values["differences"] = [_difference_values(one) for one in report.disagreements]
    return values


def _row_values(row: "Agreement") -> dict[str, Any]:
    return {
        "group": row.language if row.language == "all" else f"language={row.language}",
        **row.measure._asdict(),
        "value": row.value,
        "low": row.low,
        "high": row.high,
        "units": row.units,
    }


def _difference_values(one: "Disagreement") -> dict[str, Any]:
    place = one.difference
    return {
        "article": one.article,
        "layer": place.layer,
        "start": place.start,
        "end": place.end,
        "fields": list(place.fields),
        "readings": dict(zip(one.annotators, one.readings, strict=True)),
        "followed": one.followed,
        "reason": one.reason,
    }


def _print_table(report: "AgreementReport") -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=f"agreement of two annotators: {report.articles} articles")
    for name in ("group", "layer", "measure"):
        table.add_column(name, no_wrap=True)
    for name in ("value", "95 %", "units"):
        table.add_column(name, justify="right")
    for row in report.rows:
        interval = "" if row.low is None else f"{row.low:.4f} to {row.high:.4f}"
        value = "" if row.value is None else f"{row.value:.4f}"
        measure = f"{row.measure.name}, {row.measure.formula}"
        table.add_row(row.language, row.measure.layer, measure, value, interval, str(row.units))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDE
    console.print(table)


def _lines(one: "Disagreement") -> str:
    place = one.difference
    head = f"{one.article}: {place.layer} [{place.start}, {place.end}): {', '.join(place.fields)}"
    readings = [f"  {name}: {said}" for name, said in zip(one.annotators, one.readings, strict=True)]
    decided = (
        "nothing was decided" if one.followed is None else f"followed {one.followed}: {one.reason or '(no words)'}"
    )
    return "\n".join([head, *readings, f"  {decided}"])
