"""Where two annotations differ is found whole, in one order, and the same whichever comes first."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from copydesk.pipeline.adjudication.differences import (
    Difference,
    all_followed,
    differences,
    followed,
    matched_quotes,
    same_entities,
)
from copydesk.pipeline.gold import Gold, gold_of
from support.adjudicated import Record, annotation, entity, first, pieces, reasons, second, span

Change = Callable[[Record], object]


def gold(record: Record) -> Gold:
    return gold_of(record, "gold", expected_id="halle")


def changed(change: Change) -> Gold:
    record = annotation("a1")
    change(record)
    return gold(record)


def place(words: str, number: int = 0) -> tuple[int, int]:
    found = span(words, number)
    return found["start"], found["end"]


FIRST_QUOTE = place("« Nous avons attendu deux ans »")
BRACKETS = {**span("deux ans", 1), "reason": "other"}


def set_quote(**values: Any) -> Change:
    return lambda record: record["quotes"][0].update(values)


def longer_piece(record: Record) -> None:
    record["pieces"][0]["end"] -= 7


def split_name(record: Record) -> None:
    record["entities"][1]["entity_id"] = "brest-2"


def rename_all(record: Record) -> None:
    for mention in record["entities"]:
        mention["entity_id"] = f"{mention['entity_id']}-other"
    for quote in record["quotes"]:
        quote["speaker_entity_id"] += "-other"


CASES: dict[str, tuple[Change, list[Difference]]] = {
    "nothing": (dict, []),
    "other names for the same things": (rename_all, []),
    "a mention less": (
        lambda record: record["entities"].pop(0),
        [Difference("entities", *place("Brest"), ("mention",))],
    ),
    "a mention with other bounds": (
        lambda record: record["entities"].__setitem__(2, {"id": "e3", **entity("PER", "maurel", "Maurel")}),
        [Difference("entities", *place("Anna Maurel"), ("mention",))],
    ),
    "another type": (
        lambda record: record["entities"][2].update(type="ORG"),
        [Difference("entities", *place("Anna Maurel"), ("type",))],
    ),
    "one name of two things": (split_name, [Difference("entities", *place("Brest", 1), ("entity",))]),
    "a look-alike": (
        lambda record: record["non_entities"].append(BRACKETS),
        [Difference("entities", BRACKETS["start"], BRACKETS["end"], ("non_entities",))],
    ),
    "other bounds of a piece": (
        longer_piece,
        [Difference("layout", pieces()[0]["start"], pieces()[0]["end"], ("bounds", "role"))],
    ),
    "a quote less": (lambda record: record["quotes"].pop(0), [Difference("quotes", *FIRST_QUOTE, ("quote",))]),
    "labels and speaker": (
        set_quote(type="indirect", factual=False, speaker_entity_id="brest"),
        [Difference("quotes", *FIRST_QUOTE, ("type", "factual", "speaker"))],
    ),
    "no speaker": (set_quote(speaker_entity_id=None), [Difference("quotes", *FIRST_QUOTE, ("speaker",))]),
    "shorter content": (
        set_quote(content=[span("Nous avons attendu")]),
        [Difference("quotes", *FIRST_QUOTE, ("content",))],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_difference_is_found_whichever_comes_first(name: str) -> None:
    change, expected = CASES[name]
    one, other = gold(annotation("a1")), changed(change)
    assert differences(one, other) == expected
    assert differences(other, one) == expected


def test_the_reasons_of_the_example_are_its_differences() -> None:
    found = differences(gold(first()), gold(second()))
    assert [(one.layer, one.start, one.end, list(one.fields)) for one in found] == [
        (one["layer"], one["start"], one["end"], one["fields"]) for one in reasons()["differences"]
    ]
    names = {"one": "a1", "other": "a2"}
    final = gold(annotation("adjudicator"))
    said = [names.get(name, name) for name in all_followed(found, gold(first()), gold(second()), final)]
    assert said == [one["followed"] for one in reasons()["differences"]]
    assert [followed(one, gold(first()), gold(second()), final) for one in found] == list(
        all_followed(found, gold(first()), gold(second()), final)
    )


def test_a_gold_that_takes_of_each_follows_both() -> None:
    one, other = changed(set_quote(cue=[span("dit")])), changed(set_quote(attribution="implicit"))
    (found,) = differences(one, other)
    assert found.fields == ("cue", "attribution")
    assert followed(found, one, other, gold(annotation("adj"))) == "neither"
    assert followed(found, one, other, one) == "one"
    assert followed(found, one, other, other) == "other"


def test_entities_are_the_same_where_a_mention_is_shared() -> None:
    same = same_entities(gold(annotation("a1")), changed(rename_all))
    assert same("brest", "brest-other")
    assert not same("brest", "maurel-other")
    assert same(None, None)
    assert not same(None, "brest-other")


def test_quotes_are_paired_once_those_of_one_level_first() -> None:
    outer = json.loads(json.dumps(annotation("a1")["quotes"][0]))
    inner = {**outer, "content": [span("attendu")], "level": 2}
    pairs, alone = matched_quotes([outer, inner], [inner])
    assert pairs == [(inner, inner)]
    assert alone == [outer]


def test_a_gold_without_the_quote_follows_neither_of_two_readings_of_it() -> None:
    one, other = changed(set_quote(cue=[span("dit")])), gold(annotation("a2"))
    (found,) = differences(one, other)
    without = changed(lambda record: record["quotes"].pop(0))
    assert followed(found, one, other, without) == "neither"
