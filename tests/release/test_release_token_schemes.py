"""An edition is verified against the scheme that cut its tokens, whatever the tokens of today are."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.record import Article
from copydesk.release import manifest, spill, tally, verify_flat
from copydesk.release.corpus import CorpusHead
from copydesk.release.flat.token_schemes import NEWEST, TOKEN_SCHEMES, TokenScheme
from copydesk.release.manifest import open_manifest
from copydesk.release.parquet_reading import read_rows
from copydesk.release.verify import inspect, verify
from copydesk.release.write import write_build
from copydesk.use.load import load

LINES = (Path(__file__).parents[1] / "cases" / "flat" / "tokens.jsonl").read_text(encoding="utf-8").split("\n")
CASES = [json.loads(line) for line in LINES if line]
TOMORROW = NEWEST.number + 1


def name_scheme(edition: Path, number: object) -> None:
    path = edition / "manifest.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    if number is None:
        del value["token_scheme"]
    else:
        value["token_scheme"] = number
    path.write_text(json.dumps(value), encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_scheme_cuts_as_it_always_did(case: dict[str, object]) -> None:
    """Where this fails, do not correct the case: editions were made so. Another way to cut is another scheme."""
    text = str(case["text"])
    scheme = TOKEN_SCHEMES[case["scheme"]]  # type: ignore[index]
    assert [text[start:end] for start, end in scheme.spans(text)] == case["tokens"]


def test_every_scheme_has_cases_and_stands_under_its_number() -> None:
    assert {case["scheme"] for case in CASES} == TOKEN_SCHEMES.keys()
    assert all(scheme.number == number for number, scheme in TOKEN_SCHEMES.items())
    assert list(TOKEN_SCHEMES) == list(range(1, len(TOKEN_SCHEMES) + 1))


def test_an_edition_names_its_scheme(sound_edition: Path) -> None:
    assert json.loads((sound_edition / "manifest.json").read_text(encoding="utf-8"))["token_scheme"] == NEWEST.number


def test_an_edition_that_names_none_was_cut_by_the_first(edition: Path, seal: Callable[[Path], None]) -> None:
    name_scheme(edition, None)
    seal(edition)
    assert open_manifest(edition).token_scheme == 1
    assert verify(edition) == ()


@pytest.mark.parametrize("number", [0, -1, True, "1", 1.5, None], ids=str)
def test_what_is_no_number_of_a_scheme_is_refused(edition: Path, seal: Callable[[Path], None], number: object) -> None:
    path = edition / "manifest.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**value, "token_scheme": number}), encoding="utf-8")
    seal(edition)
    assert [finding.rule for finding in verify(edition)] == ["release-manifest"]


def test_a_scheme_of_tomorrow_is_named_and_the_rest_is_verified(edition: Path, seal: Callable[[Path], None]) -> None:
    name_scheme(edition, TOMORROW)
    seal(edition)
    (finding,) = verify(edition)
    assert finding.rule == "release-token-scheme"
    assert f"scheme {TOMORROW}" in finding.message
    assert "newer copydesk" in finding.message


def test_an_edition_of_tomorrow_loads_today(edition: Path, seal: Callable[[Path], None]) -> None:
    """Its rows are there and its checksums hold; only what the tokens are cut by is not known."""
    name_scheme(edition, TOMORROW)
    seal(edition)
    assert inspect(edition) == ()
    assert load("ner_tokens", split="train", source=edition).num_rows


def test_editions_of_two_schemes_are_each_held_to_their_own(
    articles: tuple[Article, ...],
    head: CorpusHead,
    edition: Path,
    seal: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = write_build(articles, head, edition.parent / "old").path
    spaced = TokenScheme(TOMORROW, NEWEST.roles, re.compile(r"\S+"))
    monkeypatch.setitem(TOKEN_SCHEMES, TOMORROW, spaced)
    for module in (manifest, spill, tally, verify_flat):
        monkeypatch.setattr(module, "NEWEST", spaced)
    new = write_build(articles, head, edition.parent / "new").path
    assert open_manifest(new).token_scheme == TOMORROW
    assert verify(new) == verify(old) == ()
    assert tokens(new) != tokens(old)
    name_scheme(new, 1)
    seal(new)
    assert "release-views-agree" in {finding.rule for finding in verify(new)}


def tokens(edition: Path) -> list[list[str]]:
    paths = sorted((edition / "data" / "ner_tokens").rglob("*.parquet"))
    return [row["tokens"] for path in paths for row in read_rows(path)]
