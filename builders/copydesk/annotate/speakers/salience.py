"""Whom a pronoun or a bare description means: every entity near enough is a candidate, and each reason counts.

The weights are few and say what they stand for. They were set by hand, after the grammar of reference: the subject is
taken up before the object, who spoke last goes on speaking, and a sentence further back is further from mind.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.annotate.quotes.nouns import is_person_role
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
    "spoke before others": 1.0,
    "goes on speaking": 4.0,
    "answers": -6.0,
    "in the headline": 1.0,
    "just brought up": 2.0,
    "just named": 1.5,
    "mention": 0.5,
    "gender unknown": -0.75,
    "thing called he or she": -4.0,
    "known by another noun": -4.0,
    "known by another role": -3.0,
}
"""What each reason adds to a candidate."""

_SENTENCES_BACK = 12
_CLAUSE = 40
_SOON = 4
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
        barred: who is the object of the same verb, and thus somebody else (*he told* **X**).
    """

    gender: Gender = ""
    persons: bool = True
    things: bool = False
    strangers: bool = True
    reach: int = _SENTENCES_BACK
    noun: str = ""
    barred: frozenset[str] = frozenset()


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


class Seen(NamedTuple):
    """A candidate in one sentence: who, how many sentences back, and whether it is the subject there."""

    name: str
    distance: int
    subject: bool
    sentence: int = -1


def most_salient(scene: Scene, number: int, offset: int, wanted: Wanted) -> str | None:
    """Give the entity that an expression at ``offset``, in the sentence of that number, means; None if none fits."""
    spoke = _spoke_last(scene, number)
    best, best_score = None, float("-inf")
    for seen in _candidates(scene, number, offset, wanted):
        score = sum(_weights(scene, seen, wanted, spoke=seen.name == spoke))
        if score > best_score:
            best, best_score = seen.name, score
    return best or None


def named_soon(scene: Scene, offset: int, wanted: Wanted) -> str | None:
    """Give the first person that fits among those whom the next sentences name on their own account.

    A text that opens with somebody's words may say *she* before it says who.
    """
    stream, number = scene.stream, scene.sentence_at(offset)
    for ahead in range(number, min(number + _SOON, len(stream.sentences))):
        first = stream.sentences[ahead].first
        for mention in scene.cast.first_within(max(offset, scene.sentence_starts[ahead]), scene.end_of(ahead)):
            fits = mention.type == "PER" and _agrees(scene, mention.entity_id, wanted)
            if fits and _outside_marks(stream, mention.start) and not governed(stream, mention, first):
                return mention.entity_id
    return None


def _spoke_last(scene: Scene, number: int) -> str | None:
    return scene.last if 0 <= number - scene.last_sentence <= _NEAR else None


def _candidates(scene: Scene, number: int, offset: int, wanted: Wanted) -> Iterator[Seen]:
    """Give whoever is named or taken up before an expression and agrees with it, sentence by sentence backwards."""
    at, distance = number, 0
    while at >= 0 and distance < wanted.reach:
        topic = scene.topics[at] if at < min(number, len(scene.topics)) else None
        if topic is not None and _agrees(scene, topic, wanted):
            yield Seen(topic, distance, subject=True)
        leading = topic is None
        end = min(offset, scene.end_of(at))
        for mention in scene.cast.first_within(scene.sentence_starts[at], end):
            name = mention.entity_id
            if not _agrees(scene, name, wanted) or not _outside_marks(scene.stream, mention.start):
                continue
            subject = leading and _is_subject(scene.stream, at, mention)
            leading = leading and not subject
            yield Seen(name, distance, subject, at)
        at, distance = scene.before(at), distance + 1
    spoke = _spoke_last(scene, number)
    if spoke is not None and _agrees(scene, spoke, wanted):
        yield Seen(spoke, number - scene.last_sentence, subject=False)


def _weights(scene: Scene, seen: Seen, wanted: Wanted, *, spoke: bool) -> Iterator[float]:
    """Give the weight of each reason that holds for a candidate."""
    yield REASONS["sentence back"] * seen.distance
    if seen.subject:
        yield REASONS["subject"]
    if spoke:
        yield REASONS["spoke last" if seen.distance <= 1 else "spoke before others"]
        yield REASONS["goes on speaking"] * scene.goes_on
        yield REASONS["answers"] * scene.answers
    if seen.name == STRANGER:
        yield REASONS["just brought up"] * (seen.subject and seen.distance <= 1)
        return
    profile = scene.cast.profiles[seen.name]
    if seen.subject and seen.distance <= 1 and profile.mentions[0] >= scene.sentence_starts[max(seen.sentence, 0)]:
        yield REASONS["just named"]
    yield REASONS["mention"] * min(len(profile.mentions), _MENTIONS)
    yield REASONS["in the headline"] * (seen.name in scene.cast.announced)
    if profile.type == "PER":
        yield REASONS["gender unknown"] * (bool(wanted.gender) and not profile.gender)
        if wanted.noun and _has_other_role(scene.stream, profile):
            yield REASONS["known by another role"]
        return
    if wanted.noun and _known_otherwise(scene.stream, profile, wanted.noun):
        yield REASONS["known by another noun"]
    yield REASONS["thing called he or she"] * (wanted.persons and bool(wanted.gender))


def _known_otherwise(stream: Stream, profile: Profile, noun: str) -> bool:
    """Say whether the article calls an organization by another noun (a *ministère* is no *entreprise*)."""
    nouns = stream.lexicon.nouns
    if (
        noun in profile.described
        or noun in nouns["any_organization"]
        or profile.described.isdisjoint(nouns["organizations"])
    ):
        return False
    return noun not in nouns["companies"] or profile.described.isdisjoint(nouns["companies"])


def _has_other_role(stream: Stream, profile: Profile) -> bool:
    """Say whether the article says what a person is; had it used the noun looked for, that would have been found."""
    return any(is_person_role(stream.lexicon, noun) for noun in profile.described)


def _agrees(scene: Scene, name: str, wanted: Wanted) -> bool:
    """Say whether an entity, or the stranger, may be what is wanted."""
    if name in wanted.barred:
        return False
    if name == STRANGER:
        same = not (wanted.gender and scene.stranger) or wanted.gender == scene.stranger
        return wanted.persons and wanted.strangers and same
    profile = scene.cast.profiles[name]
    if profile.type == "PER":
        return wanted.persons and (not wanted.gender or profile.gender in ("", wanted.gender))
    return profile.type == "ORG" and wanted.things


def _is_subject(stream: Stream, number: int, mention: Entity) -> bool:
    """Say whether a name is the subject of its clause: nothing before it there governs it, or the verb follows."""
    first = stream.sentences[number].first
    at = bisect_left(stream.starts, mention.start)
    after = bisect_left(stream.starts, mention.end)
    if governed(stream, mention, first):
        return False
    if verb_follows(stream, after, after + 2):
        return True
    functions = stream.lexicon.words
    for before in range(at - 1, max(first - 1, at - 1 - _CLAUSE), -1):
        word = stream.words[before]
        if word == ",":
            return True
        if is_verb(stream.lexicon, word) or (word in functions["prepositions"] and word not in functions["linkers"]):
            return False
    return True


def _outside_marks(stream: Stream, offset: int) -> bool:
    at = bisect_left(stream.starts, offset)
    return at < len(stream.starts) and stream.starts[at] == offset
