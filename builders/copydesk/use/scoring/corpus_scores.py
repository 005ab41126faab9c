"""The scores of a corpus as a report, as the file ``scores.json`` beside it, and as a table of its datasheet.

The numbers need models, which a build does without: so they are measured by a command, committed with the versions of
the tools, and shown from the file.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.pipeline.survey import read_checked
from copydesk.release.datasheet import filled, share_text, text_table
from copydesk.release.splits import Split
from copydesk.release.store import write_file
from copydesk.use.scoring.against_gold import Compared, Measure, compare_corpus
from copydesk.use.scoring.entity_matches import Counts
from copydesk.use.scoring.report import ScoreReport, ScoreRow

SCORES = "scores.json"
BLOCK = "scores"
ALL, PIPELINES = "all", "languages with a pipeline"
RESAMPLES, SEED = 500, 11
_PIPELINE = "spacy "
_DIGITS = 4
_NOTES = (
    "from the raw article on, in its code points; 'on gold text': entities and quotes in the clean text of the gold",
    "f1_low and f1_high: 95 % bootstrap over articles, seeded; cue, source and speaker are shares of matched quotes",
    "speaker, none: of matched quotes, those without a speaker in the gold (recall) and here (precision)",
)


@dataclass(frozen=True, slots=True)
class CorpusScores:
    """What ``copydesk score corpus`` measured.

    Attributes:
        tools: what made the layers, as ``name version``.
        rows: for all articles, for those in languages with a spaCy pipeline, and for each language.
    """

    split: Split
    articles: int
    tools: tuple[str, ...]
    rows: tuple[ScoreRow, ...]

    @property
    def report(self) -> ScoreReport:
        """The same as the other scorers answer."""
        return ScoreReport("corpus", self.articles, self.rows, _NOTES)


def score_corpus(root: Path, split: Split) -> CorpusScores:
    """Measure the automatic layers against the gold of a split.

    Raises:
        UsageError: no article of the split has gold.
        CopydeskError: the corpus cannot be opened.
    """
    compared = compare_corpus(root, split)
    tools = sorted(frozenset[str]().union(*(one.tools for one in compared)))
    return CorpusScores(split, len(compared), tuple(tools), tuple(_rows(compared)))


def write_scores(root: Path, scores: CorpusScores) -> Path:
    """Write the scores beside the corpus, for its datasheet.

    Raises:
        WriteError: the disk said no.
    """
    path = root / SCORES
    write_file(path, (json.dumps(scores_values(scores), ensure_ascii=False, indent=1) + "\n").encode())
    return path


def scores_values(scores: CorpusScores) -> dict[str, Any]:
    """Give the scores as the file holds them: numbers with four digits."""
    return {
        "schema_version": "1.0",
        "split": scores.split,
        "articles": scores.articles,
        "tools": list(scores.tools),
        "rows": [
            {
                "group": row.group,
                "measure": row.measure,
                **{name: round(value, _DIGITS) for name, value in row.values.items()},
            }
            for row in scores.rows
        ],
    }


def with_scores(datasheet: str, root: Path) -> str:
    """Fill the blocks ``scores`` of a datasheet with what the file of a corpus says; as it was where there is none.

    Raises:
        InputError: the file is not after ``schema/scores.schema.json``.
        UsageError: the markers of the datasheet do not pair.
    """
    path = root / SCORES
    return filled(datasheet, {BLOCK: _table(read_checked(path, "scores"))}) if path.is_file() else datasheet


def _table(values: Mapping[str, Any]) -> str:
    """Write F1 (or the share) of each measure: all with interval, languages with a pipeline, each language."""
    rows = {(row["measure"], row["group"]): row for row in values["rows"]}
    groups = list(dict.fromkeys(row["group"] for row in values["rows"] if row["group"] != ALL))
    lines = []
    for measure in dict.fromkeys(row["measure"] for row in values["rows"]):
        whole = rows[measure, ALL]
        interval = f"{share_text(whole['f1_low'])}–{share_text(whole['f1_high'])}"
        own = [share_text(row["f1"] if (row := rows.get((measure, group))) else None) for group in groups]
        lines.append((measure, [share_text(whole["f1"]), interval, f"{whole['gold']:g}", *own]))
    names = [group.removeprefix("language=") for group in groups]
    head = (f"F1 on {values['articles']} articles ({values['split']})", ALL, "95 %", "in gold", *names)
    return f"{text_table(head, lines)}\n\nMeasured with {', '.join(values['tools'])}."


def _rows(compared: Sequence[Compared]) -> Iterator[ScoreRow]:
    for group, members in _groups(compared).items():
        draws = _draws(len(members))
        for measure in sorted({measure for one in compared for measure in one.counts}, key=_order(compared)):
            counts = [one.counts.get(measure, Counts()) for one in members]
            if any(count.gold or count.predicted for count in counts):
                yield ScoreRow(group, f"{measure.layer}: {measure.name}", _values(counts, draws))


def _order(compared: Sequence[Compared]) -> Any:
    """Order measures as the first article that has them does, roles of the layout by name."""
    known = list(dict.fromkeys(measure for one in compared for measure in one.counts))
    layers = list(dict.fromkeys(measure.layer for measure in known))

    def place(measure: Measure) -> tuple[int, int, str]:
        named = measure.name if measure.layer == "layout" and measure.name != known[0].name else ""
        return layers.index(measure.layer), 0 if named else known.index(measure), named

    return place


def _groups(compared: Sequence[Compared]) -> dict[str, list[Compared]]:
    groups = {ALL: list(compared)}
    languages = sorted({one.language for one in compared})
    with_pipeline = [one for one in compared if any(tool.startswith(_PIPELINE) for tool in one.tools)]
    if 0 < len(with_pipeline) < len(compared):
        groups[PIPELINES] = with_pipeline
    for language in languages if len(languages) > 1 else ():
        groups[f"language={language}"] = [one for one in compared if one.language == language]
    return groups


def _values(counts: Sequence[Counts], draws: Sequence[Sequence[int]]) -> dict[str, float]:
    total = sum(counts, Counts())
    drawn = sorted(sum((counts[index] for index in draw), Counts()).f1 for draw in draws)
    return {
        "precision": total.precision,
        "recall": total.recall,
        "f1": total.f1,
        "f1_low": drawn[int(0.025 * len(drawn))],
        "f1_high": drawn[int(0.975 * len(drawn))],
        "predicted": total.predicted,
        "gold": total.gold,
    }


def _draws(articles: int) -> list[list[int]]:
    """Draw articles with replacement, with a fixed seed, once for all measures of a group."""
    draw = random.Random(SEED)  # noqa: S311  no secret hangs on it
    return [draw.choices(range(articles), k=articles) for _ in range(RESAMPLES)]
