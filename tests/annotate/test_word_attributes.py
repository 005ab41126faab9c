"""A pipeline describes new words only by what its recogniser reads, and finds what it found."""

from typing import Any

import pytest

from copydesk.annotate.entities import spacy_pipeline as pipelines
from copydesk.annotate.entities.spacy_pipeline import installed_pipeline
from copydesk.annotate.entities.word_attributes import describe_words_as_read

pytest.importorskip("spacy")
needs_french = pytest.mark.skipif(installed_pipeline("fr") is None, reason="no French pipeline")

_TEXTS = (
    "Claire Vasseur a reçu à Lyon 1 200 délégués ; écrire à paul@altima.example ou voir https://altima.example/x.",
    "\n\nM. Ndiaye,\nde l'Union européenne, n'a rien dit. \n Paris 2024 : 25 € l'entrée, c'est-à-dire trop cher !",
    "RIEN   N'A ÉTÉ dit\t: « Non », a répondu Mme Kervella-Ostrowski, présidente d'Air Corvin.",
)


def _load() -> Any:
    import spacy  # noqa: PLC0415

    pipeline = installed_pipeline("fr")
    assert pipeline is not None
    return pipelines._load(spacy, pipeline)


@pytest.mark.model
@needs_french
def test_names_and_attributes_that_are_read_are_those_of_the_untouched_pipeline() -> None:
    from spacy.attrs import IS_SPACE, NORM, ORTH, PREFIX, SHAPE, SUFFIX  # noqa: PLC0415

    read = [ORTH, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE]
    plain, lean = _load(), _load()
    describe_words_as_read(lean)
    found = [[pipelines._named_spans(doc) for doc in nlp.pipe(_TEXTS)] for nlp in (plain, lean)]
    assert sum(map(len, found[0])) > 4
    assert found[0] == found[1]
    for text in _TEXTS:
        assert (plain.make_doc(text).to_array(read) == lean.make_doc(text).to_array(read)).all()


@pytest.mark.model
@needs_french
def test_what_nobody_reads_is_not_asked_of_a_new_word() -> None:
    from spacy.attrs import LIKE_EMAIL  # noqa: PLC0415

    nlp = _load()
    asked: list[str] = []
    nlp.vocab.lex_attr_getters = {**nlp.vocab.lex_attr_getters, LIKE_EMAIL: asked.append}
    nlp.make_doc("inconnu-un@altima.example")
    assert asked == ["inconnu-un@altima.example"]
    describe_words_as_read(nlp)
    nlp.make_doc("inconnu-deux@altima.example")
    assert asked == ["inconnu-un@altima.example"]


@pytest.mark.parametrize("change", ["component", "layer"])
def test_a_pipeline_of_which_not_all_is_known_is_left_alone(change: str) -> None:
    import spacy  # noqa: PLC0415

    nlp: Any = spacy.blank("xx")
    recogniser: Any = nlp.add_pipe("ner")
    if change == "component":
        nlp.add_pipe("sentencizer")
    else:
        next(layer for layer in recogniser.model.walk() if not layer.layers).name = "charembed"
    before = nlp.vocab.lex_attr_getters
    describe_words_as_read(nlp)
    assert nlp.vocab.lex_attr_getters is before


def test_a_blank_recogniser_is_known() -> None:
    import spacy  # noqa: PLC0415

    nlp: Any = spacy.blank("xx")
    nlp.add_pipe("ner")
    before = len(nlp.vocab.lex_attr_getters)
    describe_words_as_read(nlp)
    assert 0 < len(nlp.vocab.lex_attr_getters) < before
