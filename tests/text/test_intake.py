"""Bytes become text strictly; what is no text is refused with its place."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import InputError
from copydesk.text.intake import decode, from_text, newline_of, read_bytes


@pytest.mark.parametrize(
    ("data", "rule", "place"),
    [
        (b"Titre\n\nIl a dit \x93oui\x94.\n", "encoding-utf8", "a.txt:byte 16"),
        ("Fin coupée é".encode()[:-1], "encoding-utf8", "a.txt:byte 12"),
        (b"un slash \xc0\xaf ici", "encoding-utf8", "a.txt:byte 9"),
        ("Titre".encode("utf-16"), "encoding-utf16", "a.txt:byte 0"),
        ("Titre".encode("utf-32"), "encoding-utf32", "a.txt:byte 0"),
        (b"\x1f\x8b\x08\x00", "encoding-binary", "a.txt:byte 1"),
        (b"%PDF-1.7\n%", "encoding-binary", "a.txt:byte 0"),
        ("Title".encode("utf-16-le"), "control-nul", "a.txt:1:2"),
        (b"Titre\n\nUn \x1b[31mmot", "control-char", "a.txt:3:4"),
        (b"page un\x0cpage deux", "control-char", "a.txt:1:8"),
        (b"", "text-empty", "a.txt"),
        ("\ufeff".encode(), "text-empty", "a.txt"),
        (" \n\t\n\u00a0\u202f\u200b\u00ad\n".encode(), "text-empty", "a.txt"),
    ],
)
def test_what_is_no_text_is_refused_with_rule_and_place(data: bytes, rule: str, place: str) -> None:
    with pytest.raises(InputError) as refused:
        decode(data, path="a.txt")
    assert refused.value.rule == rule
    assert str(refused.value.place) == place


def test_a_line_separator_does_not_count_as_a_line() -> None:
    with pytest.raises(InputError) as refused:
        decode("avant\u2028après\nligne \0".encode(), path="a.txt")
    assert str(refused.value.place) == "a.txt:2:7"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\r\t"), min_size=1))
def test_decoded_text_encodes_to_the_same_bytes(text: str) -> None:
    data = ("a" + text).encode()
    assert decode(data).text.encode() == data


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(InputError, match="surrogate"):
        from_text("un \ud800 mot")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("a", "none"), ("a\nb", "lf"), ("a\r\nb", "crlf"), ("a\rb", "cr"), ("a\r\nb\n", "mixed"), ("a\r\r\n", "mixed")],
)
def test_line_ends_are_named(text: str, kind: str) -> None:
    assert newline_of(text) == kind


def test_links_and_pipes_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("link.txt", "pipe.txt"):
        with pytest.raises(InputError) as refused:
            read_bytes(tmp_path / name)
        assert refused.value.rule == "file-not-regular"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(50 * 10**9)
    with pytest.raises(InputError) as refused:
        read_bytes(tmp_path / "big.txt")
    assert refused.value.rule == "file-too-large"
