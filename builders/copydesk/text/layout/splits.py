"""Where one raw line holds two passages: caption and credit, kicker and title, dateline and paragraph."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.record import Role
from copydesk.text.layout.credits import credit_start
from copydesk.text.layout.cues import WORD, cues, fold, opening_class

EN_DASH, EM_DASH = "\N{EN DASH}", "\N{EM DASH}"
DASHES = "-\N{HYPHEN}\N{EN DASH}\N{EM DASH}"
DATELINE_REACH = 90
"""A dateline is looked for within so many characters of the head of a paragraph."""

KICKER_REACH = 60
"""A kicker before a related title is no longer than this."""

MARKS = frozenset(":|-\N{EN DASH}\N{EM DASH}")
"""What may stand between a kicker and its title."""

_DASH = re.compile(rf"(?<=[ .,)\xa0])[{DASHES}]{{1,2}}(?=[ \xa0])")
_BRACKETS = re.compile(r"\(([^()]{2,30})\)[ .,]*$")
_LETTERS = re.compile(r"[^\W\d_]+")


class Part(NamedTuple):
    """Characters of one line with a role; ``start`` and ``end`` count from the start of the line."""

    start: int
    end: int
    role: Role
    rule: str


def split_caption(text: str) -> Iterator[Part]:
    """Cut the credit off a caption: glued after its full stop, in brackets, after an agency's name or a cue word."""
    cut = credit_start(text)
    if cut <= 0 or cut >= len(text):
        yield Part(0, len(text), "caption", "model-caption")
        return
    end = len(text[:cut].rstrip(" ,;|-\xa0"))
    if end:
        yield Part(0, end, "caption", "model-caption")
    yield Part(cut, len(text), "credit", "glued-credit" if cut == end else "credit-at-end")


def split_dateline(text: str) -> int:
    """Find the end of a dateline ("PARIS, 12 mai (AFP) -") at the head of a paragraph.

    Returns:
        The length of the dateline with its dash, 0 where there is none.
    """
    head = text[:DATELINE_REACH]
    if " -" not in head and ".-" not in head and EN_DASH not in head and EM_DASH not in head:
        return 0
    match = _DASH.search(head)
    if not match or match.end() >= len(text):
        return 0
    return match.end() if _is_dateline(text[: match.start()].strip(" .,\xa0")) else 0


def _is_dateline(head: str) -> bool:
    """Tell whether a text is place and date, with an agency in brackets, a date in words or a place in capitals."""
    known = cues()
    bracket = _BRACKETS.search(head)
    if bracket:
        agency = any(word in known.agencies for word in _LETTERS.findall(fold(bracket[1])))
        return agency and _is_place(head[: bracket.start()])
    words = _LETTERS.findall(fold(head))
    if any(sign.isdigit() for sign in head):
        return any(word in known.months for word in words) and len(words) <= 5
    return head.isupper() and len(head) > 2 and len(words) <= 4


def _is_place(head: str) -> bool:
    return len(head) <= 60 and not any(sign in head for sign in '?!;"')


def kicker_end(text: str) -> int:
    """Find the end of a known label ("Video", "Read more:") at the head of a related title; 0 where there is none."""
    folded = fold(text[:KICKER_REACH])
    colon = folded.find(":")
    if colon > 0 and opening_class(WORD.findall(folded[:colon])) == "related_item" and len(text[colon:]) > 8:
        return len(text[:colon].rstrip())
    tokens = folded.split(" ")
    for count in (3, 2, 1):
        head = " ".join(tokens[:count])
        bare = head.rstrip(" :|.,-")
        if bare in cues().kickers and _is_title(text[len(head) :]):
            return len(bare)
    return 0


def end_with_mark(text: str, end: int) -> int:
    """Give the end of a kicker with its colon, bar or dash: the mark is the label's own."""
    mark = end + len(text[end:]) - len(text[end:].lstrip(" \xa0"))
    return mark + 1 if end and text[mark : mark + 1] in MARKS else end


def ordinary_word_end(text: str) -> int:
    """Find the end of a lone capitalised word before what reads as a whole title; 0 where there is none."""
    head, _, rest = text.partition(" ")
    is_word = head.isalpha() and head[0].isupper() and head[1:].islower() and len(head) > 3
    return len(head) if is_word and _is_title(rest) else 0


def _is_title(rest: str) -> bool:
    rest = rest.lstrip(" :|-\xa0\N{EN DASH}\N{EM DASH}")
    return len(rest.split()) >= 3 and not rest[0].islower()
