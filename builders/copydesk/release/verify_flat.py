"""The flat tables of an edition: each row is what the article's full row gives, and there is no other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from copydesk.check.findings import Finding
from copydesk.release.flat import FLAT_ROWS
from copydesk.release.layout import MANIFEST, TablePlace
from copydesk.release.manifest import Manifest
from copydesk.release.rules import breach

Rows = Iterator[dict[str, Any]]

_NOT_DERIVABLE = (TypeError, ValueError, LookupError, AttributeError)
"""What a row raises that lacks what its schema demands."""


class FlatTables:
    """The flat tables beside one table of full rows, read along with it, row by row."""

    def __init__(
        self, directory: Path, place: TablePlace, tables: Mapping[str, Rows], token_view: Counter[str]
    ) -> None:
        """Read along in ``tables``, the rows of each flat view; count into ``token_view`` what the mentions became."""
        self._paths = {view: directory / replace(place, view=view).path for view in FLAT_ROWS}
        self._tables: dict[str, Rows] = {view: iter(tables.get(view, ())) for view in FLAT_ROWS}
        self._token_view = token_view

    def findings(self, record: dict[str, Any]) -> Iterator[Finding]:
        """Compare the rows of the next article; after a difference the rest of a table is not compared."""
        for view, found in tuple(self._tables.items()):
            try:
                same = all(self._same(view, row, next(found, None)) for row in FLAT_ROWS[view](record))
            except _NOT_DERIVABLE:
                same = False
            if not same:
                del self._tables[view]
                message = f"the rows of {record.get('id')!r} are not what the full row gives"
                yield breach("release-views-agree", self._paths[view], message)

    def rest(self) -> Iterator[Finding]:
        """Find rows after those of the last article."""
        for view, found in self._tables.items():
            if next(found, None) is not None:
                yield breach("release-views-agree", self._paths[view], "has rows of no article")

    def _same(self, view: str, row: dict[str, Any], found: dict[str, Any] | None) -> bool:
        if view == "entities":
            self._token_view[row["token_view"]] += 1
        return row == found


def token_view_findings(directory: Path, manifest: Manifest, counted: Mapping[str, int]) -> Iterable[Finding]:
    """Compare what the manifest says of the token view with what was counted."""
    if dict(counted) != manifest.token_view:
        message = f"counts mentions in the token view as {manifest.token_view}, the rows as {dict(counted)}"
        yield breach("release-manifest", directory / MANIFEST, message)
