"""A difference as lines of text, one statement a line."""

from collections.abc import Iterable, Iterator

from copydesk.errors import printable
from copydesk.release.changes.difference import SCHEMA_BUMPS, Difference, Sample, bump_due
from copydesk.release.changes.versions import next_version
from copydesk.release.changes.wording import counted, schema_words, span_words, split_words


def text_report(difference: Difference) -> str:
    """Write the counts, then the samples; no line begins with anything that an article holds."""
    return "\n".join([headline(difference), *_counts(difference), *_samples(difference.samples)])


def headline(difference: Difference) -> str:
    """Say in one line which versions were compared and which version is due."""
    old, new = difference.old.version, difference.new.version
    bump = bump_due(difference)
    due = f"; after {printable(old)}, {next_version(old, bump)} is due" if old and bump != "none" else ""
    return f"{printable(old or 'nothing')} -> {printable(new or 'rows without a version')}: {bump}{due}"


def article_words(difference: Difference) -> str:
    """Say in one line how many articles there were, are, and what became of them."""
    return (
        f"{difference.old.articles} -> {difference.new.articles}: {difference.added} added, "
        f"{difference.removed} removed, {difference.changed} changed, {difference.moved} in another split, "
        f"{difference.same} as before"
    )


def _counts(difference: Difference) -> Iterator[str]:
    yield f"articles: {article_words(difference)}"
    yield from (f"split: {words}" for words in split_words(difference))
    if difference.layers:
        yield f"layers: {counted(difference.layers)}"
    if difference.fields:
        yield f"fields: {counted(difference.fields)}"
    for layer, counts in (difference.spans or {}).items():
        yield f"{layer}: {span_words(counts)}"
    yield from (f"schema: {words}" for words in schema_words(difference, *SCHEMA_BUMPS))
    if difference.files_changed and bump_due(difference) == "patch":
        yield "files: the same rows in other files"


def _samples(samples: Iterable[Sample]) -> Iterator[str]:
    for sample in samples:
        what = f" ({sample.what})" if sample.what else ""
        yield f"sample: {sample.kind}: {sample.id}{what}"
        if sample.old is not None and sample.old == sample.new:
            yield f"  = {sample.old}"
            continue
        if sample.old is not None:
            yield f"  - {sample.old}"
        if sample.new is not None:
            yield f"  + {sample.new}"
