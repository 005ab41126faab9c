"""How a clause or an infinitive starts where nothing marks it, and where it ends."""

import itertools

from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.nouns import is_speaker_noun
from copydesk.annotate.quotes.phrases import is_stop, is_verb, phrase_after, skip_adjunct
from copydesk.annotate.quotes.stream import FOLDED, Stream, ends_in_comma

_SUBJECT = 14
_CLAUSE = 4
_LONGEST = 120
_DANGLING = frozenset(",;:.\N{HORIZONTAL ELLIPSIS}")


def is_bare_clause(stream: Stream, cue: Cue, at: int, stop: int) -> bool:
    """Say whether a clause or an infinitive without any marker follows its verb at once."""
    if _is_object_alone(stream, at, stop):
        return False
    if "bare" in cue.takes and not stream.lexicon.bare_after_comma and _starts_clause(stream, cue, at, stop):
        return True
    return "bare_infinitive" in cue.takes and is_infinitive(stream, at)


def _is_object_alone(stream: Stream, at: int, stop: int) -> bool:
    """Say whether a word only stands for what was said elsewhere (*said* **so** *on Monday*): no verb follows it."""
    functions = stream.lexicon.words
    if stream.words[at] not in functions["said_objects"] or stream.words[at] in functions["complementizers"]:
        return False
    after = at + 1
    ends = after >= stop or is_stop(stream.words[after])
    if not ends and not (stream.words[after] in functions["prepositions"] or stream.words[after] in functions["time"]):
        return False
    rest = itertools.takewhile(
        lambda ahead: not is_stop(stream.words[ahead]), range(after, min(after + _SUBJECT, stop))
    )
    return not any(is_verb(stream.lexicon, stream.words[ahead]) for ahead in rest)


def _starts_clause(stream: Stream, cue: Cue, at: int, stop: int) -> bool:
    """Say whether a clause without a complementizer starts here: a subject that no punctuation or clause follows."""
    lexicon, words = stream.lexicon, stream.words
    phrase = phrase_after(stream, at, stop)
    if phrase is None:
        plain = words[cue.last - 1] in lexicon.words["plain_saying"]
        opens = words[at] in lexicon.words["subordinators"] or words[at] in lexicon.words["expletives"]
        return opens or (plain and _has_bare_subject(stream, at, stop))
    end = phrase[1]
    if end >= stop or stop - at <= 2 or is_stop(words[end]):
        return end < stop and words[end] == FOLDED
    follows = lexicon.forms.get(words[end])
    if follows is not None and "finite" in follows.kinds and words[at] in lexicon.pronouns:
        return True
    for ahead in range(end, min(end + _SUBJECT, stop)):
        if is_verb(lexicon, words[ahead]):
            return True
        if words[ahead] in lexicon.words["complementizers"]:
            form = lexicon.forms.get(words[ahead - 1]) if ahead > end else None
            return form is not None and "finite" in form.kinds
    adjunct = words[end] in lexicon.words["prepositions"] or words[end] in lexicon.words["time"]
    return not adjunct or words[cue.last - 1] in lexicon.words["plain_saying"]


def _has_bare_subject(stream: Stream, at: int, stop: int) -> bool:
    """Say whether a plural or a mass noun without a determiner is the subject (*said political power has shifted*)."""
    functions = stream.lexicon.words
    if stream.words[at] in functions["no_bare_subject"]:
        return False
    for ahead in range(at, min(at + _SUBJECT, stop)):
        word = stream.words[ahead]
        if is_stop(word) or word in functions["complementizers"]:
            return False
        if is_verb(stream.lexicon, word):
            return ahead > at
    return False


def is_infinitive(stream: Stream, at: int) -> bool:
    """Say whether an infinitive stands at a word, with or without clitics and a negation before it."""
    functions = stream.lexicon.words
    light = functions["light_negated"]
    while at < len(stream.words) and stream.words[at] in light:
        at += 1
    if at >= len(stream.words) or stream.capital[at]:
        return False
    word, before = stream.words[at], stream.words[at - 1]
    if stream.lexicon.infinitive_endings:
        if is_speaker_noun(stream.lexicon, word) and before in functions["determiners"]:
            return False
        return word.endswith(stream.lexicon.infinitive_endings)
    return word.isalpha() and word not in functions["determiners"]


def verb_ahead(stream: Stream, start: int, stop: int) -> bool:
    """Say whether a verb follows before anything that bounds a phrase: the words before it are its subject."""
    for at in range(start, min(start + _SUBJECT, stop)):
        if is_stop(stream.words[at]):
            return False
        if is_verb(stream.lexicon, stream.words[at]) and at > start:
            return True
    return False


def clause_end(stream: Stream, start: int, stop: int) -> int:
    """Give where a clause that starts at word ``start`` ends, without its full stop.

    It ends with its sentence, or before a comma after which a coordinated main clause has a subject of its own
    (*, but he also warned*).
    """
    for comma in range(start + _CLAUSE, min(stop, start + _LONGEST) - 2):
        if ends_in_comma(stream, comma) and _is_main_clause(stream, comma + 1, stop):
            return without_dangling(stream, start, comma + (stream.words[comma] == FOLDED))
    return without_dangling(stream, start, stop)


def _is_main_clause(stream: Stream, at: int, stop: int) -> bool:
    functions = stream.lexicon.words
    if stream.words[at] not in functions["contrasts"]:
        return False
    first = at + 1
    if first < stop and stream.words[first] in functions["prepositions"]:
        first = skip_adjunct(stream, first, stop)
    subject = phrase_after(stream, first, stop)
    if subject is None or subject[1] >= stop:
        return False
    verb = subject[1]
    if stream.words[verb] in functions["adverbs"]:
        verb += 1
    word = stream.words[verb] if verb < stop else ""
    return is_verb(stream.lexicon, word) or word in stream.lexicon.forms


def without_dangling(stream: Stream, start: int, end: int) -> int:
    """Give the end of some words without the punctuation that they end in."""
    while end > start + 1 and stream.words[end - 1] in _DANGLING:
        end -= 1
    return end
