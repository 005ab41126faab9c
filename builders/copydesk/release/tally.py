"""Counts of what an edition holds, taken row by row, for its manifest, card and datasheet."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from copydesk.pipeline.agreement.tally import AgreementTally
from copydesk.record import Article
from copydesk.release.flat.tagging import TaggedRecord
from copydesk.release.flat.token_schemes import NEWEST
from copydesk.release.splits import Split, split_of

CREDITS = {
    "geonames": "Places are linked to [GeoNames](https://www.geonames.org), whose data is licensed under "
    "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/).",
}
"""What is owed to a knowledge base, by the prefix of its ids, where an edition links to it."""


@dataclass(slots=True)
class Tally:
    """What was counted so far; memory grows by one number an article.

    Attributes:
        articles: by language, split, origin and licence.
        lengths: code points of ``text`` of each article, by language.
        entities: mentions by language and type.
        quotes: by language, type and attribution.
        layers: articles by layer, provenance and tool with its version.
        links: mentions by the knowledge base that they are linked to, as the prefix of their ``kb_id`` names it.
        token_view: mentions by what became of them in the tokens (see ``release.flat.tagging``).
        agreement: how far the primary annotations that the gold was made from agree.
    """

    articles: Counter[tuple[str, Split, str, str]] = field(default_factory=Counter)
    lengths: dict[str, list[int]] = field(default_factory=dict)
    entities: Counter[tuple[str, str]] = field(default_factory=Counter)
    quotes: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    layers: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    token_view: Counter[str] = field(default_factory=Counter)
    agreement: AgreementTally = field(default_factory=AgreementTally)

    def add(self, row: TaggedRecord, split: Split) -> None:
        """Count one row of the view ``full``."""
        record = row.record
        language = record["language"]
        source = record["source"]
        self.articles[language, split, source["origin"], source["licence"]] += 1
        self.lengths.setdefault(language, []).append(len(record["text"]))
        self.entities.update((language, entity["type"]) for entity in record["entities"])
        self.links.update(
            entity["kb_id"].partition(":")[0] for entity in record["entities"] if ":" in (entity["kb_id"] or "")
        )
        self.quotes.update((language, quote["type"], quote["attribution"]) for quote in record["quotes"])
        if record["entities"]:
            self.token_view.update(row.tagged[1])
        for layer in record["layers"]:
            self.layers[layer["name"], layer["provenance"], f"{layer['tool']} {layer['tool_version']}"] += 1

    def by_language(self) -> dict[str, int]:
        """Give the number of articles of each language, sorted by tag."""
        return self._articles_by(0)

    def by_split(self) -> dict[str, int]:
        """Give the number of articles of each split."""
        return self._articles_by(1)

    def by_origin(self) -> dict[str, int]:
        """Give the number of articles of each origin."""
        return self._articles_by(2)

    def by_licence(self) -> dict[str, int]:
        """Give the number of articles under each licence."""
        return self._articles_by(3)

    def credits(self) -> tuple[str, ...]:
        """Give the credit lines that the links of these rows ask for."""
        return tuple(line for base, line in sorted(CREDITS.items()) if self.links[base])

    def _articles_by(self, position: int) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for key, number in self.articles.items():
            counts[key[position]] += number
        return dict(sorted(counts.items()))


def tally_articles(articles: Iterable[Article], splits: Mapping[str, Split]) -> Tally:
    """Count articles as an edition of them would, each in its declared split or the one of its hash."""
    tally = Tally()
    for article in articles:
        tally.add(TaggedRecord(article.to_dict(), NEWEST), split_of(article.id, splits))
    return tally
