"""The parts that the repair of lost spaces stands on: the lexicon, the language data, the view of a passage."""

import gzip
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from copydesk.resources import language_data, languages
from copydesk.text.spacing import lexicon as lexicon_module
from copydesk.text.spacing.cues import cues
from copydesk.text.spacing.lexicon import lexicon
from copydesk.text.spacing.repairs import _Memory, _proposals, _uncommon
from copydesk.text.spacing.run import Seam, read_run
from copydesk.text.spacing.view import view

if TYPE_CHECKING:
    from _collections_abc import dict_keys

WORD_LISTS = ("function_words", "verbs", "openers", "articles", "beginnings", "endings", "suffixes", "name_beginnings")


@pytest.mark.parametrize("language", languages())
def test_every_language_has_a_lexicon_and_all_word_lists(language: str) -> None:
    known = lexicon(language)
    assert known is not None
    assert len(known.sound) > 10_000
    for name in WORD_LISTS:
        listing = language_data(language, "spacing")[name].split()
        assert listing == sorted(set(listing)), name


@pytest.mark.parametrize("language", languages())
def test_openers_and_articles_are_words_of_the_lexicon(language: str) -> None:
    known = lexicon(language)
    assert known is not None
    missing = (cues(language).openers | cues(language).articles) - known.zipf.keys()
    assert missing == frozenset()


def test_frequencies_are_on_the_zipf_scale() -> None:
    known = lexicon("en")
    assert known is not None
    assert 7 < known.zipf["the"] < 8
    assert "the" in known.sound


def test_pairs_that_people_run_together_are_not_sound_words() -> None:
    known = lexicon("fr")
    assert known is not None
    assert "dela" in known.zipf
    assert "dela" not in known.sound


def test_a_word_list_of_another_format_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large_xx.msgpack.gz"
    pack = import_module("msgpack").packb
    path.write_bytes(gzip.compress(pack([{"format": "cB", "version": 2}, ["word"]])))
    monkeypatch.setattr(lexicon_module, "_list_path", lambda _: path)
    with pytest.raises(ValueError, match="cBpack"):
        lexicon.__wrapped__("xx")


def test_words_of_addresses_are_not_looked_at() -> None:
    assert read_run("pressOffice@example.org", "en").words == ()
    assert read_run("https://example.org/newsRoom", "en").words == ()
    assert [part.text for word in read_run("newsRoom", "en").words for part in word] == ["news", "Room"]


@pytest.mark.parametrize("language", languages())
def test_nothing_is_proposed_for_runs_of_rare_words_that_are_passed_over(language: str) -> None:
    known = lexicon(language)
    assert known is not None
    words = sorted(known.zipf.keys() - known.sound)[::97]
    marked = ("{}", "{}.", "({}", '"{}",', "l'{}", "(\N{LEFT DOUBLE QUOTATION MARK}{}", ".{}", "{}'", "X'{}!", "{}-{}")
    runs = {mark.format(word, word) for word in words for mark in marked}
    runs |= {word.title() + "." for word in words} | {word.upper() for word in words} | {"12'", "0,5", "%).", "-"}
    passed = runs.difference(_uncommon(runs, known))
    assert len(passed) > len(runs) // 4
    assert [run for run in sorted(passed) if _proposals(run, language)] == []


def test_what_another_thread_forgets_meanwhile_is_found_again() -> None:
    class Forgetful(dict[str, tuple[Seam, ...]]):
        def keys(self) -> "dict_keys[str, tuple[Seam, ...]]":
            known = self.copy()
            self.clear()
            return known.keys()

    memory = _Memory("fr")
    memory._proposed = Forgetful()
    expected = {"maison.Paris": _proposals("maison.Paris", "fr")}
    assert expected["maison.Paris"]
    assert [memory.proposals({"maison.Paris", "maison"}) for _ in range(3)] == 3 * [expected]


def test_a_view_composes_letters_and_knows_the_way_back() -> None:
    raw = "xx e\u0301te\u0301"
    shown = view(raw, 3, len(raw))
    assert shown.text == "\N{LATIN SMALL LETTER E WITH ACUTE}t\N{LATIN SMALL LETTER E WITH ACUTE}"
    assert [shown.raw(offset) for offset in range(3)] == [3, 5, 6]


def test_a_view_of_plain_text_is_the_passage_itself() -> None:
    shown = view("abc d\N{LATIN SMALL LETTER E WITH ACUTE}f", 4, 7)
    assert (shown.text, shown.raw(1), shown.raw_offsets) == ("d\N{LATIN SMALL LETTER E WITH ACUTE}f", 5, ())


def test_a_view_drops_soft_hyphens_and_remembers_where_they_stood() -> None:
    shown = view("mai\N{SOFT HYPHEN}son", 0, 7)
    assert (shown.text, shown.joints) == ("maison", frozenset({3}))
    assert shown.raw(3) == 4
