"""The annotator ``spacy``: any installed spaCy pipeline that has a named-entity recogniser for the language.

Pipelines are found by the entry points of their packages, so that spaCy itself is imported only when one is opened. Of
a pipeline only the recogniser runs, with the vector layer that it listens to where it has none of its own.
"""

import gc
import json
import warnings
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, EntryPoint, entry_points, version
from threading import Lock
from typing import Any

from copydesk.annotate.entities.large_patterns import large_patterns_sooner
from copydesk.annotate.entities.recognizer import NamedSpan, Recognizer
from copydesk.annotate.entities.spacy_library import import_spacy
from copydesk.annotate.entities.word_attributes import describe_words_as_read
from copydesk.annotate.entities.word_rows import embed_words_once
from copydesk.engines import collector_at_rest
from copydesk.errors import MissingExtraError, UsageError
from copydesk.record import EntityType

BATCH = 64
"""Passages a batch, of which spaCy puts a quarter of about the same length through the model together. With fewer the
calls cost more than what they compute; with more the numbers no longer fit into the processor's cache."""

REMEMBERED = 20_000
"""Words, prefixes and shapes that a pipeline remembers from one batch to the next: the first are the common ones."""

LABELS: dict[str, EntityType] = {
    "PER": "PER",
    "PERSON": "PER",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
    "PRODUCT": "PROD",
    "WORK_OF_ART": "PROD",
    "EVENT": "EVENT",
    "LAW": "MISC",
    "MISC": "MISC",
}
"""The labels of spaCy's pipelines (WikiNER and OntoNotes) that are names in our scheme; other labels are left out."""

_UNREAD = ("strings", "lookups")
"""Parts of a vocabulary that no recogniser reads: the words of its vectors, found by their hashes all the same."""

_TUNED = ("openblas", "mkl", "accelerate", "armpl", "flexiblas")
"""Libraries of linear algebra with kernels for every processor that they may meet, chosen when they are loaded."""

_SIZES = ("md", "lg", "sm", "trf")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """An installed pipeline package."""

    package: str
    version: str


@cache
def installed_pipeline(language: str) -> Pipeline | None:
    """Find the installed pipeline of a language by package metadata: ``md`` before ``lg``, ``sm`` and ``trf``."""
    prefix = language.split("-", 1)[0].lower() + "_"
    found = [entry for entry in entry_points(group="spacy_models") if entry.name.startswith(prefix)]
    if not found:
        return None
    entry = min(found, key=_preference)
    distribution: Distribution | None = entry.dist
    return Pipeline(entry.name, distribution.version if distribution else "unknown")


def _preference(entry: EntryPoint) -> tuple[int, str]:
    size = entry.name.rsplit("_", 1)[-1]
    return (_SIZES.index(size) if size in _SIZES else len(_SIZES), entry.name)


@cache
def open_spacy(language: str) -> Recognizer:
    """Load the pipeline of a language, its recogniser alone; about three seconds, once a process and language.

    All that is in memory by then is set aside from the collector of cycles (``gc.freeze``) until models are forgotten.
    What is returned may be called from several threads, which wait for one another.

    Raises:
        MissingExtraError: spaCy or a pipeline for the language is not installed.
        UsageError: the pipeline does not load, was made for another spaCy, or has no recogniser.
    """
    pipeline = installed_pipeline(language)
    if pipeline is None:
        raise MissingExtraError(
            f"no spaCy pipeline for {language!r} is installed (extra `entities` brings the French one)"
        )
    try:
        spacy = import_spacy()
    except ImportError as error:
        raise MissingExtraError(f"{pipeline.package} needs spaCy, which is not installed (extra `entities`)") from error
    with collector_at_rest():
        try:
            nlp = _load(spacy, pipeline)
        except (OSError, ValueError, KeyError, TypeError, ImportError, AttributeError, RuntimeError) as error:
            reason = " ".join(str(error).split())[:200]
            raise UsageError(f"{pipeline.package} {pipeline.version} does not load: {reason}") from error
        describe_words_as_read(nlp)
        forget_words = embed_words_once(nlp.get_pipe("ner").model)
        gc.freeze()  # a pipeline stays until ``forget_models``: the collector need not go through it, not even once
    one_at_a_time = Lock()  # the words of a batch, their rows and the vocabulary are those of one call

    def recognize(passages: Sequence[str]) -> list[tuple[NamedSpan, ...]]:
        # what is met in a memory zone is forgotten after it, so that the vocabulary does not grow with the corpus
        with one_at_a_time, nlp.memory_zone() if len(nlp.vocab.strings) > REMEMBERED else nullcontext():
            forget_words()
            return [_named_spans(doc) for doc in nlp.pipe(passages, batch_size=BATCH)]

    return Recognizer(recognize, (f"spacy {version('spacy')}", f"{pipeline.package} {pipeline.version}"))


def _named_spans(doc: Any) -> tuple[NamedSpan, ...]:
    return tuple(
        NamedSpan(entity.start_char, entity.end_char, LABELS[entity.label_])
        for entity in doc.ents
        if entity.label_ in LABELS
    )


def _load(spacy: Any, pipeline: Pipeline) -> Any:
    path = spacy.util.get_package_path(pipeline.package) / f"{pipeline.package}-{pipeline.version}"
    meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    wanted = meta.get("spacy_version", "")
    if not spacy.util.is_compatible_version(spacy.__version__, wanted):
        raise ValueError(f"it was made for spaCy {wanted}, installed is {spacy.__version__}")
    if "ner" not in meta["pipeline"]:
        raise ValueError("it has no named-entity recogniser")
    kept = {"ner"} | _listened_to(spacy.util.load_config(path / "config.cfg"))
    unused = [name for name in meta["pipeline"] if name not in kept]
    with warnings.catch_warnings(), _fast_products(), large_patterns_sooner(), collector_at_rest():
        warnings.simplefilter("ignore")
        return spacy.load(path, exclude=[*unused, *_UNREAD])


def _fast_products() -> AbstractContextManager[Any]:
    """Let the models that are loaded meanwhile multiply matrices by numpy's library, where that is a tuned one.

    spaCy brings a library of its own, which has kernels for few processors; on the others it is three times slower.
    What is asked for is which library numpy was built with, not which one wins a race: a machine always has the same
    answer, and so an article always the same sums. Another library, or another processor, may differ in the last bit
    of a sum, and so, rarely, in a name.
    """
    import numpy as np  # noqa: PLC0415
    from thinc.api import get_current_ops, use_ops  # noqa: PLC0415

    built_with: Any = np.show_config(mode="dicts") or {}
    name = str(built_with.get("Build Dependencies", {}).get("blas", {}).get("name", "")).lower()
    if get_current_ops().name != "numpy" or not any(tuned in name for tuned in _TUNED):
        return nullcontext()
    return use_ops("numpy", use_blis=False)


def _listened_to(config: Any) -> set[str]:
    """Name the components whose vectors the recogniser takes; empty where it brings its own."""
    layer = config["components"]["ner"]["model"].get("tok2vec", {})
    if "Listener" not in str(layer.get("@architectures", "")):
        return set()
    upstream = layer.get("upstream", "*")
    return {"tok2vec", "transformer"} if upstream == "*" else {upstream}
