"""Interviews whose turns start with a label: *PAUL MORIN :*, *Q:* and *A:*, *Solène Marche :* and then *S. M. :*."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from copydesk.annotate.quotes.drafts import Place
from copydesk.annotate.quotes.glyphs import CLOSERS_OF, OPENERS_CLOSED_BY
from copydesk.annotate.quotes.spoken import Turn
from copydesk.annotate.quotes.stream import Stream, words_at
from copydesk.text.tokens import SENTENCE_ENDS

_LABEL = re.compile(r"[-:*\N{EN DASH}\N{EM DASH}]{0,3} ?([^\W\d_][^:\n]{0,39}):(?=\s)")
_ENDS = SENTENCE_ENDS | frozenset(OPENERS_CLOSED_BY) | {")"}
_ACRONYM = 4
_TURNS = 2


def read_labelled(stream: Stream, body: Sequence[Place], headings: Collection[int]) -> list[Turn]:
    """Read turns with labels: two labels or more, each twice or more; one of them asks. Linear.

    A paragraph without a label goes on with the answer before it, where another label follows in the same section.

    Args:
        stream: the words.
        body: the paragraphs.
        headings: the numbers of those that are headings.
    """
    speakers = _speakers(stream.text, body)
    counts = Counter(speaker for speaker in speakers if speaker)
    asked = Counter(speaker for speaker, place in zip(speakers, body, strict=True) if stream.text[place[1] - 1] == "?")
    known = {speaker for speaker, count in counts.items() if count >= _TURNS}
    asking = {speaker for speaker in known if asked[speaker] * 2 > counts[speaker]}
    if not asking or known <= asking:
        return []
    labelled = [speaker in known for speaker in speakers]
    answering = known - asking
    turns: list[Turn] = []
    for number, speaker in enumerate(speakers):
        if speaker in answering:
            rest = _rest_of_answer(stream.text, body, labelled, number, headings)
            turn = labelled_turn(stream, [body[number], *rest])
            if turn is not None:
                turns.append(turn)
    return turns


def labelled_turn(stream: Stream, places: Sequence[Place], labels: Mapping[str, int] | None = None) -> Turn | None:
    """Make an answer of its paragraphs, the label of the first apart; none where it opens with a quotation mark.

    Args:
        stream: the words.
        places: the paragraphs.
        labels: how often each label stands there, to take those that stand twice; None to take any.
    """
    text = stream.text
    (start, end), *others = places
    match = _LABEL.match(text, start, end)
    cue: tuple[Place, ...] = ()
    source = None
    if match is not None and (labels is None or labels.get(match.group(1).strip(), 0) >= _TURNS):
        name = match.group(1).strip()
        if len(name) > 1:
            source = words_at(stream, match.start(1), match.start(1) + len(name))
            cue = ((match.end(1), match.end(1) + 1),)
        start = end - len(text[match.end() : end].lstrip())
    start = _past_bracket(text, start, end)
    if start >= end or text[start] in CLOSERS_OF:
        return None
    return Turn(((start, end), *others), cue, source, answer=True)


def labels_of(text: str, places: Sequence[Place]) -> Counter[str]:
    """Count the labels that paragraphs start with."""
    matches = (_LABEL.match(text, start, end) for start, end in places)
    return Counter(match.group(1).strip() for match in matches if match is not None)


def _past_bracket(text: str, start: int, end: int) -> int:
    """Pass over what the reporter puts before the marks of an answer (*(ride) «…»*)."""
    closing = text.find(")", start, end) + 1
    if text[start : start + 1] != "(" or not closing:
        return start
    after = end - len(text[closing:end].lstrip())
    return after if after < end and text[after] in CLOSERS_OF else start


def _speakers(text: str, body: Sequence[Place]) -> list[str]:
    """Give one name for each paragraph's label, the same for a full name and its initials; empty without a label."""
    matches = [_LABEL.match(text, start, end) for start, end in body]
    labels = [match.group(1).strip() if match is not None else "" for match in matches]
    short = {label: _initials(label) for label in dict.fromkeys(labels) if label}
    acronyms = {_letters(label) for label in short if _is_acronym(label)}
    names = {label: initials for label, initials in short.items() if initials in acronyms}
    return [_letters(label) if _is_acronym(label) else names.get(label, label) for label in labels]


def _letters(label: str) -> str:
    return "".join(letter for letter in label if letter.isalpha())


def _is_acronym(label: str) -> bool:
    letters = _letters(label)
    return 0 < len(letters) <= _ACRONYM and letters.isupper()


def _initials(label: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s\-'\N{RIGHT SINGLE QUOTATION MARK}]", label) if word[:1].isupper())


def _rest_of_answer(
    text: str, body: Sequence[Place], labelled: Sequence[bool], number: int, headings: Collection[int]
) -> list[Place]:
    """Give the paragraphs between an answer and the next label, if no heading stands between."""
    rest: list[Place] = []
    for ahead in range(number + 1, len(body)):
        if labelled[ahead]:
            return rest
        if ahead in headings or text[body[ahead][1] - 1] not in _ENDS:
            break
        rest.append(body[ahead])
    return []
