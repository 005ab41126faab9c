"""The corpus in the tree: its files follow their schemas, and its gold stands on the text that it was made on."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from copydesk.resources import CORPUS, languages, read_schema
from copydesk.text.edits import Assembled, assemble
from copydesk.text.pieces import LostSpace, Piece

ANNOTATED = {"headline", "dek", "caption", "related_item", "subhead", "paragraph"}
SEED = ("fr-01", "ca91ce43ee1cdf7c20055f69288a1edb75acf0e7e04b3fb939b735b437d21293")
CONTENTS = {
    "layout": {"pieces"},
    "spacing": {"lost_spaces"},
    "entities": {"entities", "non_entities"},
    "quotes": {"quotes", "non_quotes"},
}
DOUBLE_MARKS = "".join(
    map(
        unicodedata.lookup,
        (
            "LEFT-POINTING DOUBLE ANGLE QUOTATION MARK",
            "RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK",
            "LEFT DOUBLE QUOTATION MARK",
            "RIGHT DOUBLE QUOTATION MARK",
            "DOUBLE LOW-9 QUOTATION MARK",
            "QUOTATION MARK",
        ),
    )
)
BULLETS = frozenset(
    "-+*|/>"
    + "".join(
        map(
            unicodedata.lookup,
            (
                "BULLET",
                "EN DASH",
                "RIGHTWARDS ARROW",
                "MIDDLE DOT",
                "BLACK SMALL SQUARE",
                "BLACK RIGHT-POINTING TRIANGLE",
                "BLACK RIGHT-POINTING SMALL TRIANGLE",
                "RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK",
            ),
        )
    )
)
"""Signs before an item, and those that stand alone between two pieces of one line."""

RAW_FILES = sorted((CORPUS / "raw").rglob("*.txt"))


@dataclass(frozen=True)
class Annotated:
    """One article of the corpus: its decoded raw, its gold, and the clean text that the gold's layout makes."""

    id: str
    raw: str
    gold: Mapping[str, Any]
    made: Assembled


@cache
def annotated(path: Path) -> Annotated:
    raw = path.read_bytes().decode("utf-8")
    gold = json.loads(gold_file(path).read_text(encoding="utf-8"))
    pieces = [Piece(p["start"], p["end"], p["role"], p["noise"], "gold") for p in gold["pieces"]]
    spaces = [LostSpace(offset, "gold") for offset in gold["lost_spaces"]]
    return Annotated(path.stem, raw, gold, assemble(raw, pieces, spaces))


def gold_file(path: Path) -> Path:
    return CORPUS / "gold" / path.relative_to(CORPUS / "raw").with_suffix(".json")


@pytest.fixture(params=RAW_FILES, ids=lambda path: path.stem)
def article(request: pytest.FixtureRequest) -> Annotated:
    return annotated(request.param)


def departures(schema: str, value: Any) -> list[str]:
    validator = Draft202012Validator(
        read_schema(schema), format_checker=Draft202012Validator.FORMAT_CHECKER, registry=Registry()
    )
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def spans(gold: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name in ("entities", "non_entities", "non_quotes"):
        yield from gold[name]
    for quote in gold["quotes"]:
        for part in ("content", "cue", "source", "marks"):
            yield from quote[part]


def covered(ranges: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in ranges)


@pytest.mark.parametrize("name", ["corpus", "source", "gold", "adjudication", "scores"])
def test_schema_is_a_sound_schema_that_leaves_no_property_open_or_unexplained(name: str) -> None:
    schema = read_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:copydesk:schema:{name}:1.0"
    pending = [schema]
    while pending:
        node = pending.pop()
        pending.extend(part for part in node.values() if isinstance(part, dict))
        if "properties" in node and "type" in node:
            assert node["additionalProperties"] is False
            described = [part for part in node["properties"].values() if "$ref" not in part]
            assert all(part.get("description") for part in described)
        assert "\\d" not in str(node.get("pattern"))


@pytest.mark.parametrize(
    ("schema", "value", "complaint"),
    [
        ("source", {"origin": "found in the street"}, "$.origin: 'found in the street' is not one of"),
        ("source", {"url": "file:///etc/hosts"}, "$.url: 'file:///etc/hosts' does not match"),
        ("source", {"url": "https://example.org/a b"}, "$.url: 'https://example.org/a b' does not match"),
        ("source", {"retrieved": "2024-02-30"}, "$.retrieved: '2024-02-30' is not a 'date'"),
        ("source", {"id": "fr-02\n"}, "$.id: 'fr-02\\n' does not match"),
        ("source", {"license": "CC-BY-4.0"}, "$: Additional properties are not allowed ('license'"),
        ("corpus", {"version": "0.1"}, "$.version: '0.1' does not match"),
        ("gold", {"layers": []}, "$.layers: [] should be non-empty"),
        ("gold", {"entities": [{"type": "MISC"}]}, "$.entities[0].type: 'MISC' is not one of"),
    ],
)
def test_schema_refuses_what_it_should(schema: str, value: dict[str, Any], complaint: str) -> None:
    assert [message for message in departures(schema, value) if message.startswith(complaint)]


def test_corpus_without_a_licence_of_its_own_must_say_why() -> None:
    head = json.loads((CORPUS / "corpus.json").read_text(encoding="utf-8"))
    assert departures("corpus", head) == []
    del head["licence_reason"]
    assert departures("corpus", head) == ["$: 'licence_reason' is a required property"]


def test_corpus_languages_are_its_folders_and_have_language_data() -> None:
    head = json.loads((CORPUS / "corpus.json").read_text(encoding="utf-8"))
    folders = sorted(path.name for path in (CORPUS / "raw").iterdir() if path.is_dir())
    assert head["languages"] == folders
    assert set(folders) <= set(languages())


def test_every_raw_article_has_its_sidecar_and_gold_and_neither_stands_alone() -> None:
    raw = {path.relative_to(CORPUS / "raw").with_suffix("") for path in RAW_FILES}
    sidecars = {
        path.relative_to(CORPUS / "raw").with_suffix("")
        for path in (CORPUS / "raw").rglob("*.json")
        if path.name != "source.json"
    }
    gold = {path.relative_to(CORPUS / "gold").with_suffix("") for path in (CORPUS / "gold").rglob("*.json")}
    assert raw == sidecars == {path for path in gold if path.parts[0] not in {"primary", "reasons"}}


@pytest.mark.parametrize("path", RAW_FILES, ids=lambda path: path.stem)
def test_sidecar_follows_its_schema_and_states_origin_and_licence(path: Path) -> None:
    sidecar = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert departures("source", sidecar) == []
    assert {"origin", "licence", "note"} <= sidecar.keys()


def test_splits_name_every_article_once_in_order() -> None:
    lines = (CORPUS / "splits.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")
    entries = [json.loads(line) for line in lines]
    assert [entry["id"] for entry in entries] == sorted(path.stem for path in RAW_FILES)
    assert {entry["split"] for entry in entries} == {"train", "validation", "test"}


def test_seed_article_is_byte_for_byte_what_was_handed_over() -> None:
    article_id, digest = SEED
    path = next(path for path in RAW_FILES if path.stem == article_id)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_gold_follows_its_schema_and_is_of_this_article(article: Annotated) -> None:
    assert departures("gold", article.gold) == []
    assert article.gold["id"] == article.id


def test_gold_holds_exactly_the_contents_of_the_layers_it_names(article: Annotated) -> None:
    names = [layer["name"] for layer in article.gold["layers"]]
    assert len(set(names)) == len(names)
    contents = set().union(*CONTENTS.values())
    assert contents & article.gold.keys() == set().union(*(CONTENTS[name] for name in names))


def test_gold_was_made_on_the_text_that_its_layout_gives(article: Annotated) -> None:
    assert hashlib.sha256(article.made.text.encode()).hexdigest() == article.gold["text_sha256"]


def test_pieces_are_in_order_have_one_label_and_start_and_end_with_ink(article: Annotated) -> None:
    position = 0
    for piece in article.gold["pieces"]:
        surface = article.raw[piece["start"] : piece["end"]]
        assert piece["start"] >= position
        assert surface
        assert surface == surface.strip()
        assert (piece["role"] is None) != (piece["noise"] is None)
        position = piece["end"]


def test_every_raw_character_with_ink_is_in_a_piece_or_is_a_bullet(article: Annotated) -> None:
    position, left = 0, ""
    for piece in [*article.gold["pieces"], {"start": len(article.raw), "end": len(article.raw)}]:
        left += article.raw[position : piece["start"]]
        position = piece["end"]
    assert {character for character in left if not character.isspace()} <= BULLETS


def test_lost_spaces_ascend_and_stand_between_two_visible_characters(article: Annotated) -> None:
    offsets = article.gold["lost_spaces"]
    assert offsets == sorted(set(offsets))
    for offset in offsets:
        assert not article.raw[offset - 1].isspace()
        assert not article.raw[offset].isspace()


def test_every_surface_is_what_stands_at_its_span(article: Annotated) -> None:
    text = article.made.text
    assert [s for s in spans(article.gold) if text[s["start"] : s["end"]] != s["text"]] == []
    assert [s for s in spans(article.gold) if s["text"] != s["text"].strip()] == []


def test_every_span_stays_in_one_passage(article: Annotated) -> None:
    passages = [(passage.start, passage.end) for passage in article.made.passages]
    assert [s for s in spans(article.gold) if not covered(passages, s["start"], s["end"])] == []


def test_every_other_mention_of_an_entity_is_annotated_or_excepted(article: Annotated) -> None:
    gold, text = article.gold, article.made.text
    decided = [(s["start"], s["end"]) for s in (*gold["entities"], *gold["non_entities"])]
    forgotten = [
        (surface, start)
        for surface in sorted({entity["text"] for entity in gold["entities"]})
        for passage in article.made.passages
        if passage.role in ANNOTATED
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text[passage.start : passage.end])
        if not covered(decided, start := passage.start + match.start(), start + len(surface))
    ]
    assert forgotten == []


def test_every_quotation_mark_is_in_a_quote_or_excepted(article: Annotated) -> None:
    gold, text = article.gold, article.made.text
    decided = [(s["start"], s["end"]) for s in gold["non_quotes"]]
    decided.extend((s["start"], s["end"]) for quote in gold["quotes"] for s in quote["marks"])
    found = [at for at, character in enumerate(text) if character in DOUBLE_MARKS]
    assert [(at, text[at : at + 30]) for at in found if not covered(decided, at, at + 1)] == []


def test_entities_are_ordered_and_each_thing_has_one_type_and_one_link(article: Annotated) -> None:
    entities = article.gold["entities"]
    keys = [(entity["start"], -entity["end"]) for entity in entities]
    assert keys == sorted(set(keys))
    assert [entity["id"] for entity in entities] == [f"e{number}" for number in range(1, len(entities) + 1)]
    facts = {(e["entity_id"], e["type"], e["kb_id"], e["kb_status"]) for e in entities}
    assert len(facts) == len({entity["entity_id"] for entity in entities})


def test_quotes_are_ordered_and_point_at_what_exists(article: Annotated) -> None:
    quotes = article.gold["quotes"]
    assert [quote["id"] for quote in quotes] == [f"q{number}" for number in range(1, len(quotes) + 1)]
    starts = [quote["content"][0]["start"] for quote in quotes]
    assert starts == sorted(starts)
    things = {entity["entity_id"] for entity in article.gold["entities"]}
    levels = {quote["id"]: quote["level"] for quote in quotes}
    for quote in quotes:
        assert quote["speaker_entity_id"] is None or quote["speaker_entity_id"] in things
        assert quote["level"] == (1 if quote["parent_id"] is None else levels[quote["parent_id"]] + 1)
        assert (quote["source_kind"] == "none") == (not quote["source"])
        assert (quote["type"] == "indirect") == (not quote["marks"])
