"""An edition in the making, as its card, manifest and datasheet speak of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from copydesk.check.withdrawals import NOTHING_WITHDRAWN, Withdrawals
from copydesk.release.adjudication.rows import AdjudicationStatement
from copydesk.release.corpus import CorpusHead
from copydesk.release.layout import TablePlace
from copydesk.release.splits import SPLITS, Split
from copydesk.release.tables import TableFile
from copydesk.release.tally import Tally
from copydesk.schema import FLAT_VIEWS, VIEWS


@dataclass(frozen=True, slots=True)
class Edition:
    """The rows of one version of a corpus, written as tables, and what the corpus had withdrawn by then.

    ``adjudication`` speaks of the annotations that its gold was made from, where it shows them.
    """

    head: CorpusHead
    content_digest: str
    tables: tuple[TableFile, ...]
    tally: Tally
    withdrawals: Withdrawals = NOTHING_WITHDRAWN
    adjudication: AdjudicationStatement | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """One configuration that ``load_dataset`` offers: a view, of one language or (None) of all."""

    name: str
    view: str
    language: str | None

    def holds(self, place: TablePlace) -> bool:
        """Tell whether a table belongs to this configuration."""
        return place.view == self.view and self.language in {None, place.language}

    def pattern(self, split: Split) -> str:
        """The files of a split, as ``data_files`` of the card; two tables never share a split by accident."""
        return f"data/{self.view}/{self.language or '*'}/{split}/bucket-*.parquet"


def configs(places: Iterable[TablePlace]) -> tuple[Config, ...]:
    """Name the configurations that tables make: ``default`` first, one for each language, then the other views.

    A flat view without rows is left out: a configuration without files cannot be loaded.
    """
    places = set(places)
    languages = sorted({place.language for place in places})
    default, *others = (*VIEWS, *(view for view in FLAT_VIEWS if any(place.view == view for place in places)))
    return (
        Config(default, default, None),
        *(Config(language, default, language) for language in languages),
        *(Config(view, view, None) for view in others),
    )


def split_rows(config: Config, rows: Mapping[TablePlace, int]) -> dict[Split, int]:
    """Add up a number given for each table over the splits of a configuration.

    A split without rows is left out: one empty Parquet split makes the whole configuration fail to load.
    """
    totals = {
        split: sum(number for place, number in rows.items() if config.holds(place) and place.split == split)
        for split in SPLITS
    }
    return {split: total for split, total in totals.items() if total}
