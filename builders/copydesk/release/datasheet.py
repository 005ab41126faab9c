"""The numbers of the datasheet, filled in from the data between markers.

A block starts at a line ``<!-- numbers:begin -->`` (all tables) or ``<!-- numbers:begin NAME -->`` (one table of
``NUMBERS``) and ends at ``<!-- numbers:end -->``; what stands between is replaced, everything else is kept.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from copydesk.errors import UsageError
from copydesk.pipeline.agreement.tally import ALL
from copydesk.release.splits import SPLITS
from copydesk.release.tally import Tally

BEGIN = re.compile(r"<!-- numbers:begin(?: ([a-z-]+))? -->")
END = "<!-- numbers:end -->"
SKELETON = f"# Datasheet\n\n<!-- numbers:begin -->\n{END}\n"
"""The datasheet of a corpus that has none of its own: the numbers alone."""

_QUANTILES = (0, 10, 25, 50, 75, 90, 100)


def render_datasheet(template: str, tally: Tally) -> str:
    """Fill in the numbers; the result filled in again is itself.

    Raises:
        UsageError: a block is not closed, is opened inside another, or names no table.
    """
    names = {match[1] for line in template.split("\n") if (match := BEGIN.fullmatch(line))}
    return filled(template, {name: numbers(name, tally) for name in names - set(MEASURED)})


def filled(template: str, tables: Mapping[str | None, str]) -> str:
    """Put tables into the blocks of their names (None: the block without one), and leave other blocks as they are.

    Raises:
        UsageError: a block is not closed, or is opened inside another.
    """
    lines: list[str] = []
    inside: re.Match[str] | None = None
    for number, line in enumerate(template.split("\n"), start=1):
        opening = BEGIN.fullmatch(line)
        if (opening and inside) or (line == END and not inside):
            raise UsageError(f"datasheet, line {number}: the markers of numbers do not pair")
        if opening and opening[1] in tables:
            lines += [line, "", tables[opening[1]], ""]
        elif line == END or not inside or inside[1] not in tables:
            lines.append(line)
        inside = opening or (inside if line != END else None)
    if inside:
        raise UsageError("datasheet: the last block of numbers is not closed")
    return "\n".join(lines)


def datasheet_is_current(committed: str, tally: Tally) -> bool:
    """Tell whether the numbers in a committed datasheet are those of the data."""
    return render_datasheet(committed, tally) == committed


def numbers(name: str | None, tally: Tally) -> str:
    """Give one table of numbers, or all of them under their titles.

    Raises:
        UsageError: there is no table of this name.
    """
    if name is None:
        return "\n\n".join(filter(None, (table(tally) for table in NUMBERS.values())))
    if name not in NUMBERS:
        raise UsageError(f"datasheet: there are no numbers {name!r}; there are {', '.join((*NUMBERS, *MEASURED))}")
    return NUMBERS[name](tally)


def quantiles(lengths: Iterable[int]) -> tuple[int, ...]:
    """Give the lengths at 0, 10, 25, 50, 75, 90 and 100 % (nearest rank: each is the length of an article)."""
    ordered = sorted(lengths)
    return tuple(ordered[max(0, -(-percent * len(ordered) // 100) - 1)] for percent in _QUANTILES)


def _articles(tally: Tally) -> str:
    counts: Counter[tuple[str, str]] = Counter()
    for (language, split, _, _), number in tally.articles.items():
        counts[language, split] += number
    return _crosstab("articles", counts, tuple(split for split in SPLITS if split in tally.by_split()))


def _origins(tally: Tally) -> str:
    counts: Counter[tuple[str, str]] = Counter()
    for (_, _, origin, licence), number in tally.articles.items():
        counts[licence, origin] += number
    return _crosstab("licence", counts, tuple(tally.by_origin()))


def _lengths(tally: Tally) -> str:
    rows = [(language, list(quantiles(lengths))) for language, lengths in sorted(tally.lengths.items())]
    header = ("code points", "shortest", *(f"{percent} %" for percent in _QUANTILES[1:-1]), "longest")
    return _table(header, rows)


def _entities(tally: Tally) -> str:
    types = sorted({kind for _, kind in tally.entities})
    return "\n\n".join((_crosstab("entities", tally.entities, tuple(types)), *tally.credits()))


def _quotes(tally: Tally) -> str:
    counts: Counter[tuple[str, str]] = Counter()
    for (_, kind, attribution), number in tally.quotes.items():
        counts[kind, attribution] += number
    return _crosstab("quotes", counts, tuple(sorted({attribution for _, attribution in counts})))


def _layers(tally: Tally) -> str:
    provenances = tuple(sorted({provenance for _, provenance, _ in tally.layers}))
    makers = sorted({(layer, tool) for layer, _, tool in tally.layers})
    rows = [
        (f"{layer}, {tool}", [tally.layers[layer, provenance, tool] for provenance in provenances])
        for layer, tool in makers
    ]
    return _table(("layer and tool", *provenances), rows)


def _token_view(tally: Tally) -> str:
    return _table(("in tokens", "mentions"), [(name, [number]) for name, number in sorted(tally.token_view.items())])


def _agreement(tally: Tally) -> str:
    """Give each measure for all articles with its interval, and for each language; nothing where none has two."""
    rows = list(tally.agreement.rows())
    languages = list(dict.fromkeys(row.language for row in rows if row.language != ALL))
    values = {(row.measure, row.language): row for row in rows}
    lines = []
    for measure in dict.fromkeys(row.measure for row in rows):
        whole = values[measure, ALL]
        own = [share_text(values[measure, language].value) for language in languages]
        interval = "" if whole.low is None else f"{share_text(whole.low)}–{share_text(whole.high)}"
        name = f"{measure.layer}: {measure.name}, {measure.formula}"
        lines.append((name, [share_text(whole.value), interval, str(whole.units), *own]))
    return text_table(("two annotators", "all", "95 %", "units", *languages), lines) if lines else ""


NUMBERS: dict[str, Callable[[Tally], str]] = {
    "articles": _articles,
    "origins": _origins,
    "lengths": _lengths,
    "entities": _entities,
    "quotes": _quotes,
    "token-view": _token_view,
    "layers": _layers,
    "agreement": _agreement,
}
"""The tables of numbers, by the name that a marker uses."""

MEASURED = ("scores",)
"""Blocks that the data alone do not give: what a command has measured stands there, and stays."""


def _crosstab(title: str, counts: Counter[tuple[str, str]], columns: tuple[str, ...]) -> str:
    """Count rows by columns, with the sums of both."""
    names = sorted({row for row, _ in counts})
    rows = [(name, [counts[name, column] for column in columns]) for name in names]
    rows.append(("all", [sum(counts[name, column] for name in names) for column in columns]))
    return _table((title, *columns, "all"), [(name, [*row, sum(row)]) for name, row in rows])


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, list[int]]]) -> str:
    """Write a table: a word, then numbers set to the right."""
    return text_table(header, ((name, list(map(str, row))) for name, row in rows))


def text_table(header: tuple[str, ...], rows: Iterable[tuple[str, list[str]]]) -> str:
    """Write a table in Markdown: a word, then cells set to the right."""
    lines = [_row(header), _row([":--"] + ["--:"] * (len(header) - 1))]
    lines += [_row([name, *row]) for name, row in rows]
    return "\n".join(lines)


def share_text(value: float | None) -> str:
    """Write a share with two decimals; nothing where there was nothing to share."""
    return "" if value is None else f"{value:.2f}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
