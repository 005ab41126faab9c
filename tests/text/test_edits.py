"""The clean text comes from the raw by recorded edits, and the edits lead back."""

import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.record import Role, undo
from copydesk.text.edits import assemble
from copydesk.text.normal_form import is_nfc, nfc
from copydesk.text.pieces import LostSpace, Noise, Piece

WORDS = st.text(
    st.sampled_from(
        "aeéñß 1.,'’«»\u00a0\u202f\u00ad\u0301\u0315\u0323\u0130\u1100\u1161\u11a8\u212b😀\U0001f1eb\u200d永ש"
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: not text[0].isspace() and not text[-1].isspace())
GAPS = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n  • ", "\n\n\t", " ", "\n \n\u00a0\n", "\n\n    "])
ROLES: tuple[Role, ...] = ("headline", "dek", "paragraph", "caption", "related_item")
NOISES: tuple[Noise, ...] = ("menu", "share_bar")


@dataclass(frozen=True)
class Page:
    raw: str
    pieces: tuple[Piece, ...]
    spaces: tuple[LostSpace, ...]


@st.composite
def pages(draw: st.DrawFn) -> Page:
    raw, pieces, spaces = draw(st.sampled_from(["", "\ufeff", "\n\n", "\ufeff\ufeff  "])), [], []
    for index in range(draw(st.integers(1, 6))):
        words = draw(WORDS)
        if draw(st.booleans()):
            words += draw(st.sampled_from(["\n", "\r\n   ", "\u00ad\n"])) + draw(WORDS)
        start, end = len(raw), len(raw) + len(words)
        noise = draw(st.sampled_from([None, None, *NOISES])) if index else None
        pieces.append(Piece(start, end, None if noise else draw(st.sampled_from(ROLES)), noise, "drawn"))
        if draw(st.booleans()) and len(words) > 2:
            spaces.append(LostSpace(draw(st.integers(start + 1, end - 1)), "drawn"))
        raw += words + draw(GAPS)
    return Page(raw, tuple(pieces), tuple(spaces))


@given(pages())
def test_undoing_the_edits_gives_the_raw(page: Page) -> None:
    made = assemble(page.raw, page.pieces, page.spaces)
    assert undo(made.text, made.edits) == page.raw


@given(pages())
def test_edits_are_ordered_and_say_what_stood_and_stands_there(page: Page) -> None:
    made = assemble(page.raw, page.pieces, page.spaces)
    raw_end = end = 0
    for edit in made.edits:
        assert edit.raw_start >= raw_end
        assert edit.start >= end
        assert page.raw[edit.raw_start : edit.raw_end] == edit.before
        assert made.text[edit.start : edit.end] == edit.after
        assert edit.before != edit.after
        raw_end, end = edit.raw_end, edit.end


@given(pages())
def test_passages_and_blank_lines_tile_the_text(page: Page) -> None:
    made = assemble(page.raw, page.pieces, page.spaces)
    assert "\n\n".join(made.text[passage.start : passage.end] for passage in made.passages) == made.text
    assert [passage.role for passage in made.passages] == [piece.role for piece in page.pieces if piece.role]
    if made.passages:
        assert made.passages[0].start == 0
        assert made.passages[-1].end == len(made.text)
    for before, after in zip(made.passages, made.passages[1:], strict=False):
        assert made.text[before.end : after.start] == "\n\n"


@given(pages())
def test_the_text_is_nfc_as_a_whole(page: Page) -> None:
    text = assemble(page.raw, page.pieces, page.spaces).text
    assert unicodedata.is_normalized("NFC", text)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Z", "S", "Lo"]), max_size=60))
def test_our_nfc_is_the_nfc_of_unicode(text: str) -> None:
    assert nfc(text) == unicodedata.normalize("NFC", text)
    assert is_nfc(text) == unicodedata.is_normalized("NFC", text)


def test_a_letter_under_twenty_thousand_marks_is_normalised_in_linear_time() -> None:
    raw = "a" + "\u0315\u0300" * 10_000
    made = assemble(raw, [Piece(0, len(raw), "paragraph", None, "r")])
    assert made.text.startswith("à")
    assert undo(made.text, made.edits) == raw


@pytest.mark.parametrize(
    ("gap", "reasons"),
    [
        ("\n\n", []),
        ("\n", ["blank_line"]),
        ("\n\n  • ", ["bullet"]),
        ("\n\n    ", ["indent"]),
        ("\r\n\r\n", ["carriage_return", "carriage_return"]),
        (" ", ["split"]),
        ("", ["split"]),
        ("\n\n\n\n", ["blank_line"]),
        (" \n\n", ["trailing_space"]),
    ],
)
def test_each_separator_is_lifted_for_its_own_reason(gap: str, reasons: list[str]) -> None:
    raw = f"Titre{gap}Texte"
    pieces = [Piece(0, 5, "headline", None, "r"), Piece(5 + len(gap), 10 + len(gap), "paragraph", None, "r")]
    made = assemble(raw, pieces)
    assert made.text == "Titre\n\nTexte"
    assert [edit.reason for edit in made.edits] == reasons


def test_noise_is_one_edit_with_its_line_end_and_its_kind() -> None:
    raw = "Titre\nPartager\n\nTexte"
    pieces = [
        Piece(0, 5, "headline", None, "r"),
        Piece(6, 14, None, "share_bar", "r"),
        Piece(16, 21, "paragraph", None, "r"),
    ]
    made = assemble(raw, pieces)
    assert made.text == "Titre\n\nTexte"
    assert ("Partager", "noise:share_bar") in [(edit.before.strip(), edit.reason) for edit in made.edits]


def test_a_lost_space_is_put_back_and_remembered_as_a_joint() -> None:
    made = assemble("Pariset Rome", [Piece(0, 12, "paragraph", None, "r")], [LostSpace(5, "lexicon")])
    assert made.text == "Paris et Rome"
    assert made.joints == (5,)
    assert made.edits[0].reason == "lost_space:lexicon"
