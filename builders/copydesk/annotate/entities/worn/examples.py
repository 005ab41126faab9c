"""What the weights of worn print are learned from: the proposed spans of pages whose names are known."""

from collections.abc import Callable, Iterator

from copydesk.annotate.document import Document
from copydesk.annotate.entities.areas import annotated_areas
from copydesk.annotate.entities.find import heard_names, mention_span, read_article
from copydesk.annotate.entities.lexicon import lexicon_of
from copydesk.annotate.entities.mentions import Mention
from copydesk.annotate.entities.recognizer import Recognizer
from copydesk.annotate.entities.worn.features import described_spans
from copydesk.annotate.entities.worn.learn import Example


def examples_of(
    page: str, document: Document, recognizer: Recognizer, kind_at: Callable[[int, int], str]
) -> Iterator[Example]:
    """Describe what is proposed on a page, with what each span names.

    Args:
        page: what the page is called.
        document: the page, its lost spaces put back.
        recognizer: the annotator.
        kind_at: gives what the text from one code point of the document to another names, empty for nothing.
    """
    lexicon = lexicon_of(document.language)
    if lexicon is None:
        return
    areas = annotated_areas(document)
    reading = read_article(document, areas, lexicon)
    spans = tuple(recognizer.recognize([area.text for area in areas]))
    for span, features in described_spans(heard_names(spans, reading), reading):
        start, end, _ = mention_span(Mention(*span.place, "MISC"), document, reading)
        yield Example(page, features, kind_at(start, end))
