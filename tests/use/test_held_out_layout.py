"""Held-out scores of the layout: no page is measured with what was learned from its publisher."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from copydesk.text.layout import model
from copydesk.text.layout.labelled import LabelledPage
from copydesk.text.layout.learn import read_labelled
from copydesk.use.scoring import held_out_layout
from copydesk.use.scoring.held_out_layout import PARTS, held_out_counts
from copydesk.use.scoring.layout import read_scored_pages

RAW = "The ferry sails again\nBy Ada Moss\nThe ferry across the strait sails again after a winter in the dock.\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Give a file of pages, two of each publisher."""
    path = tmp_path / "pages.jsonl"
    rows = [
        {"id": f"{number}", "publisher": f"p{number // 2}", "raw": RAW, "segments": [[0, 21, "headline"]]}
        for number in range(40)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_no_page_is_measured_with_what_its_publisher_taught(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str]] = []

    def learn(out: Path, learned: list[LabelledPage]) -> None:
        seen.append({page.publisher for page in learned})
        out.write_bytes(model.WEIGHTS.read_bytes())

    monkeypatch.setattr(held_out_layout, "write_weights", learn)
    measured = list(read_scored_pages(pages))
    counts = list(held_out_counts(read_labelled([pages]), measured, 0))
    assert len(counts) == len(measured)
    assert len(seen) == PARTS
    left_out = [{page.publisher for page in measured} - publishers for publishers in seen]
    assert set().union(*left_out) == {page.publisher for page in measured}
    assert sum(map(len, left_out)) == len({page.publisher for page in measured})


def test_other_weights_are_used_for_a_while_and_the_shipped_ones_after(tmp_path: Path) -> None:
    shipped = model.weights()
    table = json.loads(model.WEIGHTS.read_text(encoding="utf-8"))
    table["headline"] = {"kind=head": 100}
    other = tmp_path / "weights.json"
    other.write_text(json.dumps(table), encoding="utf-8")
    with model.weights_from(other):
        assert model.weights().headline == {"kind=head": 1.0}
        with ThreadPoolExecutor(1) as elsewhere:
            assert elsewhere.submit(model.weights).result() == shipped
    assert model.weights() == shipped
