"""What a cue may reach within its sentence, and small steps that its readers share."""

from typing import NamedTuple

from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.drafts import Draft, Reading
from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.phrases import REACH, Phrase, is_verb
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream, last_sign
from copydesk.text.tokens import SENTENCE_ENDS

_ASIDE = 30
BREAKS = frozenset((",", *DASHES, "-"))


class Found(NamedTuple):
    """A quote and the word up to which it explains its sentence."""

    draft: Draft
    end: int


class Scope(NamedTuple):
    """A cue and what it may use.

    Attributes:
        reading: what was read before.
        sentence: the sentence of the cue.
        cue: the cue.
        floor: the first word that no earlier cue of the sentence has explained.
        stop: the word before which its content must end.
        inherited: the source of the cue before it in the sentence.
    """

    reading: Reading
    sentence: Sentence
    cue: Cue
    floor: int
    stop: int
    inherited: Phrase | None

    @property
    def stream(self) -> Stream:
        """Give the words."""
        return self.reading.stream

    def draft(self, content: list[Phrase], source: Phrase | None) -> Draft:
        """Start the quote of this cue."""
        return Draft(
            content=[self.stream.span(*part) for part in content],
            cue=[self.stream.span(*part) for part in self.cue.parts],
            source=source,
            factual=self.cue.factual,
        )

    def is_free_mark(self, at: int) -> bool:
        """Say whether a marked stretch stands at a word and no quote has it yet."""
        return at >= self.floor and self.stream.words[at] == FOLDED and at not in self.reading.taken

    def skip_breaks_back(self, at: int) -> int:
        """Go back over commas and dashes."""
        while at >= self.floor and self.stream.words[at] in BREAKS:
            at -= 1
        return at


def phrase_start(scope: Scope, folded: int) -> int:
    """Start at the clause's first word where the marked words are only its end (*The plan was “bad,” he said*)."""
    stream, at = scope.stream, folded
    floor = max(scope.floor, folded - REACH)
    if at > floor and stream.words[at - 1] == "," and _stands_apart(stream, floor, at - 1):
        return folded
    while at > floor and stream.words[at - 1] not in (":", ";", *DASHES) and not _ends_before(scope, at):
        at -= 1
    joiners = stream.lexicon.words["joining"]
    last = folded - 1
    if last - 1 >= floor and stream.words[last] in joiners and stream.words[last - 1] == ",":
        return folded
    if all(stream.words[i] in joiners or stream.words[i] in BREAKS for i in range(at, folded)):
        return folded
    while at < folded and stream.words[at] in BREAKS:
        at += 1
    return at


def _stands_apart(stream: Stream, first: int, comma: int) -> bool:
    """Say whether a clause of its own stands before the comma, no fronted adjunct (*With so many, “nothing fails”*)."""
    if stream.words[first] in stream.lexicon.words["subordinators"]:
        return False
    return any(is_verb(stream.lexicon, stream.words[at]) for at in range(first, comma))


def _ends_before(scope: Scope, at: int) -> bool:
    """Say whether a stretch before word ``at`` is no part of its phrase: taken, or closed off by punctuation."""
    stream = scope.stream
    if stream.words[at - 1] != FOLDED:
        return False
    return not scope.is_free_mark(at - 1) or not stream.words[at].isalpha()


def second_part(scope: Scope, folded: int, start: int) -> int | None:
    """Give the marks that go on after an aside about the speaker (*“A,” said X, 71, who runs the group, “but B.”*)."""
    stream = scope.stream
    if last_sign(stream.text, stream.marked[stream.stretch[folded]]) in SENTENCE_ENDS:
        return None
    for at in range(start, min(start + _ASIDE, scope.stop)):
        if stream.words[at] == FOLDED:
            return at if stream.words[at - 1] in BREAKS and at > start and scope.is_free_mark(at) else None
        if stream.words[at] in (":", ";"):
            return None
    return None
