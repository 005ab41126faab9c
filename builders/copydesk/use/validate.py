"""Check whatever lies at a path: article files, a corpus, or an edition."""

from collections.abc import Collection
from pathlib import Path

from copydesk.check.articles import HIGHEST_LEVEL, check_rule_names
from copydesk.check.findings import Finding
from copydesk.check.paths import Progress, check_paths, unseen
from copydesk.check.report import Report
from copydesk.check.rules import RULES
from copydesk.errors import UsageError
from copydesk.pipeline.facts import DEFAULT_OPTIONS, Options
from copydesk.release.layout import CHECKSUMS, MANIFEST
from copydesk.release.verify import verify
from copydesk.resources import CORPUS_HEAD
from copydesk.use.produce import Job, survey_corpus

EDITION_ROWS = "data/full"
"""Where an edition keeps its whole records."""


def validate(path: Path | str) -> Report:
    """Check an article JSON file, a JSON Lines or Parquet file, a corpus, or a release directory, by all rules.

    Raises:
        UsageError: there is nothing at the path, or nothing of a known kind.
    """
    return validate_path(Path(path))


def validate_path(  # noqa: PLR0913  each is one thing that a caller chooses
    path: Path,
    *,
    level: int = HIGHEST_LEVEL,
    only: Collection[str] = (),
    exclude: Collection[str] = (),
    options: Options = DEFAULT_OPTIONS,
    workers: int = 1,
    progress: Progress = unseen,
    trust_annotators: bool = False,
) -> Report:
    """Check a path of any kind; ``level``, ``only`` and ``exclude`` choose the rules by level and id.

    The report does not depend on ``workers``, the number of processes; ``progress`` is told how far the work is;
    ``trust_annotators`` lets code run that a corpus names as an annotator (see ``Job``).

    A corpus is built in memory and checked as its edition would be; an edition is verified first, byte by byte, and
    its records are checked only where that found nothing.

    Raises:
        UsageError: there is nothing at the path, nothing of a known kind, or no such rule.
    """
    check_rule_names((*only, *exclude))
    if not path.exists():
        raise UsageError(f"there is no file or folder {str(path)!r}")
    if (path / CORPUS_HEAD).is_file():
        complete = level >= HIGHEST_LEVEL and not only and not exclude
        job = Job(options, workers, progress=progress, trust_annotators=trust_annotators)
        report = survey_corpus(path, job, waivers_complete=complete)
        return _chosen(report, level, only, exclude)
    if (path / MANIFEST).is_file() or (path / CHECKSUMS).is_file():
        broken = verify(path)
        if broken:
            return Report(broken, 0)
        path = path / EDITION_ROWS
    return check_paths([path], level=level, only=only, exclude=exclude, workers=workers, progress=progress)


def _chosen(report: Report, level: int, only: Collection[str], exclude: Collection[str]) -> Report:
    def wanted(finding: Finding) -> bool:
        rule = RULES.get(finding.rule)
        if rule is None or rule.level == 0:
            return True
        return rule.level <= level and finding.rule not in exclude and (not only or finding.rule in only)

    return Report(tuple(filter(wanted, report.findings)), report.checked, tuple(filter(wanted, report.waived)))
