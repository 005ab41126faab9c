"""Attribution: each cue of a sentence takes what was said and who said it; marks without a cue join or float."""

from bisect import bisect_left

from copydesk.annotate.quotes.clauses import clause_end
from copydesk.annotate.quotes.complements import Complement, complement_after
from copydesk.annotate.quotes.cue import Cue
from copydesk.annotate.quotes.cues import find_cues
from copydesk.annotate.quotes.dialogue import continue_turn, is_dialogue_turn, with_full_stop
from copydesk.annotate.quotes.drafts import Draft, Reading
from copydesk.annotate.quotes.floating import leave_or_float
from copydesk.annotate.quotes.hosts import comparative_of, read_comparative, read_parenthesis, read_tail
from copydesk.annotate.quotes.incises import find_incise
from copydesk.annotate.quotes.konjunktiv import continue_in_konjunktiv
from copydesk.annotate.quotes.phrases_before import phrase_before
from copydesk.annotate.quotes.prepositions import read_possessed, read_postposition, read_preposition
from copydesk.annotate.quotes.scope import Found, Scope, phrase_start, second_part
from copydesk.annotate.quotes.sources import Around, follows_joiner, source_of_verb
from copydesk.annotate.quotes.stops import stop_of_clause, stops_of
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream, folded_in, holds_fold, takes_up
from copydesk.annotate.quotes.widening import widened

_OPENING = 4


def read_attributions(stream: Stream) -> Reading:
    """Read every sentence in order. Linear in the words of the text."""
    reading = Reading(stream)
    for number, sentence in enumerate(stream.sentences):
        _read_sentence(reading, number, sentence)
    return reading


def _read_sentence(reading: Reading, number: int, sentence: Sentence) -> None:
    stream = reading.stream
    cues = find_cues(stream, sentence)
    folded = folded_in(stream, sentence)
    before = len(reading.drafts)
    _read_incises(reading, number, folded)
    if cues:
        _read_cues(reading, number, cues, before)
    left = [at for at in folded if at not in reading.taken]
    if left:
        leave_or_float(reading, number, sentence, cues, left)
    elif len(reading.drafts) == before and not continue_turn(reading, number, sentence):
        continue_in_konjunktiv(reading, number, sentence)


def _read_cues(reading: Reading, number: int, cues: list[Cue], before: int) -> None:
    """Read each cue that no quote of an earlier one has explained; ``before`` drafts are of earlier sentences."""
    sentence = reading.stream.sentences[number]
    covered = sentence.first
    for cue, stop in zip(cues, stops_of(reading.stream, sentence, cues), strict=True):
        if cue.first < covered:
            continue
        inherited = reading.drafts[-1].source if len(reading.drafts) > before else None
        found = _read_cue(Scope(reading, sentence, cue, covered, stop, inherited))
        if found is None:
            continue
        _keep(reading, number, found.draft, range(covered, found.end))
        covered = max(covered, found.end)


def _keep(reading: Reading, number: int, draft: Draft, words: range) -> None:
    stream = reading.stream
    draft.sentence = number
    _take_up(reading, draft)
    reading.drafts.append(draft)
    reading.last = draft
    if is_dialogue_turn(stream, number, draft):
        draft.content[-1] = (draft.content[-1][0], with_full_stop(stream, draft.content[-1][1]))
        draft.marks = dict.fromkeys(draft.content)
    for at in words:
        offset = stream.starts[at]
        if stream.words[at] == FOLDED and any(start <= offset < end for start, end in draft.content):
            reading.taken.add(at)


def _take_up(reading: Reading, draft: Draft) -> None:
    """Put what a mark of the paragraph before left open, without a cue, before the quote that takes it up again."""
    last, stream = reading.last, reading.stream
    if last is None or last.cue or not reading.drafts or reading.drafts[-1] is not last:
        return
    if takes_up(stream, bisect_left(stream.starts, draft.content[0][0])):
        draft.content = [*last.content, *draft.content]
        draft.checked = 0
        reading.drafts.pop()


def _read_incises(reading: Reading, number: int, folded: list[int]) -> None:
    """Read the stretches that hold their own cue."""
    stream = reading.stream
    for at in folded:
        incise = find_incise(stream, stream.stretch[at])
        if incise is not None:
            draft = Draft(list(incise.content), list(incise.cue), incise.source, sentence=number, words=incise.stream)
            reading.drafts.append(draft)
            reading.taken.add(at)
            reading.last = draft


def _read_cue(scope: Scope) -> Found | None:
    """Give the quote of one cue, if it is one."""
    kind = scope.cue.kind
    if kind == "preposition":
        return read_preposition(scope)
    if kind == "possessed":
        return read_possessed(scope)
    if kind == "postposition":
        return read_postposition(scope)
    if kind == "tail":
        return read_tail(scope, _marked_before(scope))
    if kind == "noun":
        return _read_noun(scope)
    comparative = comparative_of(scope.stream, scope.cue, scope.floor)
    return _read_verb(scope) if comparative is None else read_comparative(scope, comparative)


def _read_verb(scope: Scope) -> Found | None:
    stream, cue = scope.stream, scope.cue
    back = _marked_before(scope)
    stop = stop_of_clause(scope)
    ahead = complement_after(stream, scope.sentence, cue, cue.last, stop)
    if cue.kind == "infinitive" and (ahead is None or ahead.kind == "clause"):
        return None
    if back is not None and not _says_its_own(scope, back, ahead):
        return _read_inverted(scope, back, ahead)
    around = read_parenthesis(scope) if ahead is not None and _goes_on(scope, ahead) else None
    if around is not None:
        return around
    if ahead is None or not _is_governed(stream, cue, ahead):
        return read_parenthesis(scope)
    source = source_of_verb(stream, scope.sentence, cue, Around(scope.floor, inherited=scope.inherited))
    if source is not None and source[1] > ahead.first:
        source = None
    content = (ahead.first, ahead.last)
    if ahead.kind == "marked" and content[1] - content[0] == 1:
        content = widened(stream, cue, source, ahead.first, stop)
    return Found(scope.draft([content], source), content[1])


def _says_its_own(scope: Scope, back: tuple[int, bool], ahead: Complement | None) -> bool:
    """Say whether the marks before a verb are part of its subject (*X, known as “Y,”* **stated that** *…*)."""
    stream, cue = scope.stream, scope.cue
    if back[1] or ahead is None or ahead.kind != "clause":
        return False
    if stream.words[ahead.first] not in stream.lexicon.words["complementizers"]:
        return False
    source = source_of_verb(stream, scope.sentence, cue, Around(back[0] + 1, inverted=True))
    return source is None or source[0] < cue.first


def _goes_on(scope: Scope, ahead: Complement) -> bool:
    """Say whether marks after a comma go on with a sentence a cue interrupts (*It holds, he says, “for now”*)."""
    stream = scope.stream
    if ahead.kind != "marked" or ahead.first <= scope.cue.last or stream.words[ahead.first - 1] != ",":
        return False
    stretch = stream.marked[stream.stretch[ahead.first]] if stream.words[ahead.first] == FOLDED else None
    return (
        stretch is not None and stream.text[stretch.inner_start : stretch.inner_start + _OPENING].lstrip()[:1].islower()
    )


def _is_governed(stream: Stream, cue: Cue, ahead: Complement) -> bool:
    """Refuse a weak cue that only looks like one, and a passive without a clause."""
    if cue.passive:
        return ahead.kind == "clause" and not cue.weak
    if cue.kind == "participle" and ahead.kind != "clause":
        return follows_joiner(stream, cue, 0)
    if ahead.kind == "colon":
        return not cue.weak and cue.kind == "verb" and stream.words[ahead.first] != FOLDED
    if ahead.kind == "clause" and cue.weak and cue.kind != "gerund":
        return stream.words[ahead.first] in stream.lexicon.words["complementizers"]
    return True


def _marked_before(scope: Scope) -> tuple[int, bool] | None:
    """Give the marked stretch that stands right before a cue, and whether the subject stands between them."""
    stream, cue = scope.stream, scope.cue
    if not holds_fold(stream, scope.floor, cue.first):
        return None
    functions, pronouns = stream.lexicon.words, stream.lexicon.pronouns
    light = functions["light"]
    at = cue.first - 1
    while at >= scope.floor:
        word = stream.words[at]
        if word not in light and (word not in functions["adverbs"] or word in pronouns):
            break
        at -= 1
    direct = scope.skip_breaks_back(at)
    if scope.is_free_mark(direct):
        return direct, False
    subject = phrase_before(stream, cue.first, scope.floor) if cue.kind == "verb" else None
    if subject is None:
        return None
    at = scope.skip_breaks_back(subject[0] - 1)
    return (at, True) if scope.is_free_mark(at) else None


def _read_inverted(scope: Scope, back: tuple[int, bool], ahead: Complement | None) -> Found:
    """Read *« … », a dit X* and *“…,” X said*, with marks that go on after it."""
    stream, cue = scope.stream, scope.cue
    folded, subject_between = back
    if subject_between:
        source = phrase_before(stream, cue.first, folded + 1)
    else:
        source = source_of_verb(stream, scope.sentence, cue, Around(folded + 1, inverted=True))
    content = [(phrase_start(scope, folded), folded + 1)]
    end = max(cue.last, source[1] if source else 0)
    if ahead is not None and ahead.kind == "marked" and (source is None or source[1] <= ahead.first):
        content.append((ahead.first, ahead.last))
        end = ahead.last
    else:
        second = second_part(scope, folded, end)
        if second is not None:
            content.append((second, second + 1))
            end = second + 1
    return Found(scope.draft(content, source), end)


def _read_noun(scope: Scope) -> Found | None:
    """Read *die Behauptung, dass …*, *the claim that …*."""
    stream, at = scope.stream, scope.cue.last
    if at < scope.stop and stream.words[at] == ",":
        at += 1
    if at + 1 >= scope.stop or stream.words[at] not in stream.lexicon.words["complementizers"]:
        return None
    end = clause_end(stream, at, scope.stop)
    return Found(scope.draft([(at, end)], None), end)
