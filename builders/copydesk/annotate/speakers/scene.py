"""The scene in which a source is understood: words, sentences, who is named, and who spoke last."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.gender import Gender
from copydesk.annotate.speakers.profiles import Cast
from copydesk.record import Attribution, Passage, Role, SourceKind

ANNOUNCING: frozenset[Role] = frozenset(("headline", "kicker", "dek", "subhead", "related_item", "caption"))
_READ: frozenset[Role] = frozenset(("paragraph", "headline", "dek"))
_ASIDES = 24


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the entity if it is known, how the text tells, and of what kind the source is."""

    entity_id: str | None
    attribution: Attribution
    kind: SourceKind


NOBODY = Speaker(None, "unknown", "none")
STRANGER = ""
"""Stands for a person whom the article does not name, where the id of an entity would stand."""


@dataclass(slots=True)
class Scene:
    """What is known while the quotes of an article are gone through in order.

    Attributes:
        stream, cast: the words, and who is named.
        sentence_starts: where each sentence starts.
        roles: the role of the passage that each sentence stands in; all are paragraphs in a text without a layout.
        last, last_sentence: who spoke last outside headlines, the stranger if it was somebody without a name, and in
            which sentence.
        stranger: the gender of the stranger last brought up, if anything tells.
        heads: nouns of earlier sources, and the entity that they meant.
        goes_on: the cue says that somebody goes on speaking (*poursuit*, *added*).
        answers: the cue says that somebody answers, who is not the one who spoke last (*répond*, *replied*).
        topics: for each sentence gone through, whom it is about if a pronoun or a description opens it.
        outer: the scene about this one, where this one is between the marks of a stretch.
        inner: the scenes between marks, by the identity of their words.
    """

    stream: Stream
    cast: Cast
    sentence_starts: list[int]
    roles: list[Role]
    last: str | None = None
    last_sentence: int = -99
    stranger: Gender = ""
    heads: dict[str, str] = field(default_factory=dict)
    goes_on: bool = False
    answers: bool = False
    topics: list[str | None] = field(default_factory=list)
    outer: "Scene | None" = None
    inner: dict[int, "Scene"] = field(default_factory=dict)

    def sentence_at(self, offset: int) -> int:
        """Give the number of the sentence that a character stands in."""
        return max(bisect_right(self.sentence_starts, offset) - 1, 0)

    def end_of(self, number: int) -> int:
        """Give where a sentence ends."""
        following = number + 1
        return self.sentence_starts[following] if following < len(self.sentence_starts) else len(self.stream.text)

    def is_aside(self, number: int) -> bool:
        """Say whether a sentence stands between the paragraphs without being part of them."""
        return self.roles[number] not in _READ

    def before(self, number: int) -> int:
        """Give the sentence that a reader has read before another, asides left out; -1 where there is none."""
        at = number - 1
        while at >= 0 and number - at < _ASIDES and self.is_aside(at):
            at -= 1
        return at

    def within(self, stream: Stream) -> "Scene":
        """Give the same scene with the words between the marks of a stretch; each stretch is set once."""
        if id(stream) not in self.inner:
            starts = [stream.starts[sentence.first] for sentence in stream.sentences]
            roles: list[Role] = ["paragraph"] * len(starts)
            self.inner[id(stream)] = replace(
                self, stream=stream, sentence_starts=starts, roles=roles, topics=[], outer=self, inner={}
            )
        return self.inner[id(stream)]


def open_scene(stream: Stream, cast: Cast, passages: Sequence[Passage]) -> Scene:
    """Set the scene of an article before its first quote."""
    starts = [stream.starts[sentence.first] for sentence in stream.sentences]
    scene = Scene(stream, cast, starts, _roles(starts, passages))
    for number, role in enumerate(scene.roles):
        if role in ("headline", "dek"):
            mentions = cast.within(starts[number], scene.end_of(number))
            cast.announced.update(mention.entity_id for mention in mentions)
    return scene


def _roles(starts: Sequence[int], passages: Sequence[Passage]) -> list[Role]:
    ordered = sorted(passages, key=lambda passage: passage.start)
    roles: list[Role] = []
    at = 0
    for start in starts:
        while at + 1 < len(ordered) and ordered[at + 1].start <= start:
            at += 1
        inside = bool(ordered) and ordered[at].start <= start < ordered[at].end
        roles.append(ordered[at].role if inside else "paragraph")
    return roles
