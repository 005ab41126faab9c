"""Whoever reads an edition by its Croissant description finds the rows that its tables hold."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from copydesk.record import Article
from copydesk.release.checksums import file_digest, read_checksums
from copydesk.release.croissant import CONFORMS_TO, RECORD_SETS
from copydesk.release.layout import CROISSANT, table_place
from copydesk.release.parquet_reading import read_rows
from copydesk.schema import view_fields

mlcroissant = pytest.importorskip("mlcroissant")


def description(edition: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((edition / CROISSANT).read_text(encoding="utf-8"))
    return value


def as_text(value: Any) -> Any:
    """Give a value as it was written: the reader gives text as bytes."""
    if isinstance(value, bytes):
        return value.decode()
    return [as_text(part) for part in value] if isinstance(value, list) else value


def read_back(edition: Path, record_set: str) -> list[dict[str, Any]]:
    records = mlcroissant.Dataset(jsonld=str(edition / CROISSANT)).records(record_set)
    return [{name.partition("/")[2]: as_text(value) for name, value in record.items()} for record in records]


def stored(edition: Path, view: str) -> list[dict[str, Any]]:
    rows = []
    for path in sorted((edition / "data" / view).rglob("*.parquet")):
        place = table_place(path.relative_to(edition).as_posix())
        assert place is not None
        rows += [{**row, "split": place.split} for row in read_rows(path)]
    return rows


def in_order(rows: list[Mapping[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


@pytest.mark.parametrize("record_set", RECORD_SETS)
def test_every_record_is_the_row_of_a_table(sound_edition: Path, record_set: str) -> None:
    found = read_back(sound_edition, record_set)
    rows = stored(sound_edition, RECORD_SETS[record_set])
    assert rows
    assert in_order([*found]) == in_order([{name: row[name] for name in found[0]} for row in rows])


@pytest.mark.parametrize("record_set", ["entities", "quotes", "ner_tokens"])
def test_flat_record_sets_have_every_column_and_the_split(sound_edition: Path, record_set: str) -> None:
    fields = next(entry["field"] for entry in description(sound_edition)["recordSet"] if entry["@id"] == record_set)
    assert [field["name"] for field in fields] == [*view_fields(record_set), "split"]


def test_articles_have_the_columns_that_hold_one_value(sound_edition: Path, articles: tuple[Article, ...]) -> None:
    found = read_back(sound_edition, "articles")
    assert {row["id"]: row["text"] for row in found} == {article.id: article.text for article in articles}
    assert "entities" not in found[0]


def test_the_only_thing_that_the_reader_misses_is_the_day_that_no_edition_knows(sound_edition: Path) -> None:
    context = mlcroissant.Dataset(jsonld=str(sound_edition / CROISSANT)).metadata.ctx
    assert not context.issues.errors
    assert [issue for issue in context.issues.warnings if "datePublished" not in issue] == []


def test_tables_are_listed_with_their_checksums_and_nothing_else_is(sound_edition: Path) -> None:
    listed = {
        entry["contentUrl"]: entry["sha256"]
        for entry in description(sound_edition)["distribution"]
        if entry["@type"] == "cr:FileObject"
    }
    paths = sorted(sound_edition.rglob("*.parquet"))
    assert listed == {path.relative_to(sound_edition).as_posix(): file_digest(path) for path in paths}
    assert CROISSANT in read_checksums((sound_edition / "SHA256SUMS").read_text(encoding="utf-8"))


def test_who_made_the_data_and_how_is_said_from_the_rows(sound_edition: Path) -> None:
    value = description(sound_edition)
    assert tuple(value["conformsTo"]) == CONFORMS_TO
    assert value["rai:dataCollection"].startswith("Articles by origin: ")
    assert "entities: automatic in 1; entities: manual in 11" in value["rai:dataAnnotationProtocol"]
    assert {name for name in value if name.startswith("rai:")} >= {
        "rai:dataLimitations",
        "rai:personalSensitiveInformation",
        "rai:machineAnnotationTools",
    }
