"""The flat tables of an edition: each row is what the article's full row gives, and there is no other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from copydesk.check.findings import Finding
from copydesk.release.flat import FLAT_ROWS
from copydesk.release.flat.tagging import TaggedRecord
from copydesk.release.flat.token_schemes import NEWEST, TOKEN_SCHEMES, TOKEN_VIEWS, TokenScheme
from copydesk.release.layout import MANIFEST, TablePlace
from copydesk.release.manifest import Manifest
from copydesk.release.rules import breach

Rows = Iterator[dict[str, Any]]

_NOT_DERIVABLE = (TypeError, ValueError, LookupError, AttributeError)
"""What a row raises that lacks what its schema demands."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """How an edition cuts its tokens, and what the mentions became in them.

    ``scheme`` is None where this version of copydesk does not know it: views of tokens are not compared then.
    """

    scheme: TokenScheme | None
    outcomes: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, manifest: Manifest) -> Self:
        """Take the scheme that the manifest names."""
        return cls(TOKEN_SCHEMES.get(manifest.token_scheme))


class FlatTables:
    """The flat tables beside one table of full rows, read along with it, row by row."""

    def __init__(self, directory: Path, place: TablePlace, tables: Mapping[str, Rows], tokens: "Tokens") -> None:
        """Read along in ``tables``, the rows of each flat view; count into ``tokens`` what the mentions became."""
        views = [view for view in FLAT_ROWS if tokens.scheme is not None or view not in TOKEN_VIEWS]
        self._paths = {view: directory / replace(place, view=view).path for view in views}
        self._tables: dict[str, Rows] = {view: iter(tables.get(view, ())) for view in views}
        self._tokens = tokens

    def findings(self, record: dict[str, Any]) -> Iterator[Finding]:
        """Compare the rows of the next article; after a difference the rest of a table is not compared."""
        tagged = TaggedRecord(record, self._tokens.scheme or NEWEST)
        for view, found in tuple(self._tables.items()):
            try:
                same = all(self._same(view, row, next(found, None)) for row in FLAT_ROWS[view](tagged))
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
            self._tokens.outcomes[row["token_view"]] += 1
        return row == found


def token_view_findings(directory: Path, manifest: Manifest, tokens: Tokens) -> Iterable[Finding]:
    """Compare what the manifest says of the token view with what was counted."""
    if tokens.scheme is None:
        message = (
            f"cuts tokens by scheme {manifest.token_scheme}, and this copydesk knows none above {NEWEST.number}: "
            f"the views {' and '.join(TOKEN_VIEWS)} were not compared; verify with a newer copydesk"
        )
        yield breach("release-token-scheme", directory / MANIFEST, message)
    elif dict(tokens.outcomes) != manifest.token_view:
        message = f"counts mentions in the token view as {manifest.token_view}, the rows as {dict(tokens.outcomes)}"
        yield breach("release-manifest", directory / MANIFEST, message)
