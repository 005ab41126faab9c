"""Which places of an article a knowledge base knows, where a name leaves no doubt; never a guess."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from copydesk.annotate.entities.gazetteer import LARGE, City, Gazetteer, gazetteer
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.mentions import Mention, Reading
from copydesk.record import KbStatus

DOMINANT = 20
"""How many times larger a city must be than every other of its name for the name to mean it."""

_APART = frozenset({", ", " ("})


class Link(NamedTuple):
    """What a knowledge base says of a mention: its identifier there, and what came of looking it up."""

    kb_id: str | None
    status: KbStatus


UNLINKED = Link(None, "unlinked")
_AMBIGUOUS = Link(None, "ambiguous")


def links(mentions: Sequence[Mention], ids: Sequence[str], reading: Reading) -> list[Link]:
    """Link the countries, continents and large cities of an article to GeoNames.

    A thing is linked where one of its names is known and none speaks against it. A name that an article also gives to
    a person or an organisation stays unlinked; one that two large places share is ambiguous, unless one of them has
    twenty times the people and the article does not name the country of another.
    """
    table = gazetteer() if any(mention.type == "LOC" for mention in mentions) else None
    if table is None:
        return [UNLINKED] * len(mentions)
    names = [_name(mention, reading) for mention in mentions]
    context = _Context(table, reading.lexicon, frozenset(_other_things(mentions, names, reading)), frozenset(names))
    found: dict[str, set[Link]] = defaultdict(set)
    for mention, entity_id, name, after in zip(mentions, ids, names, _after(mentions, names, reading), strict=True):
        if mention.type == "LOC":
            found[entity_id].add(context.link(name, after))
    chosen = {entity_id: _agreed(answers) for entity_id, answers in found.items()}
    return [
        chosen[entity_id] if mention.type == "LOC" else UNLINKED
        for mention, entity_id in zip(mentions, ids, strict=True)
    ]


def _agreed(answers: set[Link]) -> Link:
    known = answers - {UNLINKED}
    if not known:
        return UNLINKED
    return known.pop() if len(known) == 1 else _AMBIGUOUS


class _Context(NamedTuple):
    """What an article says about its names: those that are no places, and all of them."""

    table: Gazetteer
    lexicon: Lexicon
    other_things: frozenset[str]
    names: frozenset[str]

    def link(self, name: str, after: str) -> Link:
        """Link one mention by its name and the name that follows it after a comma (``Paris, Texas``)."""
        name = self._base_form(name)
        if name in self.other_things:
            return UNLINKED
        if name in self.lexicon.shared_places:
            return _AMBIGUOUS
        if name in self.table.states:
            return _AMBIGUOUS if self._has_city(name) or name in self.lexicon.countries else UNLINKED
        country = self.lexicon.countries.get(name)
        if country:
            known = self.table.countries.get(country)
            return _linked(known) if country not in self.table.shared_countries else _AMBIGUOUS
        continent = self.table.continents.get((self.lexicon.language.split("-", 1)[0].lower(), name))
        return _linked(continent) if continent else self._city(name, after)

    def _base_form(self, name: str) -> str:
        """Take a genitive ending off a name that is known without it: ``Berlins``."""
        if name in self.lexicon.countries or self._has_city(name):
            return name
        stems = (name.removesuffix(ending) for ending in self.lexicon.genitive_endings)
        return next((stem for stem in stems if stem != name and self.lexicon.known.get(stem) == "LOC"), name)

    def _city(self, name: str, after: str) -> Link:
        cities, doubtful = self._candidates(name)
        if not cities:
            return UNLINKED
        first = max(cities, key=lambda city: (city.population, -city.id))
        rivals = [city for city in cities if city.id != first.id]
        if doubtful and first.population < DOMINANT * LARGE:
            return _AMBIGUOUS
        if any(first.population < DOMINANT * rival.population for rival in rivals):
            return _AMBIGUOUS
        elsewhere = {country for place in self.names if (country := self.lexicon.countries.get(place))} - {
            first.country
        }
        if any(rival.country in elsewhere for rival in rivals):
            return _AMBIGUOUS
        follows = self.lexicon.countries.get(after, first.country)
        in_state = after in self.table.states and not self._has_city(after)
        return UNLINKED if in_state or follows != first.country else _linked(first.id)

    def _has_city(self, name: str) -> bool:
        return name in self.table.named or name in self.table.also

    def _candidates(self, name: str) -> tuple[tuple[City, ...], bool]:
        """Give the large cities that a name may mean, and whether smaller ones of that name make it doubtful.

        Names that GeoNames knows a city by besides its own count only where the language's data has them as a place,
        for they are of all languages.
        """
        own = self.table.named.get(name, ())
        if self.lexicon.known.get(name) != "LOC":
            sure = self.table.places(name) == 1 and name not in self.lexicon.first_names
            return (own if sure else own if len(own) > 1 else ()), False
        others = self.table.also.get(name, ())
        if not own:
            return others, self.table.places(name) > 0
        if any(city.capital for city in own):
            return own, False
        largest = max(city.population for city in own)
        return (*own, *(city for city in others if city.population > largest)), False


def _linked(number: int | None) -> Link:
    return Link(f"geonames:{number}", "linked") if number else UNLINKED


def _name(mention: Mention, reading: Reading) -> str:
    words = reading.words[mention.area]
    text = reading.areas[mention.area].text[words[mention.first].start : words[mention.last - 1].end]
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def _other_things(mentions: Sequence[Mention], names: Sequence[str], reading: Reading) -> Iterator[str]:
    """Give the names that the article gives to what is no place, and the words of its people's names."""
    for mention, name in zip(mentions, names, strict=True):
        if mention.type != "LOC":
            yield name
        if mention.type == "PER":
            yield from reading.surface(mention)


def _after(mentions: Sequence[Mention], names: Sequence[str], reading: Reading) -> Iterator[str]:
    """Give for each mention the name that follows it after a comma or in brackets, else nothing."""
    starts: Mapping[tuple[int, int], str] = {(m.area, m.first): name for m, name in zip(mentions, names, strict=True)}
    for mention in mentions:
        words = reading.words[mention.area]
        apart = mention.last < len(words) and words[mention.last].gap in _APART
        yield starts.get((mention.area, mention.last), "") if apart else ""
