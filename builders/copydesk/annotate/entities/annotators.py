"""The annotators by name, and how one is chosen."""

import gc

from copydesk.annotate.entities.functions import open_function
from copydesk.annotate.entities.gliner_model import GLINER
from copydesk.annotate.entities.models import ModelKind, forget_loaded, with_model
from copydesk.annotate.entities.recognizer import OpenRecognizer, Recognizer
from copydesk.annotate.entities.rules import open_rules
from copydesk.annotate.entities.spacy_pipeline import installed_pipeline, open_spacy
from copydesk.annotate.entities.transformers_model import TRANSFORMERS
from copydesk.errors import CopydeskError, UsageError

ANNOTATORS: dict[str, OpenRecognizer] = {
    "spacy": open_spacy,
    "rules": open_rules,
    "transformers": with_model(TRANSFORMERS),
    "gliner": with_model(GLINER),
}
"""What can name things; a new one is an entry (see ``recognizer.from_function``)."""

MODELS: dict[str, ModelKind] = {"transformers": TRANSFORMERS, "gliner": GLINER}
"""The annotators that may be written with the folder of a model: ``transformers:FOLDER``."""


def choose(annotator: str, language: str, *, strict: bool) -> tuple[Recognizer | None, str | None]:
    """Open an annotator for a language; ``auto`` is ``spacy`` where the language has a pipeline, else ``rules``.

    Besides the names there are ``transformers:FOLDER``, ``gliner:FOLDER`` and, for a function of one's own,
    ``package.module:function``. Models and functions are what somebody asked for by name: nothing takes their place.

    Returns:
        The open annotator, or None where there is no data for the language; and what a person should know where it is
        not the one that was asked for.

    Raises:
        UsageError: there is no annotator of that name; or it cannot be opened, and nothing may take its place.
    """
    if annotator in MODELS or ":" in annotator:
        return _opener(annotator)(language), None
    if annotator != "auto" and annotator not in ANNOTATORS:
        raise UsageError(f"no annotator {annotator!r}; there are auto, {', '.join(sorted(ANNOTATORS))}")
    name = annotator
    if annotator == "auto":
        name = "spacy" if installed_pipeline(language) else "rules"
    try:
        return ANNOTATORS[name](language), None
    except CopydeskError as error:
        if name == "rules":
            return None, str(error)
        if strict:
            raise
        return _rules_instead(language, error)


def forget_models() -> None:
    """Give the memory of opened models back; one that is asked for afterwards is loaded again, in some seconds.

    A pipeline holds cycles and was set aside from the collector, which therefore has to go through everything once.
    """
    open_spacy.cache_clear()
    forget_loaded()
    gc.unfreeze()
    gc.collect()


def _opener(annotator: str) -> OpenRecognizer:
    name, colon, rest = annotator.partition(":")
    if not colon:
        return ANNOTATORS[name]
    return with_model(MODELS[name], rest) if name in MODELS else open_function(annotator)


def _rules_instead(language: str, error: CopydeskError) -> tuple[Recognizer | None, str]:
    try:
        return open_rules(language), f"{error}; the rules took its place"
    except UsageError:
        return None, str(error)
