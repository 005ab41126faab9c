"""Patterns that name the same sets of characters again and again are compiled sooner, into the same program."""

import re
from typing import Any

import pytest

from copydesk.annotate.entities.large_patterns import character_sets_remembered

_compiler: Any = getattr(re, "_compiler", None)
needs_optimizer = pytest.mark.skipif(not hasattr(_compiler, "_optimize_charset"), reason="another compiler")

_LETTERS = "a-zà-öø-ÿĀ-ſА-яα-ω一-龥𐐨-𐑏"
_PATTERNS = (
    "|".join(f"^{word}[-‐'][{_LETTERS}][-{_LETTERS}]*$" for word in ("anti", "auto", "ex", "demi")),
    rf"[^{_LETTERS}]+|[{_LETTERS}\d\s]|[\W{_LETTERS}]|(?:[ab]|[ab])",
    "[éÉßſK]",
)


def program(pattern: str, flags: int) -> Any:
    return _compiler._code(_compiler._parser.parse(pattern, flags), flags)


@needs_optimizer
@pytest.mark.parametrize("pattern", _PATTERNS, ids=range(len(_PATTERNS)))
@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.ASCII | re.IGNORECASE, re.MULTILINE])
def test_the_compiled_program_is_the_same(pattern: str, flags: int) -> None:
    plain = program(pattern, flags)
    with character_sets_remembered():
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
    with character_sets_remembered():
        seen.clear()
        program(pattern, re.IGNORECASE)
    assert without >= 300
    assert len(seen) == len(set(seen)) <= 3
    assert _compiler._optimize_charset is counted


@needs_optimizer
def test_the_compiler_is_put_back_when_something_goes_wrong() -> None:
    before = _compiler._optimize_charset
    with pytest.raises(re.error), character_sets_remembered():
        re.compile("[b-a]")
    assert _compiler._optimize_charset is before


def test_a_compiler_without_that_step_compiles_as_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(re, "_compiler", None, raising=False)
    with character_sets_remembered():
        assert True
