"""Describe a word that a pipeline meets for the first time by what its recogniser reads, and by nothing else.

spaCy asks two dozen questions of each new word: is it a number, an address of mail, a currency, a stop word? That is
half of what a new word costs, and nobody looks at the answers where nothing but a recogniser runs.
"""

from collections.abc import Iterable
from typing import Any

ROW_BY_ROW = frozenset(
    {
        "dropout",
        "extract_features",
        "hashembed",
        "ints-getitem",
        "layernorm",
        "list2ragged",
        "maxout",
        "ragged2list",
        "static_vectors",
    }
)
"""Layers that make of each word a row of its own."""

_READING_NO_WORDS = frozenset({"expand_window", "linear", "list2array", "precomputable_affine"})
"""Layers that work on the rows that others made of words."""

_OF_STEPS = frozenset({"IS_SPACE"})
"""What the steps of the recogniser ask of a word by themselves: no name begins with a line break."""


def attributes_read(layers: Iterable[Any]) -> set[int]:
    """Give the attributes of words that layers of the known kinds read, by their numbers in spaCy."""
    from spacy.attrs import IDS  # noqa: PLC0415

    asked = [
        attribute for layer in layers for attribute in (*layer.attrs.get("columns", ()), layer.attrs.get("key_attr"))
    ]
    return {IDS.get(attribute, attribute) for attribute in asked if attribute is not None}


def describe_words_as_read(nlp: Any) -> None:
    """Let a pipeline describe the words that it meets from now on by the attributes that its recogniser reads.

    A pipeline with other components, or with a layer that may read something else, is left as it is. Words that it
    knows already stay as they are described.
    """
    from spacy.attrs import IDS  # noqa: PLC0415

    layers = [layer for layer in nlp.get_pipe("ner").model.walk() if not layer.layers]
    if nlp.pipe_names != ["ner"] or not {layer.name for layer in layers} <= ROW_BY_ROW | _READING_NO_WORDS:
        return
    kept = attributes_read(layers) | {IDS[name] for name in _OF_STEPS}
    nlp.vocab.lex_attr_getters = {
        number: getter for number, getter in nlp.vocab.lex_attr_getters.items() if number in kept
    }
