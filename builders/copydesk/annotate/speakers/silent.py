"""Who speaks where the sentence names nobody: the one who spoke before, the subject just before, who is interviewed."""

from bisect import bisect_left
from collections import Counter

from copydesk.annotate.quotes.drafts import Draft
from copydesk.annotate.quotes.phrases import Phrase
from copydesk.annotate.quotes.sources import main_subject
from copydesk.annotate.speakers.called import speaker_called
from copydesk.annotate.speakers.descriptions import is_definite
from copydesk.annotate.speakers.gender import gender_of_phrase
from copydesk.annotate.speakers.kinds import governed, source_kind
from copydesk.annotate.speakers.nominal import resolve_phrase
from copydesk.annotate.speakers.salience import Wanted, most_salient, named_soon
from copydesk.annotate.speakers.scene import NOBODY, Scene, Speaker

_QUESTION = "?"
_ANSWERS = 2
_NEAR = 2
_FAR = 99
_SOMEBODY = Wanted(reach=8)


def silent_speaker(scene: Scene, draft: Draft) -> Speaker:
    """Give the speaker of a quote without a source.

    It is whose words they are called right after. Right after another quote it is that one's speaker; where the
    reporter's words stand between, it is their subject, if that is a person; else the last speaker, if he is near, or
    who is in mind.
    """
    number = draft.sentence
    offset = draft.content[0][0]
    if _is_anonymous(scene, draft) or _is_asked(scene, draft):
        return NOBODY
    called = speaker_called(scene, draft) if not draft.cue else None
    if called is not None:
        return called
    gap = _gap(scene, number)
    if gap <= 1 and not scene.answers:
        return _implied(scene.last)
    subject = subject_before(scene, number, draft.lead)
    if subject is not None:
        return _implied(subject)
    if gap == _NEAR and not scene.answers:
        return _implied(scene.last)
    found = most_salient(scene, number, offset, _SOMEBODY)
    if found is None and not draft.cue and not scene.stranger and not scene.cast.names_person_before(offset):
        found = named_soon(scene, offset, Wanted(things=False))
    return _implied(found)


def _is_anonymous(scene: Scene, draft: Draft) -> bool:
    """Say whether a reflexive stands at a verb that has no subject then (*si legge*, *se lee*, *lê-se*)."""
    stream = scene.stream
    anonymous, reflexives = stream.lexicon.words["anonymous"], stream.lexicon.words["reflexives"]
    for start, end in draft.cue if anonymous else ():
        first, last = bisect_left(stream.starts, start), bisect_left(stream.starts, end)
        near = {word.lstrip("-") for word in stream.words[max(first - 1, 0) : last + 1]}
        if not reflexives.isdisjoint(near) and not anonymous.isdisjoint(near):
            return True
    return False


def _is_asked(scene: Scene, draft: Draft) -> bool:
    """Say whether a participle opens the sentence as its cue (*Asked whether …, X smiled*): who asks is not told."""
    if len(draft.cue) != 1 or draft.sentence >= len(scene.sentence_starts):
        return False
    start, end = draft.cue[0]
    form = scene.stream.lexicon.forms.get(scene.stream.folded[start:end])
    opens = start == scene.sentence_starts[draft.sentence]
    return opens and form is not None and "participle" in form.kinds and not scene.stream.lexicon.drops_subjects


def _implied(entity_id: str | None) -> Speaker:
    return Speaker(entity_id or None, "implicit", "none") if entity_id is not None else NOBODY


def _gap(scene: Scene, number: int) -> int:
    """Count the sentences from the last quote to this one, up to two; asides do not count."""
    at, gap = number, 0
    while at > scene.last_sentence and gap <= _NEAR:
        at, gap = scene.before(at), gap + 1
    return gap if at >= 0 and scene.last_sentence >= 0 else _FAR


def subject_before(scene: Scene, number: int, lead: Phrase | None) -> str | None:
    """Give the person that the sentence before is about, if it is about one; ``lead`` is who leads to the quote."""
    before = scene.before(number)
    if before < 0:
        return None
    if before < len(scene.topics) and scene.topics[before] is not None:
        return scene.topics[before]
    sentence = scene.stream.sentences[before]
    subject = lead or main_subject(scene.stream, sentence, sentence.last)
    found = resolve_phrase(scene, *subject).entity_id if subject is not None else None
    if found is None or scene.cast.profiles[found].type != "PER":
        found = _person_in(scene, before)
    if found is None and subject is not None:
        found = _described_person(scene, before, subject)
    return found


def _described_person(scene: Scene, number: int, subject: Phrase) -> str | None:
    """Give the most salient person that a subject of a known gender, which nothing else explains, may be."""
    gender = gender_of_phrase(scene.stream, *subject)
    if not gender or source_kind(scene.stream, scene.cast, *subject) not in ("person", "none"):
        return None
    if not is_definite(scene.stream, *subject):
        return None
    return most_salient(scene, number, scene.stream.starts[subject[0]], Wanted(gender, strangers=False))


def _person_in(scene: Scene, number: int) -> str | None:
    """Give the first person that a sentence names on his own account, if it names one outside marks."""
    stream = scene.stream
    first = stream.sentences[number].first
    mentions = scene.cast.first_within(scene.sentence_starts[number], scene.end_of(number))
    free = (mention for mention in mentions if mention.type == "PER" and not governed(stream, mention, first))
    return next((mention.entity_id for mention in free), None)


def interviewee(scene: Scene, first_answer: int) -> Speaker:
    """Give who answers in an interview: the person named most before its first answer, the first of them if several."""
    before = bisect_left(scene.cast.starts, first_answer)
    persons = Counter(mention.entity_id for mention in scene.cast.mentions[:before] if mention.type == "PER")
    return _implied(max(persons, key=persons.__getitem__) if persons else None)


def answers(scene: Scene, drafts: list[Draft]) -> frozenset[int]:
    """Find the marked answers of an interview: quotes without cue and source, alone after a paragraph that asks.

    Returns:
        Their places in the list; nothing where there is only one.
    """
    found = [at for at, draft in enumerate(drafts) if _answers_question(scene, draft)]
    if len(found) < _ANSWERS:
        return frozenset()
    between = range(found[0], found[-1] + 1)
    return frozenset((*found, *(at for at in between if _opens_paragraph(scene, drafts[at]))))


def _answers_question(scene: Scene, draft: Draft) -> bool:
    before = scene.before(scene.sentence_at(draft.content[0][0]))
    asked = before >= 0 and scene.stream.words[scene.stream.sentences[before].last - 1] == _QUESTION
    return asked and _opens_paragraph(scene, draft)


def _opens_paragraph(scene: Scene, draft: Draft) -> bool:
    """Say whether a quote without cue and source is the first thing in a paragraph."""
    if draft.source is not None or draft.cue or draft.parent is not None:
        return False
    sentences, number = scene.stream.sentences, scene.sentence_at(draft.content[0][0])
    return number == 0 or sentences[number - 1].paragraph != sentences[number].paragraph
