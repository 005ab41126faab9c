"""Models as annotators: found on this machine alone, read in windows, their labels mapped, their absence explained.

The transformers test makes a model of its own, with random weights. GLiNER's folders are too large to make here: an
object with the interface that the library documents (``inference``, ``config.max_len``) stands in for an open model.
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.entities import NamedSpan, find_entities
from copydesk.annotate.entities.gliner_model import recognize_with, windows
from copydesk.annotate.entities.models import type_of
from copydesk.annotate.entities.transformers_model import load, named_spans
from copydesk.errors import MissingExtraError, UsageError


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        *(("B-PER", "PER"), ("I-LOC", "LOC"), ("ORG", "ORG"), ("S-GPE", "LOC"), ("person", "PER"), ("U-FAC", "LOC")),
        *(("E-organization", "ORG"), ("work of art", "PROD"), ("L-EVENT", "EVENT"), ("B-MISC", "MISC")),
        *(("O", None), ("B-DATE", None), ("LABEL_3", None), ("", None)),
    ],
)
def test_labels_of_every_tagging_scheme_are_mapped(label: str, kind: str | None) -> None:
    assert type_of(label) == kind


def test_a_label_that_begins_a_name_parts_two_names_in_a_row() -> None:
    tokens = [(0, 4, "B-LOC", 1), (5, 9, "B-LOC", 2), (10, 14, "I-LOC", 3)]
    assert list(named_spans("Lyon Pont Neuf", tokens)) == [NamedSpan(0, 4, "LOC"), NamedSpan(5, 14, "LOC")]


def test_a_name_goes_on_to_the_end_of_its_word_but_not_over_an_apostrophe() -> None:
    tokens = [(0, 1, "O", 1), (1, 2, "O", 2), (2, 5, "B-LOC", 3), (5, 8, "O", 4), (8, 9, "O", 5)]
    assert list(named_spans("l'Italie.", tokens)) == [NamedSpan(2, 8, "LOC")]


@pytest.mark.parametrize("library", ["transformers", "gliner"])
class TestEveryLibrary:
    def test_without_a_model_it_says_how_to_name_one(self, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(f"COPYDESK_{library.upper()}_MODEL", raising=False)
        with pytest.raises(UsageError, match=f"write {library}:FOLDER, or set COPYDESK_{library.upper()}_MODEL"):
            find_entities([Document("Rien.", "fr")], annotator=library)

    def test_a_name_from_a_hub_is_refused_not_downloaded(self, library: str) -> None:
        with pytest.raises(UsageError, match="no such folder; models are loaded from this machine alone"):
            find_entities([Document("Rien.", "fr")], annotator=f"{library}:some/model")

    def test_a_missing_library_names_its_extra(
        self, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, library, None)
        monkeypatch.setenv(f"COPYDESK_{library.upper()}_MODEL", str(tmp_path))
        with pytest.raises(MissingExtraError, match=rf"extra `{library}`"):
            find_entities([Document("Rien.", "fr")], annotator=library)


TEXT = "Hier Ana Ruiz a vu Lyon. "


def every(name: str, times: int) -> list[int]:
    """Where a name of ``TEXT`` stands in so many copies of it."""
    return [TEXT.index(name) + len(TEXT) * number for number in range(times)]


VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "hier", "ana", "ru", "##iz", "a", "vu", "lyon", ".")
ANSWERS = {"ana": "B-PER", "ru": "I-PER", "lyon": "B-LOC"}


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one layer whose weights are set so that it labels the words of ``ANSWERS``, wherever they stand."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    folder: Path = tmp_path_factory.mktemp("models") / "tiny"
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    labels = ["O", *sorted(set(ANSWERS.values()))]
    config = transformers.BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=32,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    torch.manual_seed(0)
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for module in model.modules():
            if isinstance(module, torch.nn.LayerNorm):
                module.weight.fill_(1.0)
        for number in range(len(VOCABULARY)):
            model.bert.embeddings.word_embeddings.weight[number, number] = 1.0
        for word, label in ANSWERS.items():
            model.classifier.weight[labels.index(label), VOCABULARY.index(word)] = 1.0
        model.classifier.bias[0] = 0.5
    model.save_pretrained(folder)
    transformers.BertTokenizerFast(vocab=str(folder / "vocab.txt"), do_lower_case=True).save_pretrained(folder)
    return folder


def test_a_local_model_names_people_and_places(tiny_model: Path) -> None:
    (found,) = load(tiny_model)([TEXT])
    assert [(TEXT[span.start : span.end], span.type) for span in found] == [("Ana Ruiz", "PER"), ("Lyon", "LOC")]


def test_a_passage_longer_than_the_window_is_read_to_its_end(tiny_model: Path) -> None:
    (found,) = load(tiny_model)([TEXT * 40])
    starts = {
        kind: [TEXT.index(name) + len(TEXT) * n for n in range(40)] for kind, name in (("PER", "Ana"), ("LOC", "Lyon"))
    }
    assert {kind: [span.start for span in found if span.type == kind] for kind in starts} == starts


def test_offsets_count_code_points(tiny_model: Path) -> None:
    text = "\N{GRINNING FACE}\N{MATHEMATICAL BOLD CAPITAL A} é Lyon"
    (found,) = load(tiny_model)([text])
    assert [text[span.start : span.end] for span in found] == ["Lyon"]


def test_the_layer_names_the_library_and_the_model_by_its_bytes(tiny_model: Path) -> None:
    (layer,) = find_entities([Document(TEXT.strip(), "fr")], annotator=f"transformers:{tiny_model}")
    assert [(entity.type, entity.text) for entity in layer.entities] == [("PER", "Ana Ruiz"), ("LOC", "Lyon")]
    assert re.fullmatch(r"transformers [0-9.]+", layer.layer.resources[0])
    assert re.fullmatch(r"tiny sha256:[0-9a-f]{16}", layer.layer.resources[1])


def test_a_folder_that_holds_no_model_is_one_clear_error(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "bert"}), encoding="utf-8")
    with pytest.raises(UsageError, match="does not load as a model"):
        find_entities([Document("Rien.", "fr")], annotator=f"transformers:{tmp_path}")


class FakeGliner:
    """Answers as GLiNER does: a list of entities for each text, offsets in code points of that text."""

    config = SimpleNamespace(max_len=8)
    labels: ClassVar = {"Ana Ruiz": "person", "Lyon": "location"}

    def __init__(self) -> None:
        self.longest = 0

    def inference(
        self, texts: Sequence[str], labels: list[str], *, flat_ner: bool, threshold: float
    ) -> list[list[dict[str, Any]]]:
        assert flat_ner
        assert threshold == 0.5
        assert {"person", "location", "organization"} <= set(labels)
        self.longest = max(self.longest, *(len(re.findall(r"\w+|[^\w\s]", text)) for text in texts))
        return [
            [
                {
                    "start": m.start(),
                    "end": m.end(),
                    "text": m[0],
                    "label": "location" if m[0] == "Lyon" else "person",
                    "score": 1.0,
                }
                for m in re.finditer("Ana Ruiz|Lyon", text)
            ]
            for text in texts
        ]


def test_gliner_finds_every_name_once_in_a_passage_of_many_windows() -> None:
    model = FakeGliner()
    (found,) = recognize_with(model)([TEXT * 30])
    assert [span.start for span in found if span.type == "LOC"] == [
        TEXT.index("Lyon") + len(TEXT) * n for n in range(30)
    ]
    assert [span.start for span in found if span.type == "PER"] == [
        TEXT.index("Ana") + len(TEXT) * n for n in range(30)
    ]
    assert model.longest <= FakeGliner.config.max_len


@pytest.mark.parametrize("words", [0, 1, 3, 4, 5, 6, 7, 50])
@pytest.mark.parametrize("size", [2, 3, 4, 7])
def test_the_counting_parts_of_windows_cover_a_passage_once(words: int, size: int) -> None:
    passage = " ".join("x" * words)
    cut = list(windows(passage, size))
    counted = [(first, last) for _, _, first, last in cut]
    everywhere = list(range(len(passage))) if words else []
    assert [place for first, last in counted for place in range(first, last)] == everywhere
    assert all(start <= first < end for start, end, first, _ in cut)
