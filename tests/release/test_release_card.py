"""Other readers find in the card what we wrote there, whatever the corpus is called."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import InputError
from copydesk.record import Article, Entity
from copydesk.release import front_matter
from copydesk.release.card import card_values, render_card
from copydesk.release.corpus import CorpusHead
from copydesk.release.datasheet import numbers
from copydesk.release.edition import Edition, configs
from copydesk.release.layout import TablePlace
from copydesk.release.tables import TableFile
from copydesk.release.tally import tally_articles
from copydesk.release.write import write_build
from copydesk.schema import FLAT_VIEWS, VIEWS, features

TITLES = [
    "no",
    "News: a corpus",
    "--- \n---\nconfigs: []\n---",
    "News\N{LINE SEPARATOR}---\N{LINE SEPARATOR}of the world",
    "\N{GRINNING FACE} « nouvelles » \x07",
    "{{ title }} ${title} %s",
    "# - * [x] !!python/object:os.system",
]


@pytest.fixture
def small(articles: tuple[Article, ...], head: CorpusHead) -> Edition:
    """An edition of one language and split, as its card sees it."""
    tables = tuple(TableFile(TablePlace(view, "no", "test", 0), 3, 1000) for view in VIEWS)
    norwegian = [article for article in articles if article.language == "no"]
    tally = tally_articles(norwegian, {article.id: "test" for article in norwegian})
    return Edition(head, "sha256:0", tables, tally)


@pytest.mark.parametrize("title", TITLES)
def test_the_hub_reads_what_was_written(small: Edition, title: str) -> None:
    from huggingface_hub import DatasetCard  # noqa: PLC0415

    edition = replace(small, head=replace(small.head, title=title, licence_reason=title, description=title))
    values = card_values(edition)
    text = render_card(edition)
    assert front_matter.parse(front_matter.split(text)[0]) == values
    card: Any = DatasetCard(text)
    assert card.data.to_dict() == values


def test_datasets_reads_versions_types_and_files(sound_edition: Path) -> None:
    import datasets  # noqa: PLC0415

    manifest = json.loads((sound_edition / "manifest.json").read_text(encoding="utf-8"))
    names = datasets.get_dataset_config_names(str(sound_edition))
    assert set(names) == set(manifest["configs"])
    for name in names:
        builder: Any = datasets.load_dataset_builder(str(sound_edition), name)
        assert str(builder.info.version) == manifest["version"]
        assert builder.info.features == features(name if name in {"full", *FLAT_VIEWS} else "default")
        counts = {split: info.num_examples for split, info in builder.info.splits.items()}
        assert counts == manifest["configs"][name]
        assert builder.config.description == manifest["content_digest"]


def test_a_split_without_rows_is_listed_nowhere(small: Edition) -> None:
    values = card_values(small)
    assert [[entry["split"] for entry in config["data_files"]] for config in values["configs"]] == [["test"]] * 3
    assert [[split["name"] for split in info["splits"]] for info in values["dataset_info"]] == [["test"]] * 3


def test_default_comes_first_then_languages_then_full(small: Edition) -> None:
    names = [config.name for config in configs(table.place for table in small.tables)]
    assert names == ["default", "no", "full"]
    assert [config["config_name"] for config in card_values(small)["configs"]] == names


def test_a_licence_of_its_own_is_named_as_the_hub_wants_it(small: Edition) -> None:
    head = replace(small.head, licence_name="Mixed, see each record", licence_link="https://example.org/terms")
    values = card_values(replace(small, head=head))
    assert (values["license"], values["license_name"]) == ("other", "mixed-see-each-record")
    assert values["license_link"] == "https://example.org/terms"
    assert values["license_details"] == "Each article has terms of its own."


def test_a_licence_with_an_identifier_is_given_in_lower_case(small: Edition) -> None:
    head = replace(small.head, licence="CC-BY-4.0", licence_name=None, licence_reason=None)
    values = card_values(replace(small, head=head))
    assert {name for name in values if name.startswith("license")} == {"license"}
    assert values["license"] == "cc-by-4.0"


@pytest.mark.parametrize(("articles_in_it", "category"), [(999, "n<1K"), (1000, "1K<n<10K"), (10**6, "1M<n<10M")])
def test_the_size_category_is_the_hubs(small: Edition, articles_in_it: int, category: str) -> None:
    small.tally.articles.clear()
    small.tally.articles["no", "test", "collected", "CC0-1.0"] = articles_in_it
    assert card_values(small)["size_categories"] == [category]


def test_a_title_that_is_no_text_is_refused(tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead) -> None:
    with pytest.raises(InputError, match="head of the corpus"):
        write_build(articles, replace(head, description="half a pair: \ud83d"), tmp_path / "news")
    assert not (tmp_path / "news").exists()


@pytest.mark.parametrize("kb_id", ["geonames:2996944", "Q456", None])
def test_geonames_is_credited_where_rows_link_to_it_and_nowhere_else(
    small: Edition, articles: tuple[Article, ...], kb_id: str | None
) -> None:
    entity = Entity("e1", "LOC", 0, 1, articles[0].text[:1], "lyon", kb_id, "linked" if kb_id else "unlinked")
    tally = tally_articles([replace(articles[0], entities=(entity,))], {})
    expected = kb_id == "geonames:2996944"
    for text in (render_card(replace(small, tally=tally)), numbers("entities", tally), numbers(None, tally)):
        assert ("GeoNames" in text) is expected
        assert ("CC BY 4.0" in text) is expected
