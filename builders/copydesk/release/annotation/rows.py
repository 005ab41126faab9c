"""The rows of an edition without text, one by one; it has been verified before."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copydesk.release.annotation.layout import rows_path
from copydesk.release.annotation.manifest import AnnotationManifest
from copydesk.release.splits import SPLITS, Split


def annotation_rows(edition: Path, manifest: AnnotationManifest) -> Iterator[tuple[dict[str, Any], Split, Path]]:
    """Give each row with its split and its file, in the order of files and ids."""
    for name in sorted(manifest.rows):
        with (edition / name).open("rb") as file:
            for line in file:
                row = json.loads(line)
                split = next(split for split in SPLITS if rows_path(row["language"], split) == name)
                yield row, split, edition / name
