"""Verbs of saying as cues: the form with its auxiliaries, its negation and what may stand between their parts."""

from copydesk.annotate.quotes.cue import Cue, CueKind
from copydesk.annotate.quotes.lexicon import Form
from copydesk.annotate.quotes.phrases import Phrase, is_somebody, is_stop
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream

_SEPARABLE_TAKES = frozenset(("clause", "bare", "infinitive"))
_GROUP = 4
_BRACKET = 30


def verb_cue(stream: Stream, sentence: Sentence, at: int, form: Form) -> Cue | None:
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
    stop = min(at + _BRACKET, sentence.last)
    if prefixes.isdisjoint(stream.words[at + 1 : stop]):
        return False
    for ahead in range(at + 1, stop):
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


def separable_cue(stream: Stream, sentence: Sentence, at: int) -> Cue | None:
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
