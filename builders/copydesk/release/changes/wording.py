"""A difference in words: the statements that the text report, the Markdown report and the changelog share.

Every string is one printable line without markup; names of fields are given as they are.
"""

from collections.abc import Mapping

from copydesk.errors import printable
from copydesk.release.changes.difference import Difference, SchemaChange, SchemaKind, SpanCounts


def added_words(difference: Difference) -> list[str]:
    """Say what is new: articles, fields, and values that a field may now have."""
    articles = [number_of(difference.added, "article")] if difference.added else []
    return [*articles, *schema_words(difference, "added", "widened")]


def changed_words(difference: Difference) -> list[str]:
    """Say what is other than before: articles by field or layer, splits, spans, declarations."""
    words = []
    if difference.changed:
        where = difference.layers if difference.fields is None else difference.fields
        words.append(f"{number_of(difference.changed, 'article')}: {counted(where)}")
    words += split_words(difference)
    words += [f"{layer}: {span_words(counts)}" for layer, counts in (difference.spans or {}).items()]
    return [*words, *schema_words(difference, "retyped", "narrowed", "renamed")]


def removed_words(difference: Difference) -> list[str]:
    """Say what is gone: articles and fields."""
    articles = [number_of(difference.removed, "article")] if difference.removed else []
    return [*articles, *schema_words(difference, "removed")]


def split_words(difference: Difference) -> list[str]:
    """Say how many articles went from which split to which."""
    return [
        f"{number_of(move.articles, 'article')} from {printable(move.old)} to {printable(move.new)}"
        for move in difference.split_moves
    ]


def span_words(counts: SpanCounts) -> str:
    """Say what became of the spans of one layer."""
    details = f" (in {counted(counts.details)})" if counts.details else ""
    kinds = ", ".join(f"{number} {kind}" for kind, number in counts.kinds.items() if number)
    return f"{kinds}{details}"


def schema_words(difference: Difference, *kinds: SchemaKind) -> list[str]:
    """Say which declarations changed in one of some ways."""
    return [_schema_line(change) for change in difference.schema or () if change.kind in kinds]


def counted(counts: Mapping[str, int]) -> str:
    """Name things with their numbers, the most frequent first."""
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return ", ".join(f"{printable(name)} {number}" for name, number in ordered)


def number_of(number: int, thing: str) -> str:
    """Give a number with its noun: ``1 article``, ``2 articles``."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _schema_line(change: SchemaChange) -> str:
    values = [printable(value) for value in (change.old, change.new) if value is not None]
    return f"field {printable(change.field)} {change.kind} ({' -> '.join(values)})"
