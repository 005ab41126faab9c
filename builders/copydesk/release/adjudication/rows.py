"""The lines of the files below ``annotation/``: one article a line, in the order of the ids.

Their digest is apart from the content digest of the edition, which speaks of its rows alone. It is made of the rows
without their words, and so is the same with the text, without it, and after rehydration: the SHA-256 of one line for
each row, in the order of paths and ids (path, id and the SHA-256 of the canonical JSON, separated by tabs, ended by
LF), after a first line that names the scheme.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copydesk.pipeline.adjudication.adjudicated import Beside
from copydesk.pipeline.agreement.pairs import pair_of
from copydesk.pipeline.agreement.tally import AgreementTally
from copydesk.record import Article, canonical_json
from copydesk.release.adjudication.bare import Row, bare_row
from copydesk.release.layout import REASONS, annotator_of, primary_path

SCHEME = "copydesk adjudication digest 1"


@dataclass(frozen=True, slots=True)
class AdjudicationStatement:
    """What an edition says of the files below ``annotation/``: rows of each by its path, and the digest of all."""

    rows: Mapping[str, int]
    digest: str


@dataclass(slots=True)
class AdjudicationRows:
    """Rows by path and id, gathered while articles stream by; only hand-made annotation is held in memory.

    ``agreement`` counts how far the primary annotations of each article agree.
    """

    agreement: AgreementTally = field(default_factory=AgreementTally)
    _rows: dict[str, dict[str, Row]] = field(default_factory=dict)

    def add_beside(self, article: Article, beside: Beside) -> None:
        """Enter what lies beside the gold of an article, if anything does."""
        for annotator, primary in beside.primaries.items():
            self.add(primary_path(annotator), article.id, primary)
        if beside.reasons is not None:
            self.add(REASONS, article.id, beside.reasons)
        if pair := pair_of(article, beside):
            self.agreement.add(pair)

    def add(self, path: str, article_id: str, row: Row) -> None:
        """Enter one row of a file."""
        self._rows.setdefault(path, {})[article_id] = row

    @property
    def statement(self) -> AdjudicationStatement | None:
        """What an edition of these rows says of them; None where there is none."""
        if not self._rows:
            return None
        digest = hashlib.sha256(f"{SCHEME}\n".encode())
        for path, rows in sorted(self._rows.items()):
            for article_id, row in sorted(rows.items()):
                own = hashlib.sha256(canonical_json(bare_row(row)).encode()).hexdigest()
                digest.update(f"{path}\t{article_id}\t{own}\n".encode())
        numbers = {path: len(rows) for path, rows in sorted(self._rows.items())}
        return AdjudicationStatement(numbers, f"sha256:{digest.hexdigest()}")

    def files(self, shown: Callable[[Row], Row] = dict) -> dict[str, bytes]:
        """Write the files, each row as ``shown`` gives it."""
        return {
            path: b"".join(f"{canonical_json(shown(row))}\n".encode() for _, row in sorted(rows.items()))
            for path, rows in sorted(self._rows.items())
        }


def statement_values(statement: AdjudicationStatement | None) -> dict[str, Any]:
    """Give what a manifest says of the files, for JSON; nothing where there is none."""
    if statement is None:
        return {}
    return {"adjudication": {"rows": dict(statement.rows), "digest": statement.digest}}


def read_statement(manifest: Mapping[str, Any]) -> AdjudicationStatement | None:
    """Read what a manifest says of the files.

    Raises:
        ValueError: it says it in another form.
    """
    value = manifest.get("adjudication")
    if value is None:
        return None
    match value:
        case {"rows": dict(rows), "digest": str(digest)} if rows and all(type(count) is int for count in rows.values()):
            return AdjudicationStatement({str(path): count for path, count in rows.items()}, digest)
    raise ValueError("what it says of the adjudication has the wrong shape")


def read_adjudication(edition: Path, statement: AdjudicationStatement | None) -> dict[str, Beside]:
    """Read the files of an edition that was verified: what lies beside the gold of each article, by its id."""
    primaries: dict[str, dict[str, Row]] = {}
    reasons: dict[str, Row] = {}
    for path in sorted(statement.rows) if statement else ():
        with (edition / path).open("rb") as file:
            for line in file:
                row = json.loads(line)
                if path == REASONS:
                    reasons[row["id"]] = row
                else:
                    primaries.setdefault(row["id"], {})[annotator_of(path)] = row
    names = primaries.keys() | reasons.keys()
    return {name: Beside(primaries.get(name, {}), reasons.get(name)) for name in sorted(names)}
