"""The few calls that most users need: read one article, annotate a text."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

from copydesk.annotate.document import Document, EntityLayer, QuoteLayer
from copydesk.annotate.entities import find_entities
from copydesk.annotate.quotes import find_quotes
from copydesk.engines import collector_at_rest
from copydesk.errors import InputError, UsageError
from copydesk.pipeline.annotate import Reading, annotate_drafts
from copydesk.pipeline.facts import DEFAULT_OPTIONS, Facts, Options
from copydesk.pipeline.inputs import TABLE_SUFFIXES, Input, read_input, rows
from copydesk.pipeline.read import Draft, read
from copydesk.pipeline.survey import read_sidecar
from copydesk.record import Article
from copydesk.text.containers import Line, suffix_of
from copydesk.text.intake import decode, from_text
from copydesk.text.language import detect
from copydesk.text.normal_form import nfc


def parse(
    raw: str | bytes,
    *,
    id: str | None = None,  # noqa: A002  the field's name
    language: str | None = None,
    options: Options = DEFAULT_OPTIONS,
) -> Article:
    r"""Read one raw article.

    Args:
        raw: the article as it fell out of its page; bytes must be UTF-8.
        id: its id; without one the document id line of the article, else ``unnamed``.
        language: its BCP-47 tag where it is known; else it is detected on the body.
        options: which layers are made.

    Raises:
        InputError: the bytes are no text, or no article was found; has a rule and a place.

    >>> article = parse("Titre\n\nUn mot.\n", options=Options(entities=None, detect_language=False))
    >>> article.headline, article.body
    ('Titre', 'Un mot.')
    """
    taken = decode(raw) if isinstance(raw, bytes) else from_text(raw)
    return _read(Input(taken, Facts(id=id, language=language)), options)[1].article


def read_file(path: Path | str, *, options: Options = DEFAULT_OPTIONS) -> Article:
    """Read the raw article in a file, with the sidecar ``<name>.json`` beside it where there is one.

    Raises:
        InputError: as ``parse``; also where the file cannot be read or its sidecar is wrong.
    """
    return read_path(Path(path), options)[1].article


def read_path(path: Path, options: Options = DEFAULT_OPTIONS, *, language: str | None = None) -> tuple[Draft, Reading]:
    """Read the article in a file and keep what was noticed on the way.

    Raises:
        InputError: as ``read_file``.
    """
    line, facts = _only_row(path) if suffix_of(path) in TABLE_SUFFIXES else (None, read_sidecar(path))
    if language:
        facts = replace(facts, language=language)
    return _read(read_input(path, facts, shown=str(path), line=line, follow_links=True), options, shown=str(path))


def read_stream(
    data: bytes, options: Options = DEFAULT_OPTIONS, *, language: str | None = None
) -> tuple[Draft, Reading]:
    """Read an article that came from no file, such as standard input.

    Raises:
        InputError: as ``parse``.
    """
    return _read(Input(decode(data, path="-"), Facts(language=language)), options, shown="-")


def annotate(text: str, language: str | None = None, *, annotator: str = "auto") -> tuple[EntityLayer, QuoteLayer]:
    """Find entities and quotes in plain text without a layout; nothing in it is taken for a headline.

    Args:
        text: the text, with blank lines between paragraphs; it must be NFC, for spans count its code points.
        language: BCP-47 tag; detected where None.
        annotator: a key of ``ANNOTATORS``, or ``auto``.

    Raises:
        ValueError: the text is not NFC.
    """
    if nfc(text) != text:
        raise ValueError("the text is not NFC; normalise it first, so that spans count the same characters")
    document = Document(text, language or detect(text).language)
    (entities,) = find_entities([document], annotator=annotator)
    return entities, find_quotes(document, entities.entities)


def _only_row(path: Path) -> tuple[Line, Facts]:
    """Find the article of a JSON Lines file that holds one alone."""
    found = list(islice(rows(path, shown=str(path)), 2))
    if len(found) != 1:
        holds = "more than one article; copydesk build reads them all" if found else "no article"
        raise UsageError(f"{str(path)!r} holds {holds}")
    line, facts = found[0]
    if isinstance(facts, InputError):
        raise facts
    return line, facts


def _read(given: Input, options: Options, *, shown: str = "") -> tuple[Draft, Reading]:
    with collector_at_rest():
        draft = read(given, options, shown=shown)
        (reading,) = annotate_drafts([draft], options)
    if isinstance(reading, InputError):
        raise reading
    return draft, reading
