"""Who is named before a colon that marked words follow: *Villalba, on the bill: “…”*, *Réponse de la maire : « … »*."""

from copydesk.annotate.quotes.phrases import Phrase, is_verb, phrase_after
from copydesk.annotate.quotes.sources import can_speak
from copydesk.annotate.quotes.stream import Stream

_REACH = 14
_NAME = 3


def named_before(stream: Stream, first: int, noun: int | None, colon: int) -> Phrase | None:
    """Give who stands before a colon in a sentence without a verb, or after its noun of saying; None where nobody does.

    Args:
        stream: the words.
        first: the first word of the sentence.
        noun: the noun of saying (*réponse*), if one stands before the colon.
        colon: the word of the colon.
    """
    giver = _giver(stream, noun, colon) if noun is not None else None
    return giver or _whole_phrase(stream, first, colon) or _with_subject_matter(stream, first, colon)


def is_mute(stream: Stream, source: Phrase) -> bool:
    """Say whether a phrase names nothing that speaks; a capital without a determiner may be a name in any language."""
    if can_speak(stream, source) or _is_name(stream, source):
        return False
    return not stream.lexicon.noun_capitals or stream.words[source[0]] in stream.lexicon.words["determiners"]


def _is_name(stream: Stream, source: Phrase) -> bool:
    """Say whether a phrase that opens a sentence is a name: the text writes its first word with a capital elsewhere."""
    return source[1] - source[0] <= _NAME and stream.words[source[0]] in stream.names()


def _giver(stream: Stream, noun: int, last: int) -> Phrase | None:
    """Read *Réponse de l'intéressée :*: whose answer it is, right after the noun."""
    functions, after = stream.lexicon.words, noun + 1
    if after + 1 >= last or stream.words[after] not in functions["linkers"]:
        return None
    start = after if stream.words[after] in functions["definite"] else after + 1
    phrase = phrase_after(stream, start, last)
    return phrase if phrase is not None and can_speak(stream, phrase) else None


def _with_subject_matter(stream: Stream, first: int, last: int) -> Phrase | None:
    """Read *Villalba, on the water bill: “…”*: a name, what it is about or where, and no verb."""
    phrase = phrase_after(stream, first, last)
    if phrase is None or phrase[1] + 1 >= last or stream.words[phrase[1]] != ",":
        return None
    rest = stream.words[phrase[1] + 1 : last]
    plain = rest[0] in stream.lexicon.words["prepositions"] and not any(is_verb(stream.lexicon, word) for word in rest)
    return phrase if plain and len(rest) <= _REACH else None


def _whole_phrase(stream: Stream, first: int, last: int) -> Phrase | None:
    phrase = phrase_after(stream, first, last)
    return phrase if phrase is not None and phrase[1] == last else None
