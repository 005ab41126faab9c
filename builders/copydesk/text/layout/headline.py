"""Which line is the headline: the candidates above the story are compared, and the best one wins.

A candidate's score is the sum of the weights of what is said of it here (a log-linear ranking; the weights stand in
``weights.json`` and were learned together with those of the line model).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from copydesk.text.layout.lines import DASHES, Line
from copydesk.text.layout.shape import Shape
from copydesk.text.layout.view import View

CANDIDATES = 60
"""At most so many candidates are compared; menus above a story are hardly longer."""

SHORTEST, LONGEST = 6, 260
STORY = 170
"""A paragraph of this length ends the search: the headline stands above it."""

BIG = 28
"""A line of this length that is no name may be a headline; kickers and section names are shorter."""

NEAR = 12
"""A line that holds one of the next so many is a label with the headline in it, or the title of the page."""

NEVER = frozenset({"date", "number", "<", ">"})
PROSE = frozenset({"para", "para_open", "para_cued"})
HEADED = frozenset({"head", "question", "dated", "name", "para_open", "sentence"})
SIGNING_KINDS = frozenset({"date", "dated", "name", "l:byline", "o:byline", "l:update_line", "o:update_line"})
LEADS = 3
"""So many paragraphs are the lead of a page."""

SHORT = 15
"""Lines up to this length are labels, which come again and again."""

OVERLINE = 40
"""An overline is hardly longer."""

PAGE = 60_000
"""Repeats of a candidate are looked for in so many characters."""

_NUMBER = re.compile(r"\d+")
_GLUED = re.compile(r"[^\W\d_A-Z][A-Z][^\W\d_]")


def find_headline(view: View, weights: Mapping[str, float]) -> int:
    """Give the index of the headline; -1 where no line could be one."""
    best, best_score = -1, float("-inf")
    for index, features in candidates(view):
        score = sum(weights.get(name, 0.0) for name in features)
        if score > best_score:
            best, best_score = index, score
    return best


def candidates(view: View) -> Iterator[tuple[int, list[str]]]:
    """Describe each line that may be the headline, in order."""
    page = view.raw[:PAGE]
    leads = _leads(view)
    big = rank = 0
    seen: set[str] = set()
    said = _said(view.texts)
    kinds = view.kinds
    for index, (line, kind) in enumerate(zip(view.lines, kinds, strict=True)):
        text = line.text
        size = len(text)
        if rank >= CANDIDATES or (index and kind == "para" and size >= STORY):
            break
        shape = view.shapes[index]
        if line.bullet or kind in NEVER or not SHORTEST <= size <= LONGEST or _is_furniture(shape):
            continue
        if shape.signs == "colon" and _is_prefixed(text, view.lines[index + 1 : index + NEAR]):
            continue
        if text[0] in DASHES or (kind == "para" and (rank or shape.end in {"stop", "closed_stop"})):
            continue
        features = [f"order={min(big, 4)}", f"rank={min(rank, 3)}", f"kind={kind}", f"length={_length(size)}"]
        is_big = size >= BIG and shape.case != "name"
        if is_big:
            features.append("big-first" if big == 0 else "big")
            big += 1
        features += _looks(text, shape, view, index, page)
        if text in seen:
            features.append("again")
        elif text in said:
            features.append("said-again")
        seen.add(text)
        features += _surroundings(kinds, index, view.lines, size)
        features += _against_next(view, index)
        features += _in_lead(view.words[index], leads)
        if any(BIG <= len(other.text) < size and other.text in text for other in view.lines[index + 1 : index + NEAR]):
            features.append("holds-another")
        rank += 1
        yield index, features


def _said(texts: Sequence[str]) -> set[str]:
    """Give the longer lines that stand on the page more than once."""
    if len(set(texts)) == len(texts):
        return set()
    counts = Counter([text for text in texts if len(text) > SHORT])
    return {text for text, count in counts.items() if count > 1}


def _is_furniture(shape: Shape) -> bool:
    is_dated = shape.opening == "update_line" and shape.numbers in {"date", "dated", "some"}
    return bool(shape.label) or shape.signs in {"address", "path", "columns"} or is_dated


def _is_prefixed(text: str, following: Sequence[Line]) -> bool:
    """Tell whether a line is another one with a label and a colon before it, as the title of a share button is."""
    return any(
        len(line.text) < len(text) and text.endswith(line.text) and text[: -len(line.text)].rstrip().endswith(":")
        for line in following
    )


def _leads(view: View) -> set[str]:
    """Give the words of the first paragraphs; a headline and its lead speak of the same things."""
    found: set[str] = set()
    count = 0
    for kind, words in zip(view.kinds, view.words, strict=True):
        if kind == "para":
            found.update(words)
            count += 1
            if count == LEADS:
                break
    return found


def _in_lead(words: Sequence[str], leads: set[str]) -> Iterator[str]:
    long_words = {word for word in words if len(word) > 3}
    shared = len(leads & long_words)
    for step in range(min(shared, 4)):
        yield f"lead>{step}"
    if leads and len(words) == 1:
        yield "one-word"


def _against_next(view: View, index: int) -> Iterator[str]:
    """Compare a candidate with the line at once below, where that may be the headline under an overline."""
    if not view.about or index + 1 >= len(view.lines) or view.kinds[index + 1] not in {"head", "question", "para_open"}:
        return
    own, other = _long(view.words[index]), _long(view.words[index + 1])
    yield "next=more" if len(view.about & other) > len(view.about & own) else "next=less"
    if len(view.lines[index].text) < OVERLINE:
        yield "next=short"


def _long(words: Sequence[str]) -> set[str]:
    return {word for word in words if len(word) > 4}


def _looks(text: str, shape: Shape, view: View, index: int, page: str) -> Iterator[str]:
    yield f"end={shape.end}"
    yield f"case={shape.case}"
    yield f"start={shape.start}"
    if shape.opening:
        yield f"opening={shape.opening}"
        yield f"opening-signs={shape.signs}"
    yield f"signs={shape.signs}"
    yield f"numbers={shape.numbers}"
    yield f"functions={shape.functions}"
    if shape.credited:
        yield "credited"
    words = view.words[index]
    if len(words) < 4:
        yield "few-words"
    long_words = [word for word in words if len(word) > 4]
    if long_words:
        share = len(view.about.intersection(long_words)) / len(long_words)
        yield f"share={int(share * 4)}"
        for step in range(int(share * 4)):
            yield f"share>{step}"
    else:
        yield "share=none"
    if len(text) > 20 and page.count(text) > 1:
        yield "echo"
    if len(_NUMBER.findall(text)) > 1:
        yield "numbers"
    if len(_GLUED.findall(text)) > 1 or text.count(" / ") > 1:
        yield "glued"


def _surroundings(kinds: Sequence[str], index: int, lines: Sequence[Line], size: int) -> Iterator[str]:
    following = kinds[index + 1 : index + 8]
    below = following[0] if following else ">"
    yield f"below={_coarse(below)}"
    if below in {"o:byline", "l:byline"}:
        yield "below-byline"
    yield f"above={_coarse(kinds[index - 1]) if index else '<'}"
    if below in HEADED and 5 * len(lines[index + 1].text) > 6 * size:
        yield "below-longer"
    if not SIGNING_KINDS.isdisjoint(following[:3]):
        yield "signed-soon"
    if not SIGNING_KINDS.isdisjoint(following):
        yield "signed-later"
    if not PROSE.isdisjoint(following[:3]):
        yield "prose-soon"
    around = [*kinds[max(0, index - 2) : index], *following[:2]]
    if sum(kind in HEADED for kind in around) >= 3:
        yield "in-list"
    if not SIGNING_KINDS.isdisjoint(kinds[max(0, index - 3) : index]):
        yield "signed-before"


def _coarse(kind: str) -> str:
    if kind in PROSE:
        return "prose"
    if kind in SIGNING_KINDS:
        return "signed"
    return "label" if kind.startswith("l:") else kind


def _length(size: int) -> str:
    for bound in (16, 25, 35, 50, 80, 110, 160):
        if size < bound:
            return f"<{bound}"
    return "long"
