"""Who is meant by his place beside somebody else: *le premier*, *the latter*, *seine Kollegin*."""

from bisect import bisect_left

from copydesk.annotate.quotes.stream import Stream
from copydesk.annotate.speakers.gender import gender_of_phrase
from copydesk.annotate.speakers.scene import Scene

_PAIR = 2
_BACK = 6
_MENTIONS = 64


def one_of_two(scene: Scene, stream: Stream, first: int, last: int) -> str | None:
    """Give whom *the former* or *le second* means: of the two persons whom a sentence before named together."""
    nouns, word = stream.lexicon.nouns, stream.words[last - 1]
    if last - first > _PAIR or not (word in nouns["former"] or word in nouns["latter"]):
        return None
    number = scene.sentence_at(stream.starts[first])
    for at in range(number - 1, max(number - _BACK, -1), -1):
        mentions = scene.cast.first_within(scene.sentence_starts[at], scene.end_of(at))
        persons = list(dict.fromkeys(mention.entity_id for mention in mentions if mention.type == "PER"))
        if len(persons) == _PAIR:
            return persons[word in nouns["latter"]]
    return None


def other_of_two(scene: Scene, stream: Stream, first: int, last: int) -> str | None:
    """Give whom *seine Kollegin* means where the article has named one other person who fits, and no more."""
    words = stream.words[first:last]
    if stream.lexicon.words["possessives"].isdisjoint(words[:_PAIR]) or words[-1] not in stream.lexicon.nouns["peers"]:
        return None
    start = stream.starts[first]
    before = bisect_left(scene.cast.starts, start)
    near = scene.cast.mentions[max(before - _MENTIONS, 0) : before]
    named = [mention.entity_id for mention in near if mention.type == "PER"]
    wanted = gender_of_phrase(stream, first, last)
    fitting = ("", wanted) if wanted else ("", "m", "f")
    others = {name for name in named if name != named[-1] and scene.cast.profiles[name].gender in fitting}
    return others.pop() if len(others) == 1 else None
