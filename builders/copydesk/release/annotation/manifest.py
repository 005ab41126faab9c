"""The manifest of an edition without text: what it holds, and the head and digest of the edition that it rebuilds."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from copydesk.check.withdrawals import Withdrawals
from copydesk.errors import VerificationError
from copydesk.release.adjudication.rows import AdjudicationStatement, read_statement, statement_values
from copydesk.release.corpus import CorpusHead, corpus_head
from copydesk.release.layout import MANIFEST
from copydesk.release.withdrawal_list import read_withdrawal_values, withdrawal_values

FORMAT = "copydesk-annotation-1"


@dataclass(frozen=True, slots=True)
class AnnotationManifest:
    """What rehydration has to know.

    Attributes:
        head: the head of the corpus, which goes into the card of the rebuilt edition.
        content_digest: the content digest of the edition with its text.
        rows: the number of rows of each file.
        withdrawals: what the corpus had withdrawn, which the rebuilt edition lists; digests are not kept.
        adjudication: the files that show how the gold was made; None where there is none.
    """

    head: CorpusHead
    content_digest: str
    rows: Mapping[str, int]
    withdrawals: Withdrawals
    adjudication: AdjudicationStatement | None = None


def render_annotation_manifest(manifest: AnnotationManifest) -> str:
    """Write the manifest as JSON for reading, keys sorted."""
    value = {
        "format": FORMAT,
        "corpus": asdict(manifest.head),
        "content_digest": manifest.content_digest,
        "articles": sum(manifest.rows.values()),
        "rows": dict(manifest.rows),
        "withdrawals": withdrawal_values(manifest.withdrawals),
        **statement_values(manifest.adjudication),
    }
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def open_annotation_manifest(directory: Path) -> AnnotationManifest:
    """Read the manifest of an edition without text.

    Raises:
        VerificationError: it is missing or is none; the message names the file.
    """
    path = directory / MANIFEST
    try:
        return _manifest(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"{path}: is no manifest of an edition without text: {error!r} [release-manifest]"
        raise VerificationError(message) from error


def _manifest(value: Any) -> AnnotationManifest:
    if value["format"] != FORMAT:
        raise ValueError(f"its format is not {FORMAT}")
    return AnnotationManifest(
        head=corpus_head(value["corpus"]),
        content_digest=str(value["content_digest"]),
        rows={str(path): int(rows) for path, rows in value["rows"].items()},
        withdrawals=read_withdrawal_values(value["withdrawals"]),
        adjudication=read_statement(value),
    )
