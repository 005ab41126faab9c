"""What the work at the level of the article costs, beside the model's own: measured in one run, in processor time."""

import random
import time
from collections.abc import Callable
from typing import Any

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.entities import ANNOTATORS, Recognizer, find_entities
from copydesk.annotate.entities.areas import annotated_areas
from copydesk.annotate.entities.spacy_pipeline import installed_pipeline
from support.machine import slowness

ARTICLES = 120
_SENTENCES = (
    "La ministre Claire Vasseur a reçu mardi à Lyon le président de la Fédération nationale des mines (FNM).",
    "Selon M. {0}, la société {1} quittera la Norvège avant la fin de l'année.",
    "Le conseil municipal de {0}-sur-Loire a voté contre, malgré l'avis de la préfecture.",
    "« Nous ne céderons pas », a dit Paul {0} devant l'usine {1}, où travaillent deux cents personnes.",
    "L'Union européenne et la Suisse négocient depuis trois ans, rappelle {0} dans un entretien.",
    "Les habitants attendent toujours la réouverture du pont, fermé depuis l'hiver dernier.",
)
_NAMES = ("Lenoir", "Garnier", "Haddad", "Belsky", "Verolia", "Marsan", "Ollivier", "Tervuren", "Quéméneur", "Solaris")


def generated(number: int) -> str:
    """An article of about 4 KB; the same for the same number."""
    draw = random.Random(number)
    paragraphs = [" ".join(draw.choice(_SENTENCES).format(*draw.sample(_NAMES, 2)) for _ in range(6)) for _ in range(7)]
    return "\n\n".join(paragraphs)


def seconds(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


DOCUMENTS = [Document(generated(number), "fr") for number in range(ARTICLES)]


def test_the_article_level_costs_little_for_each_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two milliseconds are the aim; the bound leaves room for a busy machine."""
    passages = [area.text for document in DOCUMENTS[:100] for area in annotated_areas(document)]
    said = dict(zip(passages, ANNOTATORS["rules"]("fr").recognize(passages), strict=True))
    monkeypatch.setitem(ANNOTATORS, "said", lambda _language: Recognizer(lambda texts: [said[text] for text in texts]))
    find_entities(DOCUMENTS[:1], annotator="said")
    each = min(seconds(lambda: find_entities(DOCUMENTS[:100], annotator="said")) for _ in range(2)) / 100
    assert each < 0.012 * slowness(), f"{1000 * each:.2f} ms for {len(DOCUMENTS[0].text)} characters"


@pytest.mark.model
@pytest.mark.once
@pytest.mark.slow
@pytest.mark.skipif(installed_pipeline("fr") is None, reason="no French pipeline")
def test_with_the_article_level_it_takes_hardly_longer_than_the_bare_pipeline() -> None:
    import spacy  # noqa: PLC0415

    pipeline = installed_pipeline("fr")
    assert pipeline
    bare = spacy.load(pipeline.package, enable=["tok2vec", "ner"])
    texts = [document.text for document in DOCUMENTS]
    find_entities(DOCUMENTS[:2])
    list(bare.pipe(texts[:2]))
    theirs = seconds(lambda: list(bare.pipe(texts)))
    ours = seconds(lambda: find_entities(DOCUMENTS))
    assert ours < 1.2 * theirs, (
        f"{ARTICLES} articles: {ours:.1f} s, bare pipeline {theirs:.1f} s, ratio {ours / theirs:.2f}"
    )
