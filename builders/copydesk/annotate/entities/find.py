"""Documents in, entity layers out."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from copydesk.annotate.document import Document, EntityLayer
from copydesk.annotate.entities.annotators import choose
from copydesk.annotate.entities.areas import Area, annotated_areas
from copydesk.annotate.entities.boundaries import mend
from copydesk.annotate.entities.completion import complete, cut_to_others, longer_agreeing, with_suffixes
from copydesk.annotate.entities.gazetteer import gazetteer_resources
from copydesk.annotate.entities.identity import entity_ids
from copydesk.annotate.entities.kinds import settle
from copydesk.annotate.entities.lexicon import Lexicon, lexicon_of
from copydesk.annotate.entities.linking import links
from copydesk.annotate.entities.mentions import Mention, Reading, apart
from copydesk.annotate.entities.nested import nested
from copydesk.annotate.entities.passages import read_passage
from copydesk.annotate.entities.recognizer import NamedSpan
from copydesk.annotate.entities.spread import spread
from copydesk.annotate.entities.turns import turn_labels
from copydesk.annotate.entities.words import Word
from copydesk.annotate.entities.worn.spans import Heard
from copydesk.annotate.entities.worn.weighing import weigh
from copydesk.record import Entity, Layer
from copydesk.resources import package_version
from copydesk.text.remarks import Remark

GUIDELINE = "1.1"


def find_entities(
    documents: Sequence[Document], *, annotator: str | Mapping[str, str] = "auto", strict: bool = False
) -> tuple[EntityLayer, ...]:
    """Find the named people, places, organisations, products and events of documents, with one id for each thing.

    Documents come in batches because a model works on many passages at once; the answer for a document does not depend
    on the others. Every span counts code points of ``Document.text``.

    Args:
        documents: what to annotate.
        annotator: ``auto``, a key of ``ANNOTATORS``, or what else ``annotators.choose`` takes; or one a language,
            where a language without one gets ``auto``.
        strict: raise where an annotator cannot be opened, instead of a remark and the rules in its place.

    Raises:
        UsageError: there is no such annotator, or (with ``strict``) it cannot be opened.
    """
    layers: dict[int, EntityLayer] = {}
    for language in sorted({document.language for document in documents}):
        places = [place for place, document in enumerate(documents) if document.language == language]
        chosen = annotator if isinstance(annotator, str) else _of_language(annotator, language)
        found = _annotate([documents[place] for place in places], language, chosen, strict=strict)
        layers.update(zip(places, found, strict=True))
    return tuple(layers[place] for place in range(len(documents)))


def _of_language(annotators: Mapping[str, str], language: str) -> str:
    return annotators.get(language) or annotators.get(language.split("-", 1)[0], "auto")


def _annotate(documents: Sequence[Document], language: str, annotator: str, *, strict: bool) -> list[EntityLayer]:
    recognizer, message = choose(annotator, language, strict=strict)
    lexicon = lexicon_of(language)
    if recognizer is None or lexicon is None:
        remark = Remark("entities-no-language-data", f"no data on names for language {language!r}", 0, 0)
        return [EntityLayer((), _layer(()), (remark,)) for _ in documents]
    remarks = (Remark("entities-annotator-unavailable", message, 0, 0),) if message else ()
    areas = [annotated_areas(document) for document in documents]
    spans = iter(recognizer.recognize([area.text for own in areas for area in own]))
    return [
        EntityLayer(
            _entities(document, own, [next(spans) for _ in own], lexicon),
            _layer((*recognizer.resources, *gazetteer_resources())),
            remarks,
        )
        for document, own in zip(documents, areas, strict=True)
    ]


def _layer(resources: tuple[str, ...]) -> Layer:
    return Layer("entities", "automatic", "copydesk", package_version("copydesk"), GUIDELINE, resources)


def _entities(
    document: Document, areas: tuple[Area, ...], spans: Sequence[Sequence[NamedSpan]], lexicon: Lexicon
) -> tuple[Entity, ...]:
    reading = read_article(document, areas, lexicon)
    names = weigh(heard_names(spans, reading), reading)
    mentions = sorted({*names, *nested(names, reading)}, key=lambda m: (m.area, m.first, -m.last))
    ids = entity_ids(mentions, reading)
    found = zip(mentions, ids, links(mentions, ids, reading), strict=True)
    return tuple(
        Entity(f"e{number}", mention.type, *mention_span(mention, document, reading), entity_id, *link)
        for number, (mention, entity_id, link) in enumerate(found, 1)
    )


def read_article(document: Document, areas: tuple[Area, ...], lexicon: Lexicon) -> Reading:
    """Split the areas of a document into words, and find the words that a lost space stood before."""
    words = tuple(read_passage(area.text, document.language).words for area in areas)
    joints = tuple(_words_after(document.joints, area, own) for area, own in zip(areas, words, strict=True))
    return Reading(areas, words, joints, lexicon)


def heard_names(spans: Sequence[Sequence[NamedSpan]], reading: Reading) -> Heard:
    """Take the annotator's spans and the sure names through the steps that look at the article as a whole.

    What both said at first is kept beside what became of it. Names inside names come later.
    """
    named = [
        Mention(area, *place, span.type)
        for area, own in enumerate(spans)
        for span in own
        if (place := _word_place(span, reading.words[area]))
    ]
    sure = [
        Mention(area, *found)
        for area, passage in enumerate(reading.areas)
        for found in read_passage(passage.text, reading.lexicon.language).sure
    ]
    mended = cut_to_others(mend([*named, *sure], reading), reading)
    mentions = apart(longer_agreeing(mended, reading))
    mentions = apart(complete(mentions, reading))
    mentions = settle(mentions, reading)
    mentions = with_suffixes(spread(mentions, reading), reading)
    return Heard(named, sure, apart([*turn_labels(mentions, reading), *mentions]))


def _word_place(span: NamedSpan, words: Sequence[Word]) -> tuple[int, int] | None:
    """Widen a span to whole words; None where it holds none."""
    first = bisect_right(words, span.start, key=lambda word: word.end)
    last = bisect_left(words, span.end, key=lambda word: word.start)
    return (first, last) if first < last else None


def _words_after(joints: Iterable[int], area: Area, words: Sequence[Word]) -> frozenset[int]:
    """Give the words of an area that a lost space was put back before."""
    if not words:
        return frozenset()
    first, last = area.document_span(0, len(area.text))
    found = set()
    for joint in joints:
        if first <= joint < last:
            place = joint - area.start if area.offsets is None else bisect_left(area.offsets, joint)
            found.add(bisect_left(words, place, key=lambda word: word.start))
    return frozenset(found)


def _ends_in_initials(words: Sequence[Word]) -> bool:
    """Tell whether a name ends in two single letters, whose full stops belong to it: ``S. M.``, ``e. V.``."""
    return len(words) > 1 and len(words[-1].text) == len(words[-2].text) == 1 and words[-1].gap == ". "


def mention_span(mention: Mention, document: Document, reading: Reading) -> tuple[int, int, str]:
    """Give where a mention stands in the document, and its text there."""
    words = reading.words[mention.area]
    start, end = reading.areas[mention.area].document_span(words[mention.first].start, words[mention.last - 1].end)
    if _ends_in_initials(words[mention.first : mention.last]) and document.text[end : end + 1] == ".":
        end += 1
    while end < len(document.text) and unicodedata.category(document.text[end])[0] == "M":
        end += 1
    return start, end, document.text[start:end]
