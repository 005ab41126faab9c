"""What is known of an article besides its text: its name, its rights, its origin."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from copydesk.record import Layer, LayerName, Origin, Source
from copydesk.resources import package_version
from copydesk.text.intake import RawArticle


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts from the caller, a sidecar or a folder; the defaults say that nothing is known.

    ``language`` is the declared BCP-47 tag, or None to take the detected one; ``path`` is relative to the corpus.
    """

    id: str | None = None
    path: str | None = None
    language: str | None = None
    origin: Origin = "unknown"
    publisher: str | None = None
    url: str | None = None
    retrieved: str | None = None
    licence: str = "unknown"
    rights_holder: str | None = None
    note: str | None = None
    date_published: str | None = None
    date_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """Which layers are made.

    Attributes:
        entities: name of the annotator (see ``ANNOTATORS``), ``auto``, or None for no entities; or a name for each
            language.
        quotes: whether quotes are annotated.
        detect_language: whether the language is detected; without it the declared one is believed.
        strict: whether an annotator that cannot be loaded is an error rather than replaced.
    """

    entities: str | Mapping[str, str] | None = "auto"
    quotes: bool = True
    detect_language: bool = True
    strict: bool = False


DEFAULT_OPTIONS = Options()
NO_FACTS = Facts()


def source_of(raw: RawArticle, facts: Facts) -> Source:
    """Put the source of a record together from its bytes and its facts."""
    return Source(
        path=facts.path,
        sha256=raw.sha256,
        bytes=raw.bytes,
        encoding=raw.encoding,
        newline=raw.newline,
        origin=facts.origin,
        publisher=facts.publisher,
        url=facts.url,
        retrieved=facts.retrieved,
        licence=facts.licence,
        rights_holder=facts.rights_holder,
        note=facts.note,
    )


@cache
def automatic_layer(name: LayerName) -> Layer:
    """Say that a layer was made by this package."""
    return Layer(name, "automatic", "copydesk", package_version("copydesk"), None, ())


@cache
def language_layer() -> Layer:
    """Say that the language was detected by langdetect; it does not change with the version of this package."""
    return Layer("language", "automatic", "langdetect", package_version("langdetect"), None, ())
