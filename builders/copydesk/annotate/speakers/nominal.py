"""From a source that is a noun phrase or a pronoun to who speaks."""

from dataclasses import replace

from copydesk.annotate.quotes.phrases import is_somebody, is_stop
from copydesk.annotate.quotes.phrases_before import phrase_before
from copydesk.annotate.speakers.descriptions import is_definite, resolve_description
from copydesk.annotate.speakers.kinds import (
    is_complement,
    is_head,
    kind_of_entity,
    kind_of_unknown_noun,
    named_in,
    owns_next,
    source_kind,
)
from copydesk.annotate.speakers.salience import most_salient, named_soon, wanted_by
from copydesk.annotate.speakers.scene import Scene, Speaker

_OBJECT = 8


def resolve_phrase(scene: Scene, first: int, last: int) -> Speaker:
    """Give who is meant by the words ``first`` to ``last`` of the scene's stream."""
    stream = scene.stream
    word = stream.words[first]
    if last - first == 1 and word in stream.lexicon.words["relatives"] and word not in stream.lexicon.nouns["agencies"]:
        return _by_pronoun(_antecedent(scene, first))
    if last - first == 1 and word in stream.lexicon.pronouns:
        return _by_pronoun(_pronoun(scene, first, stream.lexicon.pronouns[word]))
    if last - first == 1 and word in stream.lexicon.words["possessives"]:
        return _by_pronoun(_pronoun(scene, first, stream.lexicon.pronouns.get(word, "xs")))
    return resolve_nominal(scene, first, last)


def _by_pronoun(entity_id: str | None) -> Speaker:
    return Speaker(entity_id, "anaphoric" if entity_id else "unknown", "pronoun")


def _pronoun(scene: Scene, first: int, features: str) -> str | None:
    if features[0] in "012":
        return None
    wanted = wanted_by(scene.stream, features)
    offset = scene.stream.starts[first]
    if wanted is None:
        return None
    wanted = replace(wanted, barred=_addressed(scene, first))
    found = most_salient(scene, scene.sentence_at(offset), offset, wanted)
    alone = found is None and not scene.stranger and not scene.cast.names_person_before(offset)
    return named_soon(scene, offset, wanted) if alone and features[1] != "p" and features[0] in "mf" else found


def _addressed(scene: Scene, first: int) -> frozenset[str]:
    """Give whom the verb after or before a pronoun has for an object: *he told* **X**, *dit-il à* **X**."""
    stream = scene.stream
    last = next(
        (at for at in range(first + 1, min(first + _OBJECT, len(stream.words))) if is_stop(stream.words[at])), 0
    )
    if last <= first + 1:
        return frozenset()
    mentions = scene.cast.first_within(stream.starts[first + 1], stream.starts[last])
    return frozenset(mention.entity_id for mention in mentions if not owns_next(stream, mention))


def resolve_nominal(scene: Scene, first: int, last: int) -> Speaker:
    """Resolve a noun phrase: by a name in it, else by what it describes."""
    stream = scene.stream
    kind = source_kind(stream, scene.cast, first, last)
    mentions = scene.cast.within(stream.starts[first], stream.ends[last - 1])
    place = (stream.starts[first], stream.ends[last - 1])
    whole = next((mention for mention in mentions if (mention.start, mention.end) == place), None)
    named = whole or named_in(stream, mentions, first, last, kind)
    namesake = _by_surname(scene, first, last) if named is None and not mentions else None
    if namesake is not None:
        return Speaker(namesake, "explicit", "person")
    if named is not None:
        nouns = (word for word in stream.words[first:last] if is_head(stream.lexicon, word))
        scene.heads.update((word, named.entity_id) for word in nouns)
        return Speaker(named.entity_id, "explicit", kind_of_entity(named, kind))
    if is_somebody(stream, last - 1) and stream.words[last - 1] not in stream.lexicon.nouns["latter"]:
        return Speaker(None, "explicit", kind_of_unknown_noun(stream, first))
    if stream.words[first] in stream.lexicon.words["first_person_possessives"]:
        # inside marks: somebody of the speaker's own, described
        return Speaker(None, "explicit", kind)
    if kind != "group" and is_definite(stream, first, last):
        return resolve_description(scene, first, last, kind)
    return Speaker(None, "explicit", kind_of_unknown_noun(stream, first) if kind == "none" else kind)


def _by_surname(scene: Scene, first: int, last: int) -> str | None:
    """Give the one person of the article who bears the name that a phrase ends in, where no mention was found in it."""
    stream = scene.stream
    at = last - 1 if stream.words[last - 1] != "." else last - 2
    if at < first or not stream.capital[at] or is_complement(stream, at, first):
        return None
    bearers = scene.cast.by_name.get(stream.words[at]) or _by_initials(scene, first, last)
    return next(iter(bearers)) if len(bearers) == 1 else None


def _by_initials(scene: Scene, first: int, last: int) -> set[str]:
    """Give whose initials a phrase is (*S. M.*, *SM*), as a turn of an interview is labelled."""
    letters = "".join(word for word in scene.stream.words[first:last] if word != ".")
    start, end = scene.stream.span(first, last)
    written = scene.stream.text[start:end]
    return scene.cast.by_initials.get(letters, set()) if written.isupper() and len(letters) > 1 else set()


def _antecedent(scene: Scene, index: int) -> str | None:
    """Give who a relative pronoun takes up: the phrase right before it, else the name that its sentence has last."""
    end = scene.stream.starts[index]
    number = scene.sentence_at(end)
    last = index - 1 if scene.stream.words[index - 1] == "," else index
    phrase = phrase_before(scene.stream, last, scene.stream.sentences[number].first)
    named = scene.cast.last_within(scene.sentence_starts[number], end)
    if phrase is not None and not (named is not None and named.end == scene.stream.ends[last - 1]):
        return resolve_nominal(scene, *phrase).entity_id
    return named.entity_id if named is not None else None
