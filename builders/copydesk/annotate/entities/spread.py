"""Names found in one place are looked for in all the others."""

from collections.abc import Iterator, Mapping, Sequence

from copydesk.annotate.entities.capitals import continues, is_shouted
from copydesk.annotate.entities.look_alikes import title_cased_areas
from copydesk.annotate.entities.look_around import short_firms
from copydesk.annotate.entities.mentions import Mention, Reading, Surface, places_taken
from copydesk.annotate.entities.name_index import index_of, longest_names
from copydesk.annotate.entities.rarity import RARE, frequency
from copydesk.annotate.entities.word_cues import is_function
from copydesk.record import EntityType

_SHORTEST = 3
_UNSURE = 4.2
"""How frequent a surname may be whose first name nobody knows, where not every noun has a capital."""

_COMMON = 4.5
"""How frequent a first name may be, on the Zipf scale, that is told from a word by its capital alone."""


def spread(mentions: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Add the places where a name of the article, or a person's surname, stands without a mention.

    Whole words, same case. A place inside a longer run of capitals is another name and stays alone, but in title case
    every run is long.
    """
    names = {reading.surface(mention): mention.type for mention in reversed(mentions)}
    for surname in _surnames(mentions, reading):
        names.setdefault((surname,), "PER")
    for first_name in _first_names(mentions, reading):
        names.setdefault((first_name,), "PER")
    for firm in short_firms(mentions, reading):
        names.setdefault(firm, "ORG")
    mentions = [_with_own_article(mention, names, reading) for mention in mentions]
    names |= {reading.surface(mention): mention.type for mention in mentions if mention.type == "PER"}
    names = {surface: kind for surface, kind in names.items() if kind != "MISC"}
    index, in_capitals = index_of(names), index_of({_shouted(surface): kind for surface, kind in names.items()})
    shouted = frozenset(area for area, words in enumerate(reading.words) if is_shouted(words))
    mentions = [m for m in mentions if m.area not in shouted or m.type != "MISC"]
    taken, title_cased = places_taken(mentions), frozenset(title_cased_areas(reading))
    added = []
    for area, words in enumerate(reading.words):
        for first, last, kind in longest_names(words, in_capitals if area in shouted else index):
            free = all((area, place) not in taken for place in range(first, last))
            alone = area in title_cased or area in shouted or not _in_longer_run(area, first, last, reading)
            if free and alone:
                added.append(Mention(area, first, last, kind))
    return sorted([*mentions, *added])


def _shouted(surface: Surface) -> Surface:
    return tuple(word.upper() for word in surface)


def _first_names(mentions: Sequence[Mention], reading: Reading) -> Iterator[str]:
    """Give the first names of the article's people, by which those who speak call them; none that is a common word."""
    lexicon = reading.lexicon
    for mention in mentions:
        surface = reading.surface(mention)
        if mention.type != "PER" or len(surface) < 2 or len(surface[0]) < _SHORTEST:
            continue
        most = _COMMON if surface[0] in lexicon.first_names else RARE
        if frequency(surface[0], lexicon) < most and surface[0] not in lexicon.known:
            yield surface[0]


def _with_own_article(mention: Mention, names: Mapping[Surface, EntityType], reading: Reading) -> Mention:
    """Take in the article that a surname has in the full name: ``Ronan Le Floch``, then ``Le Floch``."""
    words = reading.words[mention.area]
    if mention.type != "PER" or not mention.first or not words[mention.first - 1].capital:
        return mention
    article = words[mention.first - 1].text
    if article.lower() not in reading.lexicon.articles:
        return mention
    whole = (article, *reading.surface(mention))
    full = any(len(name) > len(whole) and name[-len(whole) :] == whole for name in names)
    return mention._replace(first=mention.first - 1) if full else mention


def _surnames(mentions: Sequence[Mention], reading: Reading) -> Iterator[str]:
    """Give the words that may stand for a person wherever they have a capital, in every form that they take."""
    lexicon = reading.lexicon
    for mention in mentions:
        surface = reading.surface(mention)
        if mention.type != "PER" or len(surface) < 2:
            continue
        surname, surely = surface[-1], mention.sure or surface[0].split("-", 1)[0] in lexicon.first_names
        if (
            (surely or frequency(surname, lexicon) < (RARE if lexicon.nouns_capitalised else _UNSURE))
            and len(surname) > 2
            and surname[0].isupper()
            and surname not in lexicon.not_names
            and surname not in lexicon.known
        ):
            yield surname
            yield from (surname + ending for ending in lexicon.genitive_endings)


def _in_longer_run(area: int, first: int, last: int, reading: Reading) -> bool:
    words, lexicon = reading.words[area], reading.lexicon
    if lexicon.nouns_capitalised:
        return False
    after = last < len(words) and continues(words[last], lexicon) and words[last].gap == " "
    before = first > 0 and words[first - 1].capital and not words[first - 1].opens and words[first].gap == " "
    low = words[first - 1].text.lower() if first else ""
    return after or (before and low not in lexicon.titles and not is_function(low, lexicon))
