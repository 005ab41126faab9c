"""The flat views say what the articles say, row by row, and in the shapes that their schemas declare."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from copydesk.record import Article, canonical_json
from copydesk.release.corpus import CorpusHead
from copydesk.release.edition import configs
from copydesk.release.flat import FLAT_ROWS, tagging
from copydesk.release.flat.passages import CONTEXT_REACH, Passages
from copydesk.release.flat.tagging import TaggedRecord, tag_tokens
from copydesk.release.flat.token_schemes import NEWEST, TokenScheme
from copydesk.release.layout import table_place
from copydesk.release.manifest import open_manifest
from copydesk.release.parquet_reading import read_rows
from copydesk.release.verify import verify
from copydesk.release.write import write_build
from copydesk.resources import CORPUS, read_schema
from copydesk.schema import FLAT_VIEWS, class_names, schema_errors, view_fields
from copydesk.use.produce import build_corpus

pytestmark = pytest.mark.slow

CASES = json.loads((Path(__file__).parents[1] / "cases" / "flat" / "tagging.json").read_text(encoding="utf-8"))
ARTICLE = read_schema("article")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of the package, built: gold with nested names, cut tokens and quotes of several stretches."""
    written = build_corpus(CORPUS, tmp_path_factory.mktemp("shipped")).written
    assert written is not None
    return written.path


def rows_of(edition: Path, view: str) -> Iterator[dict[str, Any]]:
    for path in sorted((edition / "data" / view).rglob("*.parquet")):
        yield from read_rows(path)


def texts_of(edition: Path) -> dict[str, str]:
    return {row["id"]: row["text"] for row in rows_of(edition, "full")}


def record_of(case: dict[str, Any]) -> dict[str, Any]:
    """Write a case as far as a record is needed."""
    text, passages = "", []
    for role, words in case["passages"]:
        start = len(text) + (2 if text else 0)
        text = f"{text}\n\n{words}" if text else words
        passages.append({"role": role, "start": start, "end": len(text)})
    mentions = [
        {"type": kind, "start": start, "end": end, "text": text[start:end]} for kind, start, end in case["mentions"]
    ]
    return {"text": text, "passages": passages, "entities": mentions}


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_mentions_become_tags_where_tokens_can_say_them(case: dict[str, Any]) -> None:
    names = class_names("ner_tokens", "ner_tags")
    passages, outcomes = tag_tokens(record_of(case), NEWEST)
    assert [[names[tag] for tag in passage.tags] for passage in passages] == case["tags"]
    assert outcomes == case["outcomes"]


def test_every_flat_view_is_made_declared_and_of_its_own_name() -> None:
    assert tuple(FLAT_ROWS) == FLAT_VIEWS
    assert all(read_schema(view)["$id"] == f"urn:copydesk:schema:{view}:1.0" for view in FLAT_VIEWS)


def test_classes_of_tokens_are_those_of_mentions() -> None:
    types = ARTICLE["$defs"]["entity"]["properties"]["type"]["enum"]
    expected = ["O", *(f"{prefix}-{name}" for name in types for prefix in "BI")]
    items = read_schema("ner_tokens")["properties"]["ner_tags"]["items"]
    assert list(class_names("ner_tokens", "ner_tags")) == expected
    assert items["maximum"] == len(expected) - 1


@pytest.mark.parametrize("view", FLAT_VIEWS)
def test_every_object_is_closed_and_every_property_required_and_described(view: str) -> None:
    declared = read_schema(view)
    assert declared["additionalProperties"] is False
    assert declared["required"] == list(declared["properties"])
    assert all(field["description"] for field in declared["properties"].values())


@pytest.mark.parametrize("view", FLAT_VIEWS)
def test_every_row_is_what_its_schema_declares(shipped: Path, view: str) -> None:
    rows = list(rows_of(shipped, view))
    assert rows
    for row in rows:
        assert list(schema_errors(view, row)) == []
        assert tuple(row) == view_fields(view)


def test_the_flat_tables_are_what_the_full_rows_give(shipped: Path) -> None:
    for view, flatten in FLAT_ROWS.items():
        expected = [
            canonical_json(row) for record in rows_of(shipped, "full") for row in flatten(TaggedRecord(record, NEWEST))
        ]
        assert sorted(map(canonical_json, rows_of(shipped, view))) == sorted(expected)


def test_the_tokens_of_an_article_are_cut_once_to_write_and_once_to_verify(
    tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: Counter[str] = Counter()

    def counted(record: dict[str, Any], scheme: TokenScheme) -> Any:
        cut[record["id"]] += 1
        return tag_tokens(record, scheme)

    monkeypatch.setattr(tagging, "tag_tokens", counted)
    write_build(articles, head, tmp_path / "dunes")
    assert cut == {article.id: 2 for article in articles}


def test_mentions_and_quotes_of_articles_are_rows_one_for_one(shipped: Path) -> None:
    for view in ("entities", "quotes"):
        expected = [(row["id"], part["id"]) for row in rows_of(shipped, "full") for part in row[view]]
        assert [(row["article_id"], row["id"]) for row in rows_of(shipped, view)] == expected


def test_a_mention_stands_in_its_context(shipped: Path) -> None:
    texts = texts_of(shipped)
    for row in rows_of(shipped, "entities"):
        start, end = row["start"] - row["context_start"], row["end"] - row["context_start"]
        assert row["context"][start:end] == row["text"] == texts[row["article_id"]][row["start"] : row["end"]]


def test_every_part_of_a_quote_stands_in_its_context(shipped: Path) -> None:
    for row in rows_of(shipped, "quotes"):
        for part in ("content", "cue", "source"):
            for words, start, end in zip(row[part], row[f"{part}_start"], row[f"{part}_end"], strict=True):
                assert row["context"][start - row["context_start"] : end - row["context_start"]] == words


def test_contexts_of_an_endless_passage_grow_no_faster_than_its_mentions() -> None:
    words = "Ulm liegt da. " * 2000
    mentions = [["LOC", start, start + 3] for start in range(0, len(words), 14)]
    record = record_of({"passages": [["paragraph", words]], "mentions": mentions})
    passages = Passages(record)
    for mention in record["entities"]:
        context, context_start = passages.context(mention["start"], mention["end"])
        assert context[mention["start"] - context_start :].startswith("Ulm")
        assert len(context) <= 2 * CONTEXT_REACH + 3
        assert context == context.strip() or mention["end"] + CONTEXT_REACH >= len(words)
    unbroken = Passages(record_of({"passages": [["paragraph", "x" * 9000]], "mentions": []}))
    assert unbroken.context(4000, 4010) == ("x" * 2010, 3000)


def test_a_speaker_is_named_by_the_longest_mention(shipped: Path) -> None:
    mentions: dict[tuple[str, str], list[str]] = {}
    for row in rows_of(shipped, "entities"):
        mentions.setdefault((row["article_id"], row["entity_id"]), []).append(row["text"])
    named = 0
    for row in rows_of(shipped, "quotes"):
        if row["speaker_entity_id"] is None:
            assert row["speaker_name"] is None
        else:
            assert row["speaker_name"] == max(mentions[row["article_id"], row["speaker_entity_id"]], key=len)
            named += 1
    assert named


def test_tokens_are_the_words_at_their_places(shipped: Path) -> None:
    texts = texts_of(shipped)
    for row in rows_of(shipped, "ner_tokens"):
        text = texts[row["article_id"]]
        assert row["tokens"] == [text[start:end] for start, end in zip(row["start"], row["end"], strict=True)]
        assert len(row["ner_tags"]) == len(row["tokens"])


def test_the_tags_give_back_every_mention_that_is_said_to_be_tagged(shipped: Path) -> None:
    names = class_names("ner_tokens", "ner_tags")
    found = {
        (row["article_id"], names[row["ner_tags"][first]][2:], row["start"][first], row["end"][last])
        for row in rows_of(shipped, "ner_tokens")
        for first, last in stretches([names[tag] for tag in row["ner_tags"]])
    }
    mentions = list(rows_of(shipped, "entities"))
    tagged = {
        (row["article_id"], row["type"], row["start"], row["end"]) for row in mentions if row["token_view"] == "tagged"
    }
    assert found == tagged
    assert open_manifest(shipped).token_view == Counter(row["token_view"] for row in mentions)


def stretches(tags: list[str]) -> Iterator[tuple[int, int]]:
    """Read IOB2 strictly: I- only goes on with the same type."""
    first = None
    for index, tag in enumerate([*tags, "O"]):
        if first is not None and tag != f"I-{tags[first][2:]}":
            yield first, index - 1
            first = None
        assert first is not None or not tag.startswith("I-")
        if tag.startswith("B-"):
            first = index


def test_an_article_without_the_layer_of_names_has_no_tokens(articles: tuple[Article, ...]) -> None:
    article = next(article for article in articles if not article.entities)
    assert list(FLAT_ROWS["ner_tokens"](TaggedRecord(article.to_dict(), NEWEST)))
    unread = replace(article, layers=tuple(layer for layer in article.layers if layer.name != "entities"))
    assert list(FLAT_ROWS["ner_tokens"](TaggedRecord(unread.to_dict(), NEWEST))) == []


def test_a_flat_view_without_rows_is_no_config(tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead) -> None:
    silent = [replace(article, quotes=(), non_quotes=()) for article in articles]
    edition = write_build(silent, head, tmp_path / "dunes").path
    assert not (edition / "data" / "quotes").exists()
    assert "quotes" not in open_manifest(edition).configs
    places = [place for path in open_manifest(edition).rows if (place := table_place(path))]
    assert [config.name for config in configs(places)][-3:] == ["full", "entities", "ner_tokens"]
    assert verify(edition) == ()
