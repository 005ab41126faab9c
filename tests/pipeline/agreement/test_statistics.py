"""Measures of agreement come out as worked by hand, and as the packages that are known for them have them."""

from collections import Counter

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from copydesk.pipeline.agreement.statistics import (
    FORMULAS,
    Count,
    b_cubed,
    b_cubed_f1,
    cohen_kappa,
    f1,
    krippendorff_alpha,
    share,
)

LABELS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=1, max_size=60)


@given(LABELS)
def test_alpha_is_that_of_the_package_krippendorff(pairs: list[tuple[str, str]]) -> None:
    one, other = zip(*pairs, strict=True)
    assume(len({*one, *other}) > 1)
    expected = krippendorff.alpha(reliability_data=np.array([one, other]), level_of_measurement="nominal")
    assert krippendorff_alpha(Counter(pairs)) == pytest.approx(expected, abs=1e-12)


@given(LABELS)
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    one, other = zip(*pairs, strict=True)
    assume(len({*one, *other}) > 1)
    assert cohen_kappa(Counter(pairs)) == pytest.approx(cohen_kappa_score(one, other), abs=1e-12)


def test_alpha_of_the_textbook() -> None:
    """Krippendorff (2004), section 11.3.1: ten units, two observers, 1 and 0, six of them alike."""
    one, other = "0100000010", "1110010000"
    assert krippendorff_alpha(Counter(zip(one, other, strict=True))) == pytest.approx(0.095, abs=5e-4)


@given(st.lists(st.sampled_from("abc"), min_size=1))
def test_those_who_say_the_same_agree_with_one(labels: list[str]) -> None:
    counts: Count = Counter((label, label) for label in labels)
    assert krippendorff_alpha(counts) == cohen_kappa(counts) == share(counts) == 1
    assert f1({"both": len(labels), "one": len(labels), "other": len(labels)}) == 1
    assert b_cubed_f1(b_cubed((label, f"other {label}") for label in labels)) == pytest.approx(1)


def test_where_there_is_nothing_there_is_no_number() -> None:
    assert [formula(Counter()) for formula in FORMULAS.values()] == [None] * len(FORMULAS)
    assert f1({"both": 0, "one": 0, "other": 0}) is None


def test_b_cubed_as_worked_by_hand() -> None:
    """One thing of three mentions that the other takes for a thing of two and one of one."""
    counts = b_cubed([("x", "p"), ("x", "p"), ("x", "q")])
    assert counts["right"] == 3
    assert counts["found"] == pytest.approx(2 / 3 + 2 / 3 + 1 / 3)
    assert b_cubed_f1(counts) == pytest.approx(2 * 1 * (5 / 9) / (1 + 5 / 9))
