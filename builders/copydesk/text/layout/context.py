"""What stands about a line: its neighbours, its place on the page, whether it is said twice."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from copydesk.text.layout.lines import Line
from copydesk.text.layout.patterns import amid_prose, pulled_out, spoken_turns
from copydesk.text.layout.splits import split_dateline

COUNTS = (1, 2, 3, 5, 9, 20)
"""Bounds of the classes for "how many paragraphs before" and the like."""

CLASSES = tuple(bisect_right(COUNTS, count) for count in range(COUNTS[-1] + 1))
"""The class of each count, up to the last bound."""

PROSE = frozenset({"para", "para_open", "para_cued"})
SHORT_PROSE = frozenset({"sentence", "question"})
SKIPPED = frozenset(
    f"l:{name}"
    for name in ("advertisement", "share_bar", "menu", "subscription", "comments", "reading_time", "image_label")
)
SIGNED = frozenset({"l:byline", "o:byline", "l:update_line", "o:update_line", "date"})
ASKED = frozenset({"question", "sentence", "para", "head", "para_open", "para_cued"})
"""Kinds that the turns of an interview may be of."""

SHARES = (0.0, 0.01, 0.3, 0.5, 0.75)
"""Bounds of the classes for the share of a line's words that the paragraphs use too."""

SHARED = (0.01, 0.12, 0.2, 0.3, 0.4, 0.55)
"""Bounds of the classes for the share of words that the first two lines of prose have in common."""

Group = tuple[str | int, ...]


def contexts_of(
    lines: Sequence[Line], kinds: Sequence[str], words: Sequence[Sequence[str]], headline: int
) -> list[tuple[Group, ...]]:
    """Describe the surroundings of every line: groups of features, each small enough to be cached.

    Args:
        lines: all lines of the page.
        kinds: what kind of line each is.
        words: the words of the head of each line.
        headline: index of the headline, -1 where there is none.

    Returns:
        For each line its groups; the first entry of each group is the line's kind.
    """
    size = len(lines)
    padded = ["<", "<", *kinds, ">", ">"]
    before = [0, *accumulate(kind == "para" for kind in kinds)]
    signed = [0, *accumulate(kind in SIGNED for kind in kinds)]
    prose = _next_prose(lines, kinds)
    above, below = _neighbours(kinds)
    said = _said(lines)
    about = subject_words(words, kinds)
    shares = [_overlap(found, kind, about) for found, kind in zip(words, kinds, strict=True)]
    overlaps = [bisect_right(SHARES, share) for share in shares]
    first_prose = prose[headline + 1]
    second_prose = prose[first_prose + 1] if first_prose < size else size
    relative = _relative(lines, kinds)
    leads = _leads(lines, words, prose, headline)
    turns = spoken_turns(lines)
    asked = _count(sum(kind == "question" for kind in kinds))
    pulled = pulled_out(lines, kinds)
    between, amid = amid_prose(kinds, PROSE)
    seen: set[str] = set()
    groups: list[tuple[Group, ...]] = []
    for index, kind in enumerate(kinds):
        paras = CLASSES[min(before[index], 20)]
        rest = CLASSES[min(before[-1] - before[index + 1], 20)]
        ahead = signed[min(size, index + 7)] > signed[index + 1]
        behind = signed[index] > signed[max(0, index - 6)]
        order = "" if index > second_prose else _order(lines, prose, signed, headline, index)
        groups.append(
            (
                (kind, padded[index + 1], padded[index + 3]),
                (kind, padded[index], padded[index + 1]),
                (kind, padded[index + 3], padded[index + 4]),
                (kind, paras, rest),
                (kind, min(index, 3) + (index > 6) + (index > 15), paras == 0),
                (kind, _repeats(lines[index].text, said, seen), overlaps[index], paras == 0),
                (kind, ahead, behind, min(paras, 3)),
                (kind, order, max(-3, min(index - headline, 5))),
                (kind, above[index], below[index]),
                (kind, relative[index], paras == 0),
                (kind, *leads.get(index, ("", "", ""))),
                (kind, turns[index], pulled[index], asked if kind in ASKED else -1),
                (kind, between[index], -1 if kind in PROSE else _count(amid[kind] - between[index])),
            )
        )
    return groups


def _count(number: int) -> int:
    return CLASSES[min(number, COUNTS[-1])]


def _next_prose(lines: Sequence[Line], kinds: Sequence[str]) -> list[int]:
    """Give, for each index, the index of the first line of prose at or after it; the number of lines where none is."""
    following = [len(kinds)] * (len(kinds) + 1)
    for index in range(len(kinds) - 1, -1, -1):
        kind = kinds[index]
        is_prose = kind in PROSE or (kind in SHORT_PROSE and len(lines[index].text) >= 60)
        following[index] = index if is_prose else following[index + 1]
    return following


def _neighbours(kinds: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give the kinds above and below each line, past lines that are known furniture."""
    above, below = [], []
    last = "<"
    for kind in kinds:
        above.append(last)
        last = last if kind in SKIPPED else kind
    last = ">"
    for kind in reversed(kinds):
        below.append(last)
        last = last if kind in SKIPPED else kind
    return above, below[::-1]


def _order(lines: Sequence[Line], prose: Sequence[int], signed: Sequence[int], headline: int, index: int) -> str:
    """Say of the first two lines of prose what stands between them, and between them and the headline.

    A first paragraph with furniture between it and the next is a dek far more often than one that runs on.
    """
    if prose[index] != index or index <= headline:
        return "between" if index > headline else "above"
    following = prose[index + 1]
    place = "first" if prose[headline + 1] == index else "second"
    if following >= len(lines):
        return place + " last"
    gap = "joined" if following == index + 1 else "signed" if signed[following] > signed[index + 1] else "apart"
    late = "late" if signed[index] > signed[headline + 1] else "early"
    size, other = len(lines[index].text), len(lines[following].text)
    return f"{place} {gap} {late} {'short' if 10 * size < 7 * other else 'long'}"


def _relative(lines: Sequence[Line], kinds: Sequence[str]) -> list[int]:
    """Give the length of each longer line by that of the page's middle paragraph."""
    sizes = sorted(len(line.text) for line, kind in zip(lines, kinds, strict=True) if kind == "para")
    if not sizes:
        return [-1] * len(lines)
    middle = sizes[len(sizes) // 2]
    return [min(int(4 * len(line.text) / middle), 9) if len(line.text) >= 60 else -1 for line in lines]


def _said(lines: Sequence[Line]) -> set[str]:
    """Give the texts that stand on the page more than once."""
    once: set[str] = set()
    again: set[str] = set()
    for line in lines:
        (again if line.text in once else once).add(line.text)
    return again


def _repeats(text: str, said: set[str], seen: set[str]) -> str:
    if text not in said:
        return ""
    if text in seen:
        return "again"
    seen.add(text)
    return "first"


def subject_words(words: Sequence[Sequence[str]], kinds: Sequence[str]) -> set[str]:
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


def _leads(
    lines: Sequence[Line], words: Sequence[Sequence[str]], prose: Sequence[int], headline: int
) -> dict[int, tuple[str, str, str]]:
    """Compare the first line of prose with the next: a dek says what the first paragraph says again.

    Returns:
        For the two lines, by index: which of the two, what share of its long words the other has, which has a dateline.
    """
    first = prose[headline + 1]
    second = prose[first + 1] if first < len(lines) else first
    if second >= len(lines):
        return {}
    own = {word for word in words[first] if len(word) > 4}
    other = own.intersection(words[second])
    share = bisect_right(SHARED, len(other) / len(own)) if own else -1
    dated = ("here" if split_dateline(lines[first].text) else "") + (
        "next" if split_dateline(lines[second].text) else ""
    )
    return {first: ("first", f"{share}", dated), second: ("second", f"{share}", dated)}
