"""Measure each layer against annotated articles; ``SCORERS`` names them by the word that users type."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from copydesk.use.scoring.report import ScoreReport

Scorer = Callable[..., ScoreReport]


def _scorer(module: str) -> Scorer:
    """Import a scorer where it is first used: each brings the layer that it measures."""

    def score(path: Path, *, plain: bool = False) -> ScoreReport:
        loaded = import_module(f"copydesk.use.scoring.{module}")
        return cast("ScoreReport", loaded.score(path, plain=plain))

    return score


SCORERS: dict[str, Scorer] = {name: _scorer(name) for name in ("layout", "spacing", "entities", "quotes")}
