"""What lies beside adjudicated gold: the primary annotations and the reasons, read and held against each other."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from copydesk.check.articles import MOST_FLAWS, check_article
from copydesk.check.findings import Finding
from copydesk.check.rules import RULES
from copydesk.check.rules.rule import finding
from copydesk.check.strict_json import read_json
from copydesk.errors import InputError, Place
from copydesk.pipeline.adjudication.differences import Difference, all_followed, differences
from copydesk.pipeline.adjudication.reasons import Reasons, reasons_of
from copydesk.pipeline.gold import Gold, anchored, gold_of, with_annotation
from copydesk.record import Article
from copydesk.text.intake import read_bytes

_REFERENCE_RULES = ("id-unique", "references-resolve")


@dataclass(frozen=True, slots=True)
class Beside:
    """The files beside the gold of one article: JSON as it stands in them.

    Attributes:
        primaries: the primary annotations by annotator, in the order of the names.
        reasons: the reasons; None where there is no file.
    """

    primaries: Mapping[str, Mapping[str, Any]]
    reasons: Mapping[str, Any] | None


NOTHING_BESIDE = Beside({}, None)


@dataclass(frozen=True, slots=True)
class _Read:
    """The same, taken for what it says."""

    primaries: Mapping[str, Gold]
    reasons: Reasons | None


def read_beside(
    primaries: tuple[tuple[str, Path], ...], reasons: Path | None, gold: Gold | None, article: Article, raw: str
) -> tuple[Beside, tuple[Finding, ...]]:
    """Read what lies beside the gold of an article, and find what is wrong with it.

    Args:
        primaries: the files of the primary annotations, by annotator.
        reasons: the file of the reasons, where there is one.
        gold: the adjudicated gold; None where there is none.
        article: the article as its gold made it.
        raw: the decoded raw article.
    """
    if not primaries and reasons is None:
        return NOTHING_BESIDE, ()
    try:
        beside, read = _read(primaries, reasons, article.id)
    except InputError as error:
        return NOTHING_BESIDE, (Finding(error.rule, "error", error.place, error.message, article.id),)
    found = [flaw for one in read.primaries.values() for flaw in _primary_findings(one, article, raw)]
    if not found:
        found = list(_adjudication_findings(read, gold, article.id))
    return beside, tuple(found)


def _read(primaries: tuple[tuple[str, Path], ...], reasons: Path | None, article: str) -> tuple[Beside, _Read]:
    values = {name: _json(path) for name, path in primaries}
    golds = {name: gold_of(values[name], str(path), expected_id=article) for name, path in primaries}
    if reasons is None:
        return Beside(values, None), _Read(golds, None)
    value = _json(reasons)
    return Beside(values, value), _Read(golds, reasons_of(value, str(reasons), expected_id=article))


def _json(path: Path) -> Any:
    shown = str(path)
    return read_json(read_bytes(path, shown=shown), shown)


def _primary_findings(gold: Gold, article: Article, raw: str) -> Iterator[Finding]:
    """Find what is wrong with one primary annotation by itself."""
    if gold.text_sha256 != hashlib.sha256(article.text.encode()).hexdigest():
        message = "was made on another text than the one that the adjudicated gold makes"
        yield _of("primary-text", gold.path, message, article.id, "/text_sha256")
        return
    ends = [piece.end for piece in gold.pieces or ()]
    if max((*ends, *gold.lost_spaces), default=0) > len(raw):
        yield _of("primary-text", gold.path, "has places behind the end of the raw article", article.id, "/pieces")
    try:
        own = with_annotation(article, gold, anchored(gold, article.text))
    except InputError as error:
        yield Finding(error.rule, "error", error.place, error.message, article.id)
        return
    for flaw in check_article(own, path=gold.path, only=_REFERENCE_RULES):
        yield finding(RULES["primary-references"], flaw.place, flaw.message, article.id)


def _adjudication_findings(read: _Read, gold: Gold | None, article: str) -> Iterator[Finding]:
    """Hold the reasons against the differences of the two annotators, and those against the gold."""
    names = tuple(read.primaries)
    if len(names) != 2:
        path = next((one.path for one in read.primaries.values()), read.reasons.path if read.reasons else "")
        yield _of("primary-pair", path, f"the article has {len(names)} primary annotations, not two", article)
    if read.reasons is not None and read.reasons.annotators != names:
        message = (
            f"speaks of {' and '.join(read.reasons.annotators)}; annotated is by {' and '.join(names) or 'nobody'}"
        )
        yield _of("adjudication-schema", read.reasons.path, message, article, "/annotators")
    elif gold is None and names:
        path = next(iter(read.primaries.values())).path
        yield _of("adjudication-missing", path, "the article has no adjudicated gold", article)
    elif len(names) == 2:
        one, other = read.primaries.values()
        wrong = list(_decision_findings(read.reasons, differences(one, other), one.path, article))
        if not wrong and read.reasons and gold:
            wrong = list(_followed_findings(read.reasons, one, other, gold, article))
        yield from wrong


def _decision_findings(reasons: Reasons | None, there: list[Difference], path: str, article: str) -> Iterator[Finding]:
    decided = [decision.difference for decision in reasons.decisions] if reasons else []
    path = reasons.path if reasons else path
    settled = set(decided)
    missing = [difference for difference in there if difference not in settled]
    for difference in missing[:MOST_FLAWS]:
        yield _of("adjudication-missing", path, f"nothing was decided about {_words(difference)}", article)
    if len(missing) > MOST_FLAWS:
        yield _of("adjudication-missing", path, f"{len(missing) - MOST_FLAWS} more of the kind", article)
    for index, decision in enumerate(reasons.decisions if reasons else ()):
        if decision.reason is None:
            yield _of("adjudication-missing", path, "the reason is left out", article, f"/differences/{index}/reason")
    known = set(there)
    for index, difference in enumerate(decided):
        if difference not in known:
            message = f"the annotations do not differ in {_words(difference)}"
            yield _of("adjudication-needless", path, message, article, f"/differences/{index}")
    for index, (before, after) in enumerate(pairwise(decided), start=1):
        if not before < after:
            message = "does not come after the entry before it"
            yield _of("adjudication-order", path, message, article, f"/differences/{index}")


def _followed_findings(reasons: Reasons, one: Gold, other: Gold, gold: Gold, article: str) -> Iterator[Finding]:
    names = {"one": reasons.annotators[0], "other": reasons.annotators[1]}
    about = [decision.difference for decision in reasons.decisions]
    for index, (decision, followed) in enumerate(
        zip(reasons.decisions, all_followed(about, one, other, gold), strict=True)
    ):
        name = names.get(followed, followed)
        if decision.followed != name:
            message = f"names {decision.followed!r}; the gold follows {name!r} in {_words(decision.difference)}"
            yield _of("adjudication-followed", reasons.path, message, article, f"/differences/{index}/followed")


def _words(difference: Difference) -> str:
    place = f"[{difference.start}, {difference.end})"
    return f"the {', '.join(difference.fields).replace('_', ' ')} of {difference.layer} at {place}"


def _of(rule: str, path: str, message: str, article: str, pointer: str | None = None) -> Finding:
    return finding(RULES[rule], Place(path, pointer=pointer or "/"), message, article)
