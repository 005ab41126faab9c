"""Evidence of the whole article: which words it uses elsewhere, and whether it lost other spaces for sure.

A page that lost one space at a link lost others, and a page without a sure case has none: sure seams lower the bar
for the rest. Names that stand alone elsewhere speak for a seam, a run of letters that comes back speaks against it.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from copydesk.text.spacing.cues import Cues, cues
from copydesk.text.spacing.lexicon import Lexicon, lexicon
from copydesk.text.spacing.run import Seam

STRONG = 1.0
SUPPORT = 0.8
MOST_SUPPORT = 2.5
ECHO = 0.7
ECHO_OF_NAME = 1.5
ECHO_OF_UNKNOWN = 3.2
REPEATED = -1.0
REPEATED_MOST = -3.0
SHORTEST_ECHO = 3
FOREIGN_SHARE = 0.3
FEWEST_WORDS = 12
LONG_ARTICLE = 50_000
_WORD = re.compile(r"\w+")

Proposals = Mapping[str, Sequence[Seam]]


class _Words(NamedTuple):
    """The words of an article: all that it uses, and how often it uses those in which a seam is proposed."""

    used: set[str]
    often: Counter[str]

    @classmethod
    def of(cls, text: str, proposals: Proposals) -> Self:
        """Count the words of a text."""
        found = _WORD.findall(text)
        asked = {"".join(seam.pieces) for seams in proposals.values() for seam in seams}
        return cls(set(found), Counter(filter(asked.__contains__, found)))


def settle(proposals: Proposals, text: str, language: str) -> dict[str, list[Seam]]:
    """Choose the seams whose evidence, with that of the article, is better than even odds.

    Args:
        proposals: for each suspicious run, what the rules propose.
        text: the text of the article, all passages of it.
        language: BCP-47 tag.
    """
    known = lexicon(language)
    if not any(_may_pass(seam, text, known, cues(language)) for seams in proposals.values() for seam in seams):
        return {}
    words = _Words.of(text, proposals)
    if known is not None and _is_foreign(words.used, known):
        proposals = {run: [seam for seam in seams if not seam.pieces] for run, seams in proposals.items()}
    weighed = {run: _weighed(seams, words, known, cues(language)) for run, seams in proposals.items()}
    often = Counter(filter(weighed.__contains__, text.split()))
    strong = sum(often[run] for run, seams in weighed.items() for seam in seams if seam.weight >= STRONG)
    return {
        run: [seam for seam in seams if seam.weight + _support(strong, seam) >= 0] for run, seams in weighed.items()
    }


def _may_pass(seam: Seam, text: str, lexicon: Lexicon | None, cues: Cues) -> bool:
    """Say whether the article's words could lift a seam so far; most articles then need no count of their words."""
    if seam.weight >= 0 or lexicon is None:
        return seam.weight >= 0
    again = [piece for piece in seam.pieces if len(text) > LONG_ARTICLE or text.find(piece, text.find(piece) + 1) >= 0]
    return seam.weight + sum(_echo_of(piece, seam, lexicon, cues) for piece in again) >= 0


def _weighed(seams: Iterable[Seam], words: _Words, lexicon: Lexicon | None, cues: Cues) -> list[Seam]:
    """Add the evidence of the article's words to each seam, and keep the best of each place."""
    best: dict[int, Seam] = {}
    for proposed in seams:
        seam = proposed._replace(weight=proposed.weight + _echo(proposed, words, lexicon, cues))
        if seam.place not in best or seam.weight > best[seam.place].weight:
            best[seam.place] = seam
    return list(best.values())


def _support(strong: int, seam: Seam) -> float:
    others = strong - (seam.weight >= STRONG)
    return min(MOST_SUPPORT, SUPPORT * math.log2(1 + others))


def _echo(seam: Seam, words: _Words, lexicon: Lexicon | None, cues: Cues) -> float:
    if not seam.pieces or lexicon is None:
        return 0.0
    weight = sum(_echo_of(piece, seam, lexicon, cues) for piece in seam.pieces if piece in words.used)
    again = words.often["".join(seam.pieces)] - 1
    return weight + max(REPEATED_MOST, REPEATED * max(0, again))


def _echo_of(piece: str, seam: Seam, lexicon: Lexicon, cues: Cues) -> float:
    """Say what it is worth that the article uses a piece elsewhere."""
    small = piece.lower()
    if len(piece) < SHORTEST_ECHO or small in cues.function_words:
        return 0.0
    if small not in lexicon.zipf and seam.reason != "before-capital":
        return ECHO_OF_UNKNOWN
    return ECHO_OF_NAME if piece.istitle() else ECHO


def _is_foreign(words: set[str], lexicon: Lexicon) -> bool:
    """Say whether so many words are unknown that the article is not in the language of the lexicon."""
    small = {word for word in words if word.islower() and word.isalpha()}
    return len(small) >= FEWEST_WORDS and len(small.difference(lexicon.zipf)) > FOREIGN_SHARE * len(small)
