"""The committed scores are what the automatic layers of this version reach, under the tools that the file names."""

import json

import pytest

from copydesk.resources import CORPUS
from copydesk.use.scoring.corpus_scores import score_corpus, scores_values

TOLERANCE = 0.01
"""What the arithmetic of another processor may change in a model's choice."""

pytestmark = [pytest.mark.model, pytest.mark.checkout]


def test_the_committed_scores_are_those_of_this_version() -> None:
    committed = json.loads((CORPUS / "scores.json").read_text(encoding="utf-8"))
    found = scores_values(score_corpus(CORPUS, committed["split"]))
    told = "run `copydesk score corpus corpus --write`, then make, and commit both"
    assert found["tools"] == committed["tools"], told
    assert found["articles"] == committed["articles"], told
    assert [(row["group"], row["measure"]) for row in found["rows"]] == [
        (row["group"], row["measure"]) for row in committed["rows"]
    ], told
    for mine, theirs in zip(found["rows"], committed["rows"], strict=True):
        assert mine["f1"] == pytest.approx(theirs["f1"], abs=TOLERANCE), (mine["measure"], mine["group"], told)
