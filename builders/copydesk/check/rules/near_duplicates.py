"""Near-duplicates of a corpus, found by sketches in time that grows with the number of articles, not of pairs.

MinHash over shingles of words (Broder 1997) with banding (Leskovec, Rajaraman and Ullman, *Mining of Massive
Datasets*, chapter 3): two articles that share a band of their sketches are compared, and reported where the
sketches agree as often as the wanted similarity of their sets of shingles.
"""

import re
from array import array
from collections.abc import Iterator, Sequence

from copydesk.check.rules.rule import ArticleFacts

SIMILARITY = 0.7
"""Share of the shingles of two articles that both have, from which on they are near-duplicates."""

SHINGLE = 5
"""Words of one shingle."""

FEWEST_SHINGLES = 12
"""Shorter texts share a handful of words by chance."""

_HASHES = 128
_BAND = 8 * array("I").itemsize
"""Bytes of a band of eight hashes: with sixteen bands, six in ten pairs of the wanted similarity meet, and nearly all
from 0.8 on."""

_SEED = 1
_WORD = re.compile(r"\w+")


def sketch(text: str) -> bytes:
    """Draw up the sketch of a text; empty where it is too short for one."""
    from rensa import RMinHash  # noqa: PLC0415  only where a corpus is checked

    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}
    if len(shingles) < FEWEST_SHINGLES:
        return b""
    minhash = RMinHash(num_perm=_HASHES, seed=_SEED)
    minhash.update(sorted(shingles))
    return array("I", minhash.digest()).tobytes()


def article_near_duplicate(facts: Sequence[ArticleFacts]) -> Iterator[tuple[ArticleFacts, str]]:
    """Find articles that nearly repeat one in another split, or one of which the split is not known.

    Each is reported once, with the first that it meets in a band; equal ones are ``article-duplicate-text``. The bands
    are gone through one after the other, so that no more than one of each article is held at a time.
    """
    for fact, near in near_pairs(facts):
        others = f" in the split {near.split}" if near.split else ""
        yield fact, f"repeats most of {near.id!r}{others} in {near.place}"


def near_pairs(facts: Sequence[ArticleFacts]) -> Iterator[tuple[ArticleFacts, ArticleFacts]]:
    """Pair articles with one before them that they nearly repeat, and that is in another split or in none known."""
    splits = [fact.split for fact in facts]
    near: dict[int, int] = {}
    for start in range(0, _HASHES * array("I").itemsize, _BAND):
        _meet_in_band(facts, splits, start, near)
    for number, other in sorted(near.items()):
        yield facts[number], facts[other]


def _meet_in_band(
    facts: Sequence[ArticleFacts], splits: Sequence[str | None], start: int, near: dict[int, int]
) -> None:
    """Note for each article without a near one the first before it that shares a band and is near."""
    seen: dict[bytes, tuple[int, ...]] = {}
    for number, fact in enumerate(facts):
        if not fact.sketch:
            continue
        band = fact.sketch[start : start + _BAND]
        holders = seen.get(band, ())
        if number not in near:
            apart = (holder for holder in holders if splits[holder] is None or splits[holder] != fact.split)
            other = next((holder for holder in apart if _is_near(fact, facts[holder])), None)
            if other is not None:
                near[number] = other
        if all(splits[holder] != fact.split for holder in holders):
            seen[band] = (*holders, number)


def _is_near(fact: ArticleFacts, other: ArticleFacts) -> bool:
    return other.digest != fact.digest and _agreement(fact.sketch, other.sketch) >= SIMILARITY


def _agreement(first: bytes, second: bytes) -> float:
    """Estimate the Jaccard similarity of two sets of shingles by their sketches."""
    pairs = zip(memoryview(first).cast("I"), memoryview(second).cast("I"), strict=True)
    return sum(a == b for a, b in pairs) / _HASHES
