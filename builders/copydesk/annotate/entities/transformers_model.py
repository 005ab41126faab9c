"""The annotator ``transformers``: a local token-classification model with a fast tokenizer.

A passage longer than the model's window is read in windows that overlap by a quarter; each token takes the label of the
window in which it stands farthest from an edge. Passages are read one by one, so that the answer for one does not
depend on the others.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from copydesk.annotate.entities.models import ModelKind, Recognize, type_of
from copydesk.annotate.entities.recognizer import NamedSpan

_WINDOW = 512
"""Tokens a window at most; what models of this kind are trained on."""

_BEGINNINGS = frozenset({"B-", "S-", "U-"})


class _Token(NamedTuple):
    """A token, half-open in code points, the model's label, and how far it stands from its window's edge."""

    start: int
    end: int
    label: str
    depth: int


def load(folder: Path) -> Recognize:
    """Load the model and its tokenizer from a folder.

    Raises:
        ImportError: transformers or torch is not installed.
        ValueError: the tokenizer cannot say where its tokens stand.
    """
    import torch  # noqa: PLC0415
    import transformers  # noqa: PLC0415

    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True, use_fast=True)
    model = transformers.AutoModelForTokenClassification.from_pretrained(
        folder, local_files_only=True, use_safetensors=True
    ).eval()
    if not tokenizer.is_fast:
        raise ValueError("its tokenizer does not give the offsets of its tokens")
    labels = {int(number): str(label) for number, label in model.config.id2label.items()}
    window = min(_WINDOW, tokenizer.model_max_length, getattr(model.config, "max_position_embeddings", _WINDOW))

    def tokens(passage: str) -> list[_Token]:
        encoded = tokenizer(
            passage,
            truncation=True,
            max_length=window,
            stride=window // 4,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
        )
        deepest: dict[int, _Token] = {}
        for ids, offsets in zip(encoded["input_ids"], encoded["offset_mapping"], strict=True):
            with torch.inference_mode():
                best = model(input_ids=torch.tensor([ids])).logits[0].argmax(-1).tolist()
            _deepen(deepest, offsets, [labels[number] for number in best])
        return [deepest[start] for start in sorted(deepest)]

    def recognize(passages: Sequence[str]) -> list[tuple[NamedSpan, ...]]:
        return [tuple(named_spans(passage, tokens(passage))) for passage in passages]

    return recognize


def _deepen(deepest: dict[int, _Token], offsets: Sequence[tuple[int, int]], labels: Sequence[str]) -> None:
    """Take in the tokens of one window; the marks that a tokenizer adds stand nowhere."""
    for place, ((start, end), label) in enumerate(zip(offsets, labels, strict=True)):
        depth = min(place, len(offsets) - 1 - place)
        if start < end and (start not in deepest or depth > deepest[start].depth):
            deepest[start] = _Token(start, end, label, depth)


def named_spans(passage: str, tokens: Iterable[tuple[int, int, str, int]]) -> Iterator[NamedSpan]:
    """Join labelled tokens into names: one type in a row, unless a label begins (B-, S-, U-) a new name.

    A token inside a word goes with the start of the word, whatever its label: many models learn the first alone.

    >>> list(named_spans("Léa Dumas", [(0, 3, "B-PER", 1), (4, 6, "I-PER", 2), (6, 9, "O", 3)]))
    [NamedSpan(start=0, end=9, type='PER')]
    """
    span: NamedSpan | None = None
    for start, end, label, _ in tokens:
        kind = type_of(label)
        inside = span is not None and span.end == start and passage[start - 1 : start + 1].isalnum()
        if span and (inside or (kind == span.type and label[:2] not in _BEGINNINGS)):
            span = span._replace(end=end)
            continue
        if span:
            yield span
        span = NamedSpan(start, end, kind) if kind else None
    if span:
        yield span


TRANSFORMERS = ModelKind("transformers", load)
