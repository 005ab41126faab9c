"""A difference as Markdown, for release notes and reviews; what articles say stands in code spans."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from copydesk.release.changes.difference import Difference, Sample
from copydesk.release.changes.markdown import bullets, code_span, escaped
from copydesk.release.changes.reporters.as_text import article_words, headline
from copydesk.release.changes.wording import added_words, changed_words, removed_words


def markdown_report(difference: Difference) -> str:
    """Write the counts as sections, then the samples by kind."""
    sections = (
        ("Added", added_words(difference)),
        ("Changed", changed_words(difference)),
        ("Removed", removed_words(difference)),
    )
    parts = [f"## {escaped(headline(difference))}", escaped(f"Articles: {article_words(difference)}")]
    for title, words in sections:
        if words:
            parts += [f"### {title}", bullets(words)]
    if difference.samples:
        parts += ["### Samples", "\n".join(_samples(difference.samples))]
    return "\n\n".join(parts)


def _samples(samples: Sequence[Sample]) -> Iterator[str]:
    for kind, group in groupby(samples, attrgetter("kind")):
        yield f"- {escaped(kind)}"
        yield from (f"  - {_sample(sample)}" for sample in group)


def _sample(sample: Sample) -> str:
    shown = [code_span(sample.what)] if sample.what else []
    if sample.old is not None and sample.old == sample.new:
        shown.append(code_span(sample.old))
    else:
        sides = (("before", sample.old), ("after", sample.new))
        shown += [f"{name} {code_span(text)}" for name, text in sides if text is not None]
    return f"{code_span(sample.id)}: {', '.join(shown)}" if shown else code_span(sample.id)
