"""Whatever fails is one line, and whoever dies where: a tag never stands for a wrong version, and a rerun finishes."""

import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from support.editions import REPO, MakeEdition, copy_of, files_of, held, seal
from support.hub_client import HubClient
from support.hub_stand_in import TOKEN, Fault, HubStandIn, could_change

_MOST_REQUESTS = 200
_PROVE = bool(os.environ.get("COPYDESK_PROVE"))
_EACH = 4
"""Of the requests that change nothing, and follow none that does, how many share one kill where not all is proved."""

_OFFLINE = """
import huggingface_hub
huggingface_hub.constants.HF_HUB_OFFLINE = True
"""


def at(part: str, fault: Fault, *, times: int = 1000) -> Callable[[int, str], Fault | None]:
    """Fail at the first requests whose line has this part."""
    left = [times]

    def answer(_number: int, line: str) -> Fault | None:
        if part in line and left[0]:
            left[0] -= 1
            return fault
        return None

    return answer


def meanwhile(part: str, action: Callable[[], object]) -> Callable[[int, str], None]:
    """Do something just before the first request whose line has this part is handled."""
    left = [action]

    def answer(_number: int, line: str) -> None:
        if part in line and left:
            left.pop()()

    return answer


def telling(requests: Sequence[str]) -> list[int]:
    """Number the requests before which a kill tells something new: after a change, in it, and here and there between.

    The Hub is the same before each request between two changes. What a client keeps could still differ, so some of
    those are taken too, and all of them where everything is proved.
    """
    changed = [False, *map(could_change, requests)]
    return [
        number
        for number in range(1, len(requests) + 1)
        if _PROVE or changed[number - 1] or changed[number] or number % _EACH == 0
    ]


def one_line(text: str) -> bool:
    return text.startswith("error: ") and text.endswith("\n") and text.count("\n") == 1


@pytest.mark.once
@pytest.mark.slow
def test_killed_before_any_request_it_leaves_no_wrong_version_and_a_rerun_finishes(
    hub: HubStandIn, client: HubClient, first: Path, second: Path
) -> None:
    """Kill before request ``n + 1`` is kill after ``n``; on a Hub in the same state, a rerun is the same."""

    def begin() -> None:
        hub.reset()
        hub.create(REPO).commit({".gitattributes": b"", **files_of(second)})
        hub.datasets[REPO].tags["v0.2.0"] = hub.datasets[REPO].branches["main"]

    begin()
    assert client.command("publish", first, REPO).code == 0
    requests = list(hub.requests)
    assert 25 < len(requests) < _MOST_REQUESTS
    finished: list[object] = []
    for number in telling(requests):
        begin()

        def kill(request: int, _line: str, last: int = number) -> Fault | None:
            if request < last:
                return None
            client.started.wait(10)
            os.kill(client.pid, signal.SIGKILL)
            return "drop before"

        hub.fault = kill
        ended = client.command("publish", first, REPO)
        hub.fault = lambda _number, _line: None
        if "v0.1.0" in hub.datasets[REPO].tags:
            assert held(hub, "v0.1.0") == files_of(first)
        assert held(hub, "v0.2.0") == files_of(second)
        assert held(hub, "main") in (files_of(first), files_of(second))
        assert ended.code == -signal.SIGKILL
        state = (dict(hub.datasets[REPO].commits), dict(hub.datasets[REPO].tags), dict(hub.blobs))
        if state in finished:
            continue
        finished.append(state)
        rerun = client.command("publish", first, REPO)
        assert (rerun.code, rerun.err) == (0, "")
        assert held(hub, "v0.1.0") == files_of(first)


@pytest.mark.parametrize("part", ["/repos/create", "/commit/", "/tag/"])
def test_an_answer_that_is_lost_is_one_line_and_a_rerun_finishes(
    hub: HubStandIn, client: HubClient, first: Path, part: str
) -> None:
    hub.fault = at(part, "drop after", times=1)
    ended = client.command("publish", first, REPO)
    assert ended.code == 4
    assert one_line(ended.err)
    assert "the Hub does not answer (RemoteProtocolError)" in ended.err
    assert "run the command again" in ended.err
    rerun = client.command("publish", first, REPO)
    assert (rerun.code, rerun.err) == (0, "")
    assert held(hub, "v0.1.0") == files_of(first)
    assert len(hub.datasets[REPO].commits) == 2


@pytest.mark.parametrize("part", ["/preupload/", "/objects/batch", "/storage/", "/storage-verify", "/tree/"])
def test_an_upload_that_stumbles_once_goes_on(hub: HubStandIn, client: HubClient, first: Path, part: str) -> None:
    hub.fault = at(part, 503, times=1)
    ended = client.command("publish", first, REPO)
    assert (ended.code, ended.err) == (0, "")
    assert held(hub, "v0.1.0") == files_of(first)


REFUSALS = {
    ("whoami", 401): "the repository could not be read: the Hub refuses the token",
    ("whoami", 429): "the Hub asks to wait: too many requests (429); nothing was published",
    ("GET /api/datasets/desk/dunes", 403): "the token has no right to do this here (403); nothing was published",
    ("GET /api/datasets/desk/dunes", 500): "the Hub failed (500); nothing was published",
    ("GET /api/datasets/desk/dunes", "no json"): "the Hub's answer is not what was expected (JSONDecodeError)",
    ("/repos/create", 403): "the repository could not be created: the token has no right to do this here (403)",
    ("/refs", 404): "the repository could not be read: it is not there, or the token has no right to see it (404)",
    ("/refs", "drop before"): "the Hub does not answer (RemoteProtocolError); nothing was published",
    ("/preupload/", 503): "the files could not be uploaded: the Hub failed (503); v0.1.0 is not published",
    ("/storage/", 403): "the files could not be uploaded: the token has no right to do this here (403)",
    ("/storage/", "drop before"): "the files could not be uploaded: the Hub does not answer (",
    ("/validate-yaml", 400): "the files could not be uploaded: the Hub takes the request for malformed (400)",
    ("/commit/", 400): "the files could not be uploaded: the Hub takes the request for malformed (400)",
    ("/commit/", 409): "it was changed by someone else meanwhile (409); v0.1.0 is not published",
    ("/commit/", 412): "it was changed by someone else meanwhile (412); v0.1.0 is not published",
    ("/commit/", 413): "the Hub takes it for too large (413)",
    ("/commit/", 502): "the Hub failed (502); v0.1.0 is not published; run the command again to finish",
    ("/resolve/", 500): "what was committed could not be downloaded and verified: the Hub failed (500); v0.1.0 is not",
    ("/resolve/", 404): "what was committed could not be downloaded and verified: it is not there",
    ("/tag/", 403): "the tag could not be set: the token has no right to do this here (403)",
    ("/tag/", 418): "the tag could not be set: the Hub refuses (418); v0.1.0 is not published; run the command again",
    ("/tag/", 502): "the tag could not be set: the Hub failed (502); whether v0.1.0 is published is not known",
    ("/revision/v0.1.0", 500): "the tag could not be confirmed: the Hub failed (500); v0.1.0 is published",
}


@pytest.mark.parametrize(("part", "fault"), REFUSALS, ids=[f"{part} {fault}" for part, fault in REFUSALS])
def test_each_failure_is_one_line_that_says_what_is_visible(
    hub: HubStandIn, client: HubClient, first: Path, part: str, fault: Fault
) -> None:
    hub.fault = at(part, fault)
    ended = client.command("publish", first, REPO)
    assert (ended.code, ended.out) == (4, "")
    assert one_line(ended.err), ended.err
    assert REFUSALS[part, fault] in ended.err
    assert ended.err.startswith("error: desk/dunes: ")
    for secret in (TOKEN, hub.address, "127.0.0.1", str(client.home)):
        assert secret not in ended.err
    tagged = REPO in hub.datasets and "v0.1.0" in hub.datasets[REPO].tags
    assert tagged == ("; v0.1.0 is published" in ended.err)


def test_no_token_and_a_refused_one_are_one_line(hub: HubStandIn, client: HubClient, first: Path) -> None:
    ended = client.command("publish", first, REPO, environment={})
    assert (ended.code, ended.err) == (
        2,
        "error: there is no token for the Hub; log in with `hf auth login`, or set HF_TOKEN\n",
    )
    assert hub.requests == []
    ended = client.command("publish", first, REPO, environment={"HF_TOKEN": "hf_another"})
    assert ended.code == 4
    assert one_line(ended.err)
    assert (
        "the Hub refuses the token; log in with `hf auth login`, or set HF_TOKEN (401: Invalid credentials" in ended.err
    )
    assert "hf_another" not in ended.err


def test_offline_is_one_line(hub: HubStandIn, client: HubClient, first: Path) -> None:
    ended = client.command("publish", first, REPO, before=_OFFLINE)
    assert (ended.code, ended.err) == (
        4,
        "error: desk/dunes: the repository could not be read: HF_HUB_OFFLINE is set; nothing was published\n",
    )
    assert hub.requests == []


def test_what_the_hub_says_is_passed_on(hub: HubStandIn, client: HubClient, first: Path, tmp_path: Path) -> None:
    refused = copy_of(first, tmp_path)
    card = (refused / "README.md").read_text(encoding="utf-8")
    (refused / "README.md").write_text(f"{card}\nDUNES OF NO LICENCE\n", encoding="utf-8")
    seal(refused)
    ended = client.command("publish", refused, REPO)
    assert (ended.code, one_line(ended.err)) == (4, True)
    assert "the Hub takes the request for malformed (400: no such licence); v0.1.0 is not published" in ended.err
    assert hub.datasets[REPO].tags == {}


@pytest.mark.parametrize("address", ["no address", "ftp://hub", "http://", "http://hub:port", "http://[hub"])
def test_an_endpoint_that_is_no_address_is_one_line(client: HubClient, first: Path, address: str) -> None:
    setting = f"import huggingface_hub\nhuggingface_hub.constants.ENDPOINT = {address!r}"
    ended = client.command("publish", first, REPO, before=setting)
    assert (ended.code, ended.err) == (2, "error: HF_ENDPOINT is set, and is not the address of a Hub\n")


def test_a_hub_that_is_not_there_is_one_line(client: HubClient, first: Path) -> None:
    setting = "import huggingface_hub\nhuggingface_hub.constants.ENDPOINT = 'http://127.0.0.1:9'"
    ended = client.command("publish", first, REPO, before=setting)
    assert ended.code == 4
    assert ended.err == (
        "error: desk/dunes: the repository could not be read: the Hub does not answer (ConnectError); "
        "nothing was published\n"
    )


def test_a_commit_of_someone_else_is_not_run_over(
    hub: HubStandIn, client: HubClient, first: Path, second: Path
) -> None:
    client.command("publish", first, REPO)
    dataset = hub.datasets[REPO]
    theirs = {**dataset.files("main"), "notes.md": b"between reading and writing"}
    hub.fault = meanwhile("/preupload/", lambda: dataset.commit(theirs))
    ended = client.command("publish", second, REPO)
    assert ended.code == 4
    assert "changed by someone else meanwhile (412: A commit has happened since.); v0.2.0 is not" in ended.err
    assert dataset.files("main") == theirs
    assert dataset.tags.keys() == {"v0.1.0"}


def test_a_commit_that_lacks_a_file_is_never_tagged(hub: HubStandIn, client: HubClient, first: Path) -> None:
    def lose() -> None:
        dataset = hub.datasets[REPO]
        del dataset.commits[dataset.branches["main"]]["manifest.json"]

    tree = iter([lambda: None, lose])
    hub.fault = lambda _number, line: next(tree, lambda: None)() if "/tree/" in line and "cursor" not in line else None
    ended = client.command("publish", first, REPO)
    assert (ended.code, ended.err) == (
        1,
        "error: desk/dunes: v0.1.0 is not published: the commit differs from the edition in manifest.json\n",
    )
    assert hub.datasets[REPO].tags == {}


def test_a_download_that_does_not_verify_is_never_tagged(hub: HubStandIn, client: HubClient, first: Path) -> None:
    def damage() -> None:
        dataset = hub.datasets[REPO]
        files = dataset.commits[dataset.branches["main"]]
        files["README.md"] += b"and more"

    hub.fault = meanwhile("/resolve/", damage)
    ended = client.command("publish", first, REPO)
    assert ended.code == 1
    assert one_line(ended.err)
    assert "desk/dunes: v0.1.0 is not published: what was downloaded is wrong: README.md: has SHA-256" in ended.err
    assert hub.datasets[REPO].tags == {}


def test_of_two_who_set_the_tag_the_second_finds_it_there(
    hub: HubStandIn, client: HubClient, first: Path, make_edition: MakeEdition
) -> None:
    def tag(files: dict[str, bytes] | None = None) -> None:
        dataset = hub.datasets[REPO]
        dataset.tags["v0.1.0"] = dataset.commit(files, "theirs") if files else dataset.branches["main"]

    hub.fault = meanwhile("/tag/", tag)
    ended = client.command("publish", first, REPO)
    assert ended.code == 0
    assert "was there already" in ended.out
    hub.reset()
    others = files_of(make_edition(slice(1, 2)))
    hub.fault = meanwhile("/tag/", lambda: tag(others))
    ended = client.command("publish", first, REPO)
    assert ended.code == 3
    assert "v0.1.0 is published with other rows" in ended.err
    assert held(hub, "v0.1.0") == others


def test_a_tag_that_leads_elsewhere_is_told(hub: HubStandIn, client: HubClient, first: Path) -> None:
    def move() -> None:
        dataset = hub.datasets[REPO]
        dataset.tags["v0.1.0"] = dataset.commit({**files_of(first), "more.txt": b"x"})

    hub.fault = meanwhile("/revision/v0.1.0", move)
    ended = client.command("publish", first, REPO)
    assert ended.code == 1
    assert "v0.1.0 was set and leads to another commit" in ended.err
