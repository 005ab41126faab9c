"""What happens to an annotator's spans at the level of the article, with an annotator that says what a test wants."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.annotate.document import Document
from copydesk.annotate.entities import ANNOTATORS, NamedSpan, find_entities, from_function
from copydesk.annotate.entities.gazetteer import gazetteer_resources
from copydesk.errors import UsageError
from copydesk.record import Entity, EntityType, Passage

Said = dict[str, EntityType]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Said:
    """An annotator ``said`` that names every whole-word place of the strings a test puts here."""
    said: Said = {}

    def spans(text: str) -> list[NamedSpan]:
        return [
            NamedSpan(match.start(), match.end(), kind)
            for name, kind in said.items()
            for match in re.finditer(rf"\b{re.escape(name)}(?!\w)", text)
        ]

    monkeypatch.setitem(ANNOTATORS, "said", from_function(spans, "said 1"))
    return said


def entities(*paragraphs: str, language: str = "fr", joints: tuple[int, ...] = ()) -> tuple[Entity, ...]:
    document = Document("\n\n".join(paragraphs), language, (), joints)
    return find_entities([document], annotator="said")[0].entities


def shown(*paragraphs: str, language: str = "fr", joints: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    return [(entity.type, entity.text) for entity in entities(*paragraphs, language=language, joints=joints)]


def test_titles_articles_and_elisions_fall_out_of_the_span(say: Said) -> None:
    say |= {"M. Lenoir": "PER", "l'Ukraine": "LOC", "la Hongrie": "LOC", "président Ravel": "PER"}
    text = "Hier M. Lenoir a quitté l'Ukraine pour la Hongrie, avec le président Ravel."
    assert shown(text) == [("PER", "Lenoir"), ("LOC", "Ukraine"), ("LOC", "Hongrie"), ("PER", "Ravel")]


def test_a_span_that_ran_over_the_name_ends_where_a_lost_space_was_put_back(say: Said) -> None:
    say |= {"Anton Belsky pendant": "PER"}
    text = "On a vu Anton Belsky pendant la visite."
    assert shown(text, joints=(text.index(" pendant"),)) == [("PER", "Anton Belsky")]


def test_a_name_cut_short_takes_in_the_capital_that_goes_on_with_it(say: Said) -> None:
    say |= {"Lee Min": "PER"}
    assert shown("Le chanteur Lee Min Ho est à Lille.")[0] == ("PER", "Lee Min Ho")


def test_lower_case_words_after_a_name_that_stands_alone_elsewhere_are_cut(say: Said) -> None:
    say |= {"Solaris accélère": "ORG", "Solaris": "ORG"}
    text = ("La société Solaris recrute.", "Le projet Solaris accélère encore.")
    assert shown(*text) == [("ORG", "Solaris"), ("ORG", "Solaris")]


@pytest.mark.usefixtures("say")
def test_a_name_mistyped_once_follows_its_other_mentions() -> None:
    def once_wrong(text: str) -> list[NamedSpan]:
        kind: EntityType = "LOC" if "vend" in text else "ORG"
        return [NamedSpan(m.start(), m.end(), kind) for m in re.finditer("Verolia", text)]

    ANNOTATORS["said"] = from_function(once_wrong)
    found = shown("Hier Verolia recrute.", "Puis Verolia embauche.", "Enfin Verolia vend.")
    assert found == [("ORG", "Verolia")] * 3


def test_a_name_missed_in_one_place_is_found_there(say: Said) -> None:
    say |= {"Vesoulac": "LOC"}

    def only_first(text: str) -> list[NamedSpan]:
        place = text.find("Vesoulac")
        return [NamedSpan(place, place + 8, "LOC")] if "dort" in text else []

    ANNOTATORS["said"] = from_function(only_first)
    assert shown("Tout Vesoulac dort.", "On aime Vesoulac, mais pas les Vesoulaciens.") == [("LOC", "Vesoulac")] * 2


def test_a_name_is_not_found_inside_a_longer_one(say: Said) -> None:
    say |= {"Vesoulac": "LOC", "Vesoulac Habitat": "PROD"}
    assert shown("On aime Vesoulac.", "Le jeu Vesoulac Habitat est vendu.") == [
        ("LOC", "Vesoulac"),
        ("PROD", "Vesoulac Habitat"),
    ]


def test_a_place_inside_the_name_of_an_organisation_is_a_mention_of_its_own(say: Said) -> None:
    say |= {"Vesoulac": "LOC", "Vesoulac Habitat": "ORG"}
    assert shown("On aime Vesoulac.", "Le bailleur Vesoulac Habitat construit.") == [
        ("LOC", "Vesoulac"),
        ("ORG", "Vesoulac Habitat"),
        ("LOC", "Vesoulac"),
    ]


def test_demonyms_are_dropped_whatever_the_annotator_says(say: Said) -> None:
    say |= {"Portugais": "LOC", "Danoises": "MISC", "Portugal": "LOC"}
    assert shown("Des Portugais et deux Danoises vivent au Portugal.") == [("LOC", "Portugal")]


def test_names_in_a_list_are_cut_apart(say: Said) -> None:
    say |= {"Rennes, Vannes": "LOC"}
    assert shown("Il pleut à Rennes, Vannes et ailleurs.") == [("LOC", "Rennes"), ("LOC", "Vannes")]


@pytest.mark.usefixtures("say")
def test_a_span_is_widened_to_whole_words() -> None:
    ANNOTATORS["said"] = from_function(lambda text: [NamedSpan(text.index("tel"), text.index("tel") + 3, "LOC")])
    assert shown("Hier à Montélimar-Castelnau.") == [("LOC", "Montélimar-Castelnau")]


def test_headline_case_makes_no_name_but_a_name_of_the_body_is_found(say: Said) -> None:
    say |= {"Great Fire": "PER", "Old Harbour": "LOC", "Dunwich": "LOC"}
    text = "Great Fire Destroys Old Harbour Near Dunwich\n\nA fire has destroyed a harbour near Dunwich."
    passages = (Passage("headline", 0, 44, 0, 44), Passage("paragraph", 46, len(text), 46, len(text)))
    (layer,) = find_entities([Document(text, "en", passages)], annotator="said")
    assert [entity.text for entity in layer.entities] == ["Dunwich", "Dunwich"]


def test_roles_that_hold_no_names_are_left_out(say: Said) -> None:
    say |= {"Lenoir": "PER"}
    text = "Lenoir\n\nLenoir\n\nM. Lenoir part."
    passages = (
        Passage("byline", 0, 6, 0, 6),
        Passage("credit", 8, 14, 8, 14),
        Passage("paragraph", 16, len(text), 16, len(text)),
    )
    (layer,) = find_entities([Document(text, "fr", passages)], annotator="said")
    assert [(entity.start, entity.text) for entity in layer.entities] == [(19, "Lenoir")]


def test_ids_count_in_order_and_name_the_fullest_form(say: Said) -> None:
    say |= {"Nour Haddad": "PER", "Haddad": "PER"}
    found = entities("Haddad parle. Nour Haddad sourit.")
    assert [(e.id, e.text, e.entity_id) for e in found] == [
        ("e1", "Haddad", "nour-haddad"),
        ("e2", "Nour Haddad", "nour-haddad"),
    ]
    assert {(e.kb_id, e.kb_status) for e in found} == {(None, "unlinked")}


def test_a_name_without_latin_letters_gets_a_numbered_id(say: Said) -> None:
    say |= {"Москва": "LOC", "Казань": "LOC"}
    assert [e.entity_id for e in entities("Les gares Москва et Казань sont fermées, Москва surtout.")] == [
        "n1",
        "n2",
        "n1",
    ]


def test_different_things_never_share_an_id(say: Said) -> None:
    say |= {"Jean Valin": "PER", "Jean-Valin": "LOC"}
    ids = {e.text: e.entity_id for e in entities("Le village de Jean-Valin attend Jean Valin.")}
    assert ids == {"Jean-Valin": "jean-valin", "Jean Valin": "jean-valin-2"}


@pytest.mark.parametrize("annotator", ["auto", "rules", "spacy"])
def test_a_language_without_data_gives_no_entities_and_one_remark(annotator: str) -> None:
    (layer,) = find_entities([Document("Tokyo de jishin.", "und")], annotator=annotator)
    assert layer.entities == ()
    assert [remark.rule for remark in layer.remarks] == ["entities-no-language-data"]


def test_strict_is_no_reason_to_refuse_a_language_without_data() -> None:
    (layer,) = find_entities([Document("Tokyo de jishin.", "und")], strict=True)
    assert [remark.rule for remark in layer.remarks] == ["entities-no-language-data"]


def test_an_unknown_annotator_is_refused() -> None:
    with pytest.raises(UsageError, match="no annotator 'oracle'"):
        find_entities([Document("Rien.", "fr")], annotator="oracle")


def test_an_annotator_that_does_not_open_is_replaced_by_the_rules_with_a_remark() -> None:
    (layer,) = find_entities([Document("On aime Lisboa.", "pt")], annotator="spacy")
    assert [entity.text for entity in layer.entities] == ["Lisboa"]
    assert [remark.rule for remark in layer.remarks] == ["entities-annotator-unavailable"]


def test_strict_refuses_an_annotator_that_does_not_open() -> None:
    with pytest.raises(UsageError, match="no spaCy pipeline"):
        find_entities([Document("On aime Lisboa.", "pt")], annotator="spacy", strict=True)


@pytest.mark.usefixtures("say")
def test_the_layer_says_where_it_comes_from() -> None:
    layer = find_entities([Document("Rien.", "fr")], annotator="said")[0].layer
    assert (layer.name, layer.provenance, layer.tool, layer.resources) == (
        "entities",
        "automatic",
        "copydesk",
        ("said 1", *gazetteer_resources()),
    )


def test_the_answer_for_a_document_does_not_depend_on_the_batch() -> None:
    one = Document("Mme Claire Vasseur a quitté Rennes. Vasseur part.", "fr")
    other = Document("Jane Holloway left Leeds.", "en")
    assert find_entities([one, other, one], annotator="rules") == (
        *find_entities([one], annotator="rules"),
        *find_entities([other], annotator="rules"),
        *find_entities([one], annotator="rules"),
    )


PIECES = (
    *("M. ", "Paul ", "Mercier", "Mercier, ", "l'", "Union ", "européenne ", "(UE) ", "à ", "Lyon", ". ", "\n", "\n\n"),
    *("«", "»", " de ", "la ", "ville ", "É", "ministère ", "Jean-", "O'Brien ", "12"),
)
TEXTS = st.lists(st.sampled_from([*PIECES, "e\N{COMBINING ACUTE ACCENT}", "\N{SOFT HYPHEN}"]), max_size=40).map("".join)


def test_cost_grows_linearly_with_the_number_of_names() -> None:
    def seconds(people: int) -> float:
        text = " ".join(f"Paul Nom{number}ab voit Nom{number}ab." for number in range(people))
        start = time.process_time()
        find_entities([Document(text, "fr")], annotator="rules")
        return time.process_time() - start

    seconds(100)
    assert min(seconds(2000) for _ in range(2)) < 4.5**1.2 * min(seconds(500) for _ in range(3))


@pytest.mark.parametrize(("first", "word"), [("Université", " Lyon"), ("Le", " Vasseur")], ids=["places", "capitals"])
def test_cost_grows_linearly_with_the_length_of_one_run_of_capitals(first: str, word: str) -> None:
    def seconds(words: int) -> float:
        start = time.process_time()
        find_entities([Document(first + word * words, "fr")], annotator="rules")
        return time.process_time() - start

    seconds(100)
    small = max(min(seconds(400) for _ in range(3)), 0.004)
    assert min(seconds(6400) for _ in range(2)) < small * 16 * 2


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["fr", "en", "de", "es", "it", "pt"]))
def test_spans_are_ordered_carry_their_surface_and_never_cross(text: str, language: str) -> None:
    found = find_entities([Document(text, language)], annotator="rules")[0].entities
    assert all(text[e.start : e.end] == e.text and e.text for e in found)
    assert [(e.start, -e.end) for e in found] == sorted((e.start, -e.end) for e in found)
    for index, one in enumerate(found):
        for other in found[index + 1 :]:
            assert other.start >= one.end or other.end <= one.end
    assert [e.id for e in found] == [f"e{number}" for number in range(1, len(found) + 1)]
    assert all(re.fullmatch("[a-z0-9][a-z0-9-]{0,63}", e.entity_id) for e in found)
