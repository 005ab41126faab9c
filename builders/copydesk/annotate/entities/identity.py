"""Which mentions name the same thing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.annotate.entities.capitals import is_acronym
from copydesk.annotate.entities.lexicon import Lexicon
from copydesk.annotate.entities.mentions import Mention, Reading, Surface
from copydesk.annotate.entities.names import acronym_of, folded_words, skeleton, slug
from copydesk.record import EntityType

Key = tuple[EntityType, tuple[str, ...]]


def entity_ids(mentions: Sequence[Mention], reading: Reading) -> list[str]:
    """Give each mention the id of what it names.

    One thing are: the same name in any spelling; a surname, or one part of a name, and the full name that stood
    last before it (else the one that comes first after it); an acronym and the name that it stands for, or stands in
    brackets after. Names that differ in a first name are different people.
    """
    surfaces = [reading.surface(mention) for mention in mentions]
    bare = _without_genitive(surfaces, reading.lexicon)
    keys = [_key(bare.get(surface, surface), mention.type) for surface, mention in zip(surfaces, mentions, strict=True)]
    same = dict(_acronyms(mentions, surfaces, keys, reading))
    full = [same.get(key, key) for key in keys]
    resolved = list(_short_to_full(full))
    return _slugs(resolved, [bare.get(surface, surface) for surface in surfaces])


def _key(surface: Surface, kind: EntityType) -> Key:
    return kind, tuple(skeleton(word) for word in folded_words(surface))


def _without_genitive(surfaces: Sequence[Surface], lexicon: Lexicon) -> dict[Surface, Surface]:
    """Map names in a genitive to the form without its ending, where the article or the language's data has it."""
    own = {word for surface in surfaces for word in surface}
    bare = {}
    for surface in surfaces:
        for ending in lexicon.genitive_endings:
            stem = surface[-1].removesuffix(ending)
            name = (*surface[:-1], stem)
            if stem != surface[-1] and (stem in own or " ".join(name) in lexicon.known):
                bare[surface] = name
    return bare


def _short_to_full(keys: Sequence[Key]) -> Iterator[Key]:
    """Resolve each short name to the full name it is part of: the last one before, else the first one after."""
    by_part: dict[tuple[EntityType, str], list[Key]] = defaultdict(list)
    for key in dict.fromkeys(keys):
        for part in _parts(key):
            by_part[key[0], part].append(key)
    last_seen: dict[tuple[EntityType, str], Key] = {}
    for key in keys:
        kind, words = key
        if len(words) > 1:
            for part in _parts(key):
                last_seen[kind, part] = key
            yield key
            continue
        alone = (kind, words[0] if words else "")
        found = last_seen.get(alone)
        yield found or next(iter(by_part.get(alone, ())), key)


def _parts(key: Key) -> tuple[str, ...]:
    """Give the single words that may stand for a full name: of a person the first and last, of others the first."""
    kind, words = key
    if len(words) < 2:
        return ()
    if kind == "PER":
        return (words[0], words[-1])
    return (words[0],) if kind == "ORG" else ()


def _acronyms(
    mentions: Sequence[Mention], surfaces: Sequence[Surface], keys: Sequence[Key], reading: Reading
) -> Iterator[tuple[Key, Key]]:
    """Pair acronyms with what they stand for, by initials or because they follow it in brackets."""
    small = _small_words(reading.lexicon)
    by_initials: dict[str, Key] = {}
    for key, surface in zip(keys, surfaces, strict=True):
        if len(surface) > 1:
            by_initials.setdefault(acronym_of(folded_words(surface), small), key)
    bracketed = frozenset(in_brackets(mentions, reading))
    previous: tuple[Mention, Key] | None = None
    for mention, surface, key in zip(mentions, surfaces, keys, strict=True):
        if len(surface) == 1 and (is_acronym(surface[0]) or mention in bracketed):
            expansion = by_initials.get("".join(folded_words(surface)))
            if expansion is None and previous and _follows_in_brackets(previous[0], mention, reading):
                expansion = previous[1]
            if expansion and expansion[0] == key[0]:
                yield key, expansion
        previous = (mention, key)


def _follows_in_brackets(before: Mention, mention: Mention, reading: Reading) -> bool:
    words = reading.words[mention.area]
    return before.area == mention.area and before.last == mention.first and words[mention.first].gap.strip() == "("


def in_brackets(mentions: Sequence[Mention], reading: Reading) -> Iterator[Mention]:
    """Give the short names that stand in brackets after an organisation whose first letter they share: ``(Cna)``."""
    for before, mention in pairwise(sorted(mentions)):
        short = mention.last - mention.first == 1 and before.last - before.first > 2 and before.type == "ORG"
        if short and _follows_in_brackets(before, mention, reading) and _begin_alike(before, mention, reading):
            yield mention


def _begin_alike(one: Mention, other: Mention, reading: Reading) -> bool:
    return reading.surface(one)[0][0].lower() == reading.surface(other)[0][0].lower()


def _small_words(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.connectors | lexicon.particles | lexicon.elisions | lexicon.articles


def _slugs(keys: Sequence[Key], surfaces: Sequence[Surface]) -> list[str]:
    """Make one id of the fullest name of each thing."""
    fullest: dict[Key, Surface] = {}
    for key, surface in zip(keys, surfaces, strict=True):
        best = fullest.get(key)
        if best is None or _fullness(surface) > _fullness(best):
            fullest[key] = surface
    ids: dict[Key, str] = {}
    used: set[str] = set()
    for key, surface in fullest.items():
        ids[key] = _unused(slug(folded_words(surface)), used)
        used.add(ids[key])
    return [ids[key] for key in keys]


def _fullness(surface: Surface) -> tuple[int, int]:
    return len(folded_words(surface)), sum(map(len, surface))


def _unused(name: str, used: set[str]) -> str:
    stem, number = (name, 2) if name else ("n", 1)
    candidate = name or "n1"
    while candidate in used:
        candidate = f"{stem}-{number}" if name else f"n{number}"
        number += 1
    return candidate
