"""What a language's ``entities.toml`` knows of names, made ready for looking up."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from copydesk.record import EntityType
from copydesk.resources import language_data, languages


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cue words and well-known names of one language; see the comments in ``languages/<lang>/entities.toml``.

    ``titles``, ``functions``, ``elisions``, ``articles``, ``function_words`` and ``demonyms`` are in lower case and
    match whatever the case, the others as written; heads are compared in lower case. ``first_names`` are those of all
    languages: people in the news come from everywhere. ``known`` maps well-known names to their type, ``countries``
    the names of countries to their ISO 3166-1 codes.
    """

    language: str
    nouns_capitalised: bool
    elisions: frozenset[str]
    possessives: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    connectors: frozenset[str]
    abbreviations: frozenset[str]
    titles: frozenset[str]
    functions: frozenset[str]
    organization_heads: frozenset[str]
    organization_heads_small: frozenset[str]
    organization_words: frozenset[str]
    organization_endings: frozenset[str]
    function_endings: tuple[str, ...]
    genitive_endings: tuple[str, ...]
    organization_suffixes: tuple[str, ...]
    named_suffixes: tuple[str, ...]
    street_suffixes: tuple[str, ...]
    compound_links: tuple[str, ...]
    toponym_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    inhabitant_endings: tuple[str, ...]
    name_adjective_endings: tuple[str, ...]
    place_endings: frozenset[str]
    event_endings: frozenset[str]
    place_heads: frozenset[str]
    place_heads_small: frozenset[str]
    place_words: frozenset[str]
    place_prepositions: frozenset[str]
    locative_prepositions: frozenset[str]
    thing_articles: frozenset[str]
    name_articles: frozenset[str]
    copulas: frozenset[str]
    nickname_words: frozenset[str]
    playing_verbs: frozenset[str]
    playing_links: frozenset[str]
    event_heads: frozenset[str]
    genitives: frozenset[str]
    joining: frozenset[str]
    person_words: frozenset[str]
    person_verbs: frozenset[str]
    plural_titles: frozenset[str]
    list_words: frozenset[str]
    portfolio_words: frozenset[str]
    work_words: frozenset[str]
    event_words: frozenset[str]
    legal_forms: frozenset[str]
    legal_form_starts: frozenset[str]
    heads: frozenset[str]
    small_heads: frozenset[str]
    name_suffixes: frozenset[str]
    home_countries: frozenset[str]
    heads_with_adjective: frozenset[str]
    street_heads: frozenset[str]
    surname_endings: frozenset[str]
    civic_endings: frozenset[str]
    articles_before_nouns: frozenset[str]
    team_articles: frozenset[str]
    saints: frozenset[str]
    name_adjectives: frozenset[str]
    eponym_words: frozenset[str]
    not_names: frozenset[str]
    function_words: frozenset[str]
    shared_places: frozenset[str]
    first_names: frozenset[str]
    demonyms: frozenset[str]
    adjective_endings: tuple[str, ...]
    known: dict[str, EntityType]
    countries: dict[str, str]
    country_starts: frozenset[str]


_LOWER = frozenset({"titles", "plural_titles", "functions", "elisions", "articles", "function_words"})


@cache
def lexicon_of(language: str) -> Lexicon | None:
    """Read the lexicon of a BCP-47 language (its primary subtag decides); None where there is no data."""
    data = language_data(language.split("-", 1)[0].lower(), "entities")
    if not data:
        return None
    countries = {name: code for code, names in sorted(data.get("countries", {}).items()) for name in _list(names)}
    sets: dict[str, Any] = {
        name: frozenset(word.lower() if name in _LOWER else word for word in _list(data.get(name, "")))
        for name, kind in Lexicon.__annotations__.items()
        if kind == frozenset[str] and name != "demonyms"
    }
    tuples: dict[str, Any] = {
        name: _list(data.get(name, "")) for name, kind in Lexicon.__annotations__.items() if kind == tuple[str, ...]
    }
    sets["first_names"] = frozenset(
        name
        for tag in languages()
        for topic in ("first_names", "counted_first_names")
        for name in _list(language_data(tag, "entities").get(topic, ""))
    )
    sets["abbreviations"] |= {word.lower() for word in sets["abbreviations"]}
    sets["legal_form_starts"] = frozenset(form.split(" ", 1)[0] for form in sets["legal_forms"])
    sets["small_heads"] = sets["organization_heads_small"] | sets["place_heads_small"]
    sets["heads"] = sets["small_heads"].union(*(sets[f"{kind}_heads"] for kind in ("organization", "place", "event")))
    sets["country_starts"] = frozenset(name.split(" ", 1)[0] for name in countries)
    endings = ("", *_list(data.get("demonym_endings", "")))
    return Lexicon(
        language=language,
        nouns_capitalised=bool(data.get("nouns_capitalised", False)),
        demonyms=frozenset((stem + ending).lower() for stem in _list(data["demonyms"]) for ending in endings),
        known=_known(data, countries),
        countries=countries,
        **tuples,
        **sets,
    )


def _list(text: str) -> tuple[str, ...]:
    """Split what the data file lists with commas."""
    return tuple(entry for part in text.replace("\n", " ").split(",") if (entry := part.strip()))


def _known(data: dict[str, Any], countries: dict[str, str]) -> dict[str, EntityType]:
    known: dict[str, EntityType] = {}
    for topic, kind in _KNOWN:
        known.update(dict.fromkeys(_list(data.get(topic, "")), kind))
    heads = frozenset(_list(data.get("organization_heads", "")))
    for name in _list(data.get("organizations", "")):
        if " " in name and name.split(" ", 1)[0].lower() in heads:
            known.setdefault(name[0].lower() + name[1:], "ORG")
    known.update(dict.fromkeys(countries, "LOC"))
    articles = tuple(article.capitalize() + " " for article in _list(data["articles"]))
    for name in [name for name, kind in known.items() if kind == "LOC" and name.startswith(articles)]:
        # older print writes the article of a place small: la Rochelle
        known.setdefault(name[0].lower() + name[1:], "LOC")
    for ending in _list(data.get("genitive_endings", "")):
        known.update({name + ending: kind for name, kind in known.items() if not name.endswith(ending)})
    return known


_PLACES = ("places", "regions", "provinces", "departments", "districts", "states", "cantons", "counties", "rivers")
"""The lists of places, of which all but the first are whole sets: every river above a length, every county."""

_KNOWN: tuple[tuple[str, EntityType], ...] = (
    ("events", "EVENT"),
    ("products", "PROD"),
    ("organizations", "ORG"),
    *((topic, "LOC") for topic in _PLACES),
)
