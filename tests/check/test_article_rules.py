"""What the examples cannot show: rules never raise, gold rules know when they apply, places are exact."""

import copy
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.check.articles import check_article, check_gold, check_record
from copydesk.errors import UsageError
from copydesk.record import Article, Layer, Quote, Span
from copydesk.schema import schema_errors

VALID = Path(__file__).parents[1] / "examples" / "valid"
RECORDS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(VALID.iterdir())
}
Step = str | int


def leaves(value: Any, path: tuple[Step, ...] = ()) -> list[tuple[Step, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if items is None:
        return [path]
    return [leaf for key, child in items for leaf in leaves(child, (*path, key))]


def article(name: str) -> Article:
    return Article.from_dict(RECORDS[name])


def rules_of(checked: Article) -> set[str]:
    return {finding.rule for finding in check_article(checked)}


SCALARS = st.one_of(
    st.integers(-3, 2000),
    st.text(max_size=5),
    st.none(),
    st.booleans(),
    st.floats(),
    st.sampled_from(["q1", "e1", "und"]),
)


@given(st.sampled_from(sorted(RECORDS)), st.data())
def test_no_value_at_any_place_makes_a_check_raise(name: str, data: st.DataObject) -> None:
    record = copy.deepcopy(RECORDS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        *steps, last = data.draw(st.sampled_from(leaves(record)))
        around: Any = record
        for step in steps:
            around = around[step]
        around[last] = data.draw(SCALARS)
    findings = check_record(record, path="x.json")
    assert all(finding.place.path == "x.json" for finding in findings)


@given(st.sampled_from(sorted(RECORDS)), st.data())
def test_no_offset_makes_a_rule_raise(name: str, data: st.DataObject) -> None:
    record = copy.deepcopy(RECORDS[name])
    numbers = [leaf for leaf in leaves(record) if leaf[-1] in {"start", "end", "raw_start", "raw_end", "level"}]
    for *steps, last in data.draw(st.lists(st.sampled_from(numbers), min_size=1, max_size=6)):
        around: Any = record
        for step in steps:
            around = around[step]
        around[last] = data.draw(st.integers(-5, 1200))
    check_article(Article.from_dict(record), levels=5)


@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner), max_leaves=8))
def test_a_record_that_is_no_article_gives_schema_findings(value: Any) -> None:
    assert {finding.rule for finding in check_record(value)} == {"schema"}


def test_every_problem_of_the_shape_is_reported_at_once_with_its_pointer() -> None:
    record = copy.deepcopy(RECORDS["fr-pont"])
    record["entities"][0]["start"] = "0"
    record["quotes"][1]["type"] = "loud"
    record["source"]["bytes"] = 1.0
    places = [finding.place.pointer for finding in check_record(record)]
    assert places == ["/entities/0/start", "/quotes/1/type", "/source/bytes"]
    assert len(list(schema_errors("article", record))) == 3


def test_gold_rules_leave_automatic_layers_alone() -> None:
    checked = article("fr-pont")
    automatic = tuple(replace(layer, provenance="automatic") for layer in checked.layers)
    silent = replace(checked, non_quotes=(), layers=automatic)
    assert rules_of(silent) == set()
    assert {finding.rule for finding in check_gold(silent)} == {"gold-quotes-exhaustive"}


@pytest.mark.parametrize("provenance", ["manual", "model", "automatic-with-corrections"])
def test_gold_rules_hold_for_every_adjudicated_layer(provenance: Any) -> None:
    checked = article("fr-pont")
    layers = tuple(replace(layer, provenance=provenance) for layer in checked.layers)
    assert rules_of(replace(checked, layers=layers)) == set()
    assert rules_of(replace(checked, non_quotes=(), layers=layers)) >= {"gold-quotes-exhaustive"}


def test_levels_bound_the_rules_that_run() -> None:
    checked = replace(article("fr-pont"), headline=None, language="de")
    assert {finding.rule for finding in check_article(checked, levels=1)} == {"fields-match-passages"}
    assert {finding.rule for finding in check_article(checked)} >= {"language-declared", "layout-no-headline"}


def test_only_and_exclude_choose_rules_and_refuse_unknown_names() -> None:
    checked = replace(article("fr-pont"), headline=None, language="de")
    assert {f.rule for f in check_article(checked, only=["language-declared"])} == {"language-declared"}
    assert "language-declared" not in {f.rule for f in check_article(checked, exclude=["language-declared"])}
    with pytest.raises(UsageError, match="did you mean 'span-bounds'"):
        check_article(checked, only=["span-bound"])


def quote_of(checked: Article, content: tuple[str, ...], **changes: Any) -> Article:
    spans = tuple(Span(i := checked.text.index(part), i + len(part), part) for part in content)
    quote = Quote("q1", "direct", spans, (), (), (), "none", "unknown", True, None, 1, None)
    return replace(checked, quotes=(replace(quote, **changes),), non_quotes=())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (("« Nous avons tenu les délais »", "« et le budget aussi »"), "direct"),
        (("la ville a vécu « deux années difficiles »",), "mixed"),
        (("deux années difficiles",), "direct"),
        (("la ville a vécu",), "indirect"),
        (("« Nous avons tenu les délais », a assuré la maire, « et le budget aussi »",), "mixed"),
    ],
)
def test_the_type_of_a_quote_follows_from_its_marks(content: tuple[str, ...], kind: Any) -> None:
    checked = quote_of(article("fr-pont"), content, type=kind)
    assert "quote-type-marks" not in rules_of(checked)
    for other in {"direct", "mixed", "indirect"} - {kind}:
        assert "quote-type-marks" in rules_of(quote_of(article("fr-pont"), content, type=other))


def test_the_marks_of_an_inner_quote_do_not_count_for_the_outer_one() -> None:
    checked = quote_of(article("fr-pont"), ("« deux années difficiles »",), id="q2", level=2, parent_id="q1")
    outer = quote_of(checked, ("« deux années difficiles ».",), type="indirect").quotes
    both = replace(checked, quotes=(*outer, *checked.quotes))
    assert "quote-type-marks" not in rules_of(both)
    assert "quote-type-marks" in rules_of(replace(both, quotes=outer))


def test_an_interview_turn_counts_as_marked_only_where_marks_lists_it() -> None:
    checked = article("de-bruecke")
    bare = replace(checked, quotes=(replace(checked.quotes[0], marks=()), *checked.quotes[1:]))
    assert rules_of(bare) == {"quote-type-marks"}


def test_a_hyphen_joins_words_and_an_apostrophe_parts_them() -> None:
    checked = article("en-ferry")
    layers = (*checked.layers[:3], Layer("entities", "manual", "a", "1", "1.0", ()), checked.layers[4])
    for words, expected in {
        "The Inish Beg-Cork line.": set(),
        "Inish Beg's pier.": {"gold-entities-exhaustive"},
    }.items():
        start = len(checked.text) + 2
        longer = replace(
            checked,
            text=f"{checked.text}\n\n{words}",
            passages=(*checked.passages, replace(checked.passages[-1], start=start, end=start + len(words))),
            layers=layers,
        )
        found = {f.rule for f in check_article(longer, only=["gold-entities-exhaustive"])}
        assert found == expected


def test_article_rules_cost_about_a_millisecond() -> None:
    checked = article("fr-pont")
    check_article(checked)
    started = time.process_time()
    for _ in range(50):
        check_article(checked)
    assert (time.process_time() - started) / 50 < 0.01


def long_article(count: int) -> Article:
    """Make an article with ``count`` paragraphs, each with an entity, a quote and an edit."""
    checked = article("en-ferry")
    words = "“Anna B” said so."
    step = len(words) + 2
    starts = range(0, count * step, step)
    return replace(
        checked,
        text="\n\n".join([words] * count),
        passages=tuple(replace(checked.passages[1], start=i, end=i + len(words)) for i in starts),
        entities=tuple(
            replace(checked.entities[0], id=f"e{i}", start=i + 1, end=i + 7, text="Anna B", entity_id=f"a{i}")
            for i in starts
        ),
        quotes=tuple(
            replace(checked.quotes[1], id=f"q{i}", content=(Span(i, i + 8, words[:8]),), cue=(), source=())
            for i in starts
        ),
        edits=tuple(replace(checked.edits[0], start=i, end=i, raw_start=i, raw_end=i + 1) for i in starts),
        layers=tuple(replace(layer, provenance="manual") for layer in checked.layers),
    )


def test_the_rules_are_linear_in_the_number_of_annotations() -> None:
    checked = long_article(8_000)
    started = time.process_time()
    check_article(checked)
    assert time.process_time() - started < 5
