"""A version is loaded from the Hub by its tag: exactly it, verified, from the cache the next time, or not at all."""

import json
import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from copydesk.check.withdrawals import Tombstone, Withdrawals, WithdrawnVersion
from copydesk.record import Article
from copydesk.release.corpus import CorpusHead
from copydesk.release.manifest import open_manifest
from copydesk.release.verify import verify
from copydesk.release.write import write_build
from support.editions import REPO, files_of, seal
from support.hub_client import HubClient
from support.hub_stand_in import TOKEN, HubStandIn

EACH = 1 if os.environ.get("COPYDESK_PROVE") else 3
"""Which requests a load is killed before: every third, or all of them where everything is proved."""

_LOAD = """
import json, warnings, copydesk, huggingface_hub
from copydesk.errors import CopydeskError
source, version, huggingface_hub.constants.HF_HUB_OFFLINE = arguments
said = {}
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    try:
        loaded = copydesk.load(source=source, version=version)
        said["ids"] = sorted(row["id"] for split in loaded.values() for row in split)
        info = next(iter(loaded.values())).info
        said["version"], said["digest"] = str(info.version), info.description
    except CopydeskError as error:
        said["error"], said["words"] = type(error).__name__, str(error)
    said["warned"] = [str(one.message) for one in warned if one.category is UserWarning]
print(json.dumps(said))
"""

Load = Callable[..., dict[str, Any]]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def load(client: HubClient, cache: Path) -> Load:
    def load(version: str | None = None, source: str = f"hub:{REPO}", *, offline: bool = False) -> dict[str, Any]:
        environment = {"HF_TOKEN": TOKEN, "COPYDESK_CACHE": str(cache)}
        ended = client.run(_LOAD, [source, version, offline], environment)
        assert ended.code == 0, ended.err
        assert ended.err == ""
        said: dict[str, Any] = json.loads(ended.out)
        return said

    return load


@pytest.fixture
def published(hub: HubStandIn, first: Path, second: Path) -> HubStandIn:
    """Versions 0.1.0 and 0.2.0 under their tags."""
    dataset = hub.create(REPO)
    for edition, version in ((first, "0.1.0"), (second, "0.2.0")):
        dataset.tags[f"v{version}"] = dataset.commit({".gitattributes": b"", **files_of(edition)})
    return hub


def editions_in(cache: Path) -> list[Path]:
    return sorted(path.parent for path in cache.rglob("manifest.json"))


@pytest.mark.parametrize(("version", "newest"), [("0.1.0", False), ("0.2.0", False), (None, True)])
def test_exactly_the_version_that_was_asked_for_is_loaded(  # noqa: PLR0917
    published: HubStandIn, load: Load, first: Path, second: Path, version: str | None, newest: bool
) -> None:
    assert published.datasets[REPO].tags
    edition = first if version == "0.1.0" else second
    said = load(version)
    assert said["version"] == ("0.2.0" if newest else version)
    assert said["digest"] == open_manifest(edition).content_digest
    assert said["ids"] == (["fr-dunes-01"] if edition == first else said["ids"])
    assert said["warned"] == []


def test_what_is_in_the_cache_is_not_fetched_again_and_serves_without_the_hub(
    published: HubStandIn, load: Load, cache: Path
) -> None:
    once = load("0.1.0")
    (edition,) = editions_in(cache)
    assert (edition.name, verify(edition)) == ("0.1.0", ())
    assert [path.name for path in (edition.parent / ".staging").iterdir()] == ["lock"]
    published.requests.clear()
    assert load("0.1.0") == once
    assert not [line for line in published.requests if ".parquet" in line]
    published.fault = lambda _number, _line: 403
    again = load("0.1.0")
    assert again["ids"] == once["ids"]
    assert [
        words for words in again["warned"] if "whether articles of 0.1.0 were withdrawn since is not known" in words
    ]
    published.requests.clear()
    assert load("0.1.0", offline=True) == once
    assert published.requests == []
    assert load("0.2.0", offline=True)["words"].endswith("HF_HUB_OFFLINE is set; nothing was loaded")


def test_a_version_that_is_not_there_is_refused_with_those_that_are(published: HubStandIn, load: Load) -> None:
    assert load("0.3.0")["words"] == "there is no version 0.3.0 in desk/dunes; there are 0.1.0, 0.2.0"
    assert load("../0.1.0")["error"] == load("v0.1.0")["error"] == "UsageError"
    assert "is not on the Hub" in load("0.1.0", "hub:desk/other")["words"]
    assert "is no dataset of the Hub" in load("0.1.0", "hub:dunes")["words"]
    published.datasets[REPO].tags.clear()
    assert load("0.1.0")["words"].startswith("desk/dunes: holds no version")


def test_a_branch_with_the_name_of_the_tag_is_not_taken_for_it(published: HubStandIn, load: Load, second: Path) -> None:
    published.datasets[REPO].commit(files_of(second), "v0.1.0")
    assert load("0.1.0")["ids"] == ["fr-dunes-01"]


def test_a_tag_that_holds_another_version_is_refused(published: HubStandIn, load: Load, cache: Path) -> None:
    tags = published.datasets[REPO].tags
    tags["v0.3.0"] = tags["v0.1.0"]
    said = load("0.3.0")
    assert said["error"] == "VerificationError"
    assert said["words"] == "desk/dunes: the tag v0.3.0 holds version 0.1.0; not loaded"
    assert editions_in(cache) == []


@pytest.mark.parametrize("how", ["a flipped bit", "code", "a missing file", "a changed card"])
def test_what_does_not_verify_is_refused_and_not_kept(
    published: HubStandIn, load: Load, first: Path, cache: Path, how: str
) -> None:
    files = files_of(first)
    table = next(name for name in files if name.endswith(".parquet"))
    changes: dict[str, dict[str, bytes]] = {
        "a flipped bit": {table: files[table][:99] + bytes([files[table][99] ^ 1]) + files[table][100:]},
        "code": {"loader.py": b"import os"},
        "a missing file": {},
        "a changed card": {"README.md": files["README.md"] + b"!"},
    }
    changed = {**files, **changes[how]}
    if how == "a missing file":
        del changed[table]
    dataset = published.datasets[REPO]
    dataset.tags["v0.1.0"] = dataset.commit(changed)
    said = load("0.1.0")
    assert said["error"] == "VerificationError"
    assert said["words"].startswith("desk/dunes: v0.1.0 is not loaded: ")
    assert editions_in(cache) == []


def test_what_was_changed_in_the_cache_is_refused(published: HubStandIn, load: Load, cache: Path) -> None:
    assert published.datasets[REPO].tags
    load("0.1.0")
    (edition,) = editions_in(cache)
    (edition / "DATASHEET.md").write_text("changed", encoding="utf-8")
    assert load("0.1.0")["error"] == "VerificationError"


@pytest.fixture
def withdrawing(tmp_path: Path, articles: tuple[Article, ...], head: CorpusHead) -> Path:
    """Version 0.3.0, which lists the article of 0.1.0 and the whole of 0.2.0 as withdrawn."""
    listed = Withdrawals(
        (Tombstone("fr-dunes-01", "0" * 64, "1" * 64, "2026-03-01", "privacy"),),
        (WithdrawnVersion("0.2.0", "2026-03-02", "error"),),
    )
    chosen = [replace(one, source=replace(one.source, licence="CC0-1.0")) for one in articles[4:6]]
    return write_build(chosen, replace(head, version="0.3.0"), tmp_path / "dunes", withdrawals=listed).path


def test_a_version_with_articles_that_a_later_one_withdraws_is_loaded_with_a_warning(
    published: HubStandIn, load: Load, withdrawing: Path
) -> None:
    dataset = published.datasets[REPO]
    dataset.tags["v0.3.0"] = dataset.commit(files_of(withdrawing))
    said = load("0.1.0")
    assert said["ids"] == ["fr-dunes-01"]
    (warned,) = said["warned"]
    assert "holds articles that were withdrawn since: fr-dunes-01; load a later version" in warned
    said = load("0.2.0")
    assert said["error"] == "WithdrawnError"
    assert "version 0.2.0 was withdrawn on 2026-03-02 (error)" in said["words"]
    assert load("0.3.0")["warned"] == []


def test_what_the_hub_lists_as_withdrawn_is_not_published_again(
    hub: HubStandIn, client: HubClient, first: Path, second: Path, withdrawing: Path
) -> None:
    assert client.command("publish", withdrawing, REPO).code == 0
    hub.requests.clear()
    for edition, words in ((first, "holds fr-dunes-01, withdrawn since"), (second, "version 0.2.0 was withdrawn on")):
        ended = client.command("publish", edition, REPO)
        assert ended.code == 5
        assert words in ended.err
        assert ended.err.count("\n") == 1
    assert hub.changes() == []


def test_what_a_file_withdraws_is_not_published(
    hub: HubStandIn, client: HubClient, tmp_path: Path, second: Path, articles: tuple[Article, ...]
) -> None:
    """The article is known by the digest of its bytes too, under whatever id."""
    tombstone = {"id": "other", "sha256": articles[2].source.sha256, "text_sha256": "1" * 64}
    register = tmp_path / "withdrawals.jsonl"
    register.write_text(json.dumps({**tombstone, "date": "2026-03-01", "reason": "rights"}) + "\n", encoding="utf-8")
    ended = client.command("publish", second, REPO, "--withdrawals", register)
    assert ended.code == 5
    assert f"holds {articles[2].id}, withdrawn since, so it is not published" in ended.err
    assert hub.requests == []


@pytest.mark.once
@pytest.mark.slow
def test_killed_before_any_request_it_leaves_nothing_wrong_and_a_rerun_loads(
    published: HubStandIn, client: HubClient, load: Load, cache: Path
) -> None:
    whole = load("0.1.0")
    requests = len(published.requests)
    for number in range(1, requests + 1, EACH):
        shutil.rmtree(cache)
        published.requests.clear()
        published.fault = lambda at, _line, number=number: os.kill(client.pid, signal.SIGKILL) if at == number else None  # type: ignore[misc]
        environment = {"HF_TOKEN": TOKEN, "COPYDESK_CACHE": str(cache)}
        assert client.run(_LOAD, [f"hub:{REPO}", "0.1.0", False], environment).code == -signal.SIGKILL
        published.fault = lambda _number, _line: None
        assert [verify(edition) for edition in editions_in(cache) if ".staging" not in edition.parts] == []
        assert load("0.1.0") == whole
        assert [edition.name for edition in editions_in(cache)] == ["0.1.0"]


def test_a_changed_release_that_was_sealed_again_is_still_another_release(
    published: HubStandIn, load: Load, first: Path, tmp_path: Path
) -> None:
    """Checksums that agree do not help a card that tells of other rows than there are."""
    forged = Path(shutil.copytree(first, tmp_path / "forged"))
    manifest = (forged / "manifest.json").read_text(encoding="utf-8")
    digest = open_manifest(forged).content_digest
    (forged / "manifest.json").write_text(manifest.replace(digest, f"sha256:{'0' * 64}"), encoding="utf-8")
    seal(forged)
    dataset = published.datasets[REPO]
    dataset.tags["v0.1.0"] = dataset.commit(files_of(forged))
    assert load("0.1.0")["error"] == "VerificationError"
