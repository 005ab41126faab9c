"""Words and sentence ends with their offsets."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.tokens import sentences, tokenize


@given(st.text())
def test_tokens_stand_where_they_say_and_leave_out_only_white_space(text: str) -> None:
    position = 0
    for token in tokenize(text):
        assert text[position : token.start].strip() == ""
        assert token.start < token.end
        position = token.end
    assert text[position:].strip() == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’agence a-t-elle dit", ["l'", "agence", "a-t-elle", "dit"]),
        ("Jean-Marie paie 3,5 millions", ["jean-marie", "paie", "3,5", "millions"]),
        ("the dogs' bowl", ["the", "dogs", "'", "bowl"]),
        ("wait... what?", ["wait", "...", "what", "?"]),
    ],
)
def test_words_keep_hyphens_and_elisions_stand_alone(text: str, words: list[str]) -> None:
    assert [token.word for token in tokenize(text)] == words


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "M. Morin est là. Il parle.", 2),
        ("en", "Dr. J. Smith lives in the U.S. now. He works.", 2),
        ("de", "Am 3. Mai kam er. Dann ging er.", 2),
        ("fr", "Le 3. Il part.", 2),
        ("en", "Where? There! Fine.", 3),
        ("es", "El Sr. Soto llegó. Habló.", 2),
        ("it", "Il dott. Neri parla. Poi tace.", 2),
        ("pt", "O Sr. Lopes chegou. Falou.", 2),
        ("xx", "One. Two.", 2),
    ],
)
def test_abbreviations_and_ordinals_end_no_sentence(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count


@given(st.text())
def test_sentences_are_ordered_and_cover_every_word(text: str) -> None:
    found = sentences(text, "fr")
    assert all(a_end <= b for (_, a_end), (b, _) in itertools.pairwise(found))
    for token in tokenize(text):
        assert any(start <= token.start and token.end <= end for start, end in found)
