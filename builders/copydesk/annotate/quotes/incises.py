"""Cues inside the marks: *« Moi, dit-il, je reste »*, *« Il pleut, explique le maire. Nous attendons. »*.

A verb of saying with its inverted subject right after a comma is taken, where another comma, a full stop or the
closing mark follows: a speaker who reports somebody else's words would not put them so. Whom the speaker calls his own
(*dit mon père*) he quotes himself. Between two dashes a verb of saying needs no subject (*«Poi – ricorda – è finita»*).
"""

import re
from dataclasses import dataclass

from copydesk.annotate.quotes.drafts import Place
from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.lexicon import Lexicon
from copydesk.annotate.quotes.marks import Marked
from copydesk.annotate.quotes.phrases import Phrase, is_stop, phrase_after
from copydesk.annotate.quotes.stream import Stream, inner_stream
from copydesk.text.tokens import SENTENCE_ENDS

_ADJUNCTS = 8
_AFTER_COMMA = re.compile(r"(?:,|[\N{EN DASH}\N{EM DASH}]) ?([^\W\d_]+)['\N{RIGHT SINGLE QUOTATION MARK} ]?([^\W\d_]*)")


@dataclass(frozen=True, slots=True)
class Incise:
    """A cue inside a marked stretch: the words said around it, its verb, its subject as words of ``stream``."""

    content: tuple[Place, ...]
    cue: tuple[Place, ...]
    source: Phrase | None
    stream: Stream


def find_incise(stream: Stream, number: int) -> Incise | None:
    """Give the first cue inside a marked stretch (an index into ``stream.marked``), or None. Linear in the stretch."""
    stretch = stream.marked[number]
    if not _may_hold_cue(stream, stretch):
        return None
    inner = inner_stream(stream, number)
    for at in range(1, len(inner.words) - 1):
        if at + 2 >= len(inner.words):
            break
        found = None
        if inner.words[at] == ",":
            found = _incise_after(inner, stretch, at)
        elif inner.words[at] in DASHES:
            found = _between_dashes(inner, stretch, at)
        if found is not None:
            return found
    return None


def _may_hold_cue(stream: Stream, stretch: Marked) -> bool:
    matches = _AFTER_COMMA.finditer(stream.folded, stretch.inner_start, stretch.inner_end)
    return any(_may_say(stream, match) for match in matches)


def _may_say(stream: Stream, match: re.Match[str]) -> bool:
    """Say whether the words after a comma hold a verb of saying, or an auxiliary with a hyphen (*a-t-il lancé*)."""
    lexicon = stream.lexicon
    if any(word in lexicon.forms for word in match.groups()):
        return True
    return match[1] in lexicon.words["auxiliaries"] and stream.folded[match.end() : match.end() + 1] == "-"


def _says(lexicon: Lexicon, word: str) -> bool:
    form = lexicon.forms.get(word)
    return form is not None and "finite" in form.kinds


def _incise_after(inner: Stream, stretch: Marked, comma: int) -> Incise | None:
    """Read a verb of saying and its subject after a comma."""
    verb = comma + 1
    light = inner.lexicon.words["light"]
    if inner.words[verb] in light:
        verb += 1
    if not (inner.lexicon.enclitics or inner.lexicon.incises_in_marks):
        return None
    found = _around_pronoun(inner, verb) or _with_subject_behind(inner, verb)
    if found is None:
        return None
    cue, source, last = found
    end = _past_adjuncts(inner, last)
    if end is None:
        return None
    content = [(stretch.start, inner.starts[comma])]
    if end + 1 < len(inner.words):
        content.append((inner.starts[end + 1], stretch.end))
    return Incise(tuple(content), cue, source, inner)


def _with_subject_behind(inner: Stream, verb: int) -> tuple[tuple[Place, ...], Phrase, int] | None:
    last = _past_verb(inner, verb)
    source = _subject(inner, last) if last is not None else None
    if last is None or source is None:
        return None
    return (inner.span(verb, last + 1),), source, source[1]


def _around_pronoun(inner: Stream, verb: int) -> tuple[tuple[Place, ...], Phrase, int] | None:
    """Read *a-t-il poursuivi*: auxiliary, glued pronoun, participle."""
    said, lexicon = verb + 2, inner.lexicon
    if said >= len(inner.words) or inner.words[verb] not in lexicon.words["auxiliaries"]:
        return None
    glued = inner.words[verb + 1] in lexicon.pronouns and inner.text[inner.starts[verb + 1] - 1] == "-"
    form = lexicon.forms.get(inner.words[said])
    if not glued or form is None or "participle" not in form.kinds:
        return None
    return (inner.span(verb, verb + 1), inner.span(said, said + 1)), (verb + 1, verb + 2), said + 1


def _past_verb(inner: Stream, verb: int) -> int | None:
    """Give the last word of a verb of saying: one word, or one with a modal or an auxiliary (*veut croire*)."""
    forms, functions, total = inner.lexicon.forms, inner.lexicon.words, len(inner.words)
    if verb + 1 < total and _says(inner.lexicon, inner.words[verb]):
        return verb
    governed = forms.get(inner.words[verb + 1]) if verb + 2 < total else None
    if governed is None:
        return None
    modal = inner.words[verb] in functions["modals"] and "infinitive" in governed.kinds
    perfect = inner.words[verb] in functions["auxiliaries"] and "participle" in governed.kinds
    return verb + 1 if modal or perfect else None


def _between_dashes(inner: Stream, stretch: Marked, dash: int) -> Incise | None:
    """Read a verb of saying, with or without a subject, between two dashes."""
    verb, total = dash + 1, len(inner.words)
    light = inner.lexicon.words["light"]
    while verb + 1 < total and inner.words[verb] in light:
        verb += 1
    last = _past_verb(inner, verb)
    if last is None:
        return None
    source = phrase_after(inner, last + 1, total)
    closing = next((at for at in range(last + 1, min(last + _ADJUNCTS, total)) if inner.words[at] in DASHES), None)
    if closing is None or closing + 1 >= total or (source is None and closing > last + 1):
        return None
    content = ((stretch.start, inner.ends[dash - 1]), (inner.starts[closing + 1], stretch.end))
    return Incise(content, (inner.span(verb, last + 1),), source, inner)


def _is_adverb(inner: Stream, at: int) -> bool:
    word, lexicon = inner.words[at], inner.lexicon
    plain = word in lexicon.words["adverbs"] and word not in lexicon.pronouns
    return plain or (word.endswith(lexicon.adverb_endings) and not inner.capital[at])


def _past_adjuncts(inner: Stream, start: int) -> int | None:
    """Give where an incise ends: where its subject does, or after what else the writer tells (*au téléphone*)."""
    functions, total = inner.lexicon.words, len(inner.words)
    for at in range(start, min(start + _ADJUNCTS, total)):
        word = inner.words[at]
        if word == "," or word in SENTENCE_ENDS:
            return at
        opens = word in functions["prepositions"] or word in functions["adverbs"] or word in functions["time"]
        if (at == start and not (opens or word.endswith(inner.lexicon.adverb_endings))) or is_stop(word):
            return None
    return total if start + _ADJUNCTS >= total else None


def _subject(inner: Stream, verb: int) -> Phrase | None:
    """Give the pronoun glued to the verb, or the phrase after it that names somebody who can speak."""
    lexicon, at = inner.lexicon, verb + 1
    while at + 1 < len(inner.words) and _is_adverb(inner, at):
        at += 1
    if inner.words[at] in lexicon.pronouns and inner.text[inner.starts[at] - 1] == "-":
        return at, at + 1
    if not lexicon.incises_in_marks or inner.words[verb] in lexicon.words["weak"]:
        return None
    if inner.words[at] in lexicon.words["first_person_possessives"] or inner.words[at] in lexicon.pronouns:
        return None
    return phrase_after(inner, at, len(inner.words))
