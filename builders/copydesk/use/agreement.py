"""How far the primary annotations of a corpus or an edition agree, and where they do not."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copydesk.errors import UsageError
from copydesk.pipeline.adjudication.adjudicated import NOTHING_BESIDE, Beside
from copydesk.pipeline.adjudication.differences import Difference, differences
from copydesk.pipeline.adjudication.readings import reading
from copydesk.pipeline.adjudication.reasons import reasons_of
from copydesk.pipeline.agreement.pairs import pair_of
from copydesk.pipeline.agreement.tally import Agreement, AgreementTally
from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from copydesk.record import Article
from copydesk.release.adjudication.rows import read_adjudication
from copydesk.release.layout import MANIFEST, table_place
from copydesk.release.manifest import open_manifest
from copydesk.release.parquet_reading import read_rows
from copydesk.release.verify import require_sound
from copydesk.resources import CORPUS_HEAD

_BARE = Options(entities=None, quotes=False, detect_language=False)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One difference of two annotators, and what became of it.

    Attributes:
        readings: how each of the two reads there, by name, in words.
        followed: whom the gold follows; None where nothing was decided.
        reason: why; None where nothing was decided or the words are not there.
    """

    article: str
    annotators: tuple[str, str]
    difference: Difference
    readings: tuple[str, str]
    followed: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """What ``copydesk agreement`` says: the measures over some articles, and every difference."""

    articles: int
    rows: tuple[Agreement, ...]
    disagreements: tuple[Disagreement, ...]


def agreement(path: Path) -> AgreementReport:
    """Measure the agreement of the two primary annotations of each article that has two.

    Args:
        path: a corpus, or an edition with its text.

    Raises:
        UsageError: there is neither, or no article has two primary annotations.
        CopydeskError: the corpus cannot be opened, or the edition is damaged.
    """
    tally = AgreementTally()
    found: list[Disagreement] = []
    for article, beside in _annotated(path):
        if pair := pair_of(article, beside):
            tally.add(pair)
            found += _disagreements(article, beside)
    if not tally.articles:
        raise UsageError(f"{path}: no article has two primary annotations")
    return AgreementReport(tally.articles, tuple(tally.rows()), tuple(found))


def _annotated(path: Path) -> Iterator[tuple[Article, Beside]]:
    if (path / CORPUS_HEAD).is_file():
        for outcome in build_articles(open_corpus(path), _BARE):
            if isinstance(outcome, Built):
                yield outcome.article, outcome.beside
    elif (path / MANIFEST).is_file():
        require_sound(path, rows=True)
        manifest = open_manifest(path)
        beside = read_adjudication(path, manifest.adjudication)
        for name in sorted(name for name in manifest.rows if (place := table_place(name)) and place.view == "full"):
            for row in read_rows(path / name):
                yield Article.from_dict(row), beside.get(row["id"], NOTHING_BESIDE)
    else:
        raise UsageError(f"{path}: neither a corpus nor an edition")


def _disagreements(article: Article, beside: Beside) -> Iterator[Disagreement]:
    pair = pair_of(article, beside)
    if pair is None:
        return
    one, other = beside.primaries
    reasons = reasons_of(beside.reasons, "", expected_id=article.id) if beside.reasons else None
    decided = {decision.difference: decision for decision in reasons.decisions} if reasons else {}
    for difference in differences(pair.one, pair.other):
        readings = (reading(difference, pair.one, pair.raw), reading(difference, pair.other, pair.raw))
        decision = decided.get(difference)
        yield Disagreement(
            article=article.id,
            annotators=(one, other),
            difference=difference,
            readings=readings,
            followed=decision.followed if decision else None,
            reason=decision.reason if decision else None,
        )
