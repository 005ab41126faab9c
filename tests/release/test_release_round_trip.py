"""What goes into an edition comes out of it: JSON, Arrow, Parquet and back are the identity."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.record import Article, Span, canonical_json
from copydesk.release.corpus import CorpusHead
from copydesk.release.parquet_reading import read_rows
from copydesk.release.tables import _to_arrow
from copydesk.release.write import write_build
from copydesk.schema import VIEWS, view_fields

NO_BREAK = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}"
LINE_ENDS = "\r\n\x0b\x0c\x1c\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
HARD = [
    "",
    "\x00",
    "e\N{COMBINING ACUTE ACCENT} and \N{LATIN SMALL LETTER E WITH ACUTE}",
    "a\r\nb\rc\n",
    f"« oui{NO_BREAK} »",
    LINE_ENDS,
    "\N{GRINNING FACE}\N{ZERO WIDTH JOINER}\N{REGIONAL INDICATOR SYMBOL LETTER F}\N{VARIATION SELECTOR-16}",
    "\N{ARABIC LETTER ALEF}\N{RIGHT-TO-LEFT OVERRIDE}\N{HEBREW LETTER ALEF}",
    "\N{HANGUL SYLLABLE HAN}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{DEVANAGARI LETTER KA}\N{THAI CHARACTER KO KAI}",
    "\U0010ffff\ufffe\ufffd",
    "null",
    "2023-05-04T10:00:00",
    '\\u0041"\\',
    "NaN",
]
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.sampled_from(HARD)
OPTIONAL = st.none() | TEXTS
SPANS = st.builds(Span, start=st.integers(0, 2**53), end=st.integers(0, 2**53), text=TEXTS)


@pytest.fixture(scope="module")
def article(articles: tuple[Article, ...]) -> Article:
    return articles[0]


@given(
    text=TEXTS,
    headline=OPTIONAL,
    probability=st.floats(0, 1),
    cue=st.lists(SPANS, max_size=3),
    resources=st.lists(TEXTS, max_size=2),
    counted=st.integers(0, 2**63 - 1),
)
def test_json_to_arrow_to_json_is_the_identity(  # noqa: PLR0917
    article: Article,
    text: str,
    headline: str | None,
    probability: float,
    cue: list[Span],
    resources: list[str],
    counted: int,
) -> None:
    written = replace(
        article,
        text=text,
        headline=headline,
        language_probability=probability,
        quotes=(replace(article.quotes[0], cue=tuple(cue)),),
        layers=(replace(article.layers[0], resources=tuple(resources)),),
        source=replace(article.source, bytes=counted, note=headline),
    )
    record = written.to_dict()
    for view in VIEWS:
        read = _to_arrow([f"{canonical_json(record)}\n".encode()] * 2, view).to_pylist()
        assert read == [{name: record[name] for name in view_fields(view)}] * 2
        assert canonical_json(read[0]) == canonical_json({name: record[name] for name in view_fields(view)})


def test_hard_texts_come_back_from_files_and_from_datasets(
    article: Article, head: CorpusHead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datasets  # noqa: PLC0415

    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    hard = {
        f"fr-{number:02d}": replace(
            article,
            id=f"fr-{number:02d}",
            text=text,
            dek=text,
            entities=(replace(article.entities[0], text=text, kb_id=text or None),) * (number % 3),
        )
        for number, text in enumerate(HARD)
    }
    built = write_build(hard.values(), replace(head, buckets=1), tmp_path / "hard", splits=dict.fromkeys(hard, "train"))
    path = built.path / "data" / "full" / "fr" / "train" / "bucket-000.parquet"
    assert [Article.from_dict(row) for row in read_rows(path)] == list(hard.values())
    loaded = datasets.load_dataset(str(built.path), "full", split="train")
    assert [Article.from_dict(row) for row in loaded] == list(hard.values())
    assert [json.loads(canonical_json(row)) for row in loaded] == [kept.to_dict() for kept in hard.values()]
