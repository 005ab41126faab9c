"""What leads to words in the next paragraph: a sentence that ends with a colon (*He wrote:*, *A note says:*)."""

from typing import NamedTuple

from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.cues import find_cues
from copydesk.annotate.quotes.drafts import Place
from copydesk.annotate.quotes.phrases import Phrase
from copydesk.annotate.quotes.sources import Around, can_speak, likely_speaker, source_of_verb
from copydesk.annotate.quotes.stream import Sentence, Stream

_HEAD = 4
_SHORT = 7


class Introduction(NamedTuple):
    """The cue, the source, and whether the sentence says that something was said or written."""

    cue: tuple[Place, ...]
    source: Phrase | None
    of_speech: bool


def introduction(stream: Stream, sentence: Sentence) -> Introduction | None:
    """Read a sentence that ends with a colon, or with a verb of saying and a full stop; None for any other.

    The cue is its last verb of saying; without one the colon, whose source is the subject.
    """
    colon = sentence.last - 1
    if stream.words[colon] == ".":
        return _with_full_stop(stream, sentence)
    if stream.words[colon] != ":":
        return None
    cues = [cue for cue in find_cues(stream, sentence) if cue.kind == "verb" and not cue.passive]
    if cues:
        source = source_of_verb(stream, sentence, cues[-1], Around(sentence.first))
        inverted = source is not None and source[0] >= cues[-1].last and source[1] == colon
        spoken = inverted or _governs(stream, cues[-1], colon) or _tells(stream, sentence)
        return Introduction(tuple(stream.span(*part) for part in cues[-1].parts), source, spoken)
    source = likely_speaker(stream, sentence, colon)
    if source is not None and not stream.lexicon.noun_capitals and not can_speak(stream, source):
        source = None
    return Introduction((stream.span(colon, colon + 1),), source, _tells(stream, sentence))


def _with_full_stop(stream: Stream, sentence: Sentence) -> Introduction | None:
    """Read *She added.* before words in marks: a subject and its verb of saying, which says nothing yet."""
    if sentence.last - sentence.first > _SHORT:
        return None
    cues = [cue for cue in find_cues(stream, sentence) if cue.kind == "verb" and not (cue.passive or cue.weak)]
    if len(cues) != 1 or cues[0].last != sentence.last - 1:
        return None
    source = source_of_verb(stream, sentence, cues[0], Around(sentence.first))
    if source is None or source[1] > cues[0].first:
        return None
    return Introduction(tuple(stream.span(*part) for part in cues[0].parts), source, of_speech=False)


def _governs(stream: Stream, cue: Cue, colon: int) -> bool:
    """Say whether what follows the colon is the object of a verb: nothing but a recipient or an adjunct is between."""
    functions = stream.lexicon.words
    following = stream.words[cue.last]
    if cue.last == colon or (not cue.weak and following in functions["prepositions"] | functions["adverbs"]):
        return True
    return not cue.weak and stream.words[cue.last - 1] in functions["telling"]


def _tells(stream: Stream, sentence: Sentence) -> bool:
    """Say whether the sentence is about words or something written (*A note was left on the door:*)."""
    nouns, functions = stream.lexicon.nouns, stream.lexicon.words
    if stream.words[sentence.first] not in functions["determiners"]:
        return False
    words = stream.words[sentence.first + 1 : min(sentence.first + _HEAD, sentence.last)]
    return any(word in nouns["cue"] or word in nouns["documents"] for word in words)
