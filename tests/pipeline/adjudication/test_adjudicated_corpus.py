"""A corpus shows what its gold was made from: each rule about primary annotations and reasons finds its one breach."""

from pathlib import Path
from typing import Any

import pytest

from copydesk.check.rules.adjudication import RULES
from copydesk.errors import InputError
from copydesk.pipeline.build import Built, build_articles
from copydesk.pipeline.corpus import open_corpus
from copydesk.pipeline.facts import Options
from copydesk.pipeline.gold import read_gold
from copydesk.use.validate import validate_path
from support.adjudicated import GOLD, ONE, OTHER, REASONS, Change, Files, files, first, span, written

QUIET = Options(entities=None)


def entry(content: Files, number: int) -> dict[str, Any]:
    found: dict[str, Any] = content[REASONS]["differences"][number]
    return found


def rename(old: str, new: str) -> Change:
    return lambda content: content.update({new: content.pop(old)})


def swap(content: Files) -> None:
    entries = content[REASONS]["differences"]
    entries[0], entries[1] = entries[1], entries[0]


def without_reason(content: Files) -> None:
    entry(content, 0)["reason"] = None
    entry(content, 0)["reason_sha256"] = "0" * 64


def another_text(content: Files) -> None:
    content[ONE]["text_sha256"] = "0" * 64


CHANGES: dict[str, tuple[str, Change]] = {
    "a field too many in the reasons": ("adjudication-schema", lambda c: c[REASONS].update(note="x")),
    "other annotators in the reasons": ("adjudication-schema", lambda c: c[REASONS].update(annotators=["a1", "a3"])),
    "reasons of another article": ("gold-id", lambda c: c[REASONS].update(id="autre")),
    "an annotation of nobody": ("primary-annotator", rename(ONE, "gold/primary/halle.json")),
    "an annotator with a strange name": ("primary-annotator", rename(ONE, "gold/primary/A 1/fr/halle.json")),
    "a primary of another text": ("primary-text", another_text),
    "a primary behind the end": ("primary-text", lambda c: c[ONE]["lost_spaces"].append(9999)),
    "a speaker that is no entity": (
        "primary-references",
        lambda c: c[OTHER]["quotes"][0].update(speaker_entity_id="nobody"),
    ),
    "a surface that does not stand there": ("gold-surface", lambda c: c[OTHER]["entities"][0].update(text="Morlaix")),
    "a reason too few": ("adjudication-missing", lambda c: c[REASONS]["differences"].pop()),
    "a reason without words": ("adjudication-missing", without_reason),
    "no reasons at all": ("adjudication-missing", lambda c: c.pop(REASONS)),
    "no gold": ("adjudication-missing", lambda c: c.pop(GOLD)),
    "a difference that is none": (
        "adjudication-needless",
        lambda c: c[OTHER].update(lost_spaces=c[ONE]["lost_spaces"]),
    ),
    "the wrong order": ("adjudication-order", swap),
    "a reason twice": ("adjudication-order", lambda c: c[REASONS]["differences"].append(entry(c, 4))),
    "followed the other": ("adjudication-followed", lambda c: entry(c, 0).update(followed="a2")),
    "followed nobody": ("adjudication-followed", lambda c: entry(c, 0).update(followed="neither")),
    "gold that follows the other": (
        "adjudication-followed",
        lambda c: c[GOLD]["quotes"][1].update(attribution="implicit"),
    ),
    "two files of one annotator": ("gold-duplicate", lambda c: c.update({"gold/primary/a1/de/halle.json": first()})),
    "a primary without article": ("gold-orphan", rename(ONE, "gold/primary/a1/fr/autre.json")),
    "reasons without article": ("gold-orphan", rename(REASONS, "gold/reasons/fr/autre.json")),
}

ALSO = {
    "an annotation of nobody": {"adjudication-schema"},
    "an annotator with a strange name": {"adjudication-schema"},
    "a primary without article": {"adjudication-schema"},
    "reasons without article": {"adjudication-missing"},
}
"""What a file in the wrong place leaves behind where it should be."""


def errors(root: Path) -> set[str]:
    report = validate_path(root, options=QUIET)
    return {found.rule for found in report.findings if found.severity == "error"}


def test_the_corpus_is_sound_as_it_is(tmp_path: Path) -> None:
    report = validate_path(written(tmp_path, files()), options=QUIET)
    assert [found.rule for found in report.findings if found.severity == "error" or "adjud" in found.rule] == []
    assert not any(found.rule.startswith("primary") for found in report.findings)


@pytest.mark.parametrize("name", CHANGES)
def test_a_breach_is_found_by_its_rule(tmp_path: Path, name: str) -> None:
    rule, change = CHANGES[name]
    content = files()
    change(content)
    found = errors(written(tmp_path, content))
    assert found == {rule, *ALSO.get(name, ())}


def test_every_rule_has_its_breach() -> None:
    assert {rule.id for rule in RULES} - {"primary-pair"} <= {rule for rule, _ in CHANGES.values()}


def test_a_primary_alone_is_a_warning(tmp_path: Path) -> None:
    content = files()
    del content[OTHER], content[REASONS]
    report = validate_path(written(tmp_path, content), options=QUIET)
    (found,) = (found for found in report.findings if found.rule == "primary-pair")
    assert found.severity == "warning"
    assert report.ok


def test_a_finding_names_the_file_and_the_place(tmp_path: Path) -> None:
    content = files()
    entry(content, 2)["followed"] = "a2"
    report = validate_path(written(tmp_path, content), options=QUIET)
    (found,) = (found for found in report.findings if found.severity == "error")
    assert str(found.place) == f"{tmp_path / REASONS}:/differences/2/followed"
    assert "'a1'" in found.message
    assert "the cue of quotes" in found.message
    assert found.article == "halle"


def test_what_lies_beside_the_gold_is_not_the_gold(tmp_path: Path) -> None:
    root = written(tmp_path, files())
    (built,) = build_articles(open_corpus(root), QUIET)
    assert isinstance(built, Built)
    assert [entity.start for entity in built.article.entities if entity.text == "Brest"] == [
        span("Brest")["start"],
        span("Brest", 1)["start"],
    ]
    assert {layer.tool for layer in built.article.layers if layer.provenance == "model"} == {"adjudicator"}
    assert list(built.beside.primaries) == ["a1", "a2"]
    assert built.beside.reasons == files()[REASONS]


def test_a_schema_reads_primaries_as_it_reads_gold(tmp_path: Path) -> None:
    root = written(tmp_path, files())
    gold = read_gold((root / ONE).read_bytes(), "a1", expected_id="halle")
    assert gold.pieces is not None
    with pytest.raises(InputError, match="gold-id"):
        read_gold((root / ONE).read_bytes(), "a1", expected_id="autre")
