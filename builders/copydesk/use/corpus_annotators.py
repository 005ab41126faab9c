"""The annotators that a corpus names in its ``corpus.json``, taken only by somebody who asks for them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from copydesk.errors import UsageError
from copydesk.pipeline.facts import Options

FROM_CORPUS = "corpus"
"""What is written in place of an annotator's name to take those that the corpus names."""


def with_corpus_annotators(options: Options, manifest: Mapping[str, Any], *, trusted: bool) -> Options:
    """Put the annotators that a corpus names into options that ask for them; other options stay as they are.

    A name with a colon stands for code or a folder of the one who wrote the corpus. Whoever builds a corpus has not
    read it, so that such a name is taken with consent alone: nothing is imported or opened here.

    Raises:
        UsageError: the corpus names code, and there is no consent.
    """
    if options.entities != FROM_CORPUS:
        return options
    named: dict[str, str] = dict(sorted(manifest.get("annotators", {}).items()))
    foreign = [f"{name} ({language})" for language, name in named.items() if ":" in name]
    if foreign and not trusted:
        raise UsageError(
            f"corpus.json names code as an annotator: {', '.join(foreign)}; "
            "building runs it with your rights: read it, then say --trust-annotators"
        )
    return replace(options, entities=named or "auto")
