"""What a rule is: an id, a level, why it is there, how to mend what it finds, and the function that looks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.check.findings import Finding, Severity
from copydesk.errors import Place
from copydesk.record import Article, LayerName


class Flaw(NamedTuple):
    """What an article rule saw: where (a JSON pointer into the record) and what, in words.

    ``offset`` is the code point of ``text`` that is meant, where it is one character or what starts there.
    """

    pointer: str
    message: str
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold.

    Attributes:
        id: the stable name that findings, waivers and people use.
        level: 0 the file can be read, 1 shape and offsets, 2 references, 3 the annotation scheme,
            4 what a reader of the text would stumble over, 5 the corpus as a whole.
        severity: how bad it is where it does not hold.
        protects: what would go wrong for a user of the corpus.
        mend: what to do about a finding.
    """

    id: str
    level: int
    severity: Severity
    protects: str
    mend: str


@dataclass(frozen=True, slots=True)
class ArticleRule(Rule):
    """A rule that looks at one article. ``check`` yields in a stable order, in linear time, and never raises."""

    check: Callable[[Article], Iterator[Flaw]]


@dataclass(frozen=True, slots=True)
class GoldRule(ArticleRule):
    """An article rule that holds where ``layer`` was adjudicated: there, silence is a claim."""

    layer: LayerName


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the corpus rules need to know of an article; small, so that those of any corpus fit on a disk.

    Attributes:
        id: the article's id.
        place: where its record stands.
        digest: SHA-256 of headline and body, empty where the body is empty.
        sketch: what near-duplicates are found by, empty where the text is too short (``near_duplicates.sketch``).
        split: the split of the edition that the article is in, None where it is not known.
    """

    id: str
    place: Place
    digest: bytes
    sketch: bytes = b""
    split: str | None = None


@dataclass(frozen=True, slots=True)
class CorpusRule(Rule):
    """A rule that looks at all articles together; the facts may be on disk, so ``check`` remembers numbers of them."""

    check: Callable[[Sequence[ArticleFacts]], Iterator[tuple[ArticleFacts, str]]]


def finding(rule: Rule, place: Place, message: str, article: str = "") -> Finding:
    """Make the finding of a rule."""
    return Finding(rule.id, rule.severity, place, message, article)
