"""Whom a pronoun or a bare description means: every entity near enough is a candidate, and each reason counts.

The weights are few and say what they stand for. They were set by hand, after the grammar of reference: the subject is
taken up before the object, who spoke last goes on speaking, and a sentence further back is further from mind.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.annotate.quotes.phrases import is_verb
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.gender import Gender
from copydesk.annotate.speakers.profiles import Profile
from copydesk.annotate.speakers.scene import Scene

REASONS = {
    "sentence back": -1.0,
    "subject": 3.0,
    "spoke last": 2.0,
    "mention": 0.5,
    "gender unknown": -0.75,
    "thing called he or she": -2.5,
}
"""What each reason adds to a candidate."""

_SENTENCES_BACK = 8
_MENTIONS_A_SENTENCE = 12
_NEAR = 2
_MENTIONS = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an expression allows its antecedent to be.

    Attributes:
        gender: of a person; nothing where the expression does not tell.
        persons: a person may be meant.
        things: an organization may be meant.
        gendered: an expression with a gender may mean an organization too, the language giving things a gender.
        reach: how many sentences back an antecedent may stand.
    """

    gender: Gender = ""
    persons: bool = True
    things: bool = False
    gendered: bool = False
    reach: int = _SENTENCES_BACK


PERSON = Wanted()
ORGANIZATION = Wanted(persons=False, things=True)


def wanted_by(stream: Stream, features: str) -> Wanted | None:
    """Give what a pronoun of the third person wants; None for a plural, which is nobody's own voice."""
    gender, number = features[0], features[1]
    if number == "p":
        return ORGANIZATION if gender == "x" else None
    if gender == "n":
        return ORGANIZATION
    gendered = stream.lexicon.gendered_nouns
    known: Gender = "m" if gender == "m" else "f" if gender == "f" else ""
    return Wanted(known, things=gendered or not known, gendered=gendered and bool(known))


def most_salient(scene: Scene, number: int, offset: int, wanted: Wanted) -> str | None:
    """Give the entity that an expression at ``offset``, in the sentence of that number, means; None if none fits."""
    best, best_score = None, float("-inf")
    for entity_id, score in _candidates(scene, number, offset, wanted):
        if score > best_score:
            best, best_score = entity_id, score
    return best


def _candidates(scene: Scene, number: int, offset: int, wanted: Wanted) -> Iterator[tuple[str, float]]:
    spoke = scene.last if number - scene.last_sentence <= _NEAR else None
    at, distance = number, 0
    while at >= 0 and distance < wanted.reach:
        end = min(offset, scene.end_of(at))
        leading = True
        for mention in scene.cast.within(scene.sentence_starts[at], end)[:_MENTIONS_A_SENTENCE]:
            profile = scene.cast.profiles[mention.entity_id]
            if not agrees(profile, wanted) or not _outside_marks(scene.stream, mention.start):
                continue
            subject = leading and _leads(scene.stream, at, mention.start)
            leading = False
            yield profile.entity_id, _score(profile, wanted, distance, subject=subject, spoke=profile.entity_id == spoke)
        at, distance = scene.before(at), distance + 1
    if spoke is not None and agrees(scene.cast.profiles[spoke], wanted):
        back = number - scene.last_sentence
        yield spoke, _score(scene.cast.profiles[spoke], wanted, back, subject=False, spoke=True)


def _score(profile: Profile, wanted: Wanted, distance: int, *, subject: bool, spoke: bool) -> float:
    score = REASONS["sentence back"] * distance
    score += REASONS["mention"] * min(len(profile.mentions), _MENTIONS)
    score += REASONS["subject"] * subject + REASONS["spoke last"] * spoke
    if profile.type != "PER":
        return score + REASONS["thing called he or she"] * (wanted.persons and bool(wanted.gender))
    return score + REASONS["gender unknown"] * (bool(wanted.gender) and not profile.gender)


def agrees(profile: Profile, wanted: Wanted) -> bool:
    """Say whether an entity may be what is wanted."""
    if profile.type == "PER":
        return wanted.persons and (not wanted.gender or profile.gender in ("", wanted.gender))
    return profile.type == "ORG" and wanted.things


def _leads(stream: Stream, number: int, offset: int) -> bool:
    """Say whether a name stands before the first verb and the first preposition of its sentence."""
    functions = stream.lexicon.words
    for at in range(stream.sentences[number].first, stream.sentences[number].last):
        if stream.starts[at] >= offset:
            return True
        word = stream.words[at]
        if is_verb(stream.lexicon, word) or (word in functions["prepositions"] and word not in functions["linkers"]):
            return False
    return False


def _outside_marks(stream: Stream, offset: int) -> bool:
    at = bisect_left(stream.starts, offset)
    return at < len(stream.starts) and stream.starts[at] == offset
