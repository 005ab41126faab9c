"""What is published is the edition and nothing else, under its tag, and reads back as it was."""

import json
from pathlib import Path

from copydesk.release.layout import DATASHEET
from copydesk.release.parquet_reading import read_rows
from support.editions import REPO, MakeEdition, copy_of, files_of, held, seal
from support.hub_client import HubClient
from support.hub_stand_in import TOKEN, HubStandIn

_LOAD = """
import datasets, json
rows = [row for split in datasets.load_dataset(*arguments[:2], revision=arguments[2]).values() for row in split]
print("rows", json.dumps(sorted(rows, key=lambda row: row["id"])))
"""


def loaded(client: HubClient, config: str, revision: str) -> list[dict[str, object]]:
    ended = client.run(_LOAD, [REPO, config, revision])
    assert ended.code == 0, ended.err
    rows: list[dict[str, object]] = json.loads(ended.out.removeprefix("rows "))
    return rows


def test_a_published_edition_is_its_files_one_commit_and_one_tag(
    hub: HubStandIn, client: HubClient, first: Path
) -> None:
    ended = client.command("publish", first, REPO)
    assert (ended.code, ended.err) == (0, "")
    dataset = hub.datasets[REPO]
    assert held(hub, "v0.1.0") == files_of(first)
    assert dataset.tags == {"v0.1.0": dataset.branches["main"]}
    assert len(dataset.commits) == 2
    assert not dataset.private
    assert 'load_dataset("desk/dunes", revision="v0.1.0")' in ended.out


def test_the_rows_read_back_through_the_hub_as_they_were(hub: HubStandIn, client: HubClient, second: Path) -> None:
    assert client.command("publish", second, REPO).code == 0
    for config in ("default", "full", "fr"):
        view = "full" if config == "full" else "default"
        rows = [row for path in sorted((second / "data" / view).rglob("*.parquet")) for row in read_rows(path)]
        assert loaded(client, config, "v0.2.0") == sorted(rows, key=lambda row: str(row["id"]))
    assert all(line.split()[0] in {"GET", "HEAD", "POST", "PUT"} for line in hub.requests)


def test_a_second_run_changes_nothing(hub: HubStandIn, client: HubClient, first: Path) -> None:
    client.command("publish", first, REPO)
    before = dict(hub.datasets[REPO].commits)
    hub.requests.clear()
    ended = client.command("publish", first, REPO)
    assert (ended.code, ended.err) == (0, "")
    assert "was there already" in ended.out
    assert hub.changes() == []
    assert hub.datasets[REPO].commits == before


def test_the_next_version_takes_the_place_of_the_files_and_leaves_the_tag(
    hub: HubStandIn, client: HubClient, first: Path, second: Path
) -> None:
    client.command("publish", first, REPO)
    dataset = hub.datasets[REPO]
    dataset.commit({**dataset.files("main"), ".env": b"secret", "loader.py": b"import os", ".gitignore": b"data/*\n"})
    assert client.command("publish", second, REPO).code == 0
    assert held(hub, "main") == held(hub, "v0.2.0") == files_of(second)
    assert held(hub, "v0.1.0") == files_of(first)
    assert [row["id"] for row in loaded(client, "default", "v0.1.0")] == ["fr-dunes-01"]


def test_a_dry_run_changes_nothing_and_lists_everything(
    hub: HubStandIn, client: HubClient, first: Path, second: Path
) -> None:
    ended = client.command("publish", first, REPO, "--dry-run", "--private")
    assert ended.code == 0
    assert hub.datasets == {}
    assert "is not to be seen on the Hub, and would be created, private" in ended.out
    assert [line.split()[1] for line in ended.out.split("\n") if line.startswith("add ")] == sorted(files_of(first))
    client.command("publish", first, REPO)
    hub.requests.clear()
    ended = client.command("publish", second, REPO, "--dry-run", environment={})
    assert ended.code == 0
    assert "change README.md" in ended.out
    assert "keep   schema/article.schema.json" in ended.out
    assert "v0.2.0 would be published; nothing was changed" in ended.out
    assert hub.changes() == []
    assert "nothing would be done" in client.command("publish", first, REPO, "--dry-run").out


def test_a_version_with_other_rows_is_refused(
    hub: HubStandIn, client: HubClient, first: Path, make_edition: MakeEdition
) -> None:
    client.command("publish", first, REPO)
    before = dict(hub.datasets[REPO].commits)
    hub.requests.clear()
    ended = client.command("publish", make_edition(slice(1, 2)), REPO)
    assert ended.code == 3
    assert ended.err.startswith("error: desk/dunes: v0.1.0 is published with other rows: it has sha256:")
    assert hub.changes() == []
    assert hub.datasets[REPO].commits == before


def test_a_version_with_the_same_rows_in_other_bytes_is_the_same_version(
    hub: HubStandIn, client: HubClient, first: Path, tmp_path: Path
) -> None:
    client.command("publish", first, REPO)
    other = copy_of(first, tmp_path)
    (other / DATASHEET).write_text("# Datasheet\n\nIn other words.\n", encoding="utf-8")
    seal(other)
    hub.requests.clear()
    ended = client.command("publish", other, REPO)
    assert (ended.code, ended.err) == (0, "")
    assert "was there already" in ended.out
    assert hub.changes() == []


def test_a_tag_on_damaged_files_is_not_taken_for_the_version(hub: HubStandIn, client: HubClient, first: Path) -> None:
    client.command("publish", first, REPO)
    dataset = hub.datasets[REPO]
    dataset.commits[dataset.tags["v0.1.0"]][DATASHEET] = b"something else"
    ended = client.command("publish", first, REPO)
    assert ended.code == 3
    assert "it has no sound edition" in ended.err


def test_a_dataset_of_something_else_is_left_alone(
    hub: HubStandIn, client: HubClient, first: Path, make_edition: MakeEdition
) -> None:
    dataset = hub.create(REPO)
    dataset.commit({"README.md": b"---\n---\n", "train.csv": b"a,b\n"})
    ended = client.command("publish", first, REPO)
    assert (ended.code, ended.err) == (
        4,
        "error: desk/dunes: holds something other than an edition; it is left alone\n",
    )
    dataset.commit(files_of(make_edition(name="marshes")))
    ended = client.command("publish", first, REPO)
    assert ended.code == 4
    assert "holds editions of marshes, and these rows are dunes" in ended.err
    assert hub.changes() == []


def test_a_dataset_that_holds_a_card_alone_is_taken(hub: HubStandIn, client: HubClient, first: Path) -> None:
    hub.create(REPO).commit({".gitattributes": b"", "README.md": b"---\nlicense: mit\n---\n"})
    assert client.command("publish", first, REPO).code == 0
    assert held(hub, "v0.1.0") == files_of(first)


def test_private_means_private(hub: HubStandIn, client: HubClient, first: Path) -> None:
    assert client.command("publish", first, REPO, "--private").code == 0
    assert hub.datasets[REPO].private
    assert client.command("publish", first, REPO, "--private").code == 0
    hub.create("desk/open")
    hub.requests.clear()
    ended = client.command("publish", first, "desk/open", "--private")
    assert (ended.code, ended.err) == (
        2,
        "error: desk/open: is public, and --private changes no dataset that is there\n",
    )
    assert hub.changes() == []


def test_a_branch_that_hides_the_tag_is_refused(hub: HubStandIn, client: HubClient, first: Path) -> None:
    hub.create(REPO).commit({}, "v0.1.0")
    ended = client.command("publish", first, REPO)
    assert (ended.code, ended.err) == (
        4,
        "error: desk/dunes: has a branch with the name of the tag v0.1.0; remove it\n",
    )


def test_what_does_not_verify_is_not_published(hub: HubStandIn, client: HubClient, first: Path, tmp_path: Path) -> None:
    for name, content in ((".env", "HF_TOKEN=x"), ("dunes.py", "import os"), ("README.md", "changed")):
        broken = copy_of(first, tmp_path / name)
        (broken / name).write_text(content, encoding="utf-8")
        assert client.command("publish", broken, REPO).code == 1
    linked = copy_of(first, tmp_path)
    (linked / DATASHEET).unlink()
    (linked / DATASHEET).symlink_to(first / DATASHEET)
    ended = client.command("publish", linked, REPO)
    assert ended.code == 1
    assert "release-no-links" in ended.err
    assert hub.requests == []


def test_the_token_is_in_no_message_and_no_file(hub: HubStandIn, client: HubClient, first: Path) -> None:
    before = set(client.home.iterdir())
    ended = client.command("publish", first, REPO)
    assert TOKEN not in ended.out + ended.err
    for path in client.home.rglob("*"):
        if path.is_file():
            assert TOKEN.encode() not in path.read_bytes()
    assert not any(TOKEN in line for line in hub.requests)
    assert {path.name for path in client.home.iterdir()} - {path.name for path in before} <= {"out", "err"}
