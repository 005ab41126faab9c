"""Cues beside what was said, in a host sentence: *, a rapporté X*, *comme le dit X*, *so X*."""

from copydesk.annotate.quotes.clauses import clause_end
from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.nouns import is_speaker_noun
from copydesk.annotate.quotes.phrases import Phrase, is_verb, phrase_after
from copydesk.annotate.quotes.phrases_before import phrase_before
from copydesk.annotate.quotes.scope import BREAKS, Found, Scope, phrase_start, second_part
from copydesk.annotate.quotes.sources import bracketed, can_speak, source_after
from copydesk.annotate.quotes.stream import FOLDED, Stream

_SHORT = 3
_COMPARATIVE = 14


def read_parenthesis(scope: Scope) -> Found | None:
    """Read *Le train est parti, a rapporté l'agence.* and *It was late, he said.*: the host sentence was said."""
    stream, cue, last = scope.stream, scope.cue, scope.sentence.last
    if cue.kind != "verb" or cue.passive or not _may_interrupt(scope):
        return None
    at = cue.first - 1
    while at > scope.floor and stream.words[at] in stream.lexicon.words["clitics"]:
        at -= 1
    alive = stream.words[at] in ("?", "!") and stream.words[scope.sentence.first] in DASHES
    if at > scope.floor and (alive or stream.words[at] in BREAKS):
        return _with_inverted_subject(scope, at, at + alive)
    if _lost_its_comma(scope):
        source = source_after(stream, cue.last, last)
        return host(scope, source, (cue.first, last)) if source is not None else None
    source = phrase_before(stream, cue.first, scope.floor)
    if source is None or source[0] - 1 <= scope.floor or stream.words[source[0] - 1] not in BREAKS:
        return None
    if stream.words[source[0]] in stream.lexicon.words["relatives"]:
        return None
    return host(scope, source, (source[0] - 1, cue.last)) if _closes(stream, cue.last, last) else None


def _with_inverted_subject(scope: Scope, comma: int, first: int) -> Found | None:
    """Read the words from ``first`` to the subject behind the cue as the parenthesis; a dash needs no subject."""
    stream, cue = scope.stream, scope.cue
    source = bracketed(stream, cue) or source_after(stream, cue.last, scope.sentence.last)
    if source is None and stream.lexicon.drops_subjects and _follows_dash(scope):
        return host(scope, None, (first, cue.last))
    if source is None or _ends_relative_clause(scope, comma) or _is_object(scope, source, comma):
        return None
    return host(scope, source, (first, max(source[1], cue.last)))


def _is_object(scope: Scope, phrase: Phrase, comma: int) -> bool:
    """Say whether what follows a verb is its object (*X, son avocate, a plaidé la relaxe*), and nobody."""
    stream = scope.stream
    if can_speak(stream, phrase):
        return False
    before = stream.words[scope.floor : comma]
    return "," in before and not any(is_verb(stream.lexicon, word) for word in before)


def _ends_relative_clause(scope: Scope, comma: int) -> bool:
    """Say whether the comma before a cue closes a clause about its subject (*Reed, who was there, remembers …*)."""
    stream, functions = scope.stream, scope.stream.lexicon.words
    opening = next((at for at in range(comma - 1, scope.floor, -1) if stream.words[at] == ","), None)
    if opening is None or opening - scope.floor > _SHORT + 2:
        return False
    word = stream.words[opening + 1]
    return word in functions["relatives"] or word in functions["relative_others"]


def _may_interrupt(scope: Scope) -> bool:
    if _follows_dash(scope):
        return True
    if "call" in scope.cue.takes:
        return False
    return "clause" in scope.cue.takes and (not scope.cue.weak or _is_surely_inverted(scope))


def _follows_dash(scope: Scope) -> bool:
    """Say whether a cue follows the dash that ends the words of a turn of dialogue (*—¿Vienes? —pregunta Luz.*)."""
    stream, at = scope.stream, scope.cue.first - 1
    return at > scope.floor and stream.words[at] in DASHES and stream.words[scope.sentence.first] in DASHES


def _is_surely_inverted(scope: Scope) -> bool:
    """Say whether a form that may be another word stands where only a verb does (*…, note le maire.*).

    A comma is before it, right after it stands somebody who speaks, and with him the aside ends.
    """
    stream, cue, last = scope.stream, scope.cue, scope.sentence.last
    before = stream.words[cue.first - 1] if cue.first > scope.floor else ""
    source = phrase_after(stream, cue.last, last) if before in BREAKS else None
    if source is None or stream.words[source[0]] in stream.lexicon.words["linkers"]:
        return False
    speaks = stream.capital[source[0]] or is_speaker_noun(stream.lexicon, stream.words[source[0] + 1])
    return speaks and (source[1] >= last or stream.words[source[1]] in BREAKS or stream.words[source[1]] == ".")


def _lost_its_comma(scope: Scope) -> bool:
    """Say whether an inverted cue closes the sentence without a comma: after a lost space, or after a whole clause."""
    stream, cue, last = scope.stream, scope.cue, scope.sentence.last
    source = source_after(stream, cue.last, last)
    if source is None or source[0] != cue.last or source[1] + 1 < last or _leads_to(stream, cue.first - 1):
        return False
    if stream.starts[cue.first] - 1 in stream.joints:
        return True
    if not any(is_speaker_noun(stream.lexicon, stream.words[at]) for at in range(source[0], min(source[0] + 2, last))):
        return False
    return any(is_verb(stream.lexicon, stream.words[at]) for at in range(scope.floor, cue.first))


def _closes(stream: Stream, at: int, last: int) -> bool:
    """Say whether only adjuncts stand between a cue and the next comma or the end."""
    functions = stream.lexicon.words
    for ahead in range(at, min(at + 8, last)):
        word = stream.words[ahead]
        if word == "." or word in BREAKS:
            return True
        adjunct = word in functions["prepositions"] or word in functions["adverbs"] or word in functions["time"]
        if ahead == at and not adjunct:
            return False
    return at >= last


def host(scope: Scope, source: Phrase | None, cut: Phrase) -> Found | None:
    """Take the sentence around a parenthesis as what was said: before it, and after it if it closes with a comma."""
    stream, floor, last = scope.stream, scope.floor, scope.sentence.last
    content: list[Phrase] = []
    if cut[0] > floor:
        content.append((floor, clause_end(stream, floor, cut[0])))
    after = cut[1]
    while after < last and stream.words[after] not in BREAKS and stream.words[after] != ".":
        after += 1
    goes_on = after + 2 < last or (after + 2 == last and stream.words[after + 1] == FOLDED)
    if goes_on and stream.words[after] in BREAKS and not _is_new_clause(stream, after + 1):
        content.append((after + 1, clause_end(stream, after + 1, last)))
    if not content or content[0][1] - content[0][0] < 2:
        return None
    # a relative clause about the speaker may say something again
    relative = len(content) == 1 and after + 1 < last and stream.words[after + 1] in stream.lexicon.words["relatives"]
    return Found(scope.draft(content, source), after if relative else last)


def _leads_to(stream: Stream, at: int) -> bool:
    """Say whether a word makes what follows a part of the sentence, no aside (*Ce n'est pas ce* **qu'***a dit X*)."""
    functions = stream.lexicon.words
    return at >= 0 and (stream.words[at] in functions["complementizers"] or stream.words[at] in functions["relatives"])


def _is_new_clause(stream: Stream, at: int) -> bool:
    functions = stream.lexicon.words
    word = stream.words[at]
    if word in functions["joiners"] or word in functions["relative_others"]:
        return True
    return word in stream.lexicon.forms and "gerund" in stream.lexicon.forms[word].kinds


def comparative_of(stream: Stream, cue: Cue, floor: int) -> int | None:
    """Give the word *comme*, *as*, *wie* that makes a cue a parenthesis about its own host."""
    start = max(floor, cue.first - _COMPARATIVE)
    if stream.lexicon.comparatives.isdisjoint(stream.words[start : cue.first]):
        return None
    for at in range(cue.first - 1, start - 1, -1):
        word = stream.words[at]
        if word in stream.lexicon.comparatives:
            opens = at <= floor + 1 or stream.words[at - 1] == ","
            pronoun = stream.words[at + 1] in stream.lexicon.pronouns
            near = pronoun or cue.first - at <= 2 or phrase_before(stream, cue.first, at + 1) is not None
            return at if opens and near and cue.kind == "verb" else None
        if word in (",", ";", ":", FOLDED):
            return None
    return None


def read_comparative(scope: Scope, word: int) -> Found | None:
    """Read *comme l'a dit X, …*, *wie X mitteilte*, *as X said*; ``word`` is the index of *comme*."""
    stream, cue, last = scope.stream, scope.cue, scope.sentence.last
    pronoun = (word + 1, word + 2) if stream.words[word + 1] in stream.lexicon.pronouns else None
    source = pronoun or phrase_before(stream, cue.first, word + 1) or source_after(stream, cue.last, last)
    if source is None or cue.weak:
        return None
    end = max(cue.last, source[1])
    while end < last and stream.words[end] not in (",", ":", "."):
        end += 1
    start = end + 1
    if start < last and word <= scope.floor + 1:
        return Found(scope.draft([(start, clause_end(stream, start, last))], source), last)
    if start < last and stream.words[start] == FOLDED and stream.words[end] == ":":
        return Found(scope.draft([(start, start + 1)], source), start + 1)
    at = scope.skip_breaks_back(word - 1)
    if scope.is_free_mark(at) and at > scope.floor and stream.words[at - 1] == ",":
        return Found(scope.draft([(at, at + 1)], source), end)
    return host(scope, source, (word, end))


def read_tail(scope: Scope, back: tuple[int, bool] | None) -> Found | None:
    """Read *„ … “, so der Minister*: a word attributes without a verb; ``back`` is the marked stretch before it."""
    stream, cue, last = scope.stream, scope.cue, scope.sentence.last
    source = phrase_after(stream, cue.last, last) or _after_verb(scope)
    if source is None:
        return None
    end = source[1]
    while end < last and stream.words[end] in stream.lexicon.words["adverbs"]:
        end += 1
    if end + 1 < last and stream.words[end] == ":" and stream.words[end + 1] == FOLDED:
        before = host(scope, source, (cue.first - 1, last))
        draft = before.draft if before is not None else scope.draft([], source)
        draft.content.append(stream.span(end + 1, end + 2))
        return Found(draft, last)
    if back is not None:
        content = [(phrase_start(scope, back[0]), back[0] + 1)]
        second = second_part(scope, back[0], source[1])
        content += [(second, second + 1)] if second is not None else []
        return Found(scope.draft(content, source), max(source[1], content[-1][1]))
    if end < last and stream.words[end] not in (".", ":", *BREAKS):
        return None
    return host(scope, source, (cue.first - 1, source[1]))


def _after_verb(scope: Scope) -> Phrase | None:
    """Read *so urteilte X*: any small word between *so* and the source is a verb."""
    at, last = scope.cue.last, scope.sentence.last
    if at + 1 >= last or not scope.stream.words[at].isalpha():
        return None
    return source_after(scope.stream, at + 1, last)
