"""Attribution: each cue of a sentence takes what was said and who said it; marks without a cue join or float."""

from copydesk.annotate.quotes.clauses import Complement, clause_end, complement_after
from copydesk.annotate.quotes.cues import Cue, find_cues
from copydesk.annotate.quotes.drafts import Draft, Reading
from copydesk.annotate.quotes.floating import leave_or_float
from copydesk.annotate.quotes.glyphs import DASHES
from copydesk.annotate.quotes.incises import find_incise
from copydesk.annotate.quotes.konjunktiv import continue_in_konjunktiv
from copydesk.annotate.quotes.phrases import Phrase, is_stop, is_verb, phrase_after, phrase_before
from copydesk.annotate.quotes.sources import bracketed, follows_joiner, nominal_before, source_after, source_of_verb
from copydesk.annotate.quotes.stream import FOLDED, Sentence, Stream

_BREAKS = frozenset((",", *DASHES, "-"))


def read_attributions(stream: Stream) -> Reading:
    """Read every sentence in order. Linear in the words of the text."""
    reading = Reading(stream)
    for number, sentence in enumerate(stream.sentences):
        _read_sentence(reading, number, sentence)
    return reading


def _read_sentence(reading: Reading, number: int, sentence: Sentence) -> None:
    stream = reading.stream
    cues = find_cues(stream, sentence)
    folded = [at for at in range(sentence.first, sentence.last) if stream.words[at] == FOLDED]
    before = len(reading.drafts)
    _read_incises(reading, number, folded)
    covered = sentence.first
    for order, cue in enumerate(cues):
        if cue.first < covered:
            continue
        stop = _stop_before(stream, sentence, cues[order + 1 :])
        inherited = reading.drafts[-1].source if len(reading.drafts) > before else None
        draft, end = _read_cue(reading, sentence, cue, stop, covered, inherited)
        if draft is None:
            continue
        draft.sentence = number
        reading.drafts.append(draft)
        reading.last = draft
        covered = max(covered, end)
        reading.taken.update(at for at in folded if _holds(draft, stream.starts[at]))
    left = [at for at in folded if at not in reading.taken]
    if left:
        leave_or_float(reading, number, sentence, cues, left)
    elif len(reading.drafts) == before:
        continue_in_konjunktiv(reading, number, sentence)


def _read_incises(reading: Reading, number: int, folded: list[int]) -> None:
    """Read the stretches that hold their own cue."""
    stream = reading.stream
    for at in folded:
        incise = find_incise(stream, stream.marked[stream.stretch[at]])
        if incise is not None:
            draft = Draft(list(incise.content), [incise.cue], sentence=number, inner_source=incise.source)
            reading.drafts.append(draft)
            reading.taken.add(at)
            reading.last = draft


def _holds(draft: Draft, offset: int) -> bool:
    return any(start <= offset < end for start, end in draft.content)


def _stop_before(stream: Stream, sentence: Sentence, later: list[Cue]) -> int:
    """Give where a clause must end because a coordinated or parenthetical cue of its own level follows."""
    functions = stream.lexicon.words
    for cue in later:
        at = cue.first - 1
        while at > sentence.first and (stream.words[at] in functions["clitics"]):
            at -= 1
        word = stream.words[at]
        if cue.kind == "verb" and (word_of := _comparative(stream, cue, sentence.first)) is not None:
            return word_of
        joined = word in functions["joiners"] and not cue.weak and cue.kind == "verb"
        trailing = word == "," and cue.kind == "gerund"
        if joined or trailing:
            return at
    return sentence.last


def _read_cue(
    reading: Reading, sentence: Sentence, cue: Cue, stop: int, floor: int, inherited: Phrase | None
) -> tuple[Draft | None, int]:
    """Give the quote of one cue, if it is one, and the word up to which it explains the sentence."""
    if cue.kind == "preposition":
        return _read_preposition(reading, sentence, cue, floor)
    if cue.kind == "postposition":
        source = nominal_before(reading.stream, cue.first, floor)
        return _read_host(reading.stream, sentence, cue, source, floor) if source else (None, floor)
    if cue.kind == "tail":
        return _read_tail(reading, sentence, cue, floor)
    if cue.kind == "noun":
        return _read_noun(reading.stream, cue, stop)
    return _read_verb(reading, sentence, cue, stop, floor, inherited)


def _read_verb(
    reading: Reading, sentence: Sentence, cue: Cue, stop: int, floor: int, inherited: Phrase | None
) -> tuple[Draft | None, int]:
    stream = reading.stream
    comparative = _comparative(stream, cue, floor)
    if comparative is not None:
        return _read_comparative(stream, sentence, cue, comparative, floor)
    back = _marked_before(reading, cue, floor)
    ahead = complement_after(stream, sentence, cue, cue.last, stop)
    if cue.kind == "infinitive" and (ahead is None or ahead.kind == "clause"):
        return None, floor
    if back is not None:
        return _read_inverted(stream, sentence, cue, back, ahead, floor)
    if ahead is not None and _is_governed(stream, cue, ahead):
        source = source_of_verb(stream, sentence, cue, floor, inverted=False, inherited=inherited)
        if source is not None and source[1] > ahead.first:
            source = None
        draft = _draft(stream, cue, [(ahead.first, ahead.last)], source)
        return draft, ahead.last
    return _read_parenthetical(stream, sentence, cue, floor)


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


def _draft(stream: Stream, cue: Cue, content: list[Phrase], source: Phrase | None) -> Draft:
    return Draft(
        content=[stream.span(*part) for part in content],
        cue=[stream.span(*part) for part in cue.parts],
        source=source,
        factual=cue.factual,
    )


def _marked_before(reading: Reading, cue: Cue, floor: int) -> tuple[int, bool] | None:
    """Give the marked stretch that stands right before a cue, and whether the subject stands between them."""
    stream = reading.stream
    functions = stream.lexicon.words
    at = cue.first - 1
    while at >= floor and (stream.words[at] in functions["clitics"] or stream.words[at] in functions["adverbs"]) and (
        stream.words[at] not in stream.lexicon.pronouns or stream.words[at] in functions["clitics"]
    ):
        at -= 1
    direct = _skip_breaks(stream, at, floor)
    if direct >= floor and stream.words[direct] == FOLDED and direct not in reading.taken:
        return direct, False
    subject = phrase_before(stream, cue.first, floor)
    if subject is None or cue.kind != "verb":
        return None
    at = _skip_breaks(stream, subject[0] - 1, floor)
    if at >= floor and stream.words[at] == FOLDED and at not in reading.taken:
        return at, True
    return None


def _skip_breaks(stream: Stream, at: int, floor: int) -> int:
    while at >= floor and stream.words[at] in _BREAKS:
        at -= 1
    return at


def _read_inverted(
    stream: Stream, sentence: Sentence, cue: Cue, back: tuple[int, bool], ahead: Complement | None, floor: int
) -> tuple[Draft | None, int]:
    folded, subject_between = back
    source = (
        phrase_before(stream, cue.first, folded + 1)
        if subject_between
        else source_of_verb(stream, sentence, cue, folded + 1, inverted=True)
    )
    content = [(_phrase_start(stream, folded, floor), folded + 1)]
    end = max(cue.last, source[1] if source else 0)
    if ahead is not None and ahead.kind == "marked" and (source is None or source[1] <= ahead.first):
        content.append((ahead.first, ahead.last))
        end = ahead.last
    return _draft(stream, cue, content, source), end


def _phrase_start(stream: Stream, folded: int, floor: int) -> int:
    """Start at the clause's first word where the marked words are only its end (*The plan was “bad,” he said*)."""
    at = folded
    while at > floor and stream.words[at - 1] not in (":", ";", *DASHES) and stream.words[at - 1] != FOLDED:
        at -= 1
    words = [stream.words[i] for i in range(at, folded)]
    if not words or all(word in stream.lexicon.words["joiners"] or word in _BREAKS for word in words):
        return folded
    while at < folded and (stream.words[at] in _BREAKS):
        at += 1
    return at


def _read_parenthetical(stream: Stream, sentence: Sentence, cue: Cue, floor: int) -> tuple[Draft | None, int]:
    """Read *Le train est parti, a rapporté l'agence.* and *It was late, he said.*: the host sentence was said."""
    if cue.weak or cue.kind != "verb" or cue.passive or "clause" not in cue.takes:
        return None, floor
    functions = stream.lexicon.words
    at = cue.first - 1
    while at > floor and stream.words[at] in functions["clitics"]:
        at -= 1
    if at > floor and stream.words[at] in _BREAKS:
        source = bracketed(stream, cue) or source_after(stream, cue.last, sentence.last)
        if source is None:
            return None, floor
        return _host(stream, sentence, cue, source, (at, max(source[1], cue.last)), floor)
    source = phrase_before(stream, cue.first, floor)
    if source is None or source[0] - 1 <= floor or stream.words[source[0] - 1] not in _BREAKS:
        return None, floor
    if not _closes(stream, cue.last, sentence.last):
        return None, floor
    return _host(stream, sentence, cue, source, (source[0] - 1, cue.last), floor)


def _closes(stream: Stream, at: int, last: int) -> bool:
    """Say whether only adjuncts of time stand between a cue and the next comma or the end."""
    functions = stream.lexicon.words
    for ahead in range(at, min(at + 8, last)):
        word = stream.words[ahead]
        if word in (",", ".", *_BREAKS):
            return True
        if ahead == at and not (
            word in functions["prepositions"] or word in functions["adverbs"] or word in functions["time"]
        ):
            return False
    return at >= last


def _host(
    stream: Stream, sentence: Sentence, cue: Cue, source: Phrase, cut: Phrase, floor: int
) -> tuple[Draft | None, int]:
    """Take the sentence around a parenthesis as what was said: before it, and after it if it closes with a comma."""
    content = []
    end = clause_end(stream, floor, cut[0]) if cut[0] > floor else floor
    if end > floor:
        content.append((floor, end))
    after = cut[1]
    while after < sentence.last and stream.words[after] not in (",", *DASHES) and stream.words[after] != ".":
        after += 1
    if after + 2 < sentence.last and stream.words[after] in _BREAKS:
        rest = (after + 1, clause_end(stream, after + 1, sentence.last))
        if not _new_clause(stream, rest[0]):
            content.append(rest)
    if not content or content[0][1] - content[0][0] < 2:
        return None, floor
    return _draft(stream, cue, content, source), sentence.last


def _new_clause(stream: Stream, at: int) -> bool:
    functions = stream.lexicon.words
    word = stream.words[at]
    return word in functions["joiners"] or word in functions["relative_others"] or (
        word in stream.lexicon.forms and "gerund" in stream.lexicon.forms[word].kinds
    )


def _comparative(stream: Stream, cue: Cue, floor: int) -> int | None:
    """Give the word *comme*, *as*, *wie* that makes a cue a parenthesis about its own host."""
    for at in range(cue.first - 1, max(floor, cue.first - 14) - 1, -1):
        word = stream.words[at]
        if word in stream.lexicon.comparatives:
            opens = at <= floor + 1 or stream.words[at - 1] == ","
            near = cue.first - at <= 2 or phrase_before(stream, cue.first, at + 1) is not None
            return at if opens and near and cue.kind == "verb" else None
        if word in (",", ";", ":", FOLDED):
            return None
    return None


def _read_comparative(
    stream: Stream, sentence: Sentence, cue: Cue, word: int, floor: int
) -> tuple[Draft | None, int]:
    source = phrase_before(stream, cue.first, word + 1) or source_after(stream, cue.last, sentence.last)
    if source is None or cue.weak:
        return None, floor
    end = max(cue.last, source[1])
    while end < sentence.last and stream.words[end] not in (",", ":", "."):
        end += 1
    start = end + 1
    if start < sentence.last and word <= floor + 1:
        content = [(start, clause_end(stream, start, sentence.last))]
        return _draft(stream, cue, content, source), sentence.last
    if start < sentence.last and stream.words[start] == FOLDED:
        return _draft(stream, cue, [(start, start + 1)], source), start + 1
    return _host(stream, sentence, cue, source, (word, end), floor)


def _read_preposition(
    reading: Reading, sentence: Sentence, cue: Cue, floor: int
) -> tuple[Draft | None, int]:
    stream = reading.stream
    functions = stream.lexicon.words
    start = cue.last
    while start < sentence.last and stream.words[start] in functions["linkers"] and (
        stream.words[start] not in functions["determiners"]
    ):
        start += 1
    source = phrase_after(stream, start, sentence.last)
    if source is None and not cue.weak:
        comma = next((at for at in range(start, min(start + 16, sentence.last)) if stream.words[at] == ","), None)
        source = (start, comma) if comma is not None and comma > start else None
    elif source is not None and not stream.lexicon.noun_capitals:
        source = _up_to_comma(stream, source, sentence.last)
    if source is None or (cue.weak and not _can_speak(stream, source, sentence.last)):
        return None, floor
    return _read_host(stream, sentence, cue, source, floor)


def _up_to_comma(stream: Stream, source: Phrase, last: int) -> Phrase:
    """Take a complement that the phrase scan left (*l'organisation militant pour les droits,*) up to the comma."""
    for at in range(source[1], min(source[1] + 12, last)):
        word = stream.words[at]
        if word == ",":
            return source[0], at
        if is_stop(word) or is_verb(stream.lexicon, word) or word in stream.lexicon.words["subordinators"]:
            return source
    return source


def _can_speak(stream: Stream, source: Phrase, last: int) -> bool:
    """Say whether the object of *pour* is somebody: a name, a role, an organization, a pronoun; and a comma follows."""
    if source[1] >= last or stream.words[source[1]] not in (",", FOLDED):
        return False
    lexicon, nouns = stream.lexicon, stream.lexicon.nouns
    for at in range(*source):
        word = stream.words[at]
        if word in lexicon.pronouns and source[1] - source[0] == 1:
            return True
        if any(word in nouns[name] for name in ("roles_m", "roles_f", "roles_x", "roles_p", "organizations")):
            return True
    head = source[0] + (stream.words[source[0]] in lexicon.words["determiners"])
    return head < source[1] and stream.capital[head]


def _read_host(
    stream: Stream, sentence: Sentence, cue: Cue, source: Phrase, floor: int
) -> tuple[Draft | None, int]:
    """Take what stands about *selon X*, *X zufolge* as what was said."""
    first, last = min(cue.first, source[0]), max(cue.last, source[1])
    while last < sentence.last and stream.words[last] in _BREAKS:
        last += 1
    start = floor
    while start < first and (stream.words[start] in _BREAKS or stream.words[start] in stream.lexicon.words["joiners"]):
        start += 1
    before = (start, clause_end(stream, start, first)) if first > start else None
    if before is not None and not _is_said(stream, before):
        before = None
    rest_end = clause_end(stream, last, sentence.last) if last < sentence.last else last
    content = [] if before is None else [before]
    if rest_end > last and stream.words[last] not in (".", "!", "?", ")"):
        content.extend(_split_colon(stream, last, rest_end))
    if not content:
        return None, floor
    return _draft(stream, cue, content, source), sentence.last


def _is_said(stream: Stream, phrase: Phrase) -> bool:
    """Say whether the words before a preposition of attribution are a statement, not an adjunct or a connective."""
    functions = stream.lexicon.words
    if any(stream.words[at] == FOLDED for at in range(*phrase)):
        return True
    word = stream.words[phrase[0]]
    return phrase[1] - phrase[0] > 3 or not (word in functions["adverbs"] or word in functions["subordinators"])


def _split_colon(stream: Stream, start: int, end: int) -> list[Phrase]:
    """Split *le plan va réussir : « … »* at its colon: the statement and the words quoted are two spans."""
    if end - start > 2 and stream.words[end - 1] == FOLDED and stream.words[end - 2] == ":":
        return [(start, end - 2), (end - 1, end)]
    return [(start, end)]


def _read_tail(reading: Reading, sentence: Sentence, cue: Cue, floor: int) -> tuple[Draft | None, int]:
    stream = reading.stream
    source = phrase_after(stream, cue.last, sentence.last)
    if source is None:
        return None, floor
    end = source[1]
    while end < sentence.last and stream.words[end] in stream.lexicon.words["adverbs"]:
        end += 1
    back = _marked_before(reading, cue, floor)
    if back is None and end < sentence.last and stream.words[end] not in (",", ".", ":", *_BREAKS):
        return None, floor
    if end + 1 < sentence.last and stream.words[end] == ":" and stream.words[end + 1] == FOLDED:
        draft, _ = _host(stream, sentence, cue, source, (cue.first - 1, sentence.last), floor)
        content = [stream.span(end + 1, end + 2)]
        if draft is None:
            draft = _draft(stream, cue, [(end + 1, end + 2)], source)
        else:
            draft.content.extend(content)
        return draft, sentence.last
    if back is not None:
        return _draft(stream, cue, [(_phrase_start(stream, back[0], floor), back[0] + 1)], source), source[1]
    return _host(stream, sentence, cue, source, (cue.first - 1, source[1]), floor)


def _read_noun(stream: Stream, cue: Cue, stop: int) -> tuple[Draft | None, int]:
    """Read *die Behauptung, dass …*, *the claim that …*."""
    at = cue.last
    if at < stop and stream.words[at] == ",":
        at += 1
    if at + 1 >= stop or stream.words[at] not in stream.lexicon.words["complementizers"]:
        return None, cue.first
    end = clause_end(stream, at, stop)
    return _draft(stream, cue, [(at, end)], None), end
