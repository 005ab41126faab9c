"""The second half of the way: drafts to articles, annotated in batches; each can be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from copydesk.annotate.document import EntityLayer, QuoteLayer
from copydesk.annotate.entities import find_entities
from copydesk.annotate.quotes import find_quotes
from copydesk.check.articles import check_article
from copydesk.check.findings import Finding
from copydesk.check.rules import RULES
from copydesk.check.rules.rule import ArticleRule
from copydesk.errors import InputError
from copydesk.pipeline.facts import DEFAULT_OPTIONS, Options, source_of
from copydesk.pipeline.gold import Anchored, anchored
from copydesk.pipeline.read import Draft
from copydesk.record import SCHEMA_VERSION, Article, Layer, LayerName, NonEntity
from copydesk.text.fields import BODY_ROLES, article_kicker, images, joined, related_links
from copydesk.text.intake import text_place
from copydesk.text.remarks import Remark

UNNAMED = "unnamed"
"""The id of an article for which neither the caller nor the article gives one."""

_SEEN_IN_RECORD = frozenset(name for name, rule in RULES.items() if isinstance(rule, ArticleRule))
"""Rules that look at the finished record; what layout noticed of them need not be said twice."""


@dataclass(frozen=True)
class Reading:
    """An article, with what was noticed in its draft while it was annotated."""

    article: Article
    draft: Draft
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed while the article was read, and what its checks find.

        The checks run when this is asked for, once: who wants the article alone need not wait for them.
        """
        return (*self._noticed(), *check_article(self.article, path=self.draft.shown, raw=self.draft.raw.text))

    def _noticed(self) -> Iterator[Finding]:
        for remark in self.draft.remarks:
            if remark.rule not in _SEEN_IN_RECORD:
                yield _finding(remark, self.draft, self.article.id)
        for remark in self.remarks:
            start, end = self.article.raw_span(remark.start, remark.end)
            yield _finding(replace(remark, start=start, end=end), self.draft, self.article.id)


def annotate_drafts(drafts: Sequence[Draft], options: Options = DEFAULT_OPTIONS) -> list[Reading | InputError]:
    """Annotate drafts together, for annotators work faster on batches.

    Returns:
        For each draft a reading, or the error for which its gold cannot be used.
    """
    golds = [_anchored(draft) for draft in drafts]
    wanted = [
        index
        for index, gold in enumerate(golds)
        if options.entities and not isinstance(gold, InputError) and not _gold_layer(drafts[index], "entities")
    ]
    layers: dict[int, EntityLayer] = {}
    if wanted and options.entities:
        documents = [drafts[index].document for index in wanted]
        found = find_entities(documents, annotator=options.entities, strict=options.strict)
        layers = dict(zip(wanted, found, strict=True))
    return [
        gold if isinstance(gold, InputError) else _reading(draft, gold, layers.get(index), options)
        for index, (draft, gold) in enumerate(zip(drafts, golds, strict=True))
    ]


def _gold_layer(draft: Draft, name: LayerName) -> Layer | None:
    return draft.gold.layer(name) if draft.gold else None


def _anchored(draft: Draft) -> Anchored | InputError | None:
    if draft.gold is None:
        return None
    try:
        return anchored(draft.gold, draft.document.text)
    except InputError as error:
        return error


def _reading(draft: Draft, gold: Anchored | None, found: EntityLayer | None, options: Options) -> Reading:
    entity_layer, non_entities = _entities(draft, gold, found)
    quote_layer = _quotes(draft, gold, entity_layer, options)
    article = _article(draft, entity_layer, quote_layer, non_entities)
    remarks = tuple(remark for layer in (entity_layer, quote_layer) if layer for remark in layer.remarks)
    return Reading(article, draft, remarks)


def _entities(
    draft: Draft, gold: Anchored | None, found: EntityLayer | None
) -> tuple[EntityLayer | None, tuple[NonEntity, ...]]:
    if gold is not None and (layer := _gold_layer(draft, "entities")):
        return EntityLayer(gold.entities, layer), gold.non_entities
    return found, ()


def _quotes(draft: Draft, gold: Anchored | None, entities: EntityLayer | None, options: Options) -> QuoteLayer | None:
    if gold is not None and (layer := _gold_layer(draft, "quotes")):
        return QuoteLayer(gold.quotes, gold.non_quotes, layer)
    if not options.quotes:
        return None
    return find_quotes(draft.document, entities.entities if entities else ())


def _article(
    draft: Draft, entities: EntityLayer | None, quotes: QuoteLayer | None, non_entities: tuple[NonEntity, ...]
) -> Article:
    text, passages = draft.document.text, draft.document.passages
    annotated: tuple[Layer, ...] = tuple(layer.layer for layer in (entities, quotes) if layer)
    return Article(
        id=draft.facts.id or joined(text, passages, "document_id") or UNNAMED,
        schema_version=SCHEMA_VERSION,
        language=draft.document.language,
        language_detected=draft.detected.language,
        language_probability=draft.detected.probability,
        text=text,
        headline=joined(text, passages, "headline"),
        kicker=article_kicker(text, passages),
        dek=joined(text, passages, "dek"),
        body=joined(text, passages, *BODY_ROLES) or "",
        byline=joined(text, passages, "byline"),
        dateline=joined(text, passages, "dateline"),
        update_line=joined(text, passages, "update_line"),
        date_published=draft.date_published,
        date_modified=draft.date_modified,
        images=images(text, passages),
        related_links=related_links(text, passages),
        passages=passages,
        entities=entities.entities if entities else (),
        quotes=quotes.quotes if quotes else (),
        non_quotes=quotes.non_quotes if quotes else (),
        non_entities=non_entities,
        edits=draft.assembled.edits,
        layers=(*draft.layers, *annotated),
        source=source_of(draft.raw, draft.facts),
    )


def _finding(remark: Remark, draft: Draft, article: str) -> Finding:
    place = text_place(draft.raw.text, remark.start, draft.shown)
    return Finding(remark.rule, RULES[remark.rule].severity, place, remark.message, article)
