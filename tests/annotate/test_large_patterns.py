"""Patterns that name the same sets of characters again and again are compiled sooner, into the same program."""

import re
from typing import Any

import pytest

from copydesk.annotate.entities.large_patterns import large_patterns_sooner, spelled_out

_compiler: Any = getattr(re, "_compiler", None)
needs_optimizer = pytest.mark.skipif(not hasattr(_compiler, "_optimize_charset"), reason="another compiler")

_LETTERS = "a-zà-öø-ÿĀ-ſА-яα-ω一-龥𐐨-𐑏"
_PATTERNS = (
    "|".join(f"^{word}[-‐'][{_LETTERS}][-{_LETTERS}]*$" for word in ("anti", "auto", "ex", "demi")),
    rf"[^{_LETTERS}]+|[{_LETTERS}\d\s]|[\W{_LETTERS}]|(?:[ab]|[ab])",
    "[éÉßſK]",
    r"[\u0100-\u017f\U00010428\u00e9]|\\u00e9|\u00E9+ \u002b \\\u00e9|\ud83d\ude00|[\x80\]]",
    r"(?x: \u00a0 \u0020 \u2003 [\u00e9 ] )",
)


def program(pattern: str, flags: int) -> Any:
    return _compiler._code(_compiler._parser.parse(pattern, flags), flags)


@needs_optimizer
@pytest.mark.parametrize("pattern", _PATTERNS, ids=range(len(_PATTERNS)))
@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.ASCII | re.IGNORECASE, re.MULTILINE])
def test_the_compiled_program_is_the_same(pattern: str, flags: int) -> None:
    plain = program(pattern, flags)
    with large_patterns_sooner():
        assert program(pattern, flags) == plain
        assert program(pattern, flags) == plain
    assert program(pattern, flags) == plain


@needs_optimizer
def test_a_set_is_worked_out_once_for_each_way_of_matching(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    optimize = _compiler._optimize_charset

    def counted(charset: Any, *arguments: Any) -> Any:
        seen.append(tuple(charset))
        return optimize(charset, *arguments)

    monkeypatch.setattr(_compiler, "_optimize_charset", counted)
    pattern = "|".join(f"{word}[-{_LETTERS}]*[{_LETTERS}]+" for word in ("anti", "auto", "ex") * 50)
    program(pattern, re.IGNORECASE)
    without = len(seen)
    with large_patterns_sooner():
        seen.clear()
        program(pattern, re.IGNORECASE)
    assert without >= 300
    assert len(seen) == len(set(seen)) <= 3
    assert _compiler._optimize_charset is counted


@needs_optimizer
@pytest.mark.parametrize("pattern", [r"\u00e", r"\U00110000", r"[\u00e9-\u00e0]", "[b-a]", r"\uZZZZ", "\\"])
def test_a_wrong_pattern_is_refused_as_before(pattern: str) -> None:
    with pytest.raises(re.error) as plain:
        re.compile(pattern)
    with large_patterns_sooner(), pytest.raises(re.error) as sooner:
        re.compile(pattern)
    assert plain.value.msg[:12] == sooner.value.msg[:12]


def test_numbers_of_characters_that_mean_something_in_a_pattern_stay_numbers() -> None:
    every = "".join(f"\\u{number:04x}" for number in range(0x80))
    assert spelled_out(every) == every


@needs_optimizer
def test_the_compiler_is_put_back_when_something_goes_wrong() -> None:
    before = _compiler._optimize_charset, _compiler._parser.parse
    with pytest.raises(re.error), large_patterns_sooner():
        re.compile("[b-a]")
    assert (_compiler._optimize_charset, _compiler._parser.parse) == before


def test_a_compiler_without_that_step_compiles_as_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(re, "_compiler", None, raising=False)
    with large_patterns_sooner():
        assert True
