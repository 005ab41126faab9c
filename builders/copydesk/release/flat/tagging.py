"""Tag the tokens of an article with its mentions, in IOB2.

One tag a token cannot say everything: of mentions that overlap, the one that starts first is tagged (of those that
start together the longest), and a mention that starts or ends inside a token is not tagged at all rather than with
other bounds than its own. What became of each mention is told beside the tags.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from copydesk.release.flat.passages import Passages
from copydesk.release.flat.token_schemes import TokenScheme
from copydesk.schema import class_names

Outcome = Literal["tagged", "nested", "cuts_token", "outside"]


@dataclass(slots=True)
class TaggedPassage:
    """The tokens of one passage: half-open code points of ``text``, and the number of the tag of each.

    ``free`` is the first token that no mention has taken yet.
    """

    number: int
    starts: list[int]
    ends: list[int]
    tags: list[int]
    free: int = 0


class TaggedRecord:
    """A record of the view ``full``, and the tags of its tokens: made once, when first asked for, for every view."""

    def __init__(self, record: Mapping[str, Any], scheme: TokenScheme) -> None:
        """Take a record, and the scheme that cuts its tokens."""
        self.record = record
        self._scheme = scheme

    @cached_property
    def tagged(self) -> tuple[list[TaggedPassage], list[Outcome]]:
        """Give what ``tag_tokens`` does."""
        return tag_tokens(self.record, self._scheme)


def tag_tokens(record: Mapping[str, Any], scheme: TokenScheme) -> tuple[list[TaggedPassage], list[Outcome]]:
    """Tag a record of the view ``full``, its tokens cut by a scheme.

    Returns:
        The passages of the roles that the scheme cuts, in order, those without a token left out; and what
        became of each mention, in the order of the record.
    """
    tagged = {
        number: _untagged(number, record["text"][passage["start"] : passage["end"]], passage["start"], scheme)
        for number, passage in enumerate(record["passages"])
        if passage["role"] in scheme.roles
    }
    passages = Passages(record)
    mentions = record["entities"]
    outcomes: list[Outcome] = ["outside"] * len(mentions)
    for index in sorted(range(len(mentions)), key=lambda at: (mentions[at]["start"], -mentions[at]["end"])):
        passage = tagged.get(passages.number_at(mentions[index]["start"]))
        if passage is not None:
            outcomes[index] = _tag(passage, mentions[index])
    return [passage for passage in tagged.values() if passage.tags], outcomes


def _untagged(number: int, text: str, offset: int, scheme: TokenScheme) -> TaggedPassage:
    starts, ends = [], []
    for start, end in scheme.spans(text):
        starts.append(offset + start)
        ends.append(offset + end)
    return TaggedPassage(number, starts, ends, [_tag_number("O")] * len(starts))


def _tag(passage: TaggedPassage, mention: Mapping[str, Any]) -> Outcome:
    if not passage.ends or mention["end"] > passage.ends[-1]:
        return "outside"
    first, last = _place_of(mention["start"], passage.starts), _place_of(mention["end"], passage.ends)
    if first is None or last is None:
        return "cuts_token"
    if first < passage.free:
        return "nested"
    passage.tags[first] = _tag_number(f"B-{mention['type']}")
    passage.tags[first + 1 : last + 1] = [_tag_number(f"I-{mention['type']}")] * (last - first)
    passage.free = last + 1
    return "tagged"


def _place_of(wanted: int, places: Sequence[int]) -> int | None:
    """Give where a number stands among sorted ones, None where it does not."""
    at = bisect_left(places, wanted)
    return at if at < len(places) and places[at] == wanted else None


@cache
def _tag_number(name: str) -> int:
    return class_names("ner_tokens", "ner_tags").index(name)
