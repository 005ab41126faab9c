"""Marked stretches that no cue took: they join what stands beside them, continue a speaker, or are no speech."""

from bisect import bisect_right
from dataclasses import dataclass

from copydesk.annotate.quotes.alone import float_marks, is_judged_next, opens_heading, stands_alone
from copydesk.annotate.quotes.colons import is_mute, named_before
from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.drafts import Draft, Reading, add
from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.inverted import inverted_verb
from copydesk.annotate.quotes.konjunktiv import continue_with, in_konjunktiv, near
from copydesk.annotate.quotes.phrases import Phrase, is_stop, phrase_after
from copydesk.annotate.quotes.sources import (
    Around,
    can_speak,
    likely_speaker,
    main_subject,
    source_of_verb,
    verb_follows,
)
from copydesk.annotate.quotes.stream import FOLDED, NAMED, Sentence, Stream, is_word, last_sign
from copydesk.annotate.quotes.titles import is_capital_said
from copydesk.annotate.quotes.widening import widened
from copydesk.text.tokens import SENTENCE_ENDS

SPEECH_WORDS = 4
PHRASE_WORDS = 2
_GLUE = 4
_OBJECT_REACH = 14
_INITIAL = frozenset((".", "-"))


@dataclass(frozen=True, slots=True)
class _Host:
    """The sentence of the stretches: its number, its verbal cues in order, and what is true of it as a whole."""

    number: int
    sentence: Sentence
    cues: tuple[Cue, ...]
    ends: tuple[int, ...]
    alone: bool
    konjunktiv: bool


def leave_or_float(reading: Reading, number: int, sentence: Sentence, cues: list[Cue], left: list[int]) -> None:
    """Decide about each marked stretch of a sentence that no cue took; what is not taken stays no quote."""
    stream = reading.stream
    verbal = sorted((cue for cue in cues if cue.kind in ("verb", "gerund") and not cue.passive), key=_end_of)
    ends = tuple(cue.last for cue in verbal)
    alone = stands_alone(stream, sentence)
    host = _Host(number, sentence, tuple(verbal), ends, alone, in_konjunktiv(stream, sentence))
    for at in left:
        if at in reading.taken:
            continue
        draft = _decide(reading, host, at)
        if draft is not None:
            reading.taken.add(at)
            reading.last = draft


def _end_of(cue: Cue) -> int:
    return cue.last


def _decide(reading: Reading, host: _Host, at: int) -> Draft | None:
    """Take a stretch as speech by the first sign that fits, or leave it."""
    sentence, number = host.sentence, host.number
    draft = (
        _with_inverted_verb(reading, host, at)
        or _signed(reading, host, at)
        or _after_colon(reading, host, at)
        or _join(reading, sentence, at)
    )
    if draft is not None:
        return draft
    if host.alone and is_judged_next(reading.stream, number):
        return None
    if host.alone or opens_heading(reading.stream, sentence, at):
        return float_marks(reading, number, at)
    if host.konjunktiv and near(reading, number):
        held = reading.last is not None and reading.last.sentence == number
        first = _clause_start(reading.stream, sentence, at) if held else sentence.first
        return continue_with(reading, number, sentence, first)
    return _object_of_cue(reading, host, at) or _implicit(reading, host, at)


def _clause_start(stream: Stream, sentence: Sentence, at: int) -> int:
    """Go back to the comma before a stretch: what stands before it belongs to the quote that the sentence holds."""
    while at > sentence.first and not is_stop(stream.words[at - 1]):
        at -= 1
    return at


def _implicit(reading: Reading, host: _Host, at: int) -> Draft | None:
    stream = reading.stream
    reported = bool(host.cues)
    if not is_speech(stream, at, reported=reported) or (not reported and _looks_like_title(stream, host.sentence, at)):
        return None
    if not reported and not _follows_speech(reading, host.number) and _in_list(stream, host.sentence, at):
        return None
    subject = main_subject(stream, host.sentence, at)
    opens = stream.lexicon.noun_capitals and subject is not None and _opens_sentence(stream, host.sentence, subject[0])
    speaks = subject is not None and _acts(stream, subject, at) and can_speak(stream, subject)
    source = subject if opens or speaks else None
    return add(reading, Draft([stream.span(at, at + 1)], source=source, sentence=host.number))


def _looks_like_title(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Say whether a stretch inside a sentence starts with a capital and ends like a name: no full stop, nothing."""
    before = stream.words[at - 1] if at > sentence.first else ":"
    if before == ":" or before in DASHES or not is_capital_said(stream, at):
        return False
    stretch = stream.marked[stream.stretch[at]]
    return last_sign(stream.text, stretch) not in SENTENCE_ENDS | {","}


def _opens_sentence(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Say whether a phrase is the first of its sentence; an adverb may stand before it (*Auch der Minister …*)."""
    adverbs = stream.lexicon.words["adverbs"]
    return at == sentence.first or (at == sentence.first + 1 and stream.words[sentence.first] in adverbs)


def _acts(stream: Stream, subject: Phrase, at: int) -> bool:
    """Say whether a verb follows a subject: a known one, or where names alone are capital any small word."""
    if verb_follows(stream, subject[1], at):
        return True
    after = subject[1]
    if stream.lexicon.noun_capitals or after >= at or not stream.words[after].isalpha() or stream.capital[after]:
        return False
    return stream.words[after] not in stream.lexicon.words["no_verb"]


def _in_list(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Say whether another stretch stands right beside this one: a list that nobody is said to say holds names."""
    words, joiners = stream.words, stream.lexicon.words["joiners"]
    for step in (-1, 1):
        beside = at + step
        while sentence.first <= beside < sentence.last and (words[beside] == "," or words[beside] in joiners):
            beside += step
        inside = sentence.first <= beside < sentence.last
        if inside and beside != at + step and words[beside] in (FOLDED, NAMED):
            return True
    return False


def _follows_speech(reading: Reading, number: int) -> bool:
    """Say whether the sentence, or the one before, holds a quote already."""
    return reading.last is not None and number - reading.last.sentence <= 1


def _with_inverted_verb(reading: Reading, host: _Host, at: int) -> Draft | None:
    incise = inverted_verb(reading.stream, host.sentence, at)
    if incise is None:
        return None
    span = reading.stream.span(at, at + 1)
    return add(reading, Draft([span], [incise[0]], incise[1], sentence=host.number))


def _signed(reading: Reading, host: _Host, at: int) -> Draft | None:
    """Read *« … » — Anne Martin*: a name alone after a dash signs the words before it."""
    stream, last = reading.stream, host.sentence.last
    if at + 2 >= last or stream.words[at + 1] not in DASHES:
        return None
    name = phrase_after(stream, at + 2, last)
    if name is None:
        return None
    end = next((i for i in range(*name) if not (stream.capital[i] or stream.words[i] in _INITIAL)), name[1])
    if end < last and stream.words[end] not in (".", ",", "(", FOLDED):
        return None
    return add(reading, Draft([stream.span(at, at + 1)], source=name, sentence=host.number))


def is_speech(stream: Stream, at: int, *, reported: bool) -> bool:
    """Say whether a stretch that no cue took is long enough, and low enough in capitals, to be somebody's words.

    A few words are a scare quote unless the sentence reports speech.
    """
    stretch = stream.marked[stream.stretch[at]]
    words = stream.text[stretch.inner_start : min(stretch.inner_end, stretch.inner_start + 400)].split()
    if len(words) < SPEECH_WORDS and not reported:
        return False
    if len(words) < SPEECH_WORDS and (len(words) < PHRASE_WORDS or not words[0][0].islower()):
        return stream.words[at - 1] in stream.lexicon.words["predicatives"] if at else False
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 2 <= len(words) or len(words) > 12


def _after_colon(reading: Reading, host: _Host, at: int) -> Draft | None:
    """A colon before marks is a cue: the sole one, or the sign of a noun of saying before it."""
    stream, first = reading.stream, host.sentence.first
    if at == first or stream.words[at - 1] != ":":
        return None
    nouns = stream.lexicon.nouns["cue"]
    noun = next((i for i in range(at - 2, max(first, at - 10) - 1, -1) if stream.words[i] in nouns), None)
    cue = stream.span(noun, noun + 1) if noun is not None else stream.span(at - 1, at)
    source = (
        named_before(stream, first, noun, at - 1)
        or _source_of_sentence(reading, host, at)
        or likely_speaker(stream, host.sentence, at - 1)
    )
    if source is not None and is_mute(stream, source):
        source = None
    return add(reading, Draft([stream.span(at, at + 1)], [cue], source, sentence=host.number))


def _source_of_sentence(reading: Reading, host: _Host, at: int) -> Phrase | None:
    """Give the source of the quote that the same sentence already holds, or the subject of its last verb of saying."""
    if reading.drafts and reading.drafts[-1].sentence == host.number:
        return reading.drafts[-1].source
    order = bisect_right(host.ends, at) - 1
    if order < 0:
        return None
    source = source_of_verb(reading.stream, host.sentence, host.cues[order], Around(host.sentence.first))
    return source if source is not None and source[1] < at else None


def _join(reading: Reading, sentence: Sentence, at: int) -> Draft | None:
    """Let a stretch join the quote just before it (*« A » et « B »*): the words between belong to the phrase."""
    stream = reading.stream
    before = next((i for i in range(at - 1, max(sentence.first, at - _GLUE) - 1, -1) if i in reading.taken), None)
    if before is None or not reading.drafts:
        return None
    joiners = stream.lexicon.words["joiners"]
    between = stream.words[before + 1 : at]
    if not any(word in joiners or word == "," for word in between) or any(_says_anew(stream, word) for word in between):
        return None
    draft = reading.drafts[-1]
    start, end = draft.content[-1]
    if end != stream.ends[before]:
        return None
    draft.content[-1] = (start, stream.ends[at])
    draft.checked = min(draft.checked, len(draft.content) - 1)
    return draft


def _says_anew(stream: Stream, word: str) -> bool:
    """Say whether a word is a verb of saying, which starts a quote of its own (*nennt es „neu“, warnt vor „Eile“*)."""
    form = stream.lexicon.forms.get(word)
    return form is not None and "finite" in form.kinds


def _object_of_cue(reading: Reading, host: _Host, at: int) -> Draft | None:
    """Take a stretch as the object of the verb of saying before it (*fustige un « recul »*)."""
    stream = reading.stream
    order = bisect_right(host.ends, at) - 1
    if order + 1 < len(host.cues) and host.cues[order + 1].first < at:
        return _inside_cue(reading, host, host.cues[order + 1], at)
    if order < 0 or at - host.ends[order] >= _OBJECT_REACH:
        return None
    cue = host.cues[order]
    if "call" not in cue.takes and at != cue.last and is_word(stream, at):
        return None
    source = source_of_verb(stream, host.sentence, cue, Around(host.sentence.first))
    if source is not None and source[1] > at:
        source = None
    cue_spans = [stream.span(*part) for part in cue.parts]
    content = widened(stream, cue, source, at, host.sentence.last)
    reading.taken.update(other for other in range(*content) if stream.words[other] == FOLDED)
    return add(reading, Draft([stream.span(*content)], cue_spans, source, cue.factual, host.number))


def _inside_cue(reading: Reading, host: _Host, cue: Cue, at: int) -> Draft:
    """Take a stretch between the two parts of a cue (*wird von Kritikern als „…“ bezeichnet*)."""
    stream = reading.stream
    functions = stream.lexicon.words
    verb = cue.parts[0][0]
    source = None
    if stream.words[verb] in functions["passives"]:
        for agent in range(verb + 1, at):
            if stream.words[agent] in functions["agents"]:
                source = phrase_after(stream, agent + 1, at)
                break
    else:
        source = source_of_verb(stream, host.sentence, cue, Around(host.sentence.first))
    if source is not None and source[1] > at:
        source = None
    cue_spans = [stream.span(*part) for part in cue.parts]
    return add(reading, Draft([stream.span(at, at + 1)], cue_spans, source, cue.factual, host.number))
