"""The rules, and how one article is read with them."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from copydesk.text.pieces import LostSpace
from copydesk.text.spacing.after_name import after_name
from copydesk.text.spacing.after_punctuation import after_punctuation
from copydesk.text.spacing.article import settle
from copydesk.text.spacing.before_capital import before_capital
from copydesk.text.spacing.before_elision import before_elision
from copydesk.text.spacing.known_words import between_known_words, may_be_two
from copydesk.text.spacing.lexicon import Lexicon, lexicon
from copydesk.text.spacing.run import APOSTROPHES, Run, Seam, read_run
from copydesk.text.spacing.view import View, views

Repair = Callable[[Run], Iterator[Seam]]

REPAIRS: dict[str, Repair] = {
    "after-punctuation": after_punctuation,
    "before-capital": before_capital,
    "before-elision": before_elision,
    "between-known-words": between_known_words,
    "after-name": after_name,
}
_HOPELESS = -4.0
# A closing mark counts at the end alone: before a word it has lost its space.
_OPENING_MARKS = '(-"\N{EN DASH}\N{EM DASH}\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}'
_CLOSING_MARKS = (
    '.,;:!?)-"\N{EN DASH}\N{EM DASH}\N{HORIZONTAL ELLIPSIS}'
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
)
_LONGEST_TO_KEEP = 100
_MOST_TO_KEEP = 1 << 14
_RUN = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W\d_]")


def find_lost_spaces(raw: str, passages: Sequence[tuple[int, int]], language: str) -> tuple[LostSpace, ...]:
    """Find the places where a space was lost.

    Args:
        raw: the raw article.
        passages: the spans of ``raw`` that hold its prose, ordered, without overlap; nothing else is touched. All of
            them together are evidence, so give an article at a time.
        language: BCP-47 tag. Without a lexicon for it only punctuation is evidence.

    Returns:
        The places in order; ``reason`` is a key of ``REPAIRS``. No place is beside white space or before a
        combining mark.

    Does harm where a text is full of unknown compounds, brands or names made of words. Linear.

    >>> raw = "La visite de Vladimir Poutinelors du sommet"
    >>> [raw[space.offset :] for space in find_lost_spaces(raw, [(0, len(raw))], "fr")]
    ['lors du sommet']
    """
    language = language.partition("-")[0]
    shown = views(raw, passages)
    text = " ".join([passage.text for passage in shown])
    proposals = _memory(language).proposals(set(text.split()))
    if not proposals:
        return ()
    settled = {run: seams for run, seams in settle(proposals, text, language).items() if seams}
    found = {
        space.offset: space
        for passage in shown
        if not settled.keys().isdisjoint(passage.text.split())
        for space in _places(passage, settled)
    }
    return tuple(found[offset] for offset in sorted(found))


class _Memory:
    """What was proposed for the runs of one language so far; nearly all runs come again and again."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._lexicon = lexicon(language)
        self._sound: set[str] = set()
        self._proposed: dict[str, tuple[Seam, ...]] = {}

    def proposals(self, runs: AbstractSet[str]) -> dict[str, tuple[Seam, ...]]:
        """Give what is proposed for each run for which anything is."""
        unsure = runs - self._sound
        # What another thread forgets meanwhile is looked at again.
        found = {run: seams for run in unsure & self._proposed.keys() if (seams := self._proposed.get(run))}
        if len(found) < len(unsure):
            found.update(self._look_at(unsure - found.keys()))
        return found

    def _look_at(self, runs: AbstractSet[str]) -> dict[str, tuple[Seam, ...]]:
        uncommon = _uncommon(runs, self._lexicon) if self._lexicon else runs
        found = {run: seams for run in uncommon if (seams := _proposals(run, self._language))}
        longest = max(map(len, runs))
        too_long = [run for run in runs if len(run) > _LONGEST_TO_KEEP] if longest > _LONGEST_TO_KEEP else []
        self._sound.update(runs - found.keys())
        self._sound.difference_update(too_long)
        self._proposed.update((run, found[run]) for run in found.keys() - too_long)
        if len(self._sound) + len(self._proposed) > _MOST_TO_KEEP:
            self._sound.clear()
            self._proposed.clear()
        return found


_memory = cache(_Memory)


def _proposals(text: str, language: str) -> tuple[Seam, ...]:
    run = read_run(text, language)
    # Without a suspicious word there is nothing to look at but marks.
    repairs = REPAIRS.values() if run.words else (after_punctuation,)
    return tuple([seam for repair in repairs for seam in repair(run) if seam.weight >= _HOPELESS])


def _uncommon(runs: AbstractSet[str], lexicon: Lexicon) -> list[str]:
    """Give the runs that hold more than numbers, or a word that is sound for certain with the marks about it.

    Nineteen of twenty runs end here, so this decides the speed: one loop that calls little but methods of strings.
    """
    found = []
    for run in runs - lexicon.sound:
        core = run.lstrip(_OPENING_MARKS).rstrip(_CLOSING_MARKS)
        word = core[2:] if len(core) > 2 and core[1] in APOSTROPHES else core
        small = word.lower()
        is_plain = word[1:] == small[1:] or word.isupper()
        if is_plain and small in lexicon.sound:
            continue
        # A mark before a word may be the closing one of the word before it, which has lost its space.
        if is_plain and word.isalpha() and run.startswith(core) and not may_be_two(small, lexicon):
            continue
        if _LETTER.search(core):
            found.append(run)
    return found


def _places(shown: View, settled: dict[str, list[Seam]]) -> Iterator[LostSpace]:
    for found in _RUN.finditer(shown.text):
        for seam in settled.get(found.group(), ()):
            cuts = [found.start() + cut for cut in seam.cuts]
            if shown.joints.isdisjoint(cuts):
                yield from (LostSpace(shown.raw(cut), seam.reason) for cut in cuts)
