"""Who said what: cases of single sentences in six languages, and the article that the project started from."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from copydesk.annotate.document import Document, QuoteLayer
from copydesk.annotate.quotes import find_quotes
from copydesk.annotate.quotes.lexicon import lexicon
from copydesk.annotate.quotes.stream import FOLDED, NAMED
from copydesk.annotate.quotes.word_groups import NOUN_GROUPS, WORD_GROUPS
from copydesk.record import Entity, Quote
from copydesk.resources import language_data, languages
from copydesk.text.tokens import tokenize

CASES = Path(__file__).parents[1] / "cases" / "quotes"
SHARED = Path(os.environ.get("COPYDESK_SHARED", Path(__file__).parents[2].parent / "shared"))
SEED = SHARED / "seed" / "fr-01.txt"


def read_cases(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    return [pytest.param(case, id=case["label"]) for case in map(json.loads, filter(None, lines))]


def surfaces(quote: Quote, case: dict[str, Any]) -> dict[str, Any]:
    found = {
        "type": quote.type,
        "content": [span.text for span in quote.content],
        "cue": [span.text for span in quote.cue],
        "source": [span.text for span in quote.source],
        "attribution": quote.attribution,
        "factual": quote.factual,
    }
    return {key: found[key] for key in case}


@pytest.mark.parametrize("case", read_cases("sentences.jsonl"))
def test_quotes_of_a_sentence(case: dict[str, Any]) -> None:
    layer = find_quotes(Document(case["text"], case["language"]), ())
    assert len(layer.quotes) == len(case["quotes"])
    assert [surfaces(q, expected) for q, expected in zip(layer.quotes, case["quotes"], strict=True)] == case["quotes"]
    if case["non_quotes"]:
        assert [[other.text, other.reason] for other in layer.non_quotes] == case["non_quotes"]


def test_every_language_has_words_of_speech() -> None:
    assert all(lexicon(language) is not None for language in languages())


def test_all_languages_name_the_same_lists() -> None:
    for topic in ("words", "nouns", "attribution", "afterwards", "grammar", "non_quotes"):
        keys = {language: sorted(language_data(language, "speech")[topic]) for language in languages()}
        assert all(own == keys["fr"] for own in keys.values()), topic


def test_no_group_of_words_hides_a_list() -> None:
    for topic, groups in (("words", WORD_GROUPS), ("nouns", NOUN_GROUPS)):
        assert groups.keys().isdisjoint(language_data("fr", "speech")[topic])


@pytest.mark.parametrize("language", languages())
def test_a_cue_is_looked_for_at_every_word_that_attributes(language: str) -> None:
    known = lexicon(language)
    assert known is not None
    alone = known.weak_before | known.after | known.possessive_after | known.tail | known.nouns["clause_cue"]
    first = {*known.forms, *known.before, *known.possessed, *known.separable}
    assert alone | first <= known.cue_words
    for phrases in (known.before, known.possessed):
        for phrase in (phrase for group in phrases.values() for phrase in group):
            led = phrase[1:2] if phrase[1:2] != ("*",) else tuple(known.words["possessives"])
            assert set(led) <= known.led_by[phrase[0]] if led else phrase[0] in known.lone_cues


def test_a_regional_tag_falls_back_to_its_language() -> None:
    layer = find_quotes(Document("“Aguenta”, disse o ministro.", "pt-BR"), ())
    assert [quote.type for quote in layer.quotes] == ["direct"]


@pytest.mark.parametrize("language", ["und", "fi", "", "zh-CN"])
def test_a_language_without_data_gives_one_remark_and_no_annotation(language: str) -> None:
    layer = find_quotes(Document("«Tervetuloa», hän sanoi.", language), ())
    assert layer.quotes == ()
    assert layer.non_quotes == ()
    assert [remark.rule for remark in layer.remarks] == ["quotes-no-language-data"]


def test_an_unclosed_mark_is_reported_where_it_stands() -> None:
    text = "Le maire a dit : « Nous partons.\n\nLa suite est connue."
    layer = find_quotes(Document(text, "fr"), ())
    (remark,) = layer.remarks
    assert remark.rule == "quote-mark-unclosed"
    assert text[remark.start : remark.end] == "« Nous partons."


def test_no_word_of_a_text_is_taken_for_a_marked_stretch() -> None:
    for sign in (FOLDED, NAMED):
        assert len(tokenize(sign)) > 1
        assert find_quotes(Document(f"Le maire a dit {sign} hier. Le port {sign}", "fr"), ()).quotes == ()
    (quote,) = find_quotes(Document(f"« Nous partons », a dit le maire {FOLDED[0]} hier.", "fr"), ()).quotes
    assert [span.text for span in quote.content] == ["« Nous partons »"]


def test_a_quotation_over_paragraphs_is_one_quote() -> None:
    text = "Le maire a dit : « Nous partons.\n\n« Et nous reviendrons. »"
    (quote,) = find_quotes(Document(text, "fr"), ()).quotes
    assert [span.text for span in quote.content] == ["« Nous partons.", "« Et nous reviendrons. »"]


@pytest.fixture(scope="module")
def seed() -> QuoteLayer:
    if not SEED.is_file():
        pytest.skip("the seed article is not here")
    raw = SEED.read_text(encoding="utf-8")
    text = "\n\n".join(line.strip(" \t\N{BULLET}\N{NO-BREAK SPACE}") for line in raw.split("\n") if line.strip())
    joints = []
    for glued, start in (
        ("Unparti", 2),
        ("Pacifiqueprécise", 9),
        ("Orientsitué", 6),
        ("Rousskidans", 7),
        ("Poutinelors", 7),
        ("Vostotchnydans", 10),
        ("Amouret", 5),
    ):
        offset = text.index(glued) + start
        text = text[:offset] + " " + text[offset:]
        joints.append(offset)
    offset = text.index("Kozlov")
    kozlov = Entity("e1", "PER", offset, offset + 6, "Kozlov", "kozlov", None, "unlinked")
    return find_quotes(Document(text, "fr", (), tuple(sorted(joints))), (kozlov,))


def quote_with_cue(layer: QuoteLayer, *cue: str) -> Quote:
    return next(quote for quote in layer.quotes if tuple(span.text for span in quote.cue) == cue)


def test_seed_direct_quote_with_its_long_source(seed: QuoteLayer) -> None:
    quote = quote_with_cue(seed, "a écrit")
    assert quote.type == "direct"
    assert quote.content[0].text.startswith("«")
    assert "Une excursion" in quote.content[0].text
    assert quote.source[0].text == (
        "le ministre russe des Ressources naturelles et président de la commission intergouvernementale "
        "Russie-Corée du Nord"
    )
    assert quote.speaker_entity_id == "kozlov"


def test_seed_agency_and_reported_clauses(seed: QuoteLayer) -> None:
    assert quote_with_cue(seed, "a rapporté").source[0].text in ("l’agence TASS", "l'agence TASS")
    assert quote_with_cue(seed, "précise").type == "indirect"
    assert quote_with_cue(seed, "a ajouté").content[0].text.startswith("que des étudiants")
    assert quote_with_cue(seed, "a assuré").source[0].text == "Poutine"


def test_seed_media_report_is_mixed(seed: QuoteLayer) -> None:
    quote = quote_with_cue(seed, "Selon")
    assert quote.type == "mixed"
    assert quote.source[0].text == "des médias tels que le New York Times"
    assert quote.content[0].text.startswith("Kim serait prêt")


def test_seed_scare_quote_is_no_quote(seed: QuoteLayer) -> None:
    assert [other.reason for other in seed.non_quotes] == ["scare_quote"]
