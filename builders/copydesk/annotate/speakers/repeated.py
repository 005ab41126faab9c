"""Headlines, deks and subheads that repeat somebody's words: the body says whose they are."""

from collections.abc import Sequence

from copydesk.annotate.quotes.drafts import Draft
from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.scene import Speaker
from copydesk.text.tokens import words_between

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
    opening = {at: words.split(" ", 2)[1] for at, words in wanted.items()}
    found: dict[int, str] = {}
    for at, (draft, speaker) in enumerate(zip(drafts, speakers, strict=True)):
        if at in outside or speaker.entity_id is None:
            continue
        missing = [
            headline for headline in wanted if headline not in found and _may_hold(stream, draft, opening[headline])
        ]
        words = _words(stream, draft) if missing else ""
        found.update((headline, speaker.entity_id) for headline in missing if wanted[headline] in words)
    return found


def _may_hold(stream: Stream, draft: Draft, word: str) -> bool:
    return any(stream.folded.find(word, *place) >= 0 for place in draft.content)


def _words(stream: Stream, draft: Draft) -> str:
    """Give the words of a quote in lower case, a space about each."""
    words = (word for place in draft.content for word in words_between(stream.folded, *place))
    return f" {' '.join(word for word in words if word[0].isalnum())} "
