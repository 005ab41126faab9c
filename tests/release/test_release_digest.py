"""Digests depend on what rows say, and on nothing else."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.record import Article, canonical_json
from copydesk.release.digest import LAYER_FIELDS, content_digest, layer_digests, row_digest

ROWS = [("b", "train", "22"), ("a", "test", "11"), ("c", "train", "33")]


@given(st.permutations(ROWS))
def test_content_digest_does_not_depend_on_the_order_of_rows(rows: list[tuple[str, str, str]]) -> None:
    assert content_digest(rows) == content_digest(ROWS)


@pytest.mark.parametrize("changed", [("b", "test", "22"), ("b2", "train", "22"), ("b", "train", "23")])
def test_content_digest_depends_on_id_split_and_row(changed: tuple[str, str, str]) -> None:
    assert content_digest([changed, *ROWS[1:]]) != content_digest(ROWS)


def test_content_digest_is_what_its_documentation_says() -> None:
    lines = b"copydesk content digest 1\na\ttest\t11\nb\ttrain\t22\nc\ttrain\t33\n"
    assert content_digest(ROWS) == f"sha256:{hashlib.sha256(lines).hexdigest()}"


def test_row_digest_does_not_depend_on_the_order_of_keys(articles: tuple[Article, ...]) -> None:
    record = articles[0].to_dict()
    assert row_digest(dict(reversed(record.items()))) == row_digest(record)


def test_row_digest_is_that_of_the_record_read_back_from_json(articles: tuple[Article, ...]) -> None:
    record = articles[0].to_dict()
    assert row_digest(json.loads(canonical_json(record))) == row_digest(record)


def test_every_field_of_the_record_is_in_one_layer() -> None:
    names = [name for layer in LAYER_FIELDS.values() for name in layer]
    assert sorted(names) == sorted(field.name for field in fields(Article))


@pytest.mark.parametrize(
    ("layer", "change"),
    [
        ("text", lambda article: replace(article, dek="Another dek")),
        ("quotes", lambda article: replace(article, quotes=())),
        ("entities", lambda article: replace(article, entities=())),
        ("language", lambda article: replace(article, language_detected="und")),
        ("source", lambda article: replace(article, source=replace(article.source, licence="CC-BY-4.0"))),
    ],
)
def test_a_change_shows_in_its_layer_alone(
    articles: tuple[Article, ...], layer: str, change: Callable[[Article], Any]
) -> None:
    before, after = layer_digests(articles[0].to_dict()), layer_digests(change(articles[0]).to_dict())
    assert [name for name in before if before[name] != after[name]] == [layer]
