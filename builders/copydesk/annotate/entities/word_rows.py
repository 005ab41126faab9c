"""Embed each word of a batch once, in a recogniser whose embedding depends on the word alone.

The first layer of spaCy's models looks a word up by its form, its ends and its shape, and mixes what it finds; only
the layers above it see neighbours. A word that stands a hundred times in a batch has the same row each time.
"""

from collections.abc import Callable, Sequence
from typing import Any

from copydesk.annotate.entities.word_attributes import ROW_BY_ROW, attributes_read

_OF_THE_WORD = ("NORM", "PREFIX", "SUFFIX", "SHAPE", "LOWER", "ORTH")
"""Attributes that a form and its norm settle."""


def embed_words_once(model: Any) -> Callable[[], None]:
    """Let a recogniser embed each word once, where its embedding is known to depend on nothing else.

    A model of another build is left as it is. Sums are those of the untouched model but for the last bit, which
    depends on how many rows are multiplied together.

    Returns:
        A function that forgets the words. It is called before each batch, so that the sums of a batch do not depend
        on what came before it.
    """
    embedding = next((layer for layer in model.walk() if _is_embedding(layer)), None)
    if embedding is None:
        return _nothing
    words = _WordRows(embedding)
    model.replace_node(embedding, words.layer())
    return words.forget


def _nothing() -> None:
    """Forget nothing."""


def _is_embedding(layer: Any) -> bool:
    """Say whether a layer turns texts into lists of rows, each of which depends on one word."""
    parts = [part for part in layer.walk(order="dfs_pre") if not part.layers]
    names = [part.name for part in parts]
    if names[0] != "extract_features" or names[-1] != "ragged2list" or not ROW_BY_ROW.issuperset(names):
        return False
    from spacy.attrs import IDS  # noqa: PLC0415

    return attributes_read(parts) <= {IDS[name] for name in _OF_THE_WORD}


class _Words:
    """Some words of some texts, which a layer reads as one text."""

    def __init__(self, docs: Sequence[Any], places: Sequence[int]) -> None:
        self.vocab = docs[0].vocab
        self._docs = docs
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def to_array(self, attributes: Any) -> Any:
        import numpy as np  # noqa: PLC0415

        return np.concatenate([doc.to_array(attributes) for doc in self._docs])[self._places]


class _WordRows:
    """The rows of the words that were met since the last ``forget``."""

    def __init__(self, embedding: Any) -> None:
        self._embedding = embedding
        self._numbers: dict[tuple[int, int], int] = {}
        self._rows: Any = None

    def forget(self) -> None:
        self._numbers.clear()
        self._rows = None

    def layer(self) -> Any:
        from thinc.api import Model  # noqa: PLC0415

        return Model("word_rows", self._forward, layers=[self._embedding])

    def _forward(self, _model: Any, docs: Sequence[Any], is_train: bool) -> Any:
        if is_train or not any(map(len, docs)):
            return self._embedding(docs, is_train)
        return self._embed(docs), _not_trained

    def _embed(self, docs: Sequence[Any]) -> list[Any]:
        import numpy as np  # noqa: PLC0415
        from spacy.attrs import IDS  # noqa: PLC0415

        words = np.concatenate([doc.to_array([IDS["ORTH"], IDS["NORM"]]) for doc in docs])
        keys = list(zip(words[:, 0].tolist(), words[:, 1].tolist(), strict=True))
        numbers, new = self._numbers, []
        for place, key in enumerate(keys):
            if key not in numbers:
                numbers[key] = len(numbers)
                new.append(place)
        if new:
            (rows,) = self._embedding.predict([_Words(docs, new)])
            self._rows = rows if self._rows is None else np.concatenate((self._rows, rows))
        found = self._rows[[numbers[key] for key in keys]]
        return np.split(found, np.cumsum([len(doc) for doc in docs])[:-1])


def _not_trained(_gradient: Any) -> Any:
    raise NotImplementedError("nothing is learned while names are looked for")
