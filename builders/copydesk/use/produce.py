"""A corpus to an edition on disk: read, annotate, check, write, and account for every file that is not in it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Self

from copydesk.check.articles import check_corpus, facts_of
from copydesk.check.facts_aside import FactsAside
from copydesk.check.findings import Finding
from copydesk.check.paths import Progress, unseen
from copydesk.check.report import Report
from copydesk.check.waivers import apply_waivers
from copydesk.errors import CopydeskError
from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import Corpus, open_corpus
from copydesk.pipeline.facts import DEFAULT_OPTIONS, Options
from copydesk.record import Article
from copydesk.release.adjudication.rows import AdjudicationRows
from copydesk.release.annotation.write import write_without_text
from copydesk.release.corpus import corpus_head
from copydesk.release.datasheet import SKELETON
from copydesk.release.declared_splits import SPLITS_FILE, survey_splits
from copydesk.release.due import DueVersion
from copydesk.release.splits import Split, split_of
from copydesk.release.write import Written, write_build, write_release
from copydesk.use.corpus_annotators import with_corpus_annotators
from copydesk.use.frozen_splits import split_findings
from copydesk.use.scoring.corpus_scores import with_scores


@dataclass(frozen=True, slots=True)
class Produced:
    """What became of a corpus.

    Attributes:
        written: the edition; None where nothing was written.
        report: what was found about articles and files, waivers applied; ``checked`` counts the raw articles.
        built: how many articles are in the edition.
        rejected: how many articles are not.
        skipped: how many files are no articles.
    """

    written: Written | None
    report: Report
    built: int
    rejected: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Job:
    """How a corpus is made into an edition.

    Attributes:
        options: which layers are made.
        workers: processes that read and annotate; the edition does not depend on it.
        datasheet: the text of the datasheet, whose blocks of numbers are filled in.
        progress: called after each article.
        trust_annotators: whether code that ``corpus.json`` names as an annotator may run, where ``options.entities``
            is ``corpus``.
    """

    options: Options = DEFAULT_OPTIONS
    workers: int = 1
    datasheet: str = SKELETON
    progress: Progress = unseen
    trust_annotators: bool = False


DEFAULT_JOB = Job()


class _IncompleteError(CopydeskError):
    """The articles are not to be written: none is sound, or not all of a release are."""


@dataclass(slots=True)
class _Run:
    """What is counted and found while articles stream by on their way to the writer."""

    corpus: Corpus
    job: Job
    splits: Mapping[str, Split]
    splits_known: bool = True
    built: int = 0
    rejected: int = 0
    findings: list[Finding] = field(default_factory=list)
    facts: FactsAside = field(default_factory=FactsAside)
    adjudication: AdjudicationRows = field(default_factory=AdjudicationRows)
    version: str | None = None

    @classmethod
    def over(cls, root: Path, job: Job) -> Self:
        """Open the corpus in a directory and settle who annotates it.

        Raises:
            CopydeskError: the corpus cannot be opened, or names an annotator that is not trusted.
        """
        corpus = open_corpus(root)
        options = with_corpus_annotators(job.options, corpus.manifest, trusted=job.trust_annotators)
        job = replace(job, options=options, datasheet=with_scores(job.datasheet, root))
        splits, wrong = survey_splits(root / SPLITS_FILE)
        return cls(corpus, job, splits, splits_known=not wrong, findings=list(wrong))

    def sound_articles(self, *, all_or_nothing: bool = False) -> Iterator[Article]:
        """Give the sound articles in order of id; keep the rest in the counts and findings.

        Raises:
            _IncompleteError: at the end, where no article was sound, or not all were and all must be, or a line of
                ``splits.jsonl`` is wrong: its article might stand in another split than it should.
        """
        total = len(self.corpus.items)
        outcomes = build_articles(self.corpus, self.job.options, workers=self.job.workers)
        for done, outcome in enumerate(outcomes, start=1):
            self.findings.extend(outcome.findings)
            if isinstance(outcome, Built):
                self.built += 1
                split = split_of(outcome.article.id, self.splits)
                self.facts.append(facts_of(outcome.article, path=outcome.path, split=split))
                self.adjudication.add_beside(outcome.article, outcome.beside)
                yield outcome.article
            else:
                self.rejected += 1
            self.job.progress(done, total)

        if not self.built or not self.splits_known or (all_or_nothing and not self.report().ok):
            raise _IncompleteError("nothing is written")

    def report(self, *, complete: bool = True) -> Report:
        """Put everything that was found together, the findings about the whole corpus last."""
        surveyed = (*self.corpus.rejected, *self.corpus.skipped)
        version = self.version or str(self.corpus.manifest["version"])
        moved = split_findings(self.corpus.root / "editions", self.splits, version)
        findings = (*surveyed, *self.findings, *check_corpus(self.facts), *moved)
        return apply_waivers(Report(findings, self.built + self.rejected), self.corpus.waivers, complete=complete)

    def produced(self, written: Written | None) -> Produced:
        """Give the account of the run."""
        rejected = self.rejected + len(self.corpus.rejected)
        return Produced(written, self.report(), self.built, rejected, len(self.corpus.skipped))


def survey_corpus(root: Path, job: Job = DEFAULT_JOB, *, waivers_complete: bool = True) -> Report:
    """Check a corpus as its edition would be, and write nothing.

    ``waivers_complete`` says whether a waiver that waives nothing is a finding.

    Raises:
        CopydeskError: the corpus cannot be opened.
    """
    run = _Run.over(root, job)
    with suppress(_IncompleteError):
        for _ in run.sound_articles():
            pass
    return run.report(complete=waivers_complete)


def build_corpus(root: Path, out: Path, job: Job = DEFAULT_JOB) -> Produced:
    """Build the corpus in ``root`` into ``out/<name>/``, in exchange for an earlier build.

    What is wrong with one article stops only that article; where none is left, nothing is written.

    Raises:
        CopydeskError: the corpus cannot be opened, or the disk said no.
    """
    run = _Run.over(root, job)
    head = corpus_head(dict(run.corpus.manifest))
    try:
        written = write_build(
            run.sound_articles(),
            head,
            out / head.name,
            splits=run.splits,
            datasheet=run.job.datasheet,
            withdrawals=run.corpus.withdrawals,
            adjudication=run.adjudication,
        )
    except _IncompleteError:
        return run.produced(None)
    return run.produced(written)


def release_corpus(
    root: Path, store: Path, job: Job = DEFAULT_JOB, *, editions: Path | None, due: DueVersion | None = None
) -> Produced:
    """Release the corpus in ``root`` into ``store/<version>/``, where it never changes again.

    A release holds all or nothing: where anything of severity ``error`` is found, nothing is written.

    Args:
        root: the corpus.
        store: the directory of all releases.
        job: how it is done.
        editions: the directory of receipts, for a corpus its own ``editions/``; None for no receipt.
        due: holds the version to the one that the difference makes due, and writes the changelog of the data; None
            for a corpus without a past.

    Raises:
        UsageError: the version is below the one that is due, or the changelog would say nothing.
        WithdrawnError: the version was withdrawn.
        VersionExistsError: the version was released before with other rows.
        CopydeskError: the corpus cannot be opened, or the disk said no.
    """
    run = _Run.over(root, job)
    head = corpus_head(dict(run.corpus.manifest))
    if due is not None:
        head = replace(head, version=due.wanted or head.version)
    run.version = head.version
    try:
        written = write_release(
            run.sound_articles(all_or_nothing=True),
            head,
            store,
            editions=editions,
            splits=run.splits,
            datasheet=run.job.datasheet,
            approve=partial(due.approve, head.version) if due else None,
            record=due.record if due else None,
            withdrawals=run.corpus.withdrawals,
            adjudication=run.adjudication,
        )
    except _IncompleteError:
        return run.produced(None)
    return run.produced(written)


def release_without_text(
    root: Path, store: Path, job: Job = DEFAULT_JOB, *, editions: Path | None, version: str | None = None
) -> Produced:
    """Release the annotation of the corpus in ``root`` into ``store/<version>-without-text/``; else ``release_corpus``.

    No receipt is written, since the rows are those of the release with its text; where that has one, they must agree.
    ``version`` is the one to release; None for that of ``corpus.json``.

    Raises:
        CopydeskError: as ``release_corpus``; InputError where text would be left.
    """
    run = _Run.over(root, job)
    head = corpus_head(dict(run.corpus.manifest))
    run.version = version or head.version
    try:
        written = write_without_text(
            run.sound_articles(all_or_nothing=True),
            replace(head, version=run.version),
            store,
            editions=editions,
            splits=run.splits,
            datasheet=run.job.datasheet,
            withdrawals=run.corpus.withdrawals,
            adjudication=run.adjudication,
        )
    except _IncompleteError:
        return run.produced(None)
    return run.produced(written)
