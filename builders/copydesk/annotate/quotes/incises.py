"""Cues inside the marks: *« Moi, dit-il, je reste »*.

Only a verb of saying with its inverted pronoun between commas is taken: it cannot be part of what was said.
"""

from dataclasses import dataclass

from copydesk.annotate.quotes.drafts import Place
from copydesk.annotate.quotes.marks import Marked
from copydesk.annotate.quotes.stream import Stream
from copydesk.text.tokens import tokenize_folded


@dataclass(frozen=True, slots=True)
class Incise:
    """A cue inside a marked stretch: the words said around it, its verb, its pronoun."""

    content: tuple[Place, ...]
    cue: Place
    source: Place
    pronoun: str


def find_incise(stream: Stream, stretch: Marked) -> Incise | None:
    """Give the first cue inside a marked stretch, or None. Linear in the stretch."""
    enclitics = stream.lexicon.enclitics
    inner = stream.text[stretch.inner_start : stretch.inner_end]
    if not any(enclitic + "," in inner for enclitic in enclitics):
        return None
    tokens = tokenize_folded(stream.folded, stretch.inner_start, stretch.inner_end)
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.word != "," or after.word != ",":
            continue
        enclitic = next((tail for tail in enclitics if token.word.endswith(tail)), None)
        if enclitic is None or token.word.removesuffix(enclitic) not in stream.lexicon.forms:
            continue
        pronoun = enclitic.rpartition("-")[2]
        start = next(following.start for following in (*tokens, after) if following.start >= after.end)
        return Incise(
            ((stretch.start, before.start), (start, stretch.end)),
            (token.start, token.end - len(enclitic)),
            (token.end - len(pronoun), token.end),
            pronoun,
        )
    return None
