"""Quotations that the sentence after them calls a phrase, words, a confession, and says whose: *La phrase est de X*."""

from copydesk.annotate.quotes.afterwards import noun_for_words, sentence_after
from copydesk.annotate.quotes.drafts import Draft
from copydesk.annotate.quotes.phrases import phrase_after
from copydesk.annotate.speakers.nominal import resolve_phrase
from copydesk.annotate.speakers.scene import NOBODY, Scene, Speaker

_REACH = 16


def speaker_called(scene: Scene, draft: Draft) -> Speaker | None:
    """Give whose words a quote without cue and source is said to be right after it.

    Returns:
        The speaker; nobody where the words are taken up without saying whose they are and nothing stands before them in
        their paragraph; None where they are not taken up.
    """
    number = sentence_after(scene.stream, draft)
    if number is None:
        return None
    sentence = scene.stream.sentences[number]
    noun = noun_for_words(scene.stream, sentence)
    if noun is None:
        return None
    owner = _owner(scene, noun + 1, min(noun + _REACH, sentence.last))
    if owner is not None:
        return Speaker(owner, "implicit", "none")
    own, sentences = scene.sentence_at(draft.content[0][0]), scene.stream.sentences
    opens = own == 0 or sentences[own - 1].paragraph != sentences[own].paragraph
    return NOBODY if opens else None


def _owner(scene: Scene, first: int, last: int) -> str | None:
    """Give the first person or organization whose name a preposition or copula joins to the noun (*stammt von*)."""
    stream, functions = scene.stream, scene.stream.lexicon.words
    joins = functions["joined_to_noun"]
    for at in range(first, last):
        if stream.words[at] in joins:
            phrase = phrase_after(stream, at + 1, last)
            found = resolve_phrase(scene, *phrase) if phrase is not None else None
            if found is None or found.entity_id is None or found.attribution != "explicit":
                continue
            if scene.cast.profiles[found.entity_id].type in ("PER", "ORG"):
                return found.entity_id
    return None
