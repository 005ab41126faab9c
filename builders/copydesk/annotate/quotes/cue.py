"""One cue: the words that say that somebody says something, and what they may govern."""

from typing import Literal, NamedTuple

from copydesk.annotate.quotes.phrases import Phrase

CueKind = Literal[
    "verb", "participle", "gerund", "infinitive", "preposition", "possessed", "postposition", "tail", "noun"
]
_NOTHING: frozenset[str] = frozenset()


class Cue(NamedTuple):
    """One cue.

    Attributes:
        first, last: the words from the cue's first to its last, half-open; complements are looked for outside.
        parts: the words that belong to it, as phrases (*hat … gefordert* has two).
        kind: how it attributes.
        takes: what it governs besides marked speech.
        factual: not hedged, not negated.
        inside: where the subject may stand between two parts.
        weak: it is a cue only next to marked speech, a colon or a clause.
    """

    first: int
    last: int
    parts: tuple[Phrase, ...]
    kind: CueKind
    takes: frozenset[str] = _NOTHING
    factual: bool = True
    inside: Phrase | None = None
    weak: bool = False
    passive: bool = False
