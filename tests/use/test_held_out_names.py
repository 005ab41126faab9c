"""Learning of names in worn print: what it learns from, and that no page is measured with what it taught itself."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from copydesk.annotate.entities.worn.learn import Example
from copydesk.use.scoring import held_out_names
from copydesk.use.scoring.entity_matches import Named
from copydesk.use.scoring.entity_systems import GoldDocument
from copydesk.use.scoring.guideline_names import guideline_names
from copydesk.use.scoring.held_out_names import held_out_counts, page_examples
from copydesk.use.scoring.worn_copies import worn_copy


def document(text: str, *names: tuple[str, str], language: str = "fr") -> GoldDocument:
    """Mark names in the order in which they stand; each is looked for after the one before."""
    marked, place = [], 0
    for name, kind in names:
        place = text.index(name, place)
        marked.append(Named(place, place + len(name), kind, name))
        place += len(name)
    return GoldDocument("x", language, text, (), tuple(marked))


def bounded(document: GoldDocument) -> list[tuple[str, str]]:
    return [(document.raw[name.start : name.end], name.type) for name in guideline_names(document)]


@pytest.mark.parametrize(
    ("gold", "ours"),
    [
        (document("Hier M. Theuriet parla.", ("M. Theuriet", "PER")), [("Theuriet", "PER")]),
        (document("Hier M.Theuriet parla.", ("M.Theuriet", "PER")), [("Theuriet", "PER")]),
        (document("Avec M. de Brancourt.", ("M. de Brancourt", "PER")), [("de Brancourt", "PER")]),
        (document("Et le général Aubrac.", ("le général Aubrac", "PER")), [("Aubrac", "PER")]),
        (document("Au 12, rue Haute.", ("12, rue Haute", "LOC")), [("rue Haute", "LOC")]),
        (document("Paul Odru, né à Sens, fuit.", ("Paul Odru, né à Sens", "PER")), [("Paul Odru", "PER")]),
        (document("M. Theu¬riet parla.", ("M. Theu¬", "PER"), ("riet", "PER")), [("Theu¬riet", "PER")]),
        (document("M. PaulOdru parla.", ("M. Paul", "PER"), ("Odru", "PER")), [("PaulOdru", "PER")]),
        (document("De SensAuxerre.", ("Sens", "LOC"), ("Auxerre", "LOC")), [("Sens", "LOC"), ("Auxerre", "LOC")]),
        (document("De Mes amis.", ("Mes", "PER")), [("Mes", "PER")]),
    ],
)
def test_names_of_another_gold_get_the_bounds_of_the_guideline(gold: GoldDocument, ours: list[tuple[str, str]]) -> None:
    assert bounded(gold) == ours


def test_names_inside_names_are_not_learned_from() -> None:
    text = "La Banque de France ferme."
    start = text.index("Banque")
    names = (Named(start, start + 16, "ORG", "a"), Named(start + 10, start + 16, "LOC", "b"))
    assert bounded(GoldDocument("x", "fr", text, (), names)) == [("Banque de France", "ORG")]


def test_a_worn_copy_loses_line_ends_and_keeps_its_names() -> None:
    names = [("Claire Vasseur", "PER"), ("Rouen", "LOC"), ("Compagnie des tramways", "ORG"), ("Sotteville", "LOC")]
    text = (
        "La ministre Claire Vasseur a visité mardi la ville de Rouen, où la Compagnie des tramways venait de rouvrir "
        "une longue ligne interrompue.\n\nLes habitants de Sotteville attendaient extraordinairement longtemps."
    )
    copy = worn_copy(document(text, *names))
    whole = [copy.raw[name.start : name.end].replace("¬", "") for name in copy.entities]
    assert "¬" in copy.raw
    assert "\n" not in copy.raw
    assert copy.raw.replace("¬", "").replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert [name.replace(" ", "") for name in whole] == [name.replace(" ", "") for name, _ in names]


def test_a_span_is_taught_as_what_the_guideline_calls_it() -> None:
    examples = page_examples(document("Hier, M. Theuriet a parlé à Rouen.", ("M. Theuriet", "PER"), ("Rouen", "LOC")))
    taught = {example.kind for example in examples if "word before: titles" in example.features}
    assert taught == {"PER"}
    assert {example.kind for example in examples} >= {"PER", "LOC"}


def test_no_page_is_measured_with_what_it_taught(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [GoldDocument(str(number), "fr", "M. Odru parla.", (), ()) for number in range(10)]
    taught: list[set[str]] = []
    measured: list[set[str]] = []

    def write(out: Path, pages: Sequence[Sequence[Example]]) -> None:
        taught.append({example.page for page in pages for example in page})
        out.write_text("[weights]\n", encoding="utf-8")

    def mentions(own: Sequence[GoldDocument], _voice: str, *, plain: bool) -> list[list[Named]]:
        assert plain
        measured.append({one.id for one in own})
        return [[] for _ in own]

    monkeypatch.setattr(held_out_names, "write_weights", write)
    monkeypatch.setattr(held_out_names, "our_mentions", mentions)
    monkeypatch.setattr(held_out_names, "VOICES", ("rules",))
    pages = [[Example(one.id, (), "")] for one in documents]
    scored = list(held_out_counts(documents, pages, 0))
    assert sorted(own.page for own in scored) == sorted(one.id for one in documents)
    assert all(not own & other for own, other in zip(taught, measured, strict=True))
