"""A recogniser that embeds each word of a batch once finds what it found, whatever came before."""

import random
from typing import Any

import pytest

from copydesk.annotate.entities import spacy_pipeline as pipelines
from copydesk.annotate.entities.spacy_pipeline import installed_pipeline
from copydesk.annotate.entities.word_rows import embed_words_once

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(installed_pipeline("fr") is None, reason="no French pipeline"),
]

_STEMS = ("Vasseur", "Lenoir", "Marchand", "Ndiaye", "Delcourt", "Kervella", "Ostrowski", "Brunet", "Haddad", "Perrin")
_PLACES = ("Lyon", "Le Mans", "Bruxelles", "la Norvège", "Saint-Malo", "Dakar", "le Jura", "l'Aisne", "New York")
_BODIES = ("le Conseil d'État", "la société Altima", "l'Union européenne", "Air Corvin", "l'ONU", "le FC Orville")
_SENTENCES = (
    "{0} a reçu mardi à {2} le président de {3}, qui n'avait rien demandé.",
    "Selon M. {0}, {3} quittera {2} avant la fin de l'année ; {1} n'y croit pas.",
    "« Nous ne céderons pas », a dit Paul {0} devant {3}, où travaillent 1 200 personnes.",
    "{3} et {2} négocient depuis trois ans, rappelle Claire {1} dans un entretien (p. 12).",
    "MERCREDI, {1} ÉTAIT À {2} : aujourd'hui, l'après-midi fut calme.",
    "Rien  n'a été dit hier ; c'est-à-dire qu'on attend.\n\nM. {0}…",
)


def _passages(count: int) -> list[str]:
    draw = random.Random(3)
    return [
        " ".join(
            draw.choice(_SENTENCES).format(*draw.sample(_STEMS, 2), draw.choice(_PLACES), draw.choice(_BODIES))
            for _ in range(draw.randint(1, 4))
        )
        for _ in range(count)
    ]


@pytest.fixture(scope="module")
def plain() -> Any:
    return _load()


@pytest.fixture(scope="module")
def quick() -> Any:
    nlp = _load()
    nlp.forget_words = embed_words_once(nlp.get_pipe("ner").model)
    return nlp


def _load() -> Any:
    import spacy  # noqa: PLC0415

    pipeline = installed_pipeline("fr")
    assert pipeline is not None
    return pipelines._load(spacy, pipeline)


def _rows(nlp: Any, texts: list[str]) -> Any:
    import numpy as np  # noqa: PLC0415

    return np.concatenate(nlp.get_pipe("ner").model.layers[0].predict([nlp.make_doc(text) for text in texts]))


def test_every_span_of_several_hundred_passages_is_that_of_the_untouched_pipeline(plain: Any, quick: Any) -> None:
    passages = ["", " ", *_passages(300)]
    quick.forget_words()
    found = [
        [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in nlp.pipe(passages, batch_size=64)]
        for nlp in (plain, quick)
    ]
    assert sum(map(len, found[0])) > 900
    assert found[0] == found[1]


def test_rows_are_those_of_the_untouched_model(plain: Any, quick: Any) -> None:
    import numpy as np  # noqa: PLC0415

    passages = ["", *_passages(40), ""]
    quick.forget_words()
    expected = _rows(plain, passages)
    for _ in range(2):  # first the words are new, then they are known
        assert np.allclose(_rows(quick, passages), expected, atol=1e-4)


def test_a_norm_of_its_own_makes_another_word(plain: Any, quick: Any) -> None:
    import numpy as np  # noqa: PLC0415

    rows = []
    quick.forget_words()
    for nlp in (plain, quick):
        doc = nlp.make_doc("Lyon Lyon Lyon")
        doc[1].norm_ = "paris"
        rows.append(nlp.get_pipe("ner").model.layers[0].predict([doc])[0])
    assert np.allclose(rows[0], rows[1], atol=1e-4)
    assert not np.allclose(rows[1][0], rows[1][1], atol=1e-4)


def test_a_word_is_embedded_once_until_it_is_forgotten(quick: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (layer,) = (layer for layer in quick.get_pipe("ner").model.walk() if layer.name == "word_rows")
    seen = []
    inner = layer.layers[0]
    forward = inner._func

    def counted(model: Any, docs: Any, is_train: bool) -> Any:
        seen.append(sum(map(len, docs)))
        return forward(model, docs, is_train)

    monkeypatch.setattr(inner, "_func", counted)
    quick.forget_words()
    for texts in (["Lyon dort et Lyon rêve", "Lyon rêve"], ["Paris rêve"], ["Lyon rêve"]):
        _rows(quick, texts)
    assert seen == [4, 1]
    quick.forget_words()
    _rows(quick, ["Lyon rêve"])
    assert seen == [4, 1, 2]


def test_the_sums_of_a_batch_do_not_depend_on_what_came_before(quick: Any) -> None:
    first, second = _passages(64)[:32], _passages(64)[32:]
    quick.forget_words()
    alone = _rows(quick, second)
    quick.forget_words()
    _rows(quick, first)
    quick.forget_words()
    assert (_rows(quick, second) == alone).all()


def test_a_model_whose_words_know_their_neighbours_is_left_alone() -> None:
    import spacy  # noqa: PLC0415

    nlp = spacy.blank("xx")
    recogniser: Any = nlp.add_pipe("ner")
    model = recogniser.model
    features = next(layer for layer in model.walk() if layer.name == "extract_features")
    features.attrs["columns"] = [*features.attrs["columns"], "ENT_IOB"]
    before = [id(layer) for layer in model.walk()]
    embed_words_once(model)()
    assert [id(layer) for layer in model.walk()] == before
