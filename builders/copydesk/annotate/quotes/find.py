"""Find who said what in one document."""

from collections.abc import Sequence

from copydesk.annotate.document import Document, QuoteLayer
from copydesk.annotate.quotes.afterwards import attribute_afterwards
from copydesk.annotate.quotes.assemble import build_quotes, ordered
from copydesk.annotate.quotes.attribution import read_attributions
from copydesk.annotate.quotes.blocks import find_blocks
from copydesk.annotate.quotes.dialogue import find_dialogue
from copydesk.annotate.quotes.drafts import Draft, Place
from copydesk.annotate.quotes.inner import with_inner
from copydesk.annotate.quotes.lexicon import lexicon
from copydesk.annotate.quotes.marks import Marked, find_marked
from copydesk.annotate.quotes.names import set_names_aside
from copydesk.annotate.quotes.non_quotes import find_non_quotes
from copydesk.annotate.quotes.paragraphs import paragraphs_of
from copydesk.annotate.quotes.spoken import Read, Turn, with_turns
from copydesk.annotate.quotes.stream import Stream, build_stream
from copydesk.annotate.quotes.turns import find_turns
from copydesk.annotate.speakers.profiles import read_cast
from copydesk.annotate.speakers.resolve import resolve_speakers
from copydesk.record import Entity, Layer
from copydesk.resources import package_version
from copydesk.text.remarks import Remark

GUIDELINE = "1.0"


def find_quotes(document: Document, entities: Sequence[Entity]) -> QuoteLayer:
    """Find the quotes of a document, their cues, sources and speakers, and the marks that quote nobody.

    Direct, indirect and mixed speech is found by rules over word lists (``languages/<lang>/speech.toml``) after the
    annotation guideline; no model is used. Time is linear in the length of the text.

    Args:
        document: clean text and its passages.
        entities: the mentions of the same text; with none, sources are found but no speaker is resolved.

    Returns:
        The layer. Its remarks count code points of ``document.text``: ``quote-mark-unclosed`` at each mark that
        never closes, ``quotes-no-language-data`` where the language has no data (then nothing is annotated).
    """
    words = lexicon(document.language)
    if words is None:
        message = f"no data of reported speech for the language {document.language!r}; quotes were not looked for"
        remark = Remark("quotes-no-language-data", message, 0, len(document.text))
        return QuoteLayer((), (), _layer(()), (remark,))
    paragraphs = paragraphs_of(document)
    marked = find_marked(document.text, paragraphs)
    stream = build_stream(document, words, marked, paragraphs)
    aside = set_names_aside(stream)
    drafts = read_attributions(stream).drafts
    spoken = with_turns(stream, drafts, _turns(document, stream, paragraphs, drafts))
    lawful = ordered(stream, spoken)
    people = {entity.start: entity.end for entity in entities if entity.type == "PER"}
    attribute_afterwards(stream, lawful, people)
    drafts = with_inner(stream, lawful)
    speakers = resolve_speakers(stream, drafts, read_cast(stream, entities), document.passages) if drafts else []
    quotes = build_quotes(stream, drafts, speakers, aside)
    non_quotes = find_non_quotes(stream, quotes, aside)
    layer = _layer((f"languages/{words.language}/speech.toml",))
    return QuoteLayer(quotes, non_quotes, layer, tuple(_unclosed(document.text, marked)))


def _turns(document: Document, stream: Stream, paragraphs: Sequence[Place], drafts: Sequence[Draft]) -> list[Turn]:
    """Give the lines that are spoken without marks: of an interview, a dialogue, a block quotation."""
    answers = find_turns(document, stream, paragraphs)
    turns = [*answers, *find_dialogue(Read(stream, paragraphs, drafts, answers))]
    return [*turns, *find_blocks(Read(stream, paragraphs, drafts, turns))]


def _layer(resources: tuple[str, ...]) -> Layer:
    return Layer("quotes", "automatic", "copydesk", package_version("copydesk"), GUIDELINE, resources)


def _unclosed(text: str, marked: Sequence[Marked]) -> list[Remark]:
    return [
        Remark(
            "quote-mark-unclosed",
            f"the quotation mark {text[stretch.start : stretch.inner_start]} is not closed in its paragraph",
            stretch.start,
            stretch.end,
        )
        for stretch in marked
        if not stretch.closed and not stretch.continues
    ]
