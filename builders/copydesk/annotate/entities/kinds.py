"""What each name names, settled once for the article by everything that speaks for it."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from copydesk.annotate.entities.capitals import is_acronym
from copydesk.annotate.entities.identity import in_brackets
from copydesk.annotate.entities.institutions import ending_type, head_type
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.look_around import noun_and_adjective, said_after, short_firms
from copydesk.annotate.entities.mentions import Mention, Reading, Surface
from copydesk.annotate.entities.name_index import known_type
from copydesk.annotate.entities.rarity import RARE, frequency
from copydesk.annotate.entities.sports import line_up, teams
from copydesk.annotate.entities.towns import is_town
from copydesk.annotate.entities.word_cues import is_function, is_titled
from copydesk.annotate.entities.words import Word
from copydesk.record import EntityType

_LISTED: tuple[EntityType, float] = ("PER", 3.0)
Votes = dict[EntityType, float]

_TEAM, _EXPLAINED, _FIRM, _SAID_AFTER = 6.0, 2.0, 3.0, 2.0
_ANNOTATOR, _VAGUE = 2.0, 0.6
"""What the annotator's types for a name weigh together; MISC says little."""


def settle(mentions: Sequence[Mention], reading: Reading) -> list[Mention]:
    """Give mentions with the same surface one type: what annotator, cues and other mentions speak for most.

    A surname follows the full name. Of equal votes the type that comes first in ``PER LOC ORG PROD EVENT MISC`` wins.
    """
    votes: dict[Surface, Votes] = defaultdict(lambda: defaultdict(float))
    times = Counter(reading.surface(mention) for mention in mentions)
    listed = _listed_persons(mentions, reading) | line_up(mentions, reading)
    for mention in mentions:
        surface = reading.surface(mention)
        ballot, share = votes[surface], 1.0 / times[surface]
        ballot[mention.type] += share * (_VAGUE if mention.type == "MISC" else _ANNOTATOR)
        if mention.sure and mention.type in {"PER", "PROD", "EVENT"}:
            ballot[mention.type] += _EXPLAINED * share
        for kind, weight in [_LISTED] if mention in listed else _cues(mention, reading):
            ballot[kind] += weight * share**0.5
    for mention in in_brackets(mentions, reading):
        votes[reading.surface(mention)]["ORG"] += _TEAM
    for surface in teams(mentions, reading):
        votes[surface]["ORG"] += _TEAM
    for surface in short_firms(mentions, reading):
        if surface in votes:
            votes[surface]["ORG"] += _FIRM
    for surface, ballot in votes.items():
        for kind, weight in _look(surface, reading.lexicon):
            ballot[kind] += weight
    chosen = {surface: _winner(ballot) for surface, ballot in votes.items()}
    _follow_full_names(chosen, votes)
    return [mention._replace(type=_here(mention, chosen[reading.surface(mention)], reading)) for mention in mentions]


def _here(mention: Mention, chosen: EntityType, reading: Reading) -> EntityType:
    """Give the type of one mention: where a town has the name of a person or team, the words before it tell them apart.

    *Colmar habite à Colmar*; in other places the article's type stands.
    """
    words, lexicon = reading.words[mention.area], reading.lexicon
    if chosen not in {"PER", "ORG"} or mention.last - mention.first > _LONGEST_TOWN or not mention.first:
        return chosen
    surface = reading.surface(mention)
    if words[mention.first].gap != " " or words[mention.first].opens:
        return chosen
    placed = words[mention.first - 1].text.lower() in lexicon.locative_prepositions
    is_place = known_type(surface, lexicon) == "LOC" or is_town(surface, lexicon)
    return "LOC" if placed and is_place else chosen


_LONGEST_TOWN = 3


_ORDER: tuple[EntityType, ...] = ("PER", "LOC", "ORG", "PROD", "EVENT", "MISC")


def _winner(votes: Votes) -> EntityType:
    return max(_ORDER, key=lambda kind: (votes.get(kind, 0.0), -_ORDER.index(kind)))


def _follow_full_names(chosen: dict[Surface, EntityType], votes: dict[Surface, Votes]) -> None:
    people = [surface for surface, kind in chosen.items() if kind == "PER" and len(surface) > 1]
    first_names, surnames = {surface[0] for surface in people}, {surface[-1] for surface in people}
    for surface in chosen:
        weight = 5.5 if surface[0] in surnames else 2.0 if surface[0] in first_names else 0.0
        if len(surface) == 1 and weight:
            votes[surface]["PER"] += weight
            chosen[surface] = _winner(votes[surface])


def _listed_persons(mentions: Sequence[Mention], reading: Reading) -> set[Mention]:
    """Give the names of a list that a title in the plural opens (*MM. Lenoir, Haddad et Marsan*)."""
    lexicon, listed = reading.lexicon, set[Mention]()
    if not lexicon.plural_titles:
        return listed
    ends: set[tuple[int, int]] = set()
    for mention in sorted(mentions):
        words, first = reading.words[mention.area], mention.first
        before = words[first - 1].text if first else ""
        if before in lexicon.list_words:
            goes_on = (mention.area, first - 1) in ends
        else:
            goes_on = (mention.area, first) in ends and words[first].gap.strip() == ","
        if goes_on or before.lower() in lexicon.plural_titles:
            listed.add(mention)
            ends.add((mention.area, mention.last))
    return listed


def _cues(mention: Mention, reading: Reading) -> list[tuple[EntityType, float]]:
    """Weigh the words about a mention."""
    words, lexicon = reading.words[mention.area], reading.lexicon
    said = said_after(words, mention.last, lexicon)
    if said:
        return [(said, _SAID_AFTER if said != "PER" else _SAID_AFTER / 4)]
    alone = mention.last - mention.first == 1
    if mention.type == "PER" and alone and not mention.sure and _has_thing_article(words, mention.first, lexicon):
        return [("LOC", 2.2)]
    if mention.first == 0 or words[mention.first].opens:
        return []
    if is_titled(words, mention.first, lexicon):
        return [("PER", 3.0)]
    return _before(words, mention.first, lexicon)


def _has_thing_article(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Tell whether a name has an article that people have not: ``l'Areuse``."""
    if not first or words[first].opens or words[first].text in lexicon.first_names:
        return False
    touching = not words[first].gap.strip(" '\N{RIGHT SINGLE QUOTATION MARK}")
    return touching and words[first - 1].text in lexicon.thing_articles


def _before(words: Sequence[Word], first: int, lexicon: Lexicon) -> list[tuple[EntityType, float]]:
    """Weigh the word before a name, or the one before a connector."""
    if words[first].gap.strip(" '\N{RIGHT SINGLE QUOTATION MARK}"):
        return []
    before = words[first - 1].text
    if before in lexicon.place_prepositions:
        return [("LOC", 1.0)]
    if before in lexicon.organization_words or noun_and_adjective(words, first, lexicon) in lexicon.organization_words:
        return [("ORG", 2.0)]
    if is_function(before.lower(), lexicon) or before in lexicon.person_words:
        return [("PER", 1.5)]
    if before in lexicon.person_verbs:
        return [("PER", 2.0 if words[first].text in lexicon.first_names else 1.0)]
    return _joined_to(words, first, lexicon)


def _joined_to(words: Sequence[Word], first: int, lexicon: Lexicon) -> list[tuple[EntityType, float]]:
    """Weigh the noun that a connector joins to a name: *la ville de*, *les membres de*."""
    if words[first - 1].text not in lexicon.connectors or first < 2 or words[first - 1].opens:
        return []
    earlier = words[first - 2].text
    kinds: tuple[tuple[frozenset[str], EntityType, float], ...]
    kinds = ((lexicon.place_words, "LOC", 1.0), (lexicon.organization_words, "ORG", 2.0))
    return [(kind, weight) for nouns, kind, weight in kinds if earlier in nouns]


def _look(surface: Surface, lexicon: Lexicon) -> list[tuple[EntityType, float]]:
    """Weigh what a name looks like."""
    known = known_type(surface, lexicon)
    if known:
        return [(known, 1.5 if surface[0] in lexicon.first_names else 3.0)]
    named = surface[0].split("-", 1)[0] in lexicon.first_names
    kind = ending_type(surface[-1], lexicon) if len(surface) > 1 else None
    if kind and not (named and surface[-1] in lexicon.surname_endings):
        return [(kind, 2.5)]
    if named:
        return [("PER", 0.8 if len(surface) == 1 else 2.0)]
    if is_town(surface, lexicon):
        return [("LOC", 2.5 if len(surface) > 1 else 2.2 if frequency(surface[0], lexicon) < RARE else 1.2)]
    if len(surface) == 1:
        return [("ORG", 2.2)] if is_acronym(surface[0]) and surface[0].isalpha() else []
    kind = head_type(surface[0].lower(), lexicon)
    return [(kind, 2.5)] if kind else []
