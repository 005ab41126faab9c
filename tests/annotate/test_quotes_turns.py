"""Answers of an interview are quotes, though no mark stands about them; rhetorical questions make no interview."""

import pytest

from copydesk.annotate.document import Document
from copydesk.annotate.quotes import find_quotes
from copydesk.record import Entity, Passage, Quote, Role

FRENCH: list[tuple[Role, str]] = [
    ("kicker", "ENTRETIEN"),
    ("headline", "Le phare reste allumé"),
    ("dek", "Rencontre avec Jeanne Le Bris, gardienne de phare."),
    ("paragraph", "Comment passez-vous l'hiver ?"),
    ("paragraph", "Je repeins la lanterne et j'attends. Mon chat dit « encore du poisson ! » chaque soir."),
    ("paragraph", "L'été doit être plus gai."),
    ("paragraph", "Oui, mais nous avons trop de visiteurs, et aucun ne monte les marches deux fois."),
    ("paragraph", "Que lisez-vous ?"),
    ("paragraph", "Des romans de mer, qui me font rire."),
    ("paragraph", "Le phare se visite en mai."),
]
ENGLISH = (
    "ANNA REED: Why did you leave the choir?\n\nMARK HOLT: I never could sing.\n\n"
    "ANNA REED: Do you miss it?\n\nMARK HOLT: Only the biscuits."
)


def laid_out(parts: list[tuple[Role, str]], language: str = "fr") -> Document:
    text, passages = "", []
    for role, words in parts:
        start = len(text) + 2 * bool(text)
        text = text + "\n\n" * bool(text) + words
        passages.append(Passage(role, start, len(text), start, len(text)))
    return Document(text, language, tuple(passages))


def turns(quotes: tuple[Quote, ...]) -> list[str]:
    return [quote.content[0].text for quote in quotes if quote.level == 1]


def test_answers_between_questions_are_direct_quotes_of_who_is_introduced() -> None:
    document = laid_out(FRENCH)
    start = document.text.index("Jeanne Le Bris")
    jeanne = Entity("e1", "PER", start, start + 14, "Jeanne Le Bris", "jeanne", None, "unlinked")
    quotes = find_quotes(document, (jeanne,)).quotes
    assert turns(quotes) == [FRENCH[4][1], FRENCH[6][1], FRENCH[8][1]]
    first = next(quote for quote in quotes if quote.level == 1)
    assert (first.type, first.attribution, first.speaker_entity_id) == ("direct", "implicit", "jeanne")
    assert first.marks == first.content


def test_a_quote_inside_an_answer_is_one_level_down() -> None:
    inner = [quote for quote in find_quotes(laid_out(FRENCH), ()).quotes if quote.level == 2]
    assert [(quote.content[0].text, quote.cue[0].text, quote.parent_id) for quote in inner] == [
        ("« encore du poisson ! »", "dit", "q1")
    ]


def test_labelled_answers_name_their_source() -> None:
    quotes = find_quotes(Document(ENGLISH, "en"), ()).quotes
    assert turns(quotes) == ["I never could sing.", "Only the biscuits."]
    assert [(quote.source[0].text, quote.cue[0].text) for quote in quotes] == [("MARK HOLT", ":")] * 2


def test_a_letter_is_a_label_without_a_source() -> None:
    text = "Q: Where do you live?\n\nA: In a mill.\n\nQ: Is it loud?\n\nA: Only when we grind."
    quotes = find_quotes(Document(text, "en"), ()).quotes
    assert turns(quotes) == ["In a mill.", "Only when we grind."]
    assert all(quote.source == () and quote.source_kind == "none" for quote in quotes)


@pytest.mark.parametrize(
    "text",
    [
        "What is a weir?\n\nA weir is a low dam.\n\nWho pays for it?\n\nThe county does.\n\nWhen?\n\nIn May.",
        "Can it float?\n\nWe tried it in June.\n\nThe boat sank.",
        "Would you swim here?\n\nMany do. Our reporter did not.\n\n"
        + "The river is cold.\n\n" * 12
        + "And you?\n\nI do.",
    ],
)
def test_questions_to_nobody_make_no_interview(text: str) -> None:
    assert find_quotes(Document(text, "en"), ()).quotes == ()


def test_french_questions_address_with_a_pronoun_after_a_hyphen() -> None:
    questions = ("Comment avez-vous choisi ces tableaux ?", "Que pensez-vous du jardin ?", "Où irez-vous ensuite ?")
    answers = ("Je les ai choisis en deux ans.", "Nous l'aimons beaucoup.", "J'irai dormir.")
    pairs = [part for pair in zip(questions, answers, strict=True) for part in pair]
    layer = find_quotes(Document("\n\n".join(["Anne Martin dirige le musée.", *pairs]), "fr"), ())
    assert turns(layer.quotes) == list(answers)


def test_a_line_that_asks_somebody_announces_an_interview() -> None:
    parts: list[tuple[Role, str]] = [
        ("paragraph", "A ponte abre amanhã. Alguém já mediu o vento?"),
        ("subhead", "Duas perguntas a Rita Sampaio"),
        ("paragraph", "O vento incomoda?"),
        ("paragraph", "Só os guarda-chuvas."),
        ("paragraph", "E agora?"),
        ("paragraph", "Agora eu durmo até segunda."),
    ]
    quotes = find_quotes(laid_out(parts, "pt"), ()).quotes
    assert turns(quotes) == ["Só os guarda-chuvas.", "Agora eu durmo até segunda."]


def test_a_heading_in_marks_goes_on_with_nothing_and_nothing_with_it() -> None:
    parts: list[tuple[Role, str]] = [
        ("paragraph", "“We row,” said Ann Pike."),
        ("subhead", "“Nobody sleeps”"),
        ("paragraph", "“The river was loud.” The crew laughed."),
    ]
    assert [[span.text for span in quote.content] for quote in find_quotes(laid_out(parts, "en"), ()).quotes] == [
        ["“We row,”"],
        ["“Nobody sleeps”"],
        ["“The river was loud.”"],
    ]


def test_marks_before_the_colon_of_a_heading_are_a_quote_without_a_cue() -> None:
    parts: list[tuple[Role, str]] = [
        ("headline", "«El plano miente»: siete calles que nadie encuentra"),
        ("paragraph", "Siete calles no existen."),
    ]
    (quote,) = find_quotes(laid_out(parts, "es"), ()).quotes
    assert ([span.text for span in quote.content], quote.cue) == (["«El plano miente»"], ())


def test_an_answer_ends_where_a_heading_starts() -> None:
    parts: list[tuple[Role, str]] = [
        ("paragraph", "VP: Who opens the weir?"),
        ("paragraph", "NC: I do."),
        ("subhead", "The river"),
        ("paragraph", "It rose in May."),
        ("paragraph", "VP: Will you leave?"),
        ("paragraph", "NC: Never."),
    ]
    answers = [[span.text for span in quote.content] for quote in find_quotes(laid_out(parts, "en"), ()).quotes]
    assert answers == [["I do."], ["Never."]]


def test_the_lines_of_a_block_quotation_go_on_in_the_first_person_alone() -> None:
    text = (
        "The widow wrote to the council:\n\nThe gate sticks again. Please send a carpenter.\n\n"
        "I am too old to climb it.\n\nThe council sent a plumber.\n\nMy dog liked him, said the widow."
    )
    quote = find_quotes(Document(text, "en"), ()).quotes[0]
    assert [span.text for span in quote.content] == [
        "The gate sticks again. Please send a carpenter.",
        "I am too old to climb it.",
    ]
    assert (quote.type, quote.marks, quote.cue[0].text) == ("direct", quote.content, "wrote")


@pytest.mark.parametrize(
    "text",
    [
        "The jury named three winners:\n\nHull for its trams. Ripon for its bells.",
        "Watch the film below:\n\nThe editors thank all readers. It runs for an hour.",
        "Bring the following:\n\n— rope\n\n— lamp\n\n— tea",
    ],
)
def test_lines_after_a_colon_that_nobody_says_are_no_quotation(text: str) -> None:
    assert find_quotes(Document(text, "en"), ()).quotes == ()
