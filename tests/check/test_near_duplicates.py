"""Updates of the same report meet across splits; other articles do not, however many there are."""

import random
import time

import pytest

from copydesk.check.rules.near_duplicates import article_near_duplicate, sketch
from copydesk.check.rules.rule import ArticleFacts
from copydesk.errors import Place

WORDS = [f"w{number}" for number in range(5000)]


def some_text(seed: int, length: int = 300) -> list[str]:
    draw = random.Random(seed)
    return [draw.choice(WORDS) for _ in range(length)]


def fact(name: str, words: list[str], split: str | None) -> ArticleFacts:
    return ArticleFacts(name, Place(f"{name}.txt"), name.encode(), sketch(" ".join(words)), split)


def changed(words: list[str], seed: int, count: int) -> list[str]:
    draw, copied = random.Random(seed), list(words)
    for _ in range(count):
        copied[draw.randrange(len(words))] = "new"
    return copied


def found(*facts: ArticleFacts) -> list[str]:
    return [fact.id for fact, _ in article_near_duplicate(facts)]


def test_an_update_in_another_split_is_found_and_named() -> None:
    words = some_text(1)
    pair = fact("a", words, "train"), fact("b", changed(words, 2, 4), "test")
    ((first, message),) = article_near_duplicate(pair)
    assert first.id == "b"
    assert "'a' in the split train" in message


@pytest.mark.parametrize(("split", "expected"), [("train", []), ("test", ["b"]), (None, ["b"])])
def test_what_stands_in_the_same_split_does_no_harm(split: str | None, expected: list[str]) -> None:
    words = some_text(1)
    assert found(fact("a", words, "train"), fact("b", changed(words, 2, 4), split)) == expected


def test_of_two_hundred_updates_nearly_all_are_found_and_nothing_else() -> None:
    texts = [some_text(seed) for seed in range(1000)]
    facts = [fact(f"a{number}", words, "train") for number, words in enumerate(texts)]
    updates = [fact(f"b{number}", changed(words, number, 6), "test") for number, words in enumerate(texts[:200])]
    named = found(*facts, *updates)
    assert set(named) <= {update.id for update in updates}
    assert len(named) >= 190


def test_short_texts_have_no_sketch() -> None:
    assert sketch("Un mot, deux mots.") == b""
    assert found(fact("a", ["x"] * 10, "train"), fact("b", ["x"] * 10, "test")) == []


def test_thousands_of_copies_cost_no_more_than_thousands_of_articles() -> None:
    same = sketch(" ".join(some_text(1)))
    facts = [ArticleFacts(f"a{number}", Place("x"), b"%d" % number, same, "train") for number in range(20_000)]
    started = time.process_time()
    assert found(*facts) == []
    assert time.process_time() - started < 5
