"""A tombstone knows its text again, is read strictly, and keeps its article out."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.check.rules.withdrawn import RULES, WITHDRAWN_QUOTED
from copydesk.check.withdrawals import Tombstone, read_withdrawals, text_digest, tombstone_line
from copydesk.errors import InputError
from copydesk.pipeline.facts import Options
from copydesk.use.validate import validate_path

CORPORA = Path(__file__).parents[1] / "examples" / "corpora"
SOUND = {"id": "a", "sha256": "0" * 64, "text_sha256": "1" * 64, "date": "2026-03-01", "reason": "privacy"}


def rules_found(corpus: Path) -> set[str]:
    try:
        report = validate_path(corpus, options=Options(entities=None))
    except InputError as error:
        return {error.rule}
    return {finding.rule for finding in report.findings if finding.severity == "error"}


@pytest.mark.parametrize("rule", [rule.id for rule in RULES if rule is not WITHDRAWN_QUOTED])
def test_an_invalid_corpus_is_found_by_its_rule_alone(rule: str) -> None:
    assert rules_found(CORPORA / rule) == {rule}


@pytest.mark.parametrize(
    "other",
    [
        "L'ÉTÉ À NÎMES, DÉJÀ.",
        "  l'été\u00a0à\r\nNîmes ,\tdéjà!",
        "« L\N{RIGHT SINGLE QUOTATION MARK}e\N{COMBINING ACUTE ACCENT}té à Nîmes » — déjà",
        "L'étéàNîmes, dé\N{SOFT HYPHEN}jà",
    ],
)
def test_a_text_is_known_again_in_another_case_spacing_and_punctuation(other: str) -> None:
    assert text_digest(other) == text_digest("L'été à Nîmes, déjà")


@pytest.mark.parametrize("other", ["L'été à Nîmes", "L'ete à Nîmes, déjà", "L'été à Nîmes, déjà 2"])
def test_a_text_with_another_word_is_another_text(other: str) -> None:
    assert text_digest(other) != text_digest("L'été à Nîmes, déjà")


@given(st.lists(st.text(alphabet="abcéßÀω12", min_size=1), min_size=1), st.sampled_from(" \n\t\u00a0.,"))
def test_what_separates_words_never_matters(words: list[str], separator: str) -> None:
    assert text_digest(separator.join(words)) == text_digest("".join(words))
    assert text_digest(separator.join(words).upper()) == text_digest("".join(words))


@pytest.mark.parametrize(
    "value",
    [
        {key: value for key, value in SOUND.items() if key != "sha256"},
        {key: value for key, value in SOUND.items() if key != "reason"},
        SOUND | {"text": "a word of it"},
        SOUND | {"reason": "because"},
        SOUND | {"date": "2026-02-30"},
        SOUND | {"version": "1.0.0"},
        {"version": "1.0", "date": "2026-03-01", "reason": "error"},
        {"date": "2026-03-01", "reason": "error"},
        [],
    ],
    ids=str,
)
def test_a_line_that_is_no_tombstone_is_refused_at_its_line(value: object, tmp_path: Path) -> None:
    path = tmp_path / "withdrawals.jsonl"
    path.write_text(json.dumps(SOUND | {"id": "b"}) + "\n" + json.dumps(value) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_withdrawals(path)
    assert (refused.value.rule, refused.value.place.line) == ("withdrawal-form", 2)


def test_an_id_or_version_is_withdrawn_once(tmp_path: Path) -> None:
    path = tmp_path / "withdrawals.jsonl"
    path.write_text(json.dumps(SOUND) + "\n\n" + json.dumps(SOUND) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="ahead of it") as refused:
        read_withdrawals(path)
    assert refused.value.place.line == 3


def test_a_tombstone_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    entry = Tombstone(**SOUND)
    path = tmp_path / "withdrawals.jsonl"
    path.write_bytes(tombstone_line(entry))
    assert read_withdrawals(path).articles == (entry,)
    assert read_withdrawals(tmp_path / "none.jsonl").articles == ()


def test_a_tombstone_outside_the_schema_is_not_written() -> None:
    with pytest.raises(InputError, match="withdrawal-form"):
        tombstone_line(Tombstone(**SOUND | {"reason": "because"}))
