"""A score report as a table for people and as plain values for JSON."""

from typing import Any

from rich.table import Table

from copydesk.use.scoring.report import ScoreReport


def as_table(report: ScoreReport) -> Table:
    """Lay a report out: a row a measure and group, a column a number."""
    columns = list(dict.fromkeys(name for row in report.rows for name in row.values))
    table = Table(title=f"{report.layer}: {report.documents} documents", caption="\n".join(report.notes) or None)
    table.add_column("group", no_wrap=True)
    table.add_column("measure", no_wrap=True)
    for name in columns:
        table.add_column(name.replace("_", " "), justify="right")
    for row in report.rows:
        table.add_row(row.group, row.measure, *(_number(row.values.get(name)) for name in columns))
    return table


def as_json(report: ScoreReport) -> dict[str, Any]:
    """Give a report as JSON-ready values."""
    rows = [{"group": row.group, "measure": row.measure, **row.values} for row in report.rows]
    return {"layer": report.layer, "documents": report.documents, "rows": rows, "notes": list(report.notes)}


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int) or (value == int(value) and value > 1):
        return f"{int(value)}"
    return f"{value:.4f}"
