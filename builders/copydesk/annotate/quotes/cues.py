"""Cues: the verbs, prepositions and nouns of one sentence that say that somebody says something."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.lexicon import Form
from copydesk.annotate.quotes.phrases import Phrase, is_somebody, is_stop
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream

CueKind = Literal[
    "verb", "participle", "gerund", "infinitive", "preposition", "possessed", "postposition", "tail", "noun"
]
_NOTHING: frozenset[str] = frozenset()
_SEPARABLE_TAKES = frozenset(("clause", "bare", "infinitive"))
_COMMAS = frozenset((",", *DASHES))
_GROUP = 4
_BRACKET = 30


@dataclass(frozen=True, slots=True)
class Cue:
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


def find_cues(stream: Stream, sentence: Sentence) -> list[Cue]:
    """Find the cues of one sentence in order. Linear in its words."""
    return list(_cues(stream, sentence))


def _cues(stream: Stream, sentence: Sentence) -> Iterator[Cue]:
    lexicon, words = stream.lexicon, stream.words
    forms, before = lexicon.forms, lexicon.before
    clause_nouns = lexicon.nouns["clause_cue"]
    cue_words = lexicon.cue_words
    for at in [at for at in range(sentence.first, sentence.last) if words[at] in cue_words]:
        word = words[at]
        if word in forms:
            cue = _verb_cue(stream, sentence, at, forms[word])
            if cue is not None:
                yield cue
        led = _leading(stream, sentence, at) if word in before or word in lexicon.possessed else None
        if led is not None:
            yield led
        elif word in lexicon.weak_before and (at == sentence.first or words[at - 1] == ","):
            yield Cue(at, at + 1, ((at, at + 1),), "preposition", weak=True)
        elif word in lexicon.after:
            yield Cue(at, at + 1, ((at, at + 1),), "postposition")
        elif word in lexicon.possessive_after and at + 1 < sentence.last and words[at + 1] in lexicon.possessive_cue:
            yield Cue(at + 1, at + 2, ((at + 1, at + 2),), "postposition")
        elif word in lexicon.tail and at > sentence.first and words[at - 1] == ",":
            yield Cue(at, at + 1, ((at, at + 1),), "tail")
        elif word in lexicon.separable and (at + 1 == sentence.last or is_stop(words[at + 1])):
            cue = _separable(stream, sentence, at)
            if cue is not None:
                yield cue
        elif word in clause_nouns:
            yield Cue(at, at + 1, ((at, at + 1),), "noun", takes=frozenset(("clause",)), weak=True)


def _leading(stream: Stream, sentence: Sentence, at: int) -> Cue | None:
    """Give the preposition of attribution at a word, with a possessive inside or before its source."""
    word, lexicon = stream.words[at], stream.lexicon
    possessed = _possessed(stream, sentence, at) if word in lexicon.possessed else None
    return possessed or (_preposition(stream, sentence, at) if word in lexicon.before else None)


def _possessed(stream: Stream, sentence: Sentence, at: int) -> Cue | None:
    """Read *à son avis*, *in her own words*, *nach eigenen Angaben*: the possessive inside is the source."""
    possessives = stream.lexicon.words["possessives"]
    second = stream.words[at + 1] if at + 1 < sentence.last else ""
    for phrase in stream.lexicon.possessed[stream.words[at]]:
        if not (second == phrase[1] or (phrase[1] == "*" and second in possessives)):
            continue
        last = at + len(phrase)
        found = stream.words[at:last]
        fits = last <= sentence.last and all(
            word in possessives if slot == "*" else word == slot for word, slot in zip(found, phrase, strict=False)
        )
        if fits and len(found) == len(phrase):
            if phrase in stream.lexicon.manner and not _stands_apart(stream, sentence, at, last):
                return None
            slot = at + phrase.index("*") if "*" in phrase else last
            parts = tuple(part for part in ((at, slot), (slot + 1, last)) if part[0] < part[1])
            return Cue(at, last, parts, "possessed", inside=(slot, slot + 1) if slot < last else None)
    return None


def _stands_apart(stream: Stream, sentence: Sentence, first: int, last: int) -> bool:
    """Say whether words stand between commas, or beside marks: else they tell how (*a poem* **in her own words**)."""
    before = stream.words[first - 1] if first > sentence.first else ","
    after = stream.words[last] if last < sentence.last else ""
    marked = first - 1 > sentence.first and before == "," and stream.words[first - 2] == FOLDED
    return marked or FOLDED in (before, after) or (before in _COMMAS and after in _COMMAS)


def _preposition(stream: Stream, sentence: Sentence, at: int) -> Cue | None:
    for phrase in stream.lexicon.before[stream.words[at]]:
        last = at + len(phrase)
        if last <= sentence.last and tuple(stream.words[at:last]) == phrase:
            return Cue(at, last, ((at, last),), "preposition")
    return None


def _verb_cue(stream: Stream, sentence: Sentence, at: int, form: Form) -> Cue | None:
    """Give the cue that a form of a verb of saying makes, with its auxiliaries; None where it is a noun."""
    previous = stream.words[at - 1] if at > sentence.first else ""
    is_name = stream.capital[at] and (stream.lexicon.noun_capitals or at > sentence.first)
    if is_name and previous not in (":", FOLDED):
        return None
    auxiliary, factual = _auxiliaries(stream, sentence, at)
    if "participle" in form.kinds and auxiliary < at:
        return _compound(stream, sentence, (auxiliary, at), form, factual=factual)
    split = _split_perfect(stream, sentence, at) if "participle" in form.kinds else None
    if "finite" in form.kinds or "conditional" in form.kinds:
        if _is_noun(stream, previous, at, form):
            return None
        if split is None:
            other = _has_other_prefix(stream, sentence, at)
            return None if other else _simple(stream, sentence, at, form, (auxiliary, factual))
    return _split_cue(stream, split, at, form) if split is not None else _dependent(at, form)


def _has_other_prefix(stream: Stream, sentence: Sentence, at: int) -> bool:
    """Say whether a prefix at the end of the clause makes another verb of a weak one (*findet … statt*)."""
    prefixes = stream.lexicon.words["prefixes"]
    if not prefixes or not _is_weak(stream, at):
        return False
    for ahead in range(at + 1, min(at + _BRACKET, sentence.last)):
        word = stream.words[ahead]
        if word in prefixes and (ahead + 1 == sentence.last or is_stop(stream.words[ahead + 1])):
            return True
        if word in (";", ":"):
            return False
    return False


def _dependent(at: int, form: Form) -> Cue:
    """Make a cue of a form that needs a verb beside it: a bare participle, a gerund, an infinitive."""
    kind: CueKind = "participle" if "participle" in form.kinds else "gerund" if "gerund" in form.kinds else "infinitive"
    return Cue(at, at + 1, ((at, at + 1),), kind, form.takes, weak=True)


def _is_weak(stream: Stream, at: int) -> bool:
    """Say whether a verb needs marks, a colon or a conjunction beside it; *heißt es* does not."""
    lexicon = stream.lexicon
    if stream.words[at] not in lexicon.words["weak"]:
        return False
    impersonal = stream.words[at] in lexicon.words["naming"] and at + 1 < len(stream.words)
    return not (impersonal and stream.words[at + 1] in lexicon.empty_subjects)


def _compound(stream: Stream, sentence: Sentence, group: Phrase, form: Form, *, factual: bool) -> Cue:
    """Join auxiliary and participle that stand together (*n'a pas dit*)."""
    auxiliary, at = group
    passives = stream.lexicon.words["passives"]
    first = _with_negation(stream, sentence, auxiliary)
    fact = factual and first == auxiliary and not _negated(stream, auxiliary, at)
    passive = any(stream.words[back] in passives for back in range(auxiliary, at))
    passive = passive and not _reflexive(stream, sentence, auxiliary)
    last = _past_auxiliaries(stream, at)
    parts, inside = _around_pronoun(stream, first - _reflexive(stream, sentence, first), at)
    parts = (*parts[:-1], (parts[-1][0], last))
    return Cue(first, last, parts, "verb", form.takes, fact, inside, _is_weak(stream, at), passive)


def _simple(stream: Stream, sentence: Sentence, at: int, form: Form, group: tuple[int, bool]) -> Cue:
    """Take a finite form, or an infinitive with its auxiliary (*did not say*), with its negation."""
    auxiliary, factual = group
    if "infinitive" in form.kinds and auxiliary < at:
        fact = factual and not _negated(stream, auxiliary, at)
        return Cue(auxiliary, at + 1, ((auxiliary, at + 1),), "verb", form.takes, fact, None, _is_weak(stream, at))
    first = _with_negation(stream, sentence, at)
    fact = first == at and "conditional" not in form.kinds
    with_reflexive = first - 1 if _reflexive(stream, sentence, first) else first
    return Cue(first, at + 1, ((with_reflexive, at + 1),), "verb", form.takes, fact, None, _is_weak(stream, at))


def _split_cue(stream: Stream, auxiliary: int, at: int, form: Form) -> Cue:
    """Join auxiliary and participle that stand apart (*hat der Minister … gefordert*)."""
    hedged = stream.words[auxiliary] in stream.lexicon.words["hedges"]
    fact = not hedged and not _negated(stream, auxiliary, at)
    last = _past_auxiliaries(stream, at)
    parts = ((auxiliary, auxiliary + 1), (at, last))
    return Cue(auxiliary, last, parts, "verb", form.takes, fact, (auxiliary + 1, at), _is_weak(stream, at))


def _past_auxiliaries(stream: Stream, at: int) -> int:
    """Give where a group that ends in a participle ends, with the auxiliaries behind it (*soll … gesagt haben*)."""
    last = at + 1
    if not stream.lexicon.words["perfects"]:
        return last
    while last < min(at + _GROUP, len(stream.words)) and stream.words[last] in stream.lexicon.words["auxiliaries"]:
        last += 1
    return last


def _is_noun(stream: Stream, previous: str, at: int, form: Form) -> bool:
    """Say whether the word before makes a noun of what could be a verb (*le rapport*, *of note*)."""
    lexicon, functions = stream.lexicon, stream.lexicon.words
    if "infinitive" in form.kinds and _is_weak(stream, at) and _in_singular_phrase(stream, at):
        return True
    pronoun = previous in functions["clitics"] or previous in lexicon.pronouns or previous in functions["relatives"]
    if previous in functions["determiners"] and not pronoun and not is_somebody(stream, at - 1):
        return True
    if previous in functions["subordinators"] and "participle" in form.kinds and not stream.capital[at]:
        return True
    if previous in functions["linkers"]:
        return True
    return previous in functions["prepositions"] and previous not in functions["infinitive_markers"]


def _in_singular_phrase(stream: Stream, at: int) -> bool:
    """Say whether an indefinite article and a noun or two before make a noun of a plural verb (*a city report*)."""
    functions = stream.lexicon.words
    for back in range(at - 1, max(at - _GROUP, 0), -1):
        word = stream.words[back]
        if word in functions["indefinite"] and word in functions["singular"]:
            return True
        if not word.isalnum() or word in functions["determiners"] or word in functions["prepositions"]:
            return False
    return False


def _auxiliaries(stream: Stream, sentence: Sentence, at: int) -> tuple[int, bool]:
    """Give the first auxiliary of the verb group that ends at ``at``, or ``at``; and whether it states a fact."""
    functions = stream.lexicon.words
    pronouns = stream.lexicon.pronouns
    first, factual = at, True
    for back in range(at - 1, max(sentence.first, at - 2 * _GROUP) - 1, -1):
        word = stream.words[back]
        if stream.capital[back] and back > sentence.first:
            # a name, or a month (*In* **May** *it urged*)
            break
        if word in functions["hedges"]:
            first, factual = back, False
        elif word in functions["auxiliaries"] or word in functions["group_modals"]:
            first = back
        elif not (
            word in functions["adverbs"]
            or word in functions["negations"]
            or (word in pronouns and first == at)
            or word.endswith(stream.lexicon.adverb_endings)
        ):
            break
    return first, factual


def _reflexive(stream: Stream, sentence: Sentence, auxiliary: int) -> bool:
    return auxiliary > sentence.first and stream.words[auxiliary - 1] in stream.lexicon.words["reflexives"]


def _around_pronoun(stream: Stream, first: int, at: int) -> tuple[tuple[Phrase, ...], Phrase | None]:
    """Cut an inverted subject out of a verb group (*avait-il lancé*)."""
    for inner in range(first + 1, at):
        hyphened = stream.text[stream.starts[inner] - 1] == "-"
        if hyphened and stream.words[inner] in stream.lexicon.pronouns:
            return ((first, inner), (inner + 1, at + 1)), (inner, inner + 1)
    return ((first, at + 1),), None


def _with_negation(stream: Stream, sentence: Sentence, first: int) -> int:
    """Take *ne*, *not* and the reflexive *s'* before a verb group; other clitics stay outside."""
    functions = stream.lexicon.words
    before = first
    while before > sentence.first and stream.words[before - 1] in functions["clitics"]:
        before -= 1
    if before > sentence.first and stream.words[before - 1] in functions["negations"]:
        return before - 1
    return first


def _negated(stream: Stream, first: int, last: int) -> bool:
    negations = stream.lexicon.words["negations"]
    return any(stream.words[at] in negations for at in range(first, last))


def _split_perfect(stream: Stream, sentence: Sentence, at: int) -> int | None:
    """Give the auxiliary that stands apart from its participle (*hat der Minister … gefordert*)."""
    functions = stream.lexicon.words
    if not functions["perfects"]:
        return None
    for back in range(at - 1, max(sentence.first, at - _BRACKET) - 1, -1):
        word = stream.words[back]
        if word in functions["perfects"]:
            return back
        if is_stop(word) and word != FOLDED and word not in "()":
            return None
    return None


def _separable(stream: Stream, sentence: Sentence, at: int) -> Cue | None:
    """Join a prefix at the end of its clause to its verb (*teilte … mit*)."""
    functions = stream.lexicon.words
    finite = stream.lexicon.separable[stream.words[at]]
    for back in range(at - 1, max(sentence.first, at - _BRACKET) - 1, -1):
        if stream.words[back] in finite and not stream.capital[back]:
            fact = not _negated(stream, back, at)
            parts = ((back, back + 1), (at, at + 1))
            return Cue(
                back,
                at + 1,
                parts,
                "verb",
                _SEPARABLE_TAKES,
                fact,
                (back + 1, at),
                stream.words[at] in functions["weak"],
            )
    return None
