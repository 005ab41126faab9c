"""Lists of function words and nouns that rules ask for together: each group is one set, made once for a language.

A rule that asks many lists about each word of a text would spend its time on asking. The lists themselves stand in
``speech.toml``; what a group holds of them is grammar, the same for every language.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Group(NamedTuple):
    """A group: the words of some lists, those of others left out."""

    lists: tuple[str, ...]
    without: tuple[str, ...] = ()


WORD_GROUPS: Mapping[str, Group] = {
    # what stands between a subject and its verb
    "light": Group(("clitics", "reflexives")),
    "light_negated": Group(("clitics", "reflexives", "negations")),
    "clitics_alone": Group(("clitics",), without=("determiners",)),
    # what makes the next noun a complement
    "governing": Group(("linkers", "prepositions")),
    "outer_prepositions": Group(("prepositions",), without=("linkers", "inner_prepositions")),
    "clause_openers": Group(("interrogatives", "complementizers", "infinitive_markers", "relative_others")),
    "governing_alone": Group(("linkers", "prepositions"), without=("definite",)),
    "linkers_alone": Group(("linkers",), without=("determiners",)),
    "governed_by_verb": Group(("linkers", "infinitive_markers"), without=("determiners",)),
    "joined_to_noun": Group(("linkers", "prepositions", "agents", "copulas")),
    "inside_phrase": Group(("linkers", "prepositions", "determiners")),
    # what joins and refuses
    "joining": Group(("joiners", "contrasts")),
    "denying": Group(("negations", "said_nobody")),
    # what leads to a noun that stands for something else
    "naming_words": Group(("definite", "demonstratives", "copulas", "said_objects")),
    "pointing": Group(("definite", "indefinite", "possessives", "copulas", "naming")),
    # what opens a sentence before the one it is about, or stands for him
    "topic_openers": Group(("adverbs", "joiners", "prepositions", "definite", "indefinite")),
    # what is surely no noun, adjective or verb: each rule excludes what may stand in its place
    "closed": Group(("prepositions", "joiners", "subordinators", "determiners", "adverbs", "relative_others")),
    "no_head": Group(("determiners", "linkers", "prepositions", "adverbs", "joiners")),
    "no_verb": Group(("prepositions", "joiners", "subordinators", "determiners", "relatives", "time", "linkers")),
    "no_bare_subject": Group(("prepositions", "adverbs", "time", "joiners", "clitics", "relatives")),
    "no_plain_noun": Group(
        ("prepositions", "adverbs", "time", "clitics", "joiners", "subordinators", "negations", "reflexives")
    ),
    "no_apposed_noun": Group(
        ("prepositions", "adverbs", "time", "subordinators", "joiners", "clitics", "relative_others", "negations")
    ),
    "no_description": Group(
        ("prepositions", "adverbs", "time", "subordinators", "joiners", "clitics", "relative_others", "definite")
    ),
    "no_titled_noun": Group(
        ("prepositions", "adverbs", "joiners", "subordinators", "clitics", "complementizers", "relatives", "time")
    ),
}
"""Groups of function words; they are asked for by name, as the lists are."""

NOUN_GROUPS: Mapping[str, Group] = {
    "roles": Group(("roles_m", "roles_f", "roles_x")),
    "speakers": Group(("roles_m", "roles_f", "roles_x", "roles_p", "organizations", "documents", "groups")),
    "other_speakers": Group(("roles_p", "documents", "groups", "agencies", "titles_m", "titles_f")),
}
"""Groups of nouns."""


def with_groups(lists: Mapping[str, frozenset[str]], groups: Mapping[str, Group]) -> dict[str, frozenset[str]]:
    """Give some lists and their groups by name."""
    return {**lists, **{name: _members(lists, group) for name, group in groups.items()}}


def _members(lists: Mapping[str, frozenset[str]], group: Group) -> frozenset[str]:
    held = frozenset[str]().union(*(lists[name] for name in group.lists))
    return held.difference(*(lists[name] for name in group.without))
