"""Initials that label the turns of an interview, as in ``EP: How did you begin?``."""

from collections import Counter
from collections.abc import Iterator, Sequence

from copydesk.annotate.entities.mentions import Mention, Reading, Surface
from copydesk.annotate.entities.names import folded_words
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType

_SHORTEST, _LONGEST, _FEWEST = 2, 4, 2


def turn_labels(mentions: Sequence[Mention], reading: Reading) -> Iterator[Mention]:
    """Find the initials that open at least two passages before a colon, and name what has these initials.

    One of them has to be of a person or organisation of the article; the others are then of whoever asks. What stands
    for a question, an answer or a thing that the language's data calls no name (``Q``, ``TV``) labels nobody.
    """
    labels = {area: end for area, words in enumerate(reading.words) if (end := _label_end(words, reading, area))}
    surfaces = {area: _letters(reading.words[area][:end]) for area, end in labels.items()}
    times = Counter(surfaces.values())
    if not any(number >= _FEWEST for number in times.values()):
        return
    of_whom = _by_initials(mentions, reading)
    repeated = {letters for letters, number in times.items() if number >= _FEWEST}
    if repeated.isdisjoint(of_whom):
        return
    for area, end in labels.items():
        if surfaces[area] in repeated:
            yield Mention(area, 0, end, of_whom.get(surfaces[area], "PER"), sure=True)


def _by_initials(mentions: Sequence[Mention], reading: Reading) -> dict[str, EntityType]:
    """Give the type of whoever has these initials in the article; an organisation before a person."""
    people = [m for m in mentions if m.type == "PER" and m.last - m.first > 1]
    of_whom: dict[str, EntityType] = {_initials(reading.surface(mention)): "PER" for mention in people}
    of_whom |= {_initials(name): "ORG" for m in mentions if m.type == "ORG" for name in _names(m, reading)}
    return of_whom


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
    label = "".join(word.text for word in words[:end])
    if len(label) < _SHORTEST or words[0].start or label in reading.lexicon.not_names:
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
