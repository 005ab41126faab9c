"""What stands about a line: its neighbours, its place on the page, whether it is said twice."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from copydesk.text.layout.lines import Line
from copydesk.text.layout.shape import Shape, kind_of

COUNTS = (1, 2, 3, 5, 9, 20)
"""Bounds of the classes for "how many paragraphs before" and the like."""

HEADLINE_KINDS = frozenset({"head", "question", "sentence", "para_open", "dated", "name"})
SIGNED = frozenset({"l:byline", "o:byline", "l:update_line", "o:update_line", "date"})
SHARES = (0.0, 0.01, 0.3, 0.5, 0.75)
"""Bounds of the classes for the share of a line's words that the paragraphs use too."""

TOP, PAGE = 120, 1000
"""So many lines are searched for rivals of the headline, and for lines that repeat them."""

SAMPLE = 400
"""So many characters of a paragraph are read for the words that the page is about."""

Group = tuple[str | int, ...]


def contexts_of(
    lines: Sequence[Line], shapes: Sequence[Shape], words: Sequence[Sequence[str]]
) -> tuple[list[str], list[tuple[Group, ...]]]:
    """Describe the surroundings of every line: groups of features, each group small enough to be cached.

    Returns:
        The kind of each line, and for each line its groups; the first entry of each group is the line's kind.
    """
    kinds = [kind_of(shape) for shape in shapes]
    size = len(lines)
    padded = ["<", "<", *kinds, ">", ">"]
    before = [0, *accumulate(kind == "para" for kind in kinds)]
    signed = [0, *accumulate(kind in SIGNED for kind in kinds)]
    following = _next_paragraphs(kinds)
    said = _said(lines)
    about = _subject_words(words, kinds)
    shares = [_overlap(found, kind, about) for found, kind in zip(words, kinds, strict=True)]
    overlaps = [bisect_right(SHARES, share) for share in shares]
    rivals = _rivals(lines, kinds, shares, following)
    seen: set[str] = set()
    groups: list[tuple[Group, ...]] = []
    for index, kind in enumerate(kinds):
        paras = bisect_right(COUNTS, before[index])
        rest = bisect_right(COUNTS, before[-1] - before[index + 1])
        near = before[min(size, index + 5)] - before[max(0, index - 4)]
        ahead = signed[min(size, index + 7)] > signed[index + 1]
        behind = signed[index] > signed[max(0, index - 6)]
        to_next = following[index + 1]
        gap = to_next - index - 1 if to_next < size else 9
        groups.append(
            (
                (kind, padded[index + 1], padded[index + 3]),
                (kind, padded[index], padded[index + 1]),
                (kind, padded[index + 3], padded[index + 4]),
                (kind, paras, rest),
                (kind, min(index, 3) + (index > 6) + (index > 15), paras == 0),
                (kind, _repeats(lines[index].text, said, seen), overlaps[index], paras == 0),
                (kind, near, rest == 0),
                (kind, ahead, behind, min(paras, 3)),
                (kind, rivals.get(index, ""), padded[index + 3]),
                (kind, min(gap, 4), signed[to_next] > signed[index + 1], min(paras, 2), behind),
                (kind, _ratio(lines, index, following), min(paras, 2)),
            )
        )
    return kinds, groups


def _next_paragraphs(kinds: Sequence[str]) -> list[int]:
    """Give, for each index, the index of the first paragraph at or after it; the number of lines where none comes."""
    following = [len(kinds)] * (len(kinds) + 1)
    for index in range(len(kinds) - 1, -1, -1):
        following[index] = index if kinds[index] == "para" else following[index + 1]
    return following


def _rivals(
    lines: Sequence[Line], kinds: Sequence[str], shares: Sequence[float], following: Sequence[int]
) -> dict[int, str]:
    """Compare the headline-like lines above the first paragraph.

    Each gets a word of up to four parts: the longest, the first, the last, the closest to the subject, the one
    that another line repeats or contains.
    """
    top = [index for index in range(min(following[0], TOP)) if kinds[index] in HEADLINE_KINDS]
    if not top:
        return {}
    longest = max(top, key=lambda index: len(lines[index].text) if len(lines[index].text) < 160 else 0)
    closest = max(top, key=lambda index: shares[index] * min(len(lines[index].text), 60))
    page = "\n".join(line.text[:SAMPLE] for line in lines[:PAGE])
    return {
        index: f"{'long ' if index == longest else ''}{'first ' if index == top[0] else ''}"
        f"{'last ' if index == top[-1] else ''}{'close ' if index == closest else ''}"
        f"{'echo' if len(lines[index].text) > 20 and page.count(lines[index].text[:SAMPLE]) > 1 else ''}"
        for index in top
    }


def _ratio(lines: Sequence[Line], index: int, following: Sequence[int]) -> int:
    """Compare a line's length with that of the next two paragraphs: 0 under half, 1 shorter, 2 longer; 3 none there."""
    first = following[index + 1]
    if first >= len(lines):
        return 3
    second = following[first + 1]
    mean = len(lines[first].text) if second >= len(lines) else (len(lines[first].text) + len(lines[second].text)) // 2
    size = len(lines[index].text)
    return 0 if 2 * size < mean else 1 if size < mean else 2


def _said(lines: Sequence[Line]) -> Counter[str]:
    return Counter(line.text for line in lines if len(line.text) <= SAMPLE)


def _repeats(text: str, said: Counter[str], seen: set[str]) -> str:
    if said[text] < 2:
        return ""
    if text in seen:
        return "again"
    seen.add(text)
    return "first"


def _subject_words(words: Sequence[Sequence[str]], kinds: Sequence[str]) -> set[str]:
    """Give the words that the heads of the paragraphs use."""
    about: set[str] = set()
    for found, kind in zip(words, kinds, strict=True):
        if kind == "para":
            about.update(found)
    return about


def _overlap(words: Sequence[str], kind: str, about: set[str]) -> float:
    """Tell what share of a headline-like line's long words the paragraphs use too; -1 where it is not asked."""
    if kind in {"para", "short", "date", "number"}:
        return -1.0
    long_words = [word for word in words if len(word) > 4]
    return len(about.intersection(long_words)) / len(long_words) if long_words else -1.0
