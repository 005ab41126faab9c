"""What stands about a line: its neighbours, its place on the page, whether it is said twice."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import not_

from copydesk.text.layout.patterns import amid_prose, pulled_out, spoken_turns
from copydesk.text.layout.splits import split_dateline
from copydesk.text.layout.view import View

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

NO_HEADLINE = frozenset({"para", "short", "date", "number"})
"""Kinds of lines whose words are not compared with those of the paragraphs."""

LONG = 60
"""A line of this length may be prose whatever its kind; shorter ones are not compared with the paragraphs' length."""

LETTERS = 4
"""Words of more letters than this say what a line is about."""

SHARES = (0.0, 0.01, 0.3, 0.5, 0.75)
"""Bounds of the classes for the share of a line's words that the paragraphs use too."""

SHARED = (0.01, 0.12, 0.2, 0.3, 0.4, 0.55)
"""Bounds of the classes for the share of words that the first two lines of prose have in common."""

Group = tuple[str | int, ...]


def contexts_of(view: View, headline: int) -> tuple[Iterable[Group], ...]:
    """Describe the surroundings of every line: groups of features, each small enough to be remembered.

    Args:
        view: the page.
        headline: index of the headline, -1 where there is none.

    Returns:
        For each kind of surroundings the group of every line, to be read once; the first entry of a group is the
        line's kind.
    """
    kinds, size = view.kinds, len(view.kinds)
    padded = ["<", "<", *kinds, ">", ">"]
    count = [0, *accumulate(kind == "para" for kind in kinds)]
    paras = [CLASSES[min(before, COUNTS[-1])] for before in count[:-1]]
    rest = [CLASSES[min(count[-1] - before, COUNTS[-1])] for before in count[1:]]
    early = list(map(not_, paras))
    signed = [0, *accumulate(kind in SIGNED for kind in kinds)]
    prose = _next_prose(view)
    asked = _count(kinds.count("question"))
    between, amid = amid_prose(kinds, PROSE)
    return (
        zip(kinds, padded[1:], padded[3:], strict=False),
        zip(kinds, padded, padded[1:], strict=False),
        zip(kinds, padded[3:], padded[4:], strict=False),
        zip(kinds, paras, rest, strict=True),
        zip(kinds, [min(index, 3) + (index > 6) + (index > 15) for index in range(size)], early, strict=True),
        zip(kinds, _repeats(view.texts), _overlaps(view), early, strict=True),
        zip(kinds, *_signed_near(signed), [min(before, 3) for before in paras], strict=True),
        zip(kinds, _orders(view, prose, signed, headline), _distances(size, headline), strict=True),
        zip(kinds, *_neighbours(kinds), strict=True),
        zip(kinds, _relative(view), early, strict=True),
        zip(kinds, *zip(*_leads(view, prose, headline), strict=True), strict=True),
        zip(
            kinds,
            spoken_turns(view.texts),
            pulled_out(view.texts, kinds),
            [asked if kind in ASKED else -1 for kind in kinds],
            strict=True,
        ),
        zip(
            kinds,
            between,
            [
                -1 if kind in PROSE else _count(amid[kind] - is_between)
                for kind, is_between in zip(kinds, between, strict=True)
            ],
            strict=True,
        ),
    )


def _count(number: int) -> int:
    return CLASSES[min(number, COUNTS[-1])]


def _signed_near(signed: Sequence[int]) -> tuple[list[bool], list[bool]]:
    """Tell for each line whether one of the six below it signs, and one of the six above; ``signed`` counts them."""
    size = len(signed) - 1
    if not signed[-1]:
        return [False] * size, [False] * size
    ahead = [signed[min(size, index + 7)] > signed[index + 1] for index in range(size)]
    return ahead, [signed[index] > signed[max(0, index - 6)] for index in range(size)]


def _distances(size: int, headline: int) -> list[int]:
    return [max(-3, min(index - headline, 5)) for index in range(size)]


def _next_prose(view: View) -> list[int]:
    """Give, for each index, the index of the first line of prose at or after it; the number of lines where none is."""
    last = len(view.kinds)
    following = [last]
    for index in range(last - 1, -1, -1):
        kind = view.kinds[index]
        if kind in PROSE or (kind in SHORT_PROSE and view.sizes[index] >= LONG):
            last = index
        following.append(last)
    return following[::-1]


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


def _orders(view: View, prose: Sequence[int], signed: Sequence[int], headline: int) -> list[str]:
    """Say of each line down to the second of prose where it stands about the headline and the two."""
    size = len(view.kinds)
    first = prose[headline + 1]
    second = prose[first + 1] if first < size else size
    told = [_order(view, prose, signed, headline, index) for index in range(min(second + 1, size))]
    return told + [""] * (size - len(told))


def _order(view: View, prose: Sequence[int], signed: Sequence[int], headline: int, index: int) -> str:
    """Say of the first two lines of prose what stands between them, and between them and the headline.

    A first paragraph with furniture between it and the next is a dek far more often than one that runs on.
    """
    if prose[index] != index or index <= headline:
        return "between" if index > headline else "above"
    following = prose[index + 1]
    place = "first" if prose[headline + 1] == index else "second"
    if following >= len(view.lines):
        return place + " last"
    gap = "joined" if following == index + 1 else "signed" if signed[following] > signed[index + 1] else "apart"
    late = "late" if signed[index] > signed[headline + 1] else "early"
    return f"{place} {gap} {late} {'short' if 10 * view.sizes[index] < 7 * view.sizes[following] else 'long'}"


def _relative(view: View) -> list[int]:
    """Give the length of each longer line by that of the page's middle paragraph."""
    sizes = sorted(size for size, kind in zip(view.sizes, view.kinds, strict=True) if kind == "para")
    if not sizes:
        return [-1] * len(view.sizes)
    middle = sizes[len(sizes) // 2]
    return [min(int(4 * size / middle), 9) if size >= LONG else -1 for size in view.sizes]


def _repeats(texts: Sequence[str]) -> list[str]:
    """Say of each line whether it is the first of several with the same text, or says again what one said."""
    if len(set(texts)) == len(texts):
        return [""] * len(texts)
    counts = Counter(texts)
    seen: set[str] = set()
    return [_repeat(text, counts, seen) for text in texts]


def _repeat(text: str, counts: Counter[str], seen: set[str]) -> str:
    if counts[text] == 1:
        return ""
    if text in seen:
        return "again"
    seen.add(text)
    return "first"


def _overlaps(view: View) -> list[int]:
    """Give the class of the share of each headline-like line's long words that the paragraphs use too."""
    return [
        0 if kind in NO_HEADLINE else _overlap(words, view.about)
        for words, kind in zip(view.words, view.kinds, strict=True)
    ]


def _overlap(words: Sequence[str], about: set[str]) -> int:
    long_words = [word for word in words if len(word) > LETTERS]
    return bisect_right(SHARES, len(about.intersection(long_words)) / len(long_words)) if long_words else 0


def _leads(view: View, prose: Sequence[int], headline: int) -> list[tuple[str, str, str]]:
    """Compare the first line of prose with the next: a dek says what the first paragraph says again.

    Returns:
        For the two lines which of the two it is, what share of the long words of the first the second has, and which
        of them has a dateline; nothing for the others.
    """
    size = len(view.lines)
    leads = [("", "", "")] * size
    first = prose[headline + 1]
    second = prose[first + 1] if first < size else first
    if second >= size:
        return leads
    own = {word for word in view.words[first] if len(word) > LETTERS}
    other = own.intersection(view.words[second])
    share = bisect_right(SHARED, len(other) / len(own)) if own else -1
    dated = ("here" if split_dateline(view.texts[first]) else "") + (
        "next" if split_dateline(view.texts[second]) else ""
    )
    leads[first], leads[second] = ("first", f"{share}", dated), ("second", f"{share}", dated)
    return leads
