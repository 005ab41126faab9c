"""Whom a pronoun or a bare description means: every entity near enough is a candidate, and each reason counts.

The weights are few and say what they stand for. They were set by hand, after the grammar of reference: the subject is
taken up before the object, who spoke last goes on speaking, and a sentence further back is further from mind.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.annotate.quotes.phrases import is_verb
from copydesk.annotate.quotes.sources import verb_follows
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.gender import Gender
from copydesk.annotate.speakers.kinds import governed
from copydesk.annotate.speakers.profiles import Profile
from copydesk.annotate.speakers.scene import STRANGER, Scene
from copydesk.record import Entity

REASONS = {
    "sentence back": -1.0,
    "subject": 3.0,
    "spoke last": 2.0,
    "goes on speaking": 4.0,
    "answers": -6.0,
    "in the headline": 1.0,
    "just brought up": 2.0,
    "mention": 0.5,
    "gender unknown": -0.75,
    "thing called he or she": -4.0,
    "known by another noun": -1.5,
}
"""What each reason adds to a candidate."""

_SENTENCES_BACK = 12
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
        strangers: somebody without a name may be meant.
        reach: how many sentences back an antecedent may stand.
        noun: what the expression calls it, if anything.
    """

    gender: Gender = ""
    persons: bool = True
    things: bool = False
    strangers: bool = True
    reach: int = _SENTENCES_BACK
    noun: str = ""


ORGANIZATION = Wanted(persons=False, things=True)


def wanted_by(stream: Stream, features: str) -> Wanted | None:
    """Give what a pronoun of the third person wants; None for a plural, which is nobody's own voice."""
    gender, number = features[0], features[1]
    if number == "p":
        return ORGANIZATION if gender == "x" else None
    if gender == "n":
        return ORGANIZATION
    known: Gender = "m" if gender == "m" else "f" if gender == "f" else ""
    return Wanted(known, things=stream.lexicon.gendered_nouns or not known)


def most_salient(scene: Scene, number: int, offset: int, wanted: Wanted) -> str | None:
    """Give the entity that an expression at ``offset``, in the sentence of that number, means; None if none fits."""
    best, best_score = None, float("-inf")
    for entity_id, score in _candidates(scene, number, offset, wanted):
        if score > best_score:
            best, best_score = entity_id, score
    return best or None


def _candidates(scene: Scene, number: int, offset: int, wanted: Wanted) -> Iterator[tuple[str, float]]:
    back = number - scene.last_sentence
    spoke = scene.last if 0 <= back <= _NEAR else None
    at, distance = number, 0
    while at >= 0 and distance < wanted.reach:
        topic = scene.topics[at] if at < min(number, len(scene.topics)) else None
        if topic is not None and _agrees(scene, topic, wanted):
            yield topic, _score(scene, topic, wanted, distance, subject=True, spoke=topic == spoke)
        leading = topic is None
        end = min(offset, scene.end_of(at))
        for mention in scene.cast.within(scene.sentence_starts[at], end)[:_MENTIONS_A_SENTENCE]:
            name = mention.entity_id
            if not _agrees(scene, name, wanted) or not _outside_marks(scene.stream, mention.start):
                continue
            subject = leading and _is_subject(scene.stream, at, mention)
            leading = leading and not subject
            yield name, _score(scene, name, wanted, distance, subject=subject, spoke=name == spoke)
        at, distance = scene.before(at), distance + 1
    if spoke is not None and _agrees(scene, spoke, wanted):
        yield spoke, _score(scene, spoke, wanted, back, subject=False, spoke=True)


def _score(scene: Scene, name: str, wanted: Wanted, distance: int, *, subject: bool, spoke: bool) -> float:
    score = REASONS["sentence back"] * distance
    score += REASONS["subject"] * subject + REASONS["spoke last"] * spoke
    score += REASONS["goes on speaking"] * (spoke and scene.goes_on) + REASONS["answers"] * (spoke and scene.answers)
    score += REASONS["in the headline"] * (name in scene.cast.announced)
    if name == STRANGER:
        return score + REASONS["just brought up"] * (distance <= 1)
    profile = scene.cast.profiles[name]
    score += REASONS["mention"] * min(len(profile.mentions), _MENTIONS)
    if profile.type != "PER":
        other = wanted.noun != "" and _known_otherwise(scene.stream, profile, wanted.noun)
        score += REASONS["known by another noun"] * other
        return score + REASONS["thing called he or she"] * (wanted.persons and bool(wanted.gender))
    return score + REASONS["gender unknown"] * (bool(wanted.gender) and not profile.gender)


def _known_otherwise(stream: Stream, profile: Profile, noun: str) -> bool:
    """Say whether the article calls an organization by another noun (a *ministère* is no *entreprise*)."""
    return noun not in profile.described and not profile.described.isdisjoint(stream.lexicon.nouns["organizations"])


def _agrees(scene: Scene, name: str, wanted: Wanted) -> bool:
    """Say whether an entity, or the stranger, may be what is wanted."""
    if name == STRANGER:
        return wanted.persons and wanted.strangers
    profile = scene.cast.profiles[name]
    if profile.type == "PER":
        return wanted.persons and (not wanted.gender or profile.gender in ("", wanted.gender))
    return profile.type == "ORG" and wanted.things


def _is_subject(stream: Stream, number: int, mention: Entity) -> bool:
    """Say whether a name is the subject of its clause: the first of it, before any verb, or with the verb right after."""
    first = stream.sentences[number].first
    at = bisect_left(stream.starts, mention.start)
    after = bisect_left(stream.starts, mention.end)
    if governed(stream, mention, first):
        return False
    if verb_follows(stream, after, after + 2):
        return True
    functions = stream.lexicon.words
    for before in range(at - 1, first - 1, -1):
        word = stream.words[before]
        if word == ",":
            return True
        if is_verb(stream.lexicon, word) or (word in functions["prepositions"] and word not in functions["linkers"]):
            return False
    return True


def _outside_marks(stream: Stream, offset: int) -> bool:
    at = bisect_left(stream.starts, offset)
    return at < len(stream.starts) and stream.starts[at] == offset
