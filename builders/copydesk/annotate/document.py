"""What an annotator sees of an article: the clean text, its passages, its language. Nothing else."""

from dataclasses import dataclass

from copydesk.record import Entity, Layer, NonQuote, Passage, Quote
from copydesk.text.remarks import Remark


@dataclass(frozen=True, slots=True)
class Document:
    """One clean text to annotate.

    Attributes:
        text: the clean text, NFC; passages are joined by a blank line.
        language: BCP-47 tag, ``und`` when unknown.
        passages: the roles of its parts; empty for plain text without a layout (then nothing is a headline and
            paragraphs are what blank lines separate).
        joints: code points of ``text`` where a lost space was put back (the inserted space stands at that offset);
            such places mark the end of a name or a tag boundary.
    """

    text: str
    language: str
    passages: tuple[Passage, ...] = ()
    joints: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityLayer:
    """The entity mentions of one document, ordered by (start, -end), and where they come from."""

    entities: tuple[Entity, ...]
    layer: Layer
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteLayer:
    """The quotes and non-quotes of one document, ordered by start, and where they come from."""

    quotes: tuple[Quote, ...]
    non_quotes: tuple[NonQuote, ...]
    layer: Layer
    remarks: tuple[Remark, ...] = ()
