"""A short line of speech below a paragraph stays in the story; what only looks like one does not join it."""

import pytest

from copydesk.text.layout import read_layout
from copydesk.text.layout.spoken import is_speech

PAGE = """Ferry crew finds a missing bell in a garden shed

By Ruth Alder

The bell of the ferry Maud was found on Tuesday in a garden shed in Troon, eleven weeks after it had been unscrewed \
from its post at night, the harbour company said.

The pensioner who rents the shed told the crew that he had bought it at a market for a few pounds and had never \
thought of asking where it came from.

{line}

Share

Related
Where the bells of the coast were cast
Twelve ferries that never came home
"""


def role_of(line: str) -> str | None:
    raw = PAGE.format(line=line)
    (piece,) = (piece for piece in read_layout(raw).pieces if raw[piece.start : piece.end] == line)
    return piece.role


@pytest.mark.parametrize(
    "line", ["“Not mine,” she said.", "“Ring it again,” he said, “and we all go deaf.”", "“Fine,” he said."]
)
def test_a_line_of_speech_below_a_paragraph_is_one(line: str) -> None:
    assert role_of(line) == "paragraph"


def test_a_line_without_speech_is_set_aside_as_before() -> None:
    assert role_of("Sign in to comment") is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("« Non », dit-il.", True),
        ("»Nein«, sagte er.", True),
        ("„Nein“, sagte er, „nie.“", True),
        ("Nadie lloró. «Mañana dormimos más», gritó uno.", True),
        ("« Une phrase entière. »", False),
        ("Trump feiert Agenten als „Helden“", False),
        ("Sign in to comment.", False),
        ("“" * 50_000, False),
    ],
)
def test_speech_is_told_by_a_pair_of_marks_and_the_end_of_a_sentence(line: str, told: bool) -> None:
    assert is_speech(line) is told
