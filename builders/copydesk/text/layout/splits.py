"""Where one raw line holds two passages: caption and credit, kicker and title, dateline and paragraph."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.record import Role
from copydesk.text.layout.credits import credit_start
from copydesk.text.layout.cues import PICTOGRAPHS, WORD, cues, fold, opening_class
from copydesk.text.layout.shape import OPENERS

EN_DASH, EM_DASH = "\N{EN DASH}", "\N{EM DASH}"
DASHES = "-\N{HYPHEN}\N{EN DASH}\N{EM DASH}"
DATELINE_REACH = 90
"""A dateline is looked for within so many characters of the head of a paragraph."""

KICKER_REACH = 60
"""A kicker before a related title is no longer than this."""

GAP_REACH = 30
"""A label with a wide gap behind it is no longer than this."""

SHORTEST_LABEL = 5
"""Fewer capitals before a capitalised word are an acronym that lost its space."""

MARKS = frozenset(":|-\N{EN DASH}\N{EM DASH}")
"""What may stand between a kicker and its title."""

PLACE_REACH = 60
"""The place that opens a paragraph ends within so many characters."""

ACRONYM = 6
"""So many letters in brackets behind a place are an agency, if they are all capitals or all small."""

_PLACE_END = re.compile(rf"\.(?= )| [{DASHES}]{{1,2}}(?= )")
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


def split_opening_place(text: str, page: str) -> int:
    """Find the end of a place that opens the first paragraph without a dash or date ("Essen. Die Tür klemmt").

    A single word before a full stop may be anything: it is a place where a region or agency follows it in brackets,
    or where the page names it elsewhere behind a preposition of place ("in Essen").

    Returns:
        The length of the dateline with its full stop or dash, 0 where there is none.
    """
    for match in _PLACE_END.finditer(text, 2, PLACE_REACH):
        head, rest = text[: match.start()], text[match.end() :].lstrip()
        bare = _BRACKETS.sub("", head).strip(" ,.")
        if not rest[:1].isupper() and rest[:1] not in OPENERS:
            continue
        if _is_dateline(head) or (_is_named_place(bare) and (bare != head or _is_located(bare, page))):
            return match.end()
    return 0


def _is_named_place(head: str) -> bool:
    known = cues()
    words = head.split()
    return (
        0 < len(words) <= 4
        and words[0][0].isupper()
        and all(word[0].isupper() or word in known.name_particles or word in known.place_particles for word in words)
        and head.replace(" ", "").replace("-", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "").isalpha()
    )


def _is_located(place: str, page: str) -> bool:
    before, named = cues().before_places, f" {place}"
    found = page.find(named)
    while found >= 0 and not page.endswith(before, 0, found):
        found = page.find(named, found + 1)
    return found >= 0


def _is_dateline(head: str) -> bool:
    """Tell whether a text is place and date, with an agency in brackets, a date in words or a place in capitals."""
    if "(" in head and (bracket := _BRACKETS.search(head)):
        inner = bracket[1]
        is_agency = any(word in cues().agencies for word in _LETTERS.findall(fold(inner)))
        is_short = inner.isalpha() and len(inner) <= ACRONYM and (inner.isupper() or inner.islower())
        return (is_agency or is_short) and _is_place(head[: bracket.start()])
    if any(map(str.isdigit, head)):
        words = _LETTERS.findall(fold(head))
        return len(words) <= 5 and not cues().months.isdisjoint(words)
    return head.isupper() and len(head) > 2 and len(_LETTERS.findall(fold(head))) <= 4


def _is_place(head: str) -> bool:
    return len(head) <= 60 and not any(sign in head for sign in '?!;"')


def kicker_end(text: str) -> int:
    """Find the end of a known label ("Video", "Read more:") at the head of a related title; 0 where there is none."""
    folded = fold(text[:KICKER_REACH])
    colon = folded.find(":")
    if colon > 0 and opening_class(WORD.findall(folded[:colon])) == "related_item" and len(text[colon:]) > 8:
        return len(text[:colon].rstrip())
    gap = text.find("  ", 0, GAP_REACH)
    if gap > 0 and _is_title(text[gap:]):
        return gap
    tokens = folded.split(" ")
    for count in (3, 2, 1):
        head = " ".join(tokens[:count])
        bare = head.rstrip(" :|.,-")
        if bare in cues().kickers and _is_title(text[len(head) :]):
            return len(bare)
    return 0


def headline_kicker_end(text: str) -> int:
    """Find the end of a label before a headline on its line: in capitals ("LIVE Fire in …"), or glued to it.

    A known label in small letters with a colon ("Interview: …") belongs to the headline itself.

    Returns:
        The length of the label with its mark and pictograph, 0 where there is none.
    """
    glued = _glued_capitals(text)
    if glued:
        return glued
    tokens = text[:KICKER_REACH].split(" ")
    if tokens[0] != tokens[0].upper() and " |" not in text[: KICKER_REACH + 2]:
        return 0
    for count in range(min(4, len(tokens) - 1), 0, -1):
        head = " ".join(tokens[:count])
        bare = head.rstrip(" :|.,-")
        rest = text[len(head) :]
        is_marked = bare.isupper() or rest.startswith(" |")
        if is_marked and _is_label(bare) and _is_title(rest) and not rest.isupper():
            return _with_pictograph(text, end_with_mark(text, len(bare)))
    return 0


def _glued_capitals(text: str) -> int:
    """Find the end of a known label in capitals that runs into a capitalised word."""
    end = next((place for place, sign in enumerate(text[:KICKER_REACH]) if sign.islower()), 0) - 1
    if end < SHORTEST_LABEL or not text[end - 1].isupper() or not text[end].isupper():
        return 0
    head = text[:end]
    return end if _is_label(head) and _is_title(text[end:]) and head[0].isupper() else 0


def _is_label(text: str) -> bool:
    return fold(text.replace("\N{SOFT HYPHEN}", "")) in cues().kickers


def _with_pictograph(text: str, end: int) -> int:
    sign = text[end + 1 : end + 2]
    return end + 2 if text[end : end + 1] == " " and sign >= PICTOGRAPHS and not sign.isalnum() else end


def capitals_end(text: str) -> int:
    """Find the end of a word in capitals before what reads as a whole title; 0 where there is none."""
    head, _, rest = text.partition(" ")
    is_word = head.isalpha() and head.isupper() and len(head) >= SHORTEST_LABEL
    return len(head) if is_word and _is_title(rest) and rest[1:2].islower() else 0


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
