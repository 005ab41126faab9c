"""Initials that label the turns of an interview, as in ``EP: How did you begin?``."""

from collections import Counter
from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.mentions import Mention, Reading, Surface
from copydesk.annotate.entities.names import folded_words
from copydesk.annotate.entities.words import Word

_LONGEST, _FEWEST = 4, 2


def turn_labels(mentions: Sequence[Mention], reading: Reading) -> Iterator[Mention]:
    """Find the initials that open at least two passages before a colon, and name what has these initials.

    An organisation or person of the article with these initials gives the type; else it is somebody who asks.
    """
    labels = {area: end for area, words in enumerate(reading.words) if (end := _label_end(words, reading, area))}
    surfaces = {area: _letters(reading.words[area][:end]) for area, end in labels.items()}
    times = Counter(surfaces.values())
    if not any(number >= _FEWEST for number in times.values()):
        return
    organizations = {_initials(name) for m in mentions if m.type == "ORG" for name in _names(m, reading)}
    for area, end in labels.items():
        if times[surfaces[area]] >= _FEWEST:
            yield Mention(area, 0, end, "ORG" if surfaces[area] in organizations else "PER", sure=True)


def _names(mention: Mention, reading: Reading) -> Iterator[Surface]:
    """Give a name as it stands, and with the article before it, which acronyms may count."""
    yield reading.surface(mention)
    if mention.first:
        yield reading.surface(mention._replace(first=mention.first - 1))


def _label_end(words: Sequence[Word], reading: Reading, area: int) -> int:
    """Give where the initials that open an area end, 0 where none do or no colon follows."""
    end = 0
    while end < min(_LONGEST, len(words)) and _is_initials(words[end]) and (not end or words[end].gap == ". "):
        end += 1
    if not end or words[0].start:
        return 0
    text, after = reading.areas[area].text, words[end - 1].end
    return end if text[after : after + 3].lstrip(". ").startswith(":") else 0


def _is_initials(word: Word) -> bool:
    return len(word.text) <= _LONGEST and word.text.isalpha() and word.text.isupper()


def _letters(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words).lower()


def _initials(surface: Surface) -> str:
    words = folded_words(surface)
    return "".join(word[0] for place, word in enumerate(words) if len(word) > 2 or not place)
