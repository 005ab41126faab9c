"""Rules look for the costly in a text only where a cheap look says that it may be there: the look must miss nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.check.marks import pair_marks
from copydesk.check.rules.personal_data import KINDS, Kind
from copydesk.text.characters import uncommon_characters

SURROUNDINGS = st.text(st.sampled_from("ab Z09.:-/\u00e9\u00a0\n"), max_size=8)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.id for kind in KINDS])
@given(data=st.data())
def test_a_text_that_holds_personal_data_passes_the_cheap_look(kind: Kind, data: st.DataObject) -> None:
    # Without its lookarounds, which from_regex cannot aim at, the pattern gives the forms that it finds.
    forms = re.compile(re.sub(r"\(\?<?[!=](?:[^()\[\]]|\[[^\]]*\])*\)", "", kind.pattern.pattern), re.ASCII)
    form = data.draw(st.from_regex(forms, fullmatch=True, alphabet=st.characters(max_codepoint=0x202F)))
    text = data.draw(SURROUNDINGS) + form + data.draw(SURROUNDINGS)
    assert kind.possible(text) or not kind.pattern.search(text)


def test_a_text_without_any_sign_of_personal_data_is_not_searched() -> None:
    text = "On 12 May 2024, 1,200 people came; 3.5 % more than in 2023, said COVID-19 staff at 14:05."
    assert [kind.id for kind in KINDS if kind.possible(text)] == []


@given(st.text())
def test_uncommon_characters_are_all_but_printable_ascii_and_line_feeds(text: str) -> None:
    assert uncommon_characters(text) == "".join(sign for sign in text if not (" " <= sign <= "~" or sign == "\n"))


@given(st.text(st.sampled_from("ab9 '`\u2018\u2019\u201a\u00ab\u00bb\u201c\u201d\"_.\n"), max_size=30))
def test_an_apostrophe_inside_a_word_changes_no_pair(text: str) -> None:
    inside = re.sub("(?<=[ab9])['\u2018\u2019\u201a](?=[ab9])", "x", text)
    assert pair_marks(text, [(0, len(text))]) == pair_marks(inside, [(0, len(text))])
