"""From the words that name a source to the entity of the article that speaks."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace

from copydesk.annotate.quotes.drafts import Draft
from copydesk.annotate.quotes.phrases import base_noun, is_person_role, is_speaker_noun, is_verb
from copydesk.annotate.quotes.phrases_before import phrase_before
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.profiles import Cast, Profile
from copydesk.record import Attribution, Entity, SourceKind

_SENTENCES_BACK = 8
_MENTIONS_A_SENTENCE = 12
_NEAR = 2
_SUBJECT = 3.0
_SPEAKER = 2.0
_FREQUENT = 2.0
_GENDERED = 1.5
_BARE = 3
_MANY = 500


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the entity if it is known, how the text tells, and of what kind the source is."""

    entity_id: str | None
    attribution: Attribution
    kind: SourceKind


@dataclass(slots=True)
class _Context:
    """What was resolved so far: the last speaker, and in which sentence he spoke; who is interviewed."""

    stream: Stream
    cast: Cast
    sentence_starts: list[int]
    last: str | None = None
    last_sentence: int = -99
    heads: dict[str, str] = field(default_factory=dict)
    interviewee: Speaker | None = None


def resolve_speakers(
    stream: Stream, drafts: list[Draft], cast: Cast, headline: tuple[int, int] | None = None
) -> list[Speaker]:
    """Give the speaker of each draft; the drafts are in order of the text.

    A headline often quotes without a name: then the entity that the article quotes most is the speaker.
    """
    starts = [stream.starts[sentence.first] for sentence in stream.sentences]
    context = _Context(stream, cast, starts)
    speakers: list[Speaker] = []
    by_draft: dict[int, Speaker] = {}
    for draft in drafts:
        above = by_draft.get(id(draft.parent)) if draft.parent is not None else None
        speaker = _resolve_inner(context, draft, above) if above is not None else _resolve(context, draft)
        by_draft[id(draft)] = speaker
        if above is None and (speaker.entity_id is not None or draft.source is not None):
            context.last, context.last_sentence = speaker.entity_id, draft.sentence
        speakers.append(speaker)
    if headline is None:
        return speakers
    named = [speaker.entity_id for speaker in speakers if speaker.entity_id is not None]
    main = max(named, key=lambda name: (named.count(name), -named.index(name))) if 0 < len(named) < _MANY else None
    return [
        Speaker(main, "implicit", "none")
        if main is not None and speaker.entity_id is None and speaker.kind == "none" and _within(draft, headline)
        else speaker
        for draft, speaker in zip(drafts, speakers, strict=True)
    ]


def _within(draft: Draft, place: tuple[int, int]) -> bool:
    return draft.source is None and place[0] <= draft.content[0][0] < place[1]


def _resolve(context: _Context, draft: Draft) -> Speaker:
    if draft.source is None:
        return _interviewee(context, draft) if draft.turn else _implicit(context, draft)
    if draft.words is not None:
        return _inside_marks(context, draft.words, draft.source)
    stream, (first, last) = context.stream, draft.source
    word = stream.words[first]
    if last - first == 1 and word in stream.lexicon.words["relatives"] and word not in stream.lexicon.nouns["agencies"]:
        found = _antecedent(context, first)
        return Speaker(found, "anaphoric" if found else "unknown", "pronoun")
    if last - first == 1 and word in stream.lexicon.pronouns:
        found = _pronoun(context, draft, stream.lexicon.pronouns[word])
        return Speaker(found, "anaphoric" if found else "unknown", "pronoun")
    return _nominal(context, first, last)


def _resolve_inner(context: _Context, draft: Draft, above: Speaker) -> Speaker:
    """Resolve the source of a quote inside another: *je* is who says the other; nobody else is guessed."""
    if draft.source is None:
        return Speaker(None, "unknown", "none")
    stream = draft.words or context.stream
    features = _pronoun_features(stream, draft.source)
    if features is None:
        return _nominal(_inner_context(context, stream), *draft.source)
    speaker = above.entity_id if features == "1s" else None
    return Speaker(speaker, "anaphoric" if speaker else "unknown", "pronoun")


def _pronoun_features(stream: Stream, source: tuple[int, int]) -> str | None:
    first, last = source
    return stream.lexicon.pronouns.get(stream.words[first]) if last - first == 1 else None


def _inner_context(context: _Context, stream: Stream) -> _Context:
    starts = [stream.starts[sentence.first] for sentence in stream.sentences]
    return replace(context, stream=stream, sentence_starts=starts)


def _inside_marks(context: _Context, words: Stream, source: tuple[int, int]) -> Speaker:
    """Resolve a source that stands inside the marks of its own quote (*« Non, dit-il, … »*)."""
    features = _pronoun_features(words, source)
    if features is None:
        return _nominal(_inner_context(context, words), *source)
    start = words.starts[source[0]]
    number = bisect_right(context.sentence_starts, start) - 1
    found = _salient(context, number, start, features) if features[0] not in "12" else None
    return Speaker(found, "anaphoric" if found else "unknown", "pronoun")


def _interviewee(context: _Context, draft: Draft) -> Speaker:
    """Give who answers in an interview: the person named most before its first answer, the first of them if several."""
    if context.interviewee is None:
        before = bisect_left(context.cast.starts, draft.content[0][0])
        persons = Counter(m.entity_id for m in context.cast.mentions[:before] if m.type == "PER")
        found = max(persons, key=persons.__getitem__) if persons else None
        context.interviewee = Speaker(found, "implicit" if found else "unknown", "none")
    return context.interviewee


def _implicit(context: _Context, draft: Draft) -> Speaker:
    near = draft.sentence - context.last_sentence <= 2
    found = context.last if near else None
    if found is None:
        found = _salient(context, draft.sentence, draft.content[0][0], "xx")
    return Speaker(found, "implicit" if found else "unknown", "none")


def _nominal(context: _Context, first: int, last: int) -> Speaker:
    stream = context.stream
    kind = source_kind(context, first, last)
    mentions = context.cast.within(stream.starts[first], stream.ends[last - 1])
    place = (stream.starts[first], stream.ends[last - 1])
    whole = next((mention for mention in mentions if (mention.start, mention.end) == place), None)
    named = whole or _named(stream, mentions, first, last, kind)
    if named is not None:
        context.heads.update((word, named.entity_id) for word in stream.words[first:last] if _is_head(stream, word))
        return Speaker(named.entity_id, "explicit", _kind_of(named, kind))
    if stream.words[first] in stream.lexicon.words["first_person_possessives"]:
        # inside marks: somebody of the speaker's own, described
        return Speaker(None, "explicit", kind)
    if kind in ("person", "organization", "document") and _is_definite(stream, first, last):
        return _definite(context, first, last, kind)
    return Speaker(None, "explicit", _kind_of_unknown_noun(stream, first) if kind == "none" else kind)


def _kind_of_unknown_noun(stream: Stream, first: int) -> SourceKind:
    """Call a source that no list knows a person, or a group where its determiner is a plural."""
    words, word = stream.lexicon.words, stream.words[first]
    return "group" if word in words["determiners"] and word not in words["singular"] else "person"


def _definite(context: _Context, first: int, last: int, kind: SourceKind) -> Speaker:
    """Resolve *le ministre*, *l'organisation*: by what the article says of its entities, else by what stands near."""
    stream = context.stream
    found = _described(context, first, last, kind)
    if found is not None:
        return Speaker(found, "anaphoric", kind)
    if _has_name(stream, first, last) or kind == "document":
        return Speaker(None, "explicit", kind)
    if kind == "person":
        found = _introduced_next(context, last)
        return Speaker(found, "anaphoric" if found else "unknown", kind)
    start = stream.starts[first]
    if last - first <= _BARE:
        found = _salient(context, bisect_right(context.sentence_starts, start) - 1, start, "os")
    return Speaker(found, "anaphoric" if found else "explicit", kind)


def _kind_of(entity: Entity, kind: SourceKind) -> SourceKind:
    if entity.type == "PER" and kind != "document":
        return "person"
    if entity.type in ("ORG", "LOC") and kind in ("none", "person"):
        return "organization"
    return "person" if kind == "none" else kind


def source_kind(context: _Context, first: int, last: int) -> SourceKind:
    """Tell what kind of source a phrase names by its head noun."""
    lexicon = context.stream.lexicon
    nouns = lexicon.nouns
    head = next((word for word in context.stream.words[first:last] if is_speaker_noun(lexicon, word)), "")
    if not head:
        return _kind_without_noun(context, first, last)
    head = base_noun(lexicon, head)
    plural = head in nouns["roles_p"] or head in nouns["groups"]
    if plural and not (is_person_role(lexicon, head) and _is_singular(context.stream, first)):
        return "group"
    if head in nouns["documents"]:
        return "document"
    return "organization" if head in nouns["organizations"] or head in nouns["agencies"] else "person"


def _kind_without_noun(context: _Context, first: int, last: int) -> SourceKind:
    mentions = context.cast.within(context.stream.starts[first], context.stream.ends[last - 1])
    if mentions and all(mention.type != "PER" for mention in mentions):
        return "organization"
    return "person" if mentions or any(context.stream.capital[first:last]) else "none"


def _is_singular(stream: Stream, first: int) -> bool:
    return stream.words[first] in stream.lexicon.words["singular"]


def _named(stream: Stream, mentions: list[Entity], first: int, last: int, kind: SourceKind) -> Entity | None:
    free = [mention for mention in mentions if not governed(stream, mention.start, first)]
    persons = [mention for mention in free if mention.type == "PER"]
    if persons:
        return persons[0]
    has_head = any(is_person_role(stream.lexicon, stream.words[at]) for at in range(first, last))
    if has_head and kind in ("person", "group"):
        return None
    others = [mention for mention in free if mention.type != "PER"]
    if others:
        return others[0]
    if kind == "group":
        return None
    organizations = [mention for mention in mentions if mention.type in ("ORG", "PER")]
    return organizations[0] if organizations else None


def governed(stream: Stream, offset: int, first: int = 0) -> bool:
    """Say whether the name at ``offset`` is the complement of another noun (*le porte-parole de* **X**)."""
    functions = stream.lexicon.words
    at = bisect_left(stream.starts, offset) - 1
    while at >= first:
        word = stream.words[at]
        if word in functions["linkers"] or word in functions["prepositions"]:
            return True
        if stream.capital[at] or not (word.isalpha() or word.endswith("'")):
            return False
        at -= 1
    return False


def _has_name(stream: Stream, first: int, last: int) -> bool:
    """Say whether a phrase ends in a name, of somebody whom no entity stands for."""
    lexicon = stream.lexicon
    return (
        stream.capital[last - 1]
        and not is_person_role(lexicon, stream.words[last - 1])
        and not (governed(stream, stream.starts[last - 1], first))
    )


def _is_definite(stream: Stream, first: int, last: int) -> bool:
    words = stream.lexicon.words
    word = stream.words[first]
    if word in words["indefinite"] and word not in words["definite"]:
        return False
    return word in words["definite"] or last - first <= 3


def _described(context: _Context, first: int, last: int, kind: SourceKind) -> str | None:
    """Find the entity that the article describes by the nouns of a definite phrase, the nearest before it first."""
    stream = context.stream
    functions = stream.lexicon.words
    nouns = [
        word
        for word in stream.words[first:last]
        if len(word) > 2 and word not in functions["determiners"] and word not in functions["linkers"]
    ]
    if not nouns:
        return None
    head = next((word for word in nouns if _is_head(stream, word)), nouns[0])
    start = stream.starts[first]
    best, best_place = None, -1
    for profile in context.cast.profiles.values():
        fits = (profile.type == "PER") == (kind == "person") or kind not in ("person", "organization")
        if head not in profile.described or not fits:
            continue
        place = _last_before(profile, start)
        if place > best_place:
            best, best_place = profile.entity_id, place
    return best or context.heads.get(head)


def _is_head(stream: Stream, word: str) -> bool:
    nouns = stream.lexicon.nouns
    return is_person_role(stream.lexicon, word) or word in nouns["organizations"] or word in nouns["documents"]


def _last_before(profile: Profile, offset: int) -> int:
    at = bisect_left(profile.mentions, offset)
    return profile.mentions[at - 1] if at else -1


def _introduced_next(context: _Context, last: int) -> str | None:
    """Find a person whom the next sentence names by surname alone, never named before: he was just described."""
    stream = context.stream
    following = bisect_left(context.sentence_starts, stream.ends[last - 1])
    if following >= len(stream.sentences):
        return None
    start = context.sentence_starts[following]
    mentions = context.cast.within(start, start + 1)
    if not mentions or mentions[0].type != "PER" or " " in mentions[0].text:
        return None
    profile = context.cast.profiles[mentions[0].entity_id]
    return profile.entity_id if profile.mentions[0] == mentions[0].start else None


def _antecedent(context: _Context, index: int) -> str | None:
    """Give the entity named last before a relative pronoun, within its sentence."""
    end = context.stream.starts[index]
    number = bisect_right(context.sentence_starts, end) - 1
    mentions = context.cast.within(context.sentence_starts[max(number, 0)], end)
    if mentions:
        return mentions[-1].entity_id
    last = index - 1 if context.stream.words[index - 1] == "," else index
    phrase = phrase_before(context.stream, last, context.stream.sentences[max(number, 0)].first)
    if phrase is None or source_kind(context, *phrase) != "organization":
        return None
    return _described(context, *phrase, "organization") or _salient(context, number, end, "os")


def _pronoun(context: _Context, draft: Draft, features: str) -> str | None:
    if features[0] in "12" or draft.source is None:
        return None
    offset = context.stream.starts[draft.source[0]]
    return _salient(context, bisect_right(context.sentence_starts, offset) - 1, offset, features)


def _salient(context: _Context, sentence: int, offset: int, features: str) -> str | None:
    """Find the entity that a pronoun at ``offset`` means: it agrees, and is the most salient just before.

    Each sentence back costs one point; the subject of a sentence, a frequent entity and the last speaker gain some.
    """
    best, best_score = None, float("-inf")
    neuter = "ns" in context.stream.lexicon.pronouns.values()
    for number in range(sentence, max(-1, sentence - _SENTENCES_BACK), -1):
        start = context.sentence_starts[number]
        end = min(offset, context.sentence_starts[number + 1]) if number + 1 < len(context.sentence_starts) else offset
        first = True
        for mention in context.cast.within(start, end)[:_MENTIONS_A_SENTENCE]:
            profile = context.cast.profiles[mention.entity_id]
            if not _agrees(profile, features, neuter=neuter) or not _outside_marks(context.stream, mention.start):
                continue
            subject = first and _leads(context.stream, number, mention.start)
            first = False
            score = -_GENDERED * (profile.type != "PER" and features[0] in "mf")
            score += number - sentence + _SUBJECT * subject + min(_FREQUENT, len(profile.mentions) / 2)
            score += _SPEAKER * (mention.entity_id == context.last and sentence - context.last_sentence <= _NEAR)
            if score > best_score:
                best, best_score = profile.entity_id, score
    near = sentence - context.last_sentence <= _NEAR
    if (
        best is None
        and near
        and context.last is not None
        and _agrees(context.cast.profiles[context.last], features, neuter=neuter)
    ):
        return context.last
    return best


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


def _agrees(profile: Profile, features: str, *, neuter: bool) -> bool:
    """Say whether an entity fits a pronoun; where a language has no neuter, *elle* may be an organization."""
    gender, number = features[0], features[1]
    if number == "p":
        return profile.type == "ORG" if gender == "x" else False
    if profile.type == "PER":
        return (gender != "o" and gender in ("x", profile.gender)) or (not profile.gender and gender in "mf")
    return profile.type == "ORG" and gender in ("nxo" if neuter else "nxomf")
