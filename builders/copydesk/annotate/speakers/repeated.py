"""Headlines, deks and subheads that repeat somebody's words: the body says whose they are."""

from collections.abc import Sequence

from copydesk.annotate.quotes.drafts import Draft
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.scene import Speaker
from copydesk.text.tokens import tokenize_folded

_MOST = 40
_SHORTEST = 2


def repeated_speakers(
    stream: Stream, drafts: Sequence[Draft], speakers: Sequence[Speaker], repeating: Sequence[int]
) -> dict[int, str]:
    """Find for quotes that repeat words of others whose words they are.

    Args:
        stream: the words of the text.
        drafts: the quotes in order.
        speakers: who speaks, as far as is known.
        repeating: the places in the list of the quotes that may repeat; the first forty are looked at.

    Returns:
        For a repeating quote the speaker of the quote that holds all its words in a row. Linear.
    """
    wanted = {at: _words(stream, drafts[at]) for at in repeating[:_MOST]}
    wanted = {at: words for at, words in wanted.items() if words.count(" ") > _SHORTEST}
    if not wanted:
        return {}
    outside = frozenset(repeating)
    found: dict[int, str] = {}
    for at, (draft, speaker) in enumerate(zip(drafts, speakers, strict=True)):
        if at in outside or speaker.entity_id is None:
            continue
        words = _words(stream, draft)
        for headline, repeated in wanted.items():
            if headline not in found and repeated in words:
                found[headline] = speaker.entity_id
    return found


def _words(stream: Stream, draft: Draft) -> str:
    """Give the words of a quote in lower case, a space about each."""
    tokens = (token.word for place in draft.content for token in tokenize_folded(stream.folded, *place))
    return f" {' '.join(word for word in tokens if word[0].isalnum())} "
