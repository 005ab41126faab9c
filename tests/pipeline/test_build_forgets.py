"""A build of many articles lets go of its models before anything is written, one of a few keeps them."""

import gc
import json
import weakref
from pathlib import Path

import pytest

from copydesk.annotate.entities import forget_models
from copydesk.annotate.entities.spacy_pipeline import installed_pipeline, open_spacy
from copydesk.pipeline import build
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from support.corpora import HEAD, raw_article

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(installed_pipeline("fr") is None, reason="no French pipeline"),
]


@pytest.mark.parametrize(("many", "kept"), [(3, False), (4, True)])
def test_models_are_let_go_of_after_many_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, kept: bool
) -> None:
    (tmp_path / "raw" / "fr").mkdir(parents=True)
    (tmp_path / "corpus.json").write_text(json.dumps(HEAD), encoding="utf-8")
    for number in range(3):
        text = raw_article(f"Le conseil vote le budget {number}", f"Claire Vasseur ({number}) était à Lyon.")
        (tmp_path / "raw" / "fr" / f"a-{number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(build, "MANY", many)
    forget_models()
    alive = weakref.ref(open_spacy("fr").recognize)
    built = list(build.build_articles(open_corpus(tmp_path), Options(entities="spacy")))
    assert all(isinstance(one, build.Built) and one.article.entities for one in built)
    assert len(built) == 3
    assert (alive() is not None) is kept


def test_models_that_were_let_go_of_leave_nothing_behind() -> None:
    left = []
    for _ in range(3):
        open_spacy("fr").recognize(["Claire Vasseur était à Lyon."])
        assert gc.get_freeze_count() > 0
        forget_models()
        assert gc.get_freeze_count() == 0
        left.append(len(gc.get_objects()))
    assert left[2] - left[1] < 500
