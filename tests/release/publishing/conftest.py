"""Small editions to publish, and a Hub on loopback to publish them to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from copydesk.record import Article
from copydesk.release.corpus import CorpusHead
from copydesk.release.write import write_build
from support.editions import MakeEdition
from support.hub_client import HubClient
from support.hub_stand_in import HubStandIn


@pytest.fixture(scope="session")
def make_edition(
    tmp_path_factory: pytest.TempPathFactory, articles: tuple[Article, ...], head: CorpusHead
) -> MakeEdition:
    """Write an edition of some of the articles; the same arguments give the same bytes."""

    def make(
        which: slice = slice(1), version: str = "0.1.0", name: str = "dunes", licences: tuple[str, ...] = ()
    ) -> Path:
        chosen = [
            replace(article, source=replace(article.source, licence=licence))
            for article, licence in zip(articles[which], licences or ("CC0-1.0",) * len(articles), strict=False)
        ]
        target = tmp_path_factory.mktemp("editions") / name
        return write_build(chosen, replace(head, name=name, version=version), target).path

    return make


@pytest.fixture(scope="session")
def first(make_edition: MakeEdition) -> Path:
    """An edition of one article, version 0.1.0; no test may change it."""
    return make_edition()


@pytest.fixture(scope="session")
def second(make_edition: MakeEdition) -> Path:
    """Version 0.2.0 of the same corpus, of three other articles; no test may change it."""
    return make_edition(slice(1, 4), "0.2.0")


@pytest.fixture(scope="session")
def _hub() -> Iterator[HubStandIn]:
    with HubStandIn() as hub:
        yield hub


@pytest.fixture(scope="session")
def client(_hub: HubStandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubClient]:
    """What runs commands against the Hub, with a home of its own."""
    client = HubClient(_hub.address, tmp_path_factory.mktemp("hub"))
    yield client
    client.close()


@pytest.fixture
def hub(_hub: HubStandIn) -> HubStandIn:
    """A Hub without any dataset."""
    _hub.reset()
    return _hub
