"""Whom each sentence is about where a pronoun or a bare description opens it, so that a chain of them is followed."""

from copydesk.annotate.quotes.nouns import is_person_role
from copydesk.annotate.quotes.phrases import phrase_after
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.descriptions import described_as, resolve_description
from copydesk.annotate.speakers.gender import gender_of_phrase
from copydesk.annotate.speakers.salience import most_salient, wanted_by
from copydesk.annotate.speakers.scene import STRANGER, Scene
from copydesk.record import SourceKind

_WINDOW = 14
_HEAD = 3
_LONG = 5
_ADJUNCT = 9


def follow_topics(scene: Scene, number: int) -> None:
    """Find whom the sentences just before one are about, in order; each sentence is looked at once in an article."""
    scene.topics.extend([None] * (number - _WINDOW - len(scene.topics)))
    while len(scene.topics) < number:
        at = len(scene.topics)
        scene.topics.append(None)
        if not scene.is_aside(at):
            scene.topics[at] = _topic(scene, at)


def _topic(scene: Scene, number: int) -> str | None:
    stream, sentence = scene.stream, scene.stream.sentences[number]
    functions = stream.lexicon.words
    at = sentence.first
    if stream.words[at] not in functions["topic_openers"] and stream.words[at] not in stream.lexicon.pronouns:
        return None
    if stream.words[at] in functions["adverbs"] or stream.words[at] in functions["joiners"]:
        at += 1
    if at + 2 >= sentence.last:
        return None
    at = _after_adjunct(stream, at, sentence.last)
    if _is_bare_role(stream, at):
        return _known_or_stranger(scene, at)
    features = stream.lexicon.pronouns.get(stream.words[at], "")
    if features in ("ms", "fs"):
        wanted = None if stream.words[at + 1] in functions["impersonals"] else wanted_by(stream, features)
        return most_salient(scene, number, stream.starts[at], wanted) if wanted is not None else None
    if stream.words[at] in functions["indefinite"] and _is_stranger(scene, at):
        scene.stranger = gender_of_phrase(stream, at, at + 2)
        return STRANGER
    return None


def _known_or_stranger(scene: Scene, at: int) -> str | None:
    """Give who *the mayor* is; where the article names nobody who could be meant, somebody without a name.

    An office is whose the article says it is. What stands before the first name leaves open who it is.
    """
    office = scene.stream.words[at + 1] in scene.stream.lexicon.nouns["offices"]
    resolve = described_as if office else _described
    found = resolve(scene, at, at + 2, "person")
    if found is None and scene.cast.names_person_before(scene.stream.starts[at]):
        scene.stranger = gender_of_phrase(scene.stream, at, at + 2)
        return STRANGER
    return found


def _described(scene: Scene, first: int, last: int, kind: SourceKind) -> str | None:
    return resolve_description(scene, first, last, kind).entity_id


def _after_adjunct(stream: Stream, at: int, last: int) -> int:
    """Pass over *À sept ans,* before a pronoun or an article; give the word as it was where none follows."""
    if stream.words[at] not in stream.lexicon.words["prepositions"]:
        return at
    for comma in range(at + 1, min(at + _ADJUNCT, last - 2)):
        if stream.words[comma] == ",":
            functions, after = stream.lexicon.words, stream.words[comma + 1]
            opens = (
                after in stream.lexicon.pronouns or after in functions["indefinite"] or after in functions["definite"]
            )
            return comma + 1 if opens else at
    return at


def _is_stranger(scene: Scene, at: int) -> bool:
    """Say whether *un berger d'Aas*, *a man in a canoe* stands at a word: a person whom no name follows."""
    stream = scene.stream
    if not any(_names_person(stream, noun) for noun in range(at + 1, min(at + _HEAD, len(stream.words)))):
        return False
    phrase = phrase_after(stream, at, len(stream.words))
    if phrase is None:
        return False
    mentions = scene.cast.within(stream.starts[at], stream.ends[phrase[1] - 1])
    return all(mention.type != "PER" for mention in mentions)


def _names_person(stream: Stream, at: int) -> bool:
    """Say whether a noun is a role that is listed, or ends as roles do (*ein Angler*, *un randonneur*)."""
    word, endings = stream.words[at], stream.lexicon.endings
    if is_person_role(stream.lexicon, word):
        return True
    if len(word) < _LONG or stream.capital[at] != stream.lexicon.noun_capitals:
        return False
    return word.endswith((*endings["role_ends_m"], *endings["role_ends_f"]))


def _is_bare_role(stream: Stream, at: int) -> bool:
    """Say whether *la maire* stands at a word, with nothing more to it."""
    functions = stream.lexicon.words
    if stream.words[at] not in functions["definite"] or not is_person_role(stream.lexicon, stream.words[at + 1]):
        return False
    following = stream.words[at + 2]
    return not stream.capital[at + 2] and following not in functions["linkers"] and following.isalpha()
