"""Lost spaces go back where the evidence says so, and nowhere else."""

import json
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.resources import languages
from copydesk.text.pieces import LostSpace
from copydesk.text.spacing import REPAIRS, find_lost_spaces
from copydesk.text.spacing.lexicon import lexicon

CASES = Path(__file__).parents[1] / "cases" / "spacing"


class Case(NamedTuple):
    label: str
    language: str
    raw: str
    expected: str


def cases(name: str) -> list[Case]:
    lines = (CASES / name).read_text(encoding="utf-8").split("\n")
    return [Case(**json.loads(line)) for line in lines if line]


def case_name(case: Case) -> str:
    return f"{case.language}: {case.label}"


def lines_of(raw: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in raw.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def restore(raw: str, language: str) -> str:
    return insert(raw, find_lost_spaces(raw, list(lines_of(raw)), language))


def insert(raw: str, spaces: tuple[LostSpace, ...]) -> str:
    for space in reversed(spaces):
        raw = f"{raw[: space.offset]} {raw[space.offset :]}"
    return raw


@pytest.mark.parametrize("case", cases("lost.jsonl"), ids=case_name)
def test_a_lost_space_is_put_back(case: Case) -> None:
    assert restore(case.raw, case.language) == case.expected


@pytest.mark.parametrize("case", cases("sound.jsonl"), ids=case_name)
def test_sound_text_stays_as_it_is(case: Case) -> None:
    assert restore(case.raw, case.language) == case.expected


@pytest.mark.parametrize("case", cases("article.jsonl"), ids=case_name)
def test_the_rest_of_the_article_is_evidence(case: Case) -> None:
    assert restore(case.raw, case.language) == case.expected


@pytest.mark.parametrize("case", [c for c in cases("lost.jsonl") if c.raw != c.expected], ids=case_name)
def test_repaired_text_needs_no_repair(case: Case) -> None:
    assert restore(case.expected, case.language) == case.expected


@pytest.mark.parametrize("case", cases("lost.jsonl") + cases("sound.jsonl"), ids=case_name)
def test_decomposed_letters_read_as_composed_ones(case: Case) -> None:
    decomposed = unicodedata.normalize("NFD", case.raw)
    assert unicodedata.normalize("NFC", restore(decomposed, case.language)) == case.expected


def test_the_seed_article_gets_these_spaces_and_no_others(shared: Path) -> None:
    raw = (shared / "seed" / "fr-01.txt").read_bytes().decode()
    passages = list(lines_of(raw))[:-1]
    found = find_lost_spaces(raw, passages, "fr")
    around = [(raw[: space.offset].split()[-1], raw[space.offset :].split()[0]) for space in found]
    seams = [(before.rpartition("-")[2], after) for before, after in around]
    assert seams == [
        ("Un", "parti"),
        ("Pacifique", "précise"),
        ("Orient", "situé"),
        ("Rousski", "dans"),
        ("Poutine", "lors"),
        ("Vostotchny", "dans"),
        ("Amour", "et"),
    ]


def test_every_space_has_a_reason_that_is_a_rule() -> None:
    found = {
        space.reason
        for case in cases("lost.jsonl") + cases("article.jsonl")
        for space in find_lost_spaces(case.raw, list(lines_of(case.raw)), case.language)
    }
    assert found == set(REPAIRS)


def test_characters_outside_the_passages_are_left_alone() -> None:
    raw = "Le président Poutinelors de sa visite.\nLe président Poutinelors de sa visite."
    second = raw.index("\n") + 1
    assert [space.offset for space in find_lost_spaces(raw, [(second, len(raw))], "fr")] == [second + 20]
    assert find_lost_spaces(raw, [], "fr") == ()


def test_a_passage_may_end_inside_a_word() -> None:
    raw = "Le président Poutinelors de sa visite."
    assert find_lost_spaces(raw, [(0, raw.index("lors"))], "fr") == ()


def test_a_soft_hyphen_does_not_hide_a_seam() -> None:
    raw = "Le président Pou\N{SOFT HYPHEN}tinelors de sa visite."
    assert [space.offset for space in find_lost_spaces(raw, [(0, len(raw))], "fr")] == [raw.index("lors")]


def test_no_space_goes_where_a_soft_hyphen_stood() -> None:
    raw = "La maison\N{SOFT HYPHEN}Paris et le libre\N{SOFT HYPHEN}service."
    assert find_lost_spaces(raw, [(0, len(raw))], "fr") == ()


def test_hyphens_that_scanners_print_at_line_ends_are_read_over() -> None:
    raw = "Le bou\N{NOT SIGN}langer destartes a con\N{NOT SIGN}vaincu."
    assert [space.offset for space in find_lost_spaces(raw, [(0, len(raw))], "fr")] == [raw.index("tartes")]


def test_no_break_spaces_and_carriage_returns_are_white_space() -> None:
    raw = "La\N{NO-BREAK SPACE}maison\r\nParis\N{NARROW NO-BREAK SPACE}brûle.\r\n"
    assert find_lost_spaces(raw, [(0, len(raw))], "fr") == ()


def test_a_language_without_a_lexicon_gets_the_evidence_of_punctuation_alone() -> None:
    raw = "Det er slutt.Han gikk til huset.Men orchestraand maisonParis YouTube."
    assert {space.reason for space in find_lost_spaces(raw, [(0, len(raw))], "nn")} <= {"after-punctuation"}
    assert restore("Det er slutt.Han gikk.", "nn") == "Det er slutt. Han gikk."


@pytest.mark.parametrize("language", ["und", "", "../de", "x" * 500])
def test_any_tag_is_a_language(language: str) -> None:
    assert find_lost_spaces("Poutinelors de sa visite", [(0, 24)], language) == ()


@given(
    st.text(alphabet=st.sampled_from("aàeéilmnoprstuLMP'’.,»«( )\u0301\u0308\u00ad¬\n"), max_size=60),
    st.sampled_from(languages()),
)
def test_places_are_ordered_inside_and_never_before_a_mark(raw: str, language: str) -> None:
    offsets = [space.offset for space in find_lost_spaces(raw, [(0, len(raw))], language)]
    assert offsets == sorted(set(offsets))
    for offset in offsets:
        assert 0 < offset < len(raw)
        assert not unicodedata.combining(raw[offset])
        assert not raw[offset].isspace()
        assert not raw[offset - 1].isspace()


@given(st.text(max_size=80), st.sampled_from([*languages(), "und"]))
def test_any_text_can_be_read_and_reads_the_same_again(raw: str, language: str) -> None:
    found = find_lost_spaces(raw, [(0, len(raw))], language)
    assert find_lost_spaces(raw, [(0, len(raw))], language) == found


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "aB",
        ".",
        "a.",
        "a)b(",
        "l'",
        "ab,",
        "e\u0301",
        "ab\u00ad",
        "ab\N{NOT SIGN}",
        "»a«",
        "Poutinelors de la maisonParis ",
    ],
)
def test_cost_grows_linearly(unit: str) -> None:
    find_lost_spaces("Bonjour Poutinelors.", [(0, 20)], "fr")

    def cost(size: int) -> float:
        raw = unit * (size // len(unit))
        return _seconds(lambda: find_lost_spaces(raw, [(0, len(raw))], "fr"))

    # in turn, so that a machine that is slower for a while is so for both
    small, large = (min(seconds) for seconds in zip(*((cost(20_000), cost(80_000)) for _ in range(5)), strict=True))
    assert large < 4**1.2 * max(small, 0.005) * 1.5


def test_cost_grows_linearly_where_many_lines_lost_spaces_and_many_did_not() -> None:
    known = lexicon("fr")
    assert known is not None
    words = sorted(word for word in known.sound if word.isalpha() and len(word) > 4)
    assert len(find_lost_spaces(f"{words[0]}.Paris", [(0, len(words[0]) + 6)], "fr")) == 1

    def cost(count: int) -> float:
        lines = [*(f"{word}.Paris" for word in words[:count]), *("Le chat dort dans la maison." for _ in range(count))]
        ends = list(accumulate(len(line) + 1 for line in lines))
        passages = [(end - 1 - len(line), end - 1) for line, end in zip(lines, ends, strict=True)]
        return min(_seconds(lambda: find_lost_spaces("\n".join(lines), passages, "fr")) for _ in range(2))

    small, large = cost(1_000), cost(8_000)
    assert large < 8**1.2 * max(small, 0.005) * 1.5


def test_a_mark_with_thousands_of_marks_is_read_in_linear_time() -> None:
    raw = "e" + "\u0301" * 100_000
    assert _seconds(lambda: find_lost_spaces(raw, [(0, len(raw))], "fr")) < 2


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start
