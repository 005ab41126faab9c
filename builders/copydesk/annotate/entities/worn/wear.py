"""How worn a text is: line ends that were lost, words that were broken there, words that were misread."""

from collections.abc import Iterator

from copydesk.annotate.entities.areas import Area
from copydesk.annotate.entities.mentions import Reading
from copydesk.annotate.entities.rarity import frequency

LOST, BROKEN, MISREAD = 1 / 33, 1 / 200, 1 / 500
"""Lost line ends and broken words, for each word, and misread ones among words in small letters, from which on.

Columns of old print lose one line end in ten words or so, break one word in thirty and misread one in a hundred. Pages
that lost the space about their links lose one in fifty at most; clean articles have a word in a thousand that nobody
counted.
"""

_SHORTEST = 3


def is_worn(reading: Reading) -> bool:
    """Tell whether a text is print read by machine, and not well: all three traces are there.

    Where the space at a line's end was lost, it was put back (a joint); a word that was broken there has the mark of
    the break left, the soft hyphen or the not sign that text recognition writes for it. A misread word is one that
    nobody counted in the language. A modern text set in lines has the first two; on it nothing is won. Marks that show
    a browser where it may break a word stand in clean text too, in nearly every long word: they are no lost line ends.
    """
    words = sum(map(len, reading.words))
    if sum(map(_breaks, reading.areas)) <= BROKEN * words or sum(map(len, reading.joints)) <= LOST * words:
        return False
    counted = [frequency(text, reading.lexicon) > 0 for text in _small_words(reading)]
    return counted.count(False) > MISREAD * len(counted)


def _small_words(reading: Reading) -> Iterator[str]:
    for words in reading.words:
        for word in words:
            if len(word.text) >= _SHORTEST and word.text.islower() and word.text.isalpha():
                yield word.text


def _breaks(area: Area) -> int:
    """Count the marks of broken words that an area left out."""
    if not area.offsets:
        return 0
    return area.offsets[-1] + 1 - area.offsets[0] - len(area.offsets)
