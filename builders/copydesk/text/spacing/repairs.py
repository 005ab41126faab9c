"""The rules, and how one article is read with them."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain

from copydesk.text.pieces import LostSpace
from copydesk.text.spacing.after_name import after_name
from copydesk.text.spacing.after_punctuation import after_punctuation
from copydesk.text.spacing.article import settle
from copydesk.text.spacing.before_capital import before_capital
from copydesk.text.spacing.before_elision import before_elision
from copydesk.text.spacing.known_words import between_known_words
from copydesk.text.spacing.lexicon import lexicon
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
    runs_of = [passage.text.split() for passage in shown]
    proposals = _memory(language).proposals(set().union(*runs_of))
    if not proposals:
        return ()
    runs = list(chain.from_iterable(runs_of))
    settled = {run: seams for run, seams in settle(proposals, runs, language).items() if seams}
    found = {
        space.offset: space
        for passage, own in zip(shown, runs_of, strict=True)
        if not settled.keys().isdisjoint(own)
        for space in _places(passage, settled)
    }
    return tuple(found[offset] for offset in sorted(found))


class _Memory:
    """What was proposed for the runs of one language so far; nearly all runs come again and again."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._sound: set[str] = set()
        self._proposed: dict[str, tuple[Seam, ...]] = {}

    def proposals(self, runs: AbstractSet[str]) -> dict[str, tuple[Seam, ...]]:
        """Give what is proposed for each run for which anything is."""
        unsure = runs - self._sound
        return {run: seams for run in unsure if (seams := self._proposed.get(run) or self._look_at(run))}

    def _look_at(self, run: str) -> tuple[Seam, ...]:
        seams = _proposals(run, self._language)
        if len(self._sound) + len(self._proposed) >= _MOST_TO_KEEP:
            self._sound.clear()
            self._proposed.clear()
        if len(run) > _LONGEST_TO_KEEP:
            return seams
        if seams:
            self._proposed[run] = seams
        else:
            self._sound.add(run)
        return seams


_memory = cache(_Memory)


def _proposals(text: str, language: str) -> tuple[Seam, ...]:
    if _is_plain(text, language):
        return ()
    run = read_run(text, language)
    return tuple(seam for repair in REPAIRS.values() for seam in repair(run) if seam.weight >= _HOPELESS)


def _is_plain(run: str, language: str) -> bool:
    """Say whether a run is a common word with the marks about it; nine of ten are, so this decides the speed."""
    known = lexicon(language)
    if known is None or run in known.sound:
        return known is not None
    core = run.lstrip(_OPENING_MARKS).rstrip(_CLOSING_MARKS)
    if core.isdecimal():
        return True
    if len(core) > 2 and core[1] in APOSTROPHES:
        core = core[2:]
    small = core.lower()
    return small in known.sound and (core[1:] == small[1:] or core.isupper())


def _places(shown: View, settled: dict[str, list[Seam]]) -> Iterator[LostSpace]:
    for found in _RUN.finditer(shown.text):
        for seam in settled.get(found.group(), ()):
            cuts = [found.start() + cut for cut in seam.cuts]
            if shown.joints.isdisjoint(cuts):
                yield from (LostSpace(shown.raw(cut), seam.reason) for cut in cuts)
