"""What two annotators say of an article is counted layer by layer, as it was worked out by hand."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk.pipeline.adjudication.adjudicated import Beside
from copydesk.pipeline.agreement.labels import Pair, entity_labels, quote_labels, role_pairs, tokens_of
from copydesk.pipeline.agreement.measures import MEASURES, Measure, count
from copydesk.pipeline.agreement.pairs import pair_of
from copydesk.pipeline.agreement.statistics import FORMULAS
from copydesk.pipeline.agreement.tally import ALL, AgreementTally
from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from copydesk.record import Article
from copydesk.resources import CORPUS
from support import adjudicated
from support.adjudicated import Record, annotation, entity, first, second, span

GOLD_ARTICLES = [
    outcome.article
    for outcome in build_articles(open_corpus(CORPUS), Options(entities=None, quotes=False))
    if isinstance(outcome, Built)
]


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Article:
    root = adjudicated.written(tmp_path_factory.mktemp("corpus"), adjudicated.files())
    (built,) = build_articles(open_corpus(root), Options(entities=None))
    assert isinstance(built, Built)
    return built.article


def pair(article: Article, one: Record, other: Record) -> Pair:
    made = pair_of(article, Beside({"a1": one, "a2": other}, None))
    assert made is not None
    return made


def values(pair: Pair) -> dict[tuple[str, str], float | None]:
    return {
        (measure.name, measure.formula): FORMULAS[measure.formula](counts) for measure, counts in count(pair).items()
    }


def test_two_identical_layers_agree_with_one(article: Article) -> None:
    assert set(values(pair(article, annotation("a1"), annotation("a2"))).values()) == {1}


@pytest.mark.parametrize("path", sorted((CORPUS / "gold").glob("[a-z][a-z]/*.json")), ids=lambda path: path.stem)
def test_the_gold_of_the_corpus_agrees_with_itself(path: Path) -> None:
    article = next(one for one in GOLD_ARTICLES if one.id == path.stem)
    gold = json.loads(path.read_text(encoding="utf-8"))
    found = values(pair(article, gold, gold))
    assert set(found.values()) <= {1, None}
    assert (
        found["pieces with role", "F1"]
        == found["mentions with type", "F1"]
        == found["speaker of matched quotes", "share"]
        == 1
    )


def test_the_example_as_worked_by_hand(article: Article) -> None:
    """One takes the menu for a paragraph; the other lacks one of three mentions, the lost space, and half of a cue."""
    found = values(pair(article, first(), second()))
    assert found["pieces with role", "F1"] == 4 / 5
    seen = sum(not character.isspace() for character in adjudicated.RAW)
    assert found["role by character", "share"] == pytest.approx((seen - len("Partager")) / seen)
    assert found["lost spaces", "F1"] == 0
    assert found["mentions with type", "F1"] == pytest.approx(2 * 2 / 5)
    assert found["type of the same mentions", "kappa"] == 1
    assert found["linking of the same mentions", "B-cubed F1"] == 1
    assert found["content, whole quotes", "F1"] == found["content by token", "F1"] == 1
    assert found["cue", "F1"] == 1 / 2
    assert found["source", "F1"] == 1
    assert found["speaker of matched quotes", "share"] == 1
    # explicit and implicit against explicit twice: half of it alike, half by chance
    assert found["attribution of matched quotes", "kappa"] == 0


def swap_speaker(record: Record) -> None:
    record["quotes"][0]["speaker_entity_id"] = "brest"


def no_speaker(record: Record) -> None:
    record["quotes"][0]["speaker_entity_id"] = None


@pytest.mark.parametrize("change", [swap_speaker, no_speaker])
def test_another_speaker_is_half_of_two(article: Article, change: Callable[[Record], None]) -> None:
    other = annotation("a2")
    change(other)
    assert values(pair(article, annotation("a1"), other))["speaker of matched quotes", "share"] == 0.5


def test_names_of_things_are_the_annotators_own(article: Article) -> None:
    other = annotation("a2")
    for mention in other["entities"]:
        mention["entity_id"] += "-x"
    for quote in other["quotes"]:
        quote["speaker_entity_id"] += "-x"
    assert set(values(pair(article, annotation("a1"), other)).values()) == {1}
    other["entities"][1]["entity_id"] = "another-brest"
    found = values(pair(article, annotation("a1"), other))
    assert found["linking of the same mentions", "B-cubed F1"] == pytest.approx(2 * (2 / 3) / (1 + 2 / 3))


def test_tokens_are_those_of_annotated_passages(article: Article) -> None:
    own = pair(article, annotation("a1"), annotation("a2"))
    words = [article.text[token.start : token.end] for token in tokens_of(own)]
    assert words[:5] == ["La", "halle", "de", "Brest", "rouvre"]
    assert "Partager" not in words


def test_a_token_has_the_type_of_the_outermost_mention(article: Article) -> None:
    nested = annotation("a1")
    nested["entities"].insert(0, {"id": "e9", **entity("ORG", "halle", "La halle de Brest")})
    own = pair(article, nested, annotation("a2"))
    tokens = tokens_of(own)
    assert entity_labels(own.one, tokens)[:5] == ["ORG"] * 4 + ["none"]
    assert entity_labels(own.other, tokens)[:5] == ["none"] * 3 + ["LOC", "none"]
    inside = [token for token in tokens if span("Nous avons")["start"] <= token.start < span("Nous avons")["end"]]
    assert quote_labels(own.one, inside) == ["direct", "direct"]


def test_characters_without_a_piece_count_as_none(article: Article) -> None:
    shorter = annotation("a1")
    shorter["pieces"][0]["end"] -= len("rouvre")
    counts = role_pairs(pair(article, shorter, annotation("a2")))
    assert counts["none", "headline"] == len("rouvre")
    assert counts.total() == sum(not character.isspace() for character in adjudicated.RAW)


def test_rows_are_of_all_and_of_each_language_with_intervals_that_hold_the_value(article: Article) -> None:
    tally = AgreementTally()
    tally.add(pair(article, annotation("a1"), annotation("a2")))
    tally.add(pair(article, first(), second()))
    assert {row.language for row in tally.rows(resamples=10)} == {ALL}
    tally.add(replace(pair(article, first(), second()), language="de"))
    rows = list(tally.rows())
    assert [row.language for row in rows] == [language for language in (ALL, "de", "fr") for _ in MEASURES]
    assert rows == list(tally.rows())
    for row in rows:
        if row.value is not None and row.low is not None and row.high is not None:
            assert row.low <= row.value <= row.high
    mentions = Measure("entities", "mentions with type", "F1")
    (found,) = (row for row in rows if row.measure == mentions and row.language == ALL)
    assert found.value == pytest.approx(2 * 7 / 16)
    assert found.units == 9


def test_the_order_of_articles_changes_nothing(article: Article) -> None:
    others = [second(), *[annotation("a2")] * 6]
    pairs = [replace(pair(article, first(), other), id=f"x-{number}") for number, other in enumerate(others)]
    forwards, backwards = AgreementTally(), AgreementTally()
    for tally, order in ((forwards, pairs), (backwards, pairs[::-1])):
        for own in order:
            tally.add(own)
    for resamples in (1, 2, 3):
        assert list(forwards.rows(resamples=resamples)) == list(backwards.rows(resamples=resamples))


def test_where_there_are_not_two_there_is_no_pair(article: Article) -> None:
    assert pair_of(article, Beside({"a1": annotation("a1")}, None)) is None
