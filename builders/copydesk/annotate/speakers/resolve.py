"""From the words that name a source to the entity of the article that speaks."""

from collections.abc import Sequence

from copydesk.annotate.quotes.drafts import Draft
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.gender import Gender, gender_of_phrase
from copydesk.annotate.speakers.nominal import resolve_nominal, resolve_phrase
from copydesk.annotate.speakers.profiles import Cast
from copydesk.annotate.speakers.repeated import repeated_speakers
from copydesk.annotate.speakers.salience import most_salient, wanted_by
from copydesk.annotate.speakers.scene import ANNOUNCING, NOBODY, STRANGER, Scene, Speaker, open_scene
from copydesk.annotate.speakers.silent import answers, interviewee, silent_speaker
from copydesk.annotate.speakers.topics import follow_topics
from copydesk.record import Passage

_MANY = 500


def resolve_speakers(
    stream: Stream, drafts: list[Draft], cast: Cast, passages: Sequence[Passage] = ()
) -> list[Speaker]:
    """Give the speaker of each draft; the drafts are in order of the text.

    A headline or subhead often repeats words of the body, whose speaker is then its own; a headline whose words the
    body does not repeat is spoken by the entity that the article quotes most.
    """
    scene = open_scene(stream, cast, passages)
    answering = answers(scene, drafts)
    answered = None
    speakers: list[Speaker] = []
    by_draft: dict[int, Speaker] = {}
    repeating: list[int] = []
    for at, draft in enumerate(drafts):
        above = by_draft.get(id(draft.parent)) if draft.parent is not None else None
        announces = scene.roles[draft.sentence] in ANNOUNCING
        scene.goes_on = _says(stream, draft, "continuing")
        scene.answers = _says(stream, draft, "answering")
        if not _is_named(stream, draft):
            follow_topics(scene, draft.sentence)
        if above is not None:
            speaker = _resolve_inner(scene, draft, above)
        elif draft.disowned:
            speaker = NOBODY
        elif draft.source is None and (draft.turn or at in answering):
            answered = answered or interviewee(scene, draft.content[0][0])
            speaker = answered
        elif draft.source is None and announces and _has_no_verb(stream, draft):
            speaker = NOBODY
        else:
            speaker = _resolve(scene, draft)
        if announces and (speaker.entity_id is None or _is_guessed(draft, speaker)):
            repeating.append(at)
        by_draft[id(draft)] = speaker
        if above is None and not announces and (speaker.entity_id is not None or draft.source is not None):
            _remember(scene, draft, speaker)
        speakers.append(speaker)
    return _with_headlines(scene, drafts, speakers, repeating)


def _is_guessed(draft: Draft, speaker: Speaker) -> bool:
    """Say whether the speaker of a heading is not named in it: whoever the body gives its words to knows better."""
    return draft.parent is None and speaker.attribution != "explicit"


def _remember(scene: Scene, draft: Draft, speaker: Speaker) -> None:
    """Note who spoke, for the quotes that follow."""
    unnamed = speaker.entity_id is None and speaker.kind in ("person", "pronoun")
    scene.last, scene.last_sentence = STRANGER if unnamed else speaker.entity_id, draft.sentence
    if unnamed and draft.source is not None:
        stream = draft.words or scene.stream
        features = _pronoun_features(stream, draft.source) or ""
        by_pronoun: Gender = "m" if features.startswith("m") else "f" if features.startswith("f") else ""
        scene.stranger = by_pronoun or gender_of_phrase(stream, *draft.source)


def _is_named(stream: Stream, draft: Draft) -> bool:
    """Say whether a source opens with a name, so that nothing before it matters."""
    if draft.source is None:
        return False
    words, first = draft.words or stream, draft.source[0]
    named = words.capital[first] and words.words[first] not in words.lexicon.words["determiners"]
    return named and words.words[first] not in words.lexicon.pronouns


def _says(stream: Stream, draft: Draft, kind: str) -> bool:
    """Say whether the cue of a quote holds a verb of a kind: of going on (*poursuit*) or of answering (*replied*)."""
    said = stream.lexicon.words[kind]
    return any(not said.isdisjoint(stream.folded[start:end].split()) for start, end in draft.cue)


def _has_no_verb(stream: Stream, draft: Draft) -> bool:
    return all(stream.text[start:end] == ":" for start, end in draft.cue)


def _with_headlines(scene: Scene, drafts: list[Draft], speakers: list[Speaker], repeating: list[int]) -> list[Speaker]:
    repeated = repeated_speakers(scene.stream, drafts, speakers, repeating)
    main = _quoted_most(speakers)
    for at in repeating:
        headline = scene.roles[drafts[at].sentence] == "headline" and drafts[at].source is None
        found = repeated.get(at, main if headline and speakers[at].entity_id is None else None)
        if found is not None:
            kind = speakers[at].kind
            speakers[at] = Speaker(found, "implicit" if kind == "none" else "anaphoric", kind)
    return speakers


def _quoted_most(speakers: list[Speaker]) -> str | None:
    named = [speaker.entity_id for speaker in speakers if speaker.entity_id is not None]
    if not 0 < len(named) < _MANY:
        return None
    return max(named, key=lambda name: (named.count(name), -named.index(name)))


def _resolve(scene: Scene, draft: Draft) -> Speaker:
    if draft.source is None:
        return silent_speaker(scene, draft)
    if draft.words is not None:
        return _inside_marks(scene, draft.words, draft.source)
    return resolve_phrase(scene, *draft.source)


def _resolve_inner(scene: Scene, draft: Draft, above: Speaker) -> Speaker:
    """Resolve the source of a quote inside another: *je* is who says the other; nobody else is guessed."""
    if draft.source is None:
        return NOBODY
    stream = draft.words or scene.stream
    features = _pronoun_features(stream, draft.source)
    if features is None:
        return resolve_nominal(scene.within(stream), *draft.source)
    speaker = above.entity_id if features == "1s" else None
    return Speaker(speaker, "anaphoric" if speaker else "unknown", "pronoun")


def _pronoun_features(stream: Stream, source: tuple[int, int]) -> str | None:
    first, last = source
    return stream.lexicon.pronouns.get(stream.words[first]) if last - first == 1 else None


def _inside_marks(scene: Scene, words: Stream, source: tuple[int, int]) -> Speaker:
    """Resolve a source that stands inside the marks of its own quote (*« Non, dit-il, … »*)."""
    features = _pronoun_features(words, source)
    start = words.starts[source[0]]
    if features is None:
        return resolve_nominal(scene.within(words), *source)
    wanted = wanted_by(scene.stream, features) if features[0] not in "012" else None
    found = most_salient(scene, scene.sentence_at(start), start, wanted) if wanted is not None else None
    return Speaker(found, "anaphoric" if found else "unknown", "pronoun")
