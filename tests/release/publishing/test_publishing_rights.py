"""Articles of unknown rights are found by their rows, and published only when each is named."""

from pathlib import Path

import pytest

from copydesk.errors import UsageError
from copydesk.release.publishing import rights
from copydesk.release.publishing.rights import articles_of_unknown_rights, require_rights
from support.editions import MakeEdition


@pytest.fixture(scope="module")
def mixed(make_edition: MakeEdition) -> Path:
    """Four articles; the rights in two are unknown, written in two ways."""
    return make_edition(slice(4), licences=("unknown", "CC-BY-4.0", "Unknown", "other"))


def test_they_are_found_by_their_rows(mixed: Path, first: Path) -> None:
    assert articles_of_unknown_rights(mixed) == ["fr-dunes-01", "fr-dunes-03"]
    assert articles_of_unknown_rights(first) == []


def test_a_release_without_them_needs_no_permission(first: Path) -> None:
    require_rights(first, [])


def test_each_has_to_be_named(mixed: Path) -> None:
    with pytest.raises(UsageError, match=r"the rights in fr-dunes-01, fr-dunes-03 are unknown.*without them"):
        require_rights(mixed, [])
    with pytest.raises(UsageError, match=r"the rights in fr-dunes-03 are unknown.*without it.*--include"):
        require_rights(mixed, ["fr-dunes-01"])
    require_rights(mixed, ["fr-dunes-03", "fr-dunes-01"])


def test_a_name_that_is_none_of_them_is_refused(mixed: Path) -> None:
    with pytest.raises(UsageError, match=r"no article of unknown rights with the id fr-dunes-02, zz"):
        require_rights(mixed, ["fr-dunes-01", "fr-dunes-03", "zz", "fr-dunes-02"])


def test_a_long_list_is_cut(monkeypatch: pytest.MonkeyPatch, first: Path) -> None:
    unknown = [f"a{number:02}" for number in range(12)]
    monkeypatch.setattr(rights, "articles_of_unknown_rights", lambda _release: unknown)
    with pytest.raises(UsageError, match=r"in a00, a01, .*a09 and 2 more are unknown"):
        require_rights(first, [])
