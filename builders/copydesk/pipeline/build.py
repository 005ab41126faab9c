"""A corpus to articles, in order of id, each read, annotated and checked; what is wrong stops only itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from copydesk.annotate.entities import forget_models
from copydesk.check.findings import Finding
from copydesk.check.rules.rule import finding
from copydesk.check.rules.schema import SCHEMA, schema_flaws
from copydesk.check.withdrawals import Register
from copydesk.engines import ENGINES, collector_at_rest
from copydesk.errors import InputError, Place
from copydesk.pipeline.adjudication.adjudicated import NOTHING_BESIDE, Beside, read_beside
from copydesk.pipeline.annotate import Reading, annotate_drafts
from copydesk.pipeline.corpus import Corpus
from copydesk.pipeline.facts import DEFAULT_OPTIONS, Options
from copydesk.pipeline.gold import Gold, read_gold
from copydesk.pipeline.inputs import read_input
from copydesk.pipeline.read import Draft, read
from copydesk.pipeline.survey import Item
from copydesk.record import Article
from copydesk.text.expanded import forget_expanded
from copydesk.text.intake import read_bytes

BATCH = 64
"""Articles that are annotated together; also what one worker takes at a time."""

MANY = 1_000
"""Articles from which on models are let go of when all are annotated: what is written then needs memory of its own, and
to load them again for another corpus takes little beside so many articles."""

_NO_TOMBSTONES = Register.of(())


@dataclass(frozen=True, slots=True)
class Built:
    """An article that passed every check that fails a build; ``findings`` are warnings and notes.

    ``beside`` is what its gold was adjudicated from.
    """

    article: Article
    path: str
    findings: tuple[Finding, ...]
    beside: Beside = NOTHING_BESIDE


@dataclass(frozen=True, slots=True)
class Rejected:
    """An article that was not built, and every reason."""

    id: str
    path: str
    findings: tuple[Finding, ...]


def build_articles(
    corpus: Corpus, options: Options = DEFAULT_OPTIONS, *, workers: int = 1, engine: str = "local"
) -> Iterator[Built | Rejected]:
    """Build the articles of a corpus in order of id.

    The outcome does not depend on ``workers`` or ``engine``. Memory is bounded by the batches under way.
    """
    accepted = frozenset((waiver.rule, waiver.article) for waiver in corpus.waivers.entries)
    withdrawn = Register.of(corpus.withdrawals.articles)
    task = partial(build_batch, options=options, accepted=accepted, withdrawn=withdrawn)
    batches = [corpus.items[start : start + BATCH] for start in range(0, len(corpus.items), BATCH)]
    try:
        for outcomes in ENGINES[engine](task, batches, workers):
            yield from outcomes
    finally:
        forget_expanded()
        if len(corpus.items) >= MANY:
            forget_models()


def build_batch(
    items: Sequence[Item],
    options: Options,
    accepted: frozenset[tuple[str, str]] = frozenset(),
    withdrawn: Register = _NO_TOMBSTONES,
) -> list[Built | Rejected]:
    """Build a few articles together; the order is that of the items.

    ``accepted`` holds the waived findings, each as the ids of its rule and article; ``withdrawn`` what is refused.
    """
    with collector_at_rest():
        return _build_batch(items, options, accepted, withdrawn)


def _build_batch(
    items: Sequence[Item], options: Options, accepted: frozenset[tuple[str, str]], withdrawn: Register
) -> list[Built | Rejected]:
    outcomes: dict[str, Built | Rejected] = {}
    drafts: list[tuple[Item, Draft]] = []
    for item in items:
        try:
            drafts.append((item, _draft(item, options, withdrawn)))
        except InputError as error:
            outcomes[item.id] = _rejected(item, error)
    for (item, draft), reading in zip(drafts, annotate_drafts([draft for _, draft in drafts], options), strict=True):
        outcomes[item.id] = _outcome(item, draft, reading, accepted)
    return [outcomes[item.id] for item in items]


def _draft(item: Item, options: Options, withdrawn: Register) -> Draft:
    gold: Gold | None = None
    given = read_input(item.file, item.facts, shown=item.shown, line=item.line)
    withdrawn.require_absent(item.id, given.raw, Place(item.shown))
    if item.gold is not None:
        shown = str(item.gold)
        gold = read_gold(read_bytes(item.gold, shown=shown), shown, expected_id=item.id)
    return read(given, options, gold, shown=item.shown)


def _outcome(
    item: Item, draft: Draft, reading: Reading | InputError, accepted: frozenset[tuple[str, str]]
) -> Built | Rejected:
    if isinstance(reading, InputError):
        return _rejected(item, reading)
    if misshapen := _schema_findings(item, reading.article):
        return Rejected(item.id, item.shown, (*reading.findings, *misshapen))
    beside, more = read_beside(item.primaries, item.reasons, draft.gold, reading.article, draft.raw.text)
    findings = (*reading.findings, *more)
    errors = (found for found in findings if found.severity == "error")
    if any((found.rule, item.id) not in accepted for found in errors):
        return Rejected(item.id, item.shown, findings)
    return Built(reading.article, item.shown, findings, beside)


def _schema_findings(item: Item, article: Article) -> tuple[Finding, ...]:
    """Hold the finished record to the schema; what a sidecar says must fit it too."""
    flaws = schema_flaws(article.to_dict())
    return tuple(finding(SCHEMA, Place(item.shown, pointer=flaw.pointer), flaw.message, item.id) for flaw in flaws)


def _rejected(item: Item, error: InputError) -> Rejected:
    return Rejected(item.id, item.shown, (Finding(error.rule, "error", error.place, error.message, item.id),))
