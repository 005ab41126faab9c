"""A function of one's own as an annotator: found by name, its answers checked."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.entities import find_entities
from copydesk.errors import UsageError

SOURCE = """
def capitals(text):
    return [(text.index(name), text.index(name) + len(name), "LOC") for name in ("Vesoulac",) if name in text]

def too_far(text):
    return [(0, len(text) + 1, "LOC")]

def other_type(text):
    return [(0, 1, "CITY")]

def no_tuples(text):
    return [7]

number = 7
"""


@pytest.fixture(autouse=True)
def own_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "own_names.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    sys.modules.pop("own_names", None)


def test_a_function_names_things_and_the_layer_says_which() -> None:
    (layer,) = find_entities([Document("On aime Vesoulac.", "fr")], annotator="own_names:capitals")
    assert [(entity.type, entity.text) for entity in layer.entities] == [("LOC", "Vesoulac")]
    assert layer.layer.resources[0] == "own_names:capitals"


def test_each_language_has_its_own_annotator_and_the_others_the_automatic_one() -> None:
    documents = [Document("On aime Vesoulac.", "fr"), Document("We love Vesoulac in Leeds.", "en")]
    french, english = find_entities(documents, annotator={"fr": "own_names:capitals"})
    assert [entity.text for entity in french.entities] == ["Vesoulac"]
    assert "Leeds" in [entity.text for entity in english.entities]
    assert "own_names:capitals" not in english.layer.resources


@pytest.mark.parametrize(
    ("annotator", "message"),
    [
        ("own_names:too_far", r"gave \(0, 6, 'LOC'\), which is no \(start, end, type\) of the text"),
        ("own_names:other_type", r"gave \(0, 1, 'CITY'\)"),
        ("own_names:no_tuples", "gave 7"),
        ("own_names:number", "has no function 'number'"),
        ("own_names:missing", "has no function 'missing'"),
        ("no_such_module_here:function", "cannot be imported: No module named"),
        (":function", "cannot be imported"),
    ],
)
def test_what_is_no_annotator_is_one_clear_error(annotator: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        find_entities([Document("Rien.", "fr")], annotator=annotator)
