"""A closed-class word run on to a word that the lexicon does not know: *Rousskidans*, *Apfelkuchenrezepteund*.

The unknown word is a name, or in a language of compounds a compound of known words. Names end in all syllables, so
a short word counts only where the name stands alone elsewhere in the article, which is weighed later.
"""

from collections.abc import Iterator
from itertools import chain

from copydesk.text.spacing.cues import Cues
from copydesk.text.spacing.lexicon import Lexicon
from copydesk.text.spacing.run import Run, Seam

SHORTEST_NAME = 4
SHORTEST_FIRST = 4
SHORTEST_LAST = 6
FREQUENT = 2.5
LONG_WORD = 0.5
THREE_LETTERS = -1.5
DOUBTFUL = -3.0
NEVER = -20.0
COMPOUND = 1.3


def after_name(run: Run) -> Iterator[Seam]:
    """Find the longest closed-class word at the end of an unknown capitalised word."""
    lexicon, cues = run.lexicon, run.cues
    if lexicon is None:
        return
    for part in chain.from_iterable(run.words):
        text = part.text
        if not text[0].isupper() or text.isupper() or text.lower() in lexicon.zipf:
            continue
        for cut in range(SHORTEST_NAME, len(text) - 1):
            if text[cut:] in cues.function_words:
                weight = _weight(text[:cut], text[cut:], lexicon, cues)
                yield Seam((part.start + cut,), weight, "after-name", part.start, (text[:cut], text[cut:]))
                break


def _weight(name: str, ending: str, lexicon: Lexicon, cues: Cues) -> float:
    if cues.compounds and ending in cues.endings:
        return NEVER
    if len(ending) == 2 or ending in cues.endings:
        return DOUBTFUL
    weight = THREE_LETTERS if len(ending) == 3 else LONG_WORD
    if cues.compounds:
        return weight + COMPOUND if _is_compound(name.lower(), lexicon) else DOUBTFUL
    return weight


def _is_compound(text: str, lexicon: Lexicon) -> bool:
    """Say whether a word is two known words, with or without a linking *s* between them."""
    return any(
        lexicon.zipf.get(text[cut:], 0.0) >= FREQUENT
        and max(lexicon.zipf.get(text[:cut], 0.0), lexicon.zipf.get(text[:cut].removesuffix("s"), 0.0)) >= FREQUENT
        for cut in range(SHORTEST_FIRST, len(text) - SHORTEST_LAST + 1)
    )
